// Example values of every template, which define the names it may use.
#pragma once

#include <string_view>
#include <vector>

#include "reports/templating/template_value.h"

namespace dora::pages {

/// A record of values whose lists have one element.
struct TemplateExample {
  std::string_view name;
  templating::Record values;
};
std::vector<TemplateExample> template_examples();

}  // namespace dora::pages
