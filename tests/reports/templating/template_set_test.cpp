// Tests the template set: escaping, replacement, and that nothing is silently left blank.
#include "reports/templating/template_set.h"

#include <gtest/gtest.h>

#include "tests/reports/expect_error.h"
#include "tests/support/temporary_folder.h"

namespace dora::templating {
namespace {

using test::fails_with;
using test::TemporaryFolder;

std::string rendered(const std::string& text, const Record& values) {
  const TemporaryFolder folder;
  folder.write("index.mustache", text);
  const TemplateSet templates(folder.path());
  templates.check("index", values);
  return templates.render("index", values);
}

Record row(const std::string& name) {
  return {{"name", {name}}};
}

TEST(TemplateSet, EscapesEverySpecialHtmlCharacter) {
  EXPECT_EQ(rendered("<p title=\"{{name}}\">", row("<a href='x'>&\"</a>")),
            "<p title=\"&lt;a href=&apos;x&apos;&gt;&amp;&quot;&lt;/a&gt;\">");
}

TEST(TemplateSet, InsertsMarkupUnchanged) {
  EXPECT_EQ(rendered("{{{body}}}", {{"body", {Markup{"<b>{{name}}</b>"}}}}), "<b>{{name}}</b>");
}

TEST(TemplateSet, RepeatsListsAndShowsSectionsByTheirValues) {
  const Record values{{"rows", {List{{row("a")}, {row("b")}}}},
                      {"yes", {true}},
                      {"no", {false}},
                      {"none", {List{}}},
                      {"name", {std::string("outer")}}};
  EXPECT_EQ(rendered("{{#rows}}[{{name}}]{{/rows}}{{#yes}}y{{/yes}}{{#no}}n{{/no}}"
                     "{{^no}}N{{/no}}{{^none}}empty {{name}}{{/none}}{{! a word }}",
                     values),
            "[a][b]yNempty outer");
}

TEST(TemplateSet, KeepsLinesOfSectionTagsOutOfThePage) {
  EXPECT_EQ(rendered("<ul>\n{{#rows}}\n<li>{{name}}</li>\n{{/rows}}\n</ul>\n",
                     {{"rows", {List{{row("a")}, {row("b")}}}}}),
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
}

TEST(TemplateSet, IncludesOtherFilesWithTheirSurroundingValues) {
  const TemporaryFolder folder;
  folder.write("index.mustache", "{{#rows}}{{> chart}}{{/rows}}.");
  folder.write("chart.mustache", "({{name}}{{> rate_note}})\n");
  folder.write("rate_note.mustache", "!");
  const TemplateSet templates(folder.path());
  EXPECT_EQ(templates.render("index", {{"rows", {List{{row("a")}, {row("<")}}}}}), "(a!)(&lt;!).");
}

TEST(TemplateSet, CheckNamesFileLineAndVariableInUnusedSections) {
  const TemporaryFolder folder;
  const auto file = folder.write("index.mustache", "\n{{#shown}}\n\n{{nmae}}{{/shown}}");
  const TemplateSet templates(folder.path());
  EXPECT_TRUE(
      fails_with({file.string() + ":4: unknown variable 'nmae'; known here: name, shown"}, [&] {
        templates.check("index", {{"shown", {false}}, {"name", {std::string("x")}}});
      }));
}

TEST(TemplateSet, CheckFollowsIncludedFiles) {
  const TemporaryFolder folder;
  folder.write("index.mustache", "{{#rows}}\n{{> chart}}{{/rows}}");
  const auto included = folder.write("chart.mustache", "{{name}}\n{{other}}");
  const TemplateSet templates(folder.path());
  EXPECT_TRUE(fails_with({included.string() + ":2: unknown variable 'other'"}, [&] {
    templates.check("index", {{"rows", {List{{row("a")}}}}});
  }));
}

TEST(TemplateSet, CheckLooksIntoRowsThatAreMadeLater) {
  const TemporaryFolder folder;
  const auto file = folder.write("index.mustache", "{{#rows}}{{name}}{{other}}{{/rows}}");
  const TemplateSet templates(folder.path());
  const Value rows = rows_by(std::vector<std::string>{"a"}, row);
  EXPECT_TRUE(
      fails_with({file.string() + ":1: unknown variable 'other'; known here: name, rows"}, [&] {
        templates.check("index", {{"rows", rows}});
      }));
}

TEST(TemplateSet, RenderFailsForAMissingValue) {
  const TemporaryFolder folder;
  folder.write("index.mustache", "{{name}}{{other}}");
  const TemplateSet templates(folder.path());
  EXPECT_TRUE(fails_with({"index.mustache", "unknown variable 'other'"},
                         [&] { templates.render("index", row("a")); }));
}

struct BadUse {
  const char* text;
  const char* message;

  friend std::ostream& operator<<(std::ostream& out, const BadUse& use) {
    return out << testing::PrintToString(use.text);
  }
};

class BadUseTest : public testing::TestWithParam<BadUse> {};

TEST_P(BadUseTest, IsAnErrorOfTheCheck) {
  const Record values{{"name", {std::string("x")}},
                      {"flag", {true}},
                      {"rows", {List{{row("a")}}}},
                      {"body", {Markup{"<p>"}}}};
  EXPECT_TRUE(fails_with({"index.mustache:1: ", GetParam().message}, [&] {
    rendered(GetParam().text, values);
  })) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    TemplateSet, BadUseTest,
    testing::Values(BadUse{"{{{name}}}", "'name' must be escaped: write {{name}}"},
                    BadUse{"{{&name}}", "'name' must be escaped: write {{name}}"},
                    BadUse{"{{body}}", "'body' is HTML: write {{{body}}}"},
                    BadUse{"{{rows}}", "'rows' is a section, not a text"},
                    BadUse{"{{flag}}", "'flag' is a section, not a text"},
                    BadUse{"{{#name}}{{/name}}", "'name' is a text, not a section"},
                    BadUse{"{{^name}}{{/name}}", "'name' is a text, not a section"},
                    BadUse{"{{^other}}{{/other}}", "unknown variable 'other'"},
                    BadUse{"{{> other}}", "there is no other.mustache"},
                    BadUse{"{{> index}}", "'index' includes itself"}));

TEST(TemplateSet, ReplacesFilesByNameAndKeepsTheOthers) {
  const TemporaryFolder folder;
  folder.write("style.css", "body { color: red }");
  const TemplateSet templates(folder.path());
  EXPECT_EQ(templates.file("style.css"), "body { color: red }");
  EXPECT_EQ(templates.file("page.mustache"), TemplateSet().file("page.mustache"));
}

TEST(TemplateSet, IgnoresHiddenFilesAndTheReadme) {
  const TemporaryFolder folder;
  folder.write(".index.mustache.swp", "{{");
  folder.write("README.md", "{{");
  EXPECT_NO_THROW(TemplateSet(folder.path()));
}

TEST(TemplateSet, RefusesFilesThatReplaceNothing) {
  for (const char* name : {"idnex.mustache", "jquery.min.js", "LICENSES.txt"}) {
    const TemporaryFolder folder;
    const auto file = folder.write(name, "");
    EXPECT_TRUE(
        fails_with({file.string() + " does not replace a template", "index.mustache", "style.css"},
                   [&] { TemplateSet{folder.path()}; }))
        << name;
  }
}

TEST(TemplateSet, NamesAMissingFolder) {
  const TemporaryFolder folder;
  EXPECT_TRUE(fails_with({(folder / "absent").string(), "--templates"},
                         [&] { TemplateSet{folder / "absent"}; }));
}

}  // namespace
}  // namespace dora::templating
