// annotations.json: the comments of weeks, as patterns without a figure or a name in them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "collector/model/instant.h"

namespace dora::comments {

inline constexpr const char* annotations_name = "annotations.json";

/// In bytes: servers may call their models anything.
inline constexpr std::size_t longest_model = 200;

struct StoredComment {
  std::string record;   ///< `week`, or `service/` and the name.
  std::string week;     ///< `2024-W05`
  std::string figures;  ///< figures_hash() of what it was written from.
  std::string model;    ///< That wrote it; empty: no model did, but plain_comment().
  model::Instant written;
  bool titles = false;                 ///< The model read titles of merge requests, too.
  std::vector<std::string> sentences;  ///< With placeholders.

  bool operator==(const StoredComment&) const = default;
};

/// The same comments give the same bytes.
std::string annotations_json(const std::vector<StoredComment>& comments);

/// Reads the file in `folder`; nothing if there is none. Anybody may have written it: its shape and
/// sizes are checked, its sentences are not. Throws an Error that names the file and the cause.
std::vector<StoredComment> read_annotations(const std::filesystem::path& folder);
std::vector<StoredComment> parse_annotations(std::string_view json, const std::string& name);

}  // namespace dora::comments
