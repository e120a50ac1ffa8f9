// Fuzzes the Mustache templates: one that passes the check can be filled, and all text is escaped.
#include <algorithm>

#include "reports/templating/template_check.h"
#include "reports/templating/template_program.h"
#include "reports/templating/template_tags.h"
#include "tests/fuzz/fuzzing.h"

namespace {

using namespace dora::templating;

Record example() {
  const Record row{{"name", {std::string("<row>")}}, {"last", {true}}};
  return {{"text", {std::string("<text> & \"more\"")}},
          {"html", {Markup{"html"}}},
          {"yes", {true}},
          {"no", {false}},
          {"record", {row}},
          {"rows", {List{{row}}}}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Record values = example();
  const std::string text = dora::fuzz::text_of(data, size);
  const TemplateFiles files{{"page.mustache", {"page.mustache", text}},
                            {"part.mustache", {"part.mustache", "{{#rows}}{{name}}{{/rows}}"}}};
  const TemplateFile& page = files.at("page.mustache");
  const auto checked = dora::fuzz::result_or_error([&] {
    check_template(files, page, values);
    return true;
  });
  if (!checked) {
    return 0;
  }
  const std::string filled = TemplateProgram({page.place, expand(files, page)}).fill(values);
  dora::fuzz::require(std::count(text.begin(), text.end(), '<') > 0 ||
                      filled.find('<') == std::string::npos);
  return 0;
}
