// What pictures are made from, as named texts that can be hashed and compared.
#include "renderer/journal/inputs.h"

#include <fmt/format.h>

#include "collector/base/files/sha256.h"

namespace dora::journal {

std::string hash_of(const Inputs& inputs) {
  std::string text;
  for (const Input& input : inputs) {
    text += fmt::format("{}:{}={}:{}\n", input.name.size(), input.name, input.value.size(),
                        input.value);
  }
  return files::sha256(text);
}

}  // namespace dora::journal
