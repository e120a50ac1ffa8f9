// Invents the people, branch and description of a merge request.
#pragma once

#include <cstdint>
#include <string>

namespace dora::test {

struct MergeRequestText {
  int author = 0;    ///< The user's number.
  int finisher = 0;  ///< Who merged or closed it.
  bool has_milestone = false;
  int notes = 0;
  std::string branch;
  std::string sha;
  std::string description;  ///< Usually about 300 bytes; sometimes empty, sometimes 20 KB.
};

/// The same seed and iid give the same text.
MergeRequestText invent_text(std::uint64_t seed, std::int64_t iid);

}  // namespace dora::test
