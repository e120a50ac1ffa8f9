// Tests that templates and pages use the same names.
#include "reports/pages/page_values.h"

#include <gtest/gtest.h>

#include "reports/pages/template_examples.h"
#include "reports/templating/template_set.h"

namespace dora::pages {
namespace {

TEST(PageValues, IncludeEveryNameThatTheBuiltInTemplatesUse) {
  const templating::TemplateSet templates;
  for (const TemplateExample& example : template_examples()) {
    EXPECT_NO_THROW(templates.check(example.name, example.values)) << example.name;
  }
}

std::vector<std::string_view> names_of(const templating::Record& record) {
  std::vector<std::string_view> names;
  for (const templating::Field& field : record) {
    names.push_back(field.name);
  }
  return names;
}

TEST(PageValues, HaveTheSameNamesWhateverThePageSays) {
  ServicePage page;
  page.totals.has_data = true;
  page.key_figures.resize(4);
  page.latest.resize(2);
  for (const TemplateExample& example : template_examples()) {
    if (example.name == "service") {
      EXPECT_EQ(names_of(values_of(page)), names_of(example.values));
      EXPECT_EQ(names_of(values_of(ServicePage())), names_of(example.values));
    }
  }
}

}  // namespace
}  // namespace dora::pages
