// Tests the template values of key figures.
#include "reports/pages/parts/key_values.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace dora::pages {
namespace {

std::string text_of(const templating::Record& record, std::string_view name) {
  const auto found =
      std::find_if(record.begin(), record.end(),
                   [&](const templating::Field& field) { return field.name == name; });
  return found == record.end() ? "" : std::get<std::string>(found->value.content);
}

TEST(KeyValues, BreakLinesOfACardAfterClauses) {
  KeyFigure figure;
  figure.detail = {"11 of 173;", "95% interval 3.6 to 11.0%"};
  figure.usual = {"4-week median:", "8.1%"};
  const templating::Record record = values_of(figure);
  EXPECT_EQ(text_of(record, "detail"),
            "11\u00a0of\u00a0173; 95%\u00a0interval\u00a03.6\u00a0to\u00a011.0%");
  EXPECT_EQ(text_of(record, "usual"), "4-week\u00a0median: 8.1%");
}

}  // namespace
}  // namespace dora::pages
