// Makes JSON safe to show on a terminal.
#include "collector/model/json_text.h"

#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "collector/base/text/printable.h"

namespace dora::model {
namespace {

/// The first bytes of what control_at() finds; C0 is either JSON's own layout or already escaped.
constexpr std::string_view suspects = "\x7f\xc2\xd8\xe2\xef";

}  // namespace

std::string escape_controls(std::string json) {
  std::string result;
  std::size_t copied = 0;
  for (std::size_t at = json.find_first_of(suspects); at != std::string::npos;
       at = json.find_first_of(suspects, at + 1)) {
    const auto control = text::control_at(std::string_view(json).substr(at));
    if (control.length == 0) {
      continue;
    }
    result.append(json, copied, at - copied);
    result += fmt::format("\\u{:04X}", control.code_point);
    copied = at + control.length;
  }
  return copied == 0 ? std::move(json) : result.append(json, copied);
}

}  // namespace dora::model
