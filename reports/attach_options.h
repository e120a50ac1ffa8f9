// The options of `attach`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "collector/gitlab/options.h"

namespace dora::reports {

struct AttachOptions {
  std::filesystem::path data;
  std::vector<std::filesystem::path> charts;
  gitlab::GitlabOptions gitlab;    ///< One project.
  std::int64_t merge_request = 0;  ///< Its number; 0: none.
  std::int64_t issue = 0;
  std::vector<std::string> services;  ///< Empty: those of the merge request's labels.
  bool digest = false;                ///< Post the week's digest instead of the risk of services.
  std::string week;                   ///< Of the digest; empty: the last full one.
  std::string title;
  std::string site_url;
  std::vector<std::string> tier_order;
  std::vector<std::string> only_if;  ///< Conditions, as for parse_condition(); empty: always.
  std::filesystem::path output;      ///< Write the card here instead of posting it; empty: post.
  bool dry_run = false;
  bool remove = false;    ///< Delete the note.
  bool if_token = false;  ///< Without a token, print the card and succeed.
};

}  // namespace dora::reports
