// The options of `serve`.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "reports/llm/cost_options.h"
#include "reports/serve/model_pool.h"

namespace dora::serve {

struct ServeOptions {
  std::filesystem::path data;  ///< With the JSON files of the collector.
  std::filesystem::path site;  ///< As `report` wrote it.
  std::uint16_t port = 5000;   ///< 0: any free one.
  std::string listen = "127.0.0.1";
  std::filesystem::path password_file;  ///< Needed to listen elsewhere than on loopback.
  std::string public_url;               ///< Of a proxy in front; empty: none.
  std::filesystem::path templates;      ///< Files that replace built-in ones; empty: none.
  std::vector<std::string> tier_order;  ///< As for the report.
  std::size_t questions_a_minute = 30;  ///< Of one visitor; 0: no limit.
  bool log_text = true;                 ///< Questions and answers are in the log.
  ModelOptions model;
  llm::CostOptions cost;
};

/// Where questions and answers are logged unless --log-file names another file.
inline constexpr const char* chat_log_file = "chat_history.log";

}  // namespace dora::serve
