// Finds services that need attention, by rules that the report prints.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/deployment.h"
#include "collector/model/four_keys.h"
#include "collector/model/time_zone.h"

namespace dora::analysis {

/// The most urgent first.
enum class AttentionRule : std::uint8_t { streak, above_limit, open_failure, silent, fresh };

/// The label shown to readers: `Failing in a row`, `Failure rate up`, `Open failure`, `Silent`,
/// `New`.
std::string_view label_of(AttentionRule rule);

struct Attention {
  AttentionRule rule = AttentionRule::open_failure;
  model::Instant since;  ///< When what was found began.
  std::string text;      ///< What was found; contains no untrusted text.
  std::int64_t iid = 0;  ///< The merge request that shows it; 0 if none.
  std::string web_url;   ///< Its address: untrusted until checked.
  std::string tier;      ///< Where it was found, printable; empty: in all tiers.
};

/// The moment at which the rules apply, and what the data cover.
struct AttentionScope {
  model::Instant as_of;
  model::DayRange covered;
  model::Granularity granularity = model::Granularity::month;
};

// The numbers of the rules; templates/attention_rules.mustache explains them to the reader.
inline constexpr std::int64_t streak_length = 3;
inline constexpr std::chrono::days open_for{1};
inline constexpr std::chrono::days forgotten_after{90};  ///< Failures without further attempts.
inline constexpr int limit_periods = 12;
inline constexpr std::int64_t limit_deployments = 20;
inline constexpr std::int64_t limit_failures = 2;
inline constexpr std::size_t silent_gaps = 20;
inline constexpr std::size_t silent_deployments = 10;
inline constexpr std::chrono::days silent_for{14};
inline constexpr std::chrono::days retired_after{180};
inline constexpr std::chrono::days new_for{28};

/// The upper control limit of a p-chart
/// (https://www.itl.nist.gov/div898/handbook/pmc/section3/pmc332.htm) as a number of failures among
/// `deployments`: more than that occur by chance in less than limit_risk of all samples. Uses the
/// binomial distribution, because its normal approximation (three standard deviations) is poor for
/// small samples. The rate is that of `history` plus one success and one failure (Laplace's rule of
/// succession): a few deployments without a failure do not prove that there never is one.
std::int64_t control_limit(const model::Counts& history, std::int64_t deployments);
inline constexpr double limit_risk = 0.00135;  ///< Three standard deviations, one-sided.

/// Returns what the rules find for one service, the most urgent first. `deployments` must be sorted
/// by time.
std::vector<Attention> attention_of(const std::vector<model::Deployment>& deployments,
                                    const model::History& history, const AttentionScope& scope);

}  // namespace dora::analysis
