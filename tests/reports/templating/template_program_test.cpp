// Tests how a template is rendered: which lines stay, what is inserted, and what is refused.
#include "reports/templating/template_program.h"

#include <gtest/gtest.h>

#include "tests/reports/expect_error.h"

namespace dora::templating {
namespace {

using test::fails_with;

std::string filled(const std::string& text, const Record& values) {
  return TemplateProgram({"x.mustache", text}).fill(values);
}

const Record sample_values{
    {"name", {std::string("outer")}},
    {"yes", {true}},
    {"no", {false}},
    {"none", {List{}}},
    {"html", {Markup{"<p>"}}},
    {"rows",
     {List{{Record{{"name", {std::string("a")}}}}, {Record{{"name", {std::string("b")}}}}}}},
    {"one", {Record{{"name", {std::string("inner")}}, {"here", {true}}}}}};

struct Filling {
  const char* text;
  const char* expected;

  friend std::ostream& operator<<(std::ostream& out, const Filling& filling) {
    return out << testing::PrintToString(filling.text);
  }
};

class FillingTest : public testing::TestWithParam<Filling> {};

TEST_P(FillingTest, FollowsMustache) {
  EXPECT_EQ(filled(GetParam().text, sample_values), GetParam().expected) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    TemplateProgram, FillingTest,
    testing::Values(
        Filling{"", ""}, Filling{"words\n", "words\n"}, Filling{"{{name}}", "outer"},
        Filling{"<{{name}}>\n", "<outer>\n"}, Filling{"{{#rows}}{{name}},{{/rows}}", "a,b,"},
        Filling{"{{#one}}{{name}}{{#here}}!{{/here}}{{/one}}{{name}}", "inner!outer"},
        Filling{"{{#rows}}{{#one}}{{name}}{{/one}}{{name}} {{/rows}}", "innera innerb "},
        Filling{"{{#yes}}{{#no}}a{{/no}}{{^no}}b{{/no}}{{/yes}}", "b"},
        Filling{"{{^rows}}a{{/rows}}{{^none}}b{{/none}}{{#none}}c{{/none}}{{^one}}d{{/one}}",
                "b"}));

INSTANTIATE_TEST_SUITE_P(
    Lines, FillingTest,
    testing::Values(Filling{"a\n{{#yes}}\nb\n{{/yes}}\nc\n", "a\nb\nc\n"},
                    Filling{"a\n  {{#no}} \t\nb\n\t{{/no}}\r\nc\n", "a\nc\n"},
                    Filling{"{{! words }}\na\n{{#yes}}\nb\n{{/yes}}", "a\nb\n"},
                    Filling{"{{#rows}}\n{{name}}\n{{/rows}}\n", "a\nb\n"},
                    Filling{"a {{#yes}}\nb\n{{/yes}} c\n", "a \nb\n c\n"},
                    Filling{"{{#yes}}{{/yes}}\n", "\n"}, Filling{"{{name}}\n", "outer\n"},
                    Filling{"a\n{{{html}}}\nb\n", "a\n<p>\nb\n"},
                    Filling{"{{#yes}}\n{{^no}}\na\n{{/no}}\n{{/yes}}\n", "a\n"}));

TEST(TemplateProgram, EscapesTextButNotMarkup) {
  const Record hostile{{"text", {std::string("&<b>'\"&")}}, {"html", {Markup{"<b>&amp;</b>"}}}};
  EXPECT_EQ(filled("{{text}}{{{html}}}", hostile), "&amp;&lt;b&gt;&apos;&quot;&amp;<b>&amp;</b>");
}

TEST(TemplateProgram, DoesNotInterpretInsertedText) {
  EXPECT_EQ(filled("{{text}}", {{"text", {std::string("{{name}}")}}}), "{{name}}");
}

TEST(TemplateProgram, MakesRowsWhenItReachesThem) {
  const std::vector<std::string> names{"a", "b"};
  const auto record = [](const std::string& name) { return Record{{"name", {name}}}; };
  const Record some{{"rows", rows_by(names, record)}, {"name", {std::string("outer")}}};
  const Record none{{"rows", rows_by(std::vector<std::string>(), record)}};
  EXPECT_EQ(filled("{{#rows}}{{name}},{{/rows}}{{^rows}}none{{/rows}}{{name}}", some), "a,b,outer");
  EXPECT_EQ(filled("{{#rows}}{{name}},{{/rows}}{{^rows}}none{{/rows}}", none), "none");
}

TEST(TemplateProgram, CanBeMoved) {
  TemplateProgram moved({"x", "{{name}}!"});
  const TemplateProgram program(std::move(moved));
  EXPECT_EQ(program.fill(sample_values), "outer!");
}

TEST(TemplateProgram, RefusesNamesThatTheValuesLack) {
  for (const auto& [text, message] :
       {std::pair("{{nmae}}", "unknown variable 'nmae'"),
        std::pair("{{#nmae}}{{/nmae}}", "unknown variable 'nmae'"),
        std::pair("{{rows}}", "'rows' is a section, not a text"),
        std::pair("{{^name}}{{/name}}", "'name' is a text, not a section")}) {
    EXPECT_TRUE(fails_with({"x.mustache: ", message}, [&, text = text] {
      filled(text, sample_values);
    })) << text;
  }
}

}  // namespace
}  // namespace dora::templating
