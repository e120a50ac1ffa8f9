// Invents the people, branch and description of a merge request; knows no JSON.
#pragma once

#include <cstdint>
#include <string>

namespace dora::test {

struct MergeRequestText {
  int author = 0;    ///< Number of a user.
  int finisher = 0;  ///< Who merged or closed it.
  bool has_milestone = false;
  int notes = 0;
  std::string branch;
  std::string sha;
  std::string description;  ///< Mostly some 300 bytes; now and then empty, now and then 20 KB.
};

/// The same for the same seed.
MergeRequestText invent_text(std::uint64_t seed, std::int64_t iid);

}  // namespace dora::test
