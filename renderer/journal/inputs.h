// What pictures are made from, as named texts that can be hashed and compared.
#pragma once

#include <string>
#include <vector>

namespace dora::journal {

/// `gnuplot version`: `5.4 patchlevel 4`.
struct Input {
  std::string name;
  std::string value;

  bool operator==(const Input&) const = default;
};
using Inputs = std::vector<Input>;

/// SHA-256 of names and values in the order given; different lists have different texts.
std::string hash_of(const Inputs& inputs);

}  // namespace dora::journal
