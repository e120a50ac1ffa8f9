// The options of `annotate`.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "reports/annotate/prompt.h"
#include "reports/llm/cost_options.h"
#include "reports/llm/endpoint.h"

namespace dora::reports {

struct AnnotateOptions {
  llm::EndpointOptions endpoint;
  annotate::Asking asking;
  int concurrency = 4;
  bool if_key = false;  ///< Without a key, a model or money: a line and success.

  // What it costs.
  bool dry_run = false;
  llm::CostOptions cost;

  // Comments on a report.
  std::filesystem::path data;
  std::string week;  ///< Empty: the last full one.
  bool all = false;  ///< Also services with nothing to say.
  bool with_titles = false;
  std::filesystem::path templates;  ///< Files that replace built-in ones; empty: none.
  std::vector<std::string> tier_order;

  // Other records.
  std::filesystem::path records;  ///< Empty: comments on a report.
  std::string delimiter;          ///< Between records; empty: lines of JSON.
  std::filesystem::path prompt;
  std::filesystem::path out;  ///< Folder of the results and of annotations.db.
  bool blocks = false;        ///< Tagged blocks instead of lines of JSON.
};

}  // namespace dora::reports
