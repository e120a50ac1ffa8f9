// Folds letters for sorting and searching, using utf8proc.
#include "collector/base/text/fold.h"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

namespace dora::text {

std::string folded(std::string_view text) {
  const std::basic_string<utf8proc_uint8_t> bytes(text.begin(), text.end());
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t size = utf8proc_map(
      bytes.data(), static_cast<utf8proc_ssize_t>(bytes.size()), &mapped,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE |
                                     UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  return size < 0 ? std::string(text) : std::string(mapped, mapped + size);
}

}  // namespace dora::text
