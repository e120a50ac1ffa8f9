// What pictures are made from, as named texts that can be hashed and compared; knows no files.
#include "renderer/drawing_inputs.h"

#include <fmt/format.h>

#include "collector/base/sha256.h"

namespace dora::renderer {

std::string hash_of(const Inputs& inputs) {
  std::string text;
  for (const Input& input : inputs) {
    text += fmt::format("{}:{}={}:{}\n", input.name.size(), input.name, input.value.size(),
                        input.value);
  }
  return base::sha256(text);
}

}  // namespace dora::renderer
