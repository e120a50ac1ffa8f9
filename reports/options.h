// The options of `report`.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace dora::reports {

struct ReportOptions {
  std::filesystem::path data;                 ///< With the JSON files of the collector.
  std::vector<std::filesystem::path> charts;  ///< With the indexes and pictures of the renderer.
  std::filesystem::path out;                  ///< The site; an existing one is replaced as a whole.
  std::filesystem::path templates;            ///< Files that replace built-in ones; empty: none.
  std::filesystem::path theme;                ///< CSS appended to the style sheet; empty: none.
  std::string title;                          ///< Empty: the name of the project.
  std::string week;  ///< `2024-W05`, on the first page; empty: the last full week.
  /// The levels that figures are compared with, as for read_bands(); empty: none.
  std::string bands;
  /// Tiers, the most important first; empty: by their usual names.
  std::vector<std::string> tier_order;
  std::filesystem::path events;   ///< Of occasions to mark; empty: none.
  std::filesystem::path compare;  ///< report.json of an earlier report; empty: none.
  bool allow_shrink = false;      ///< Replace a site that has more than twice as many deployments.
  std::string site_url;           ///< Where the site will be published; empty if unknown.
  std::string chat;  ///< Format of weekly/chat.txt, as for parse_chat_format(); empty: none.
  // For mail, outside `out`; empty: none.
  std::filesystem::path single_file;  ///< The week's digest with its charts, to be attached.
  std::filesystem::path mail_body;    ///< The text of a mail as HTML; beside it, as plain text.
  std::filesystem::path eml;          ///< A whole message.
};

}  // namespace dora::reports
