// Tests how tags are found in a template, and how broken ones are reported.
#include "reports/templating/template_tags.h"

#include <gtest/gtest.h>

#include "tests/reports/expect_error.h"

namespace dora::templating {
namespace {

TEST(TemplateTags, FindsEveryKindWithItsNameAndPlace) {
  const TemplateFile file{"x",
                          "a{{name}}{{ name }}{{{body}}}{{&body}}{{#s}}{{^t}}{{/t}}{{ /s }}"
                          "{{> part}}{{! any }words! }}"};
  const std::vector<Tag> tags = parse_tags(file);
  const std::vector<std::pair<TagKind, std::string>> expected{
      {TagKind::variable, "name"},  {TagKind::variable, "name"},
      {TagKind::unescaped, "body"}, {TagKind::unescaped, "body"},
      {TagKind::section, "s"},      {TagKind::inverted, "t"},
      {TagKind::end, "t"},          {TagKind::end, "s"},
      {TagKind::partial, "part"},   {TagKind::comment, "any }words!"}};
  ASSERT_EQ(tags.size(), expected.size());
  for (std::size_t i = 0; i < tags.size(); ++i) {
    EXPECT_EQ(tags[i].kind, expected[i].first) << i;
    EXPECT_EQ(tags[i].name, expected[i].second) << i;
    EXPECT_EQ(file.text.substr(tags[i].begin, 2), "{{") << i;
    EXPECT_EQ(file.text.substr(tags[i].end - 2, 2), "}}") << i;
  }
}

struct BadTemplate {
  const char* text;
  const char* message;

  friend std::ostream& operator<<(std::ostream& out, const BadTemplate& bad) {
    return out << testing::PrintToString(bad.text);
  }
};

class BadTemplateTest : public testing::TestWithParam<BadTemplate> {};

TEST_P(BadTemplateTest, NamesTheLineAndTheCause) {
  const TemplateFile file{"page.mustache", GetParam().text};
  EXPECT_TRUE(test::fails_with({std::string("page.mustache:") + GetParam().message}, [&] {
    parse_tags(file);
  })) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    TemplateTags, BadTemplateTest,
    testing::Values(BadTemplate{"a\n\n{{name", "3: '{{' without '}}'"},
                    BadTemplate{"{{{name}}", "1: '{{' without '}}}'"},
                    BadTemplate{"{{", "1: '{{' without '}}'"},
                    BadTemplate{"{{}}", "1: '' is not a name"},
                    BadTemplate{"\n{{a.b}}", "2: 'a.b' is not a name"},
                    BadTemplate{"{{.}}", "1: '.' is not a name"},
                    BadTemplate{"{{=<% %>=}}", "1: '=<% %>=' is not a name"},
                    BadTemplate{"\n{{#rows}}\n", "2: section 'rows' never ends"},
                    BadTemplate{"{{/rows}}", "1: section 'rows' ends but never began"},
                    BadTemplate{"{{#a}}\n{{^b}}\n{{/a}}{{/b}}",
                                "3: section 'a' ends inside section 'b'"}));

}  // namespace
}  // namespace dora::templating
