// Reads the report.json of an earlier report, to compare with.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "collector/model/instant.h"
#include "collector/model/summary.h"
#include "reports/analysis/attention.h"

namespace dora::inputs {

/// Why a service needs attention: the rule and the tier, which is empty for all tiers.
using AttentionReason = std::pair<analysis::AttentionRule, std::string>;

struct EarlierService {
  model::Counts counts;
  std::set<AttentionReason> reasons;
};

struct EarlierReport {
  std::string project;
  model::Instant as_of;  ///< The last moment that its data covered.
  model::Counts totals;
  std::map<std::string, EarlierService> services;
};

/// Throws an Error that names the file and the cause: not there, not a report.json of a version
/// that this program reads.
EarlierReport read_earlier_report(const std::filesystem::path& file);
/// The same for text that was read from elsewhere, which `name` names in messages.
EarlierReport parse_earlier_report(std::string_view json, const std::string& name);

}  // namespace dora::inputs
