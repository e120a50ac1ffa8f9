// Finds unpaired surrogates, which RapidJSON 1.1 accepts: "\ude00" alone is not a character.
#include "collector/base/text/surrogate.h"

namespace dora::text {

bool has_surrogate(std::string_view text) {
  // ED A0 80 to ED BF BF; in no other UTF-8 sequence is ED followed by a byte above 9F.
  for (std::size_t at = text.find('\xED'); at < text.size(); at = text.find('\xED', at + 1)) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) > 0x9F) {
      return true;
    }
  }
  return false;
}

}  // namespace dora::text
