// Tests that templates and pages agree on the names.
#include "reports/page_values.h"

#include <gtest/gtest.h>

#include "reports/template_examples.h"
#include "reports/template_set.h"

namespace dora::reports {
namespace {

TEST(PageValues, HoldEveryNameThatTheBuiltInTemplatesUse) {
  const TemplateSet templates;
  for (const TemplateExample& example : template_examples()) {
    EXPECT_NO_THROW(templates.check(example.name, example.values)) << example.name;
  }
}

std::vector<std::string_view> names_of(const Record& record) {
  std::vector<std::string_view> names;
  for (const Field& field : record) {
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
}  // namespace dora::reports
