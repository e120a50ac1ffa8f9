// Finds what is unusual about a service at a moment, compared with its own past.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/four_keys.h"
#include "collector/model/tier_order.h"
#include "reports/analysis/events.h"
#include "reports/analysis/statistics/dispersion.h"
#include "reports/analysis/statistics/significance.h"

namespace dora::analysis {

/// In a tier of the same importance, the most urgent first.
enum class AttentionRule : std::uint8_t { failing, failure_rate_up, quiet, fewer, more };
inline constexpr std::size_t attention_rules = 5;

/// `failing`, `failure_rate_up`, ...: for programs.
std::string_view to_string(AttentionRule rule);
/// nullopt if the text is none of them.
std::optional<AttentionRule> parse_attention_rule(std::string_view text);

/// What a rule found. Figures that a rule does not mention are 0.
struct Attention {
  AttentionRule rule = AttentionRule::failing;
  double p = 1;          ///< How likely it is by chance.
  model::Instant since;  ///< When it began.
  std::string tier;      ///< Where; as in the label. Empty: in all tiers.
  /// Without a tier: that of the most important one of the deployments that the rule looked at;
  /// failure_rate_up: of those that failed.
  std::size_t tier_rank = 0;
  /// failure_rate_up, fewer, more: the first day after the two weeks that were looked at.
  std::chrono::local_days until;
  std::int64_t iid = 0;  ///< The merge request that shows it; 0 if none.
  std::string web_url;   ///< Its address: untrusted until checked.
  /// failing: deployments that failed in a row; failure_rate_up: that failed in those two weeks;
  /// fewer, more: deployments in those two weeks.
  std::int64_t count = 0;
  std::int64_t of = 0;  ///< failure_rate_up: deployments in those two weeks.
  /// The usual number instead of `count`; failing: the share of deployments that failed before.
  double usual = 0;
  /// failing: since the first failure; quiet: since the last deployment.
  model::Duration lasts{};
  /// failing: the longest time to restore before; quiet: the longest break before. 0 if none.
  model::Duration longest{};
};

/// When the rules look, and how far back they may.
struct Moment {
  model::Instant as_of;                   ///< Nothing later has happened.
  std::chrono::local_days today;          ///< The first day that is not over.
  std::chrono::local_days complete_from;  ///< The first day of which everything is known.
};

// The numbers of the rules; templates/attention_rules.mustache explains them to the reader.
inline constexpr std::chrono::days recent_days{14};       ///< What is compared with the past.
inline constexpr std::chrono::days past_days{182};        ///< The past of rates and breaks.
inline constexpr std::chrono::days forgotten_after{90};   ///< Failures without further attempts.
inline constexpr std::chrono::days retired_after{180};    ///< Services without deployments.
inline constexpr std::int64_t least_failures = 2;         ///< A single one is never unusual.
inline constexpr std::int64_t least_past_attempts = 20;   ///< To know a usual failure rate.
inline constexpr std::int64_t least_active_days = 20;     ///< To know usual breaks.
inline constexpr std::int64_t breaks_per_exception = 50;  ///< At most 1 in so many was as long.
/// What is known of a rare case before it happens weighs as much as so many trials.
inline constexpr double prior_trials = 4;
inline constexpr double least_usual_for_fewer = 5;
inline constexpr double least_usual_for_more = 2.5;

/// What the rules take from all services together.
struct Pooled {
  statistics::DispersionPrior variation;
  /// How often a deployment fails right after a failed one to the same tier.
  statistics::SharePrior repeated_failure;
};

/// What the rules found for a service: candidates, to be chosen from by their p-values.
struct Candidates {
  std::vector<Attention> found;  ///< With a p-value up to the false discovery rate.
  /// How many comparisons each rule made, whether it found something or not.
  std::array<std::size_t, attention_rules> tests{};
};

/// Looks at one service at a moment.
class Rules {
 public:
  /// Arguments are borrowed.
  Rules(const std::vector<model::Deployment>& deployments, const Events& events,
        const model::TierOrder& order, const Moment& moment);

  /// The variation of its weekly numbers before the last two weeks, for Pooled; its mean is 0 if
  /// the history is too short.
  const statistics::Dispersion& variation() const { return variation_; }
  /// Deployments right after a failed one, and how many of them failed, for Pooled.
  statistics::Share repeated_failures() const;

  Candidates apply(const Pooled& pooled) const;

 private:
  void compare_frequency(const Pooled& pooled, Candidates& result) const;
  void compare_failure_rate(Candidates& result) const;
  void find_quiet(Candidates& result) const;
  void find_failing(const Pooled& pooled, Candidates& result) const;
  const Event* first_from(std::chrono::local_days day) const;
  std::int64_t count(std::chrono::local_days begin, std::chrono::local_days end) const;
  /// Ranks what concerns all tiers by those deployed to, or failed in, since a day.
  void add_ranked(Attention attention, std::chrono::local_days since, Candidates& result) const;
  void show(const Event& event, Attention& attention) const;

  const std::vector<model::Deployment>& deployments_;
  const Events& events_;
  const model::TierOrder& order_;
  Moment moment_;
  const Event* begin_;  ///< Of the events up to the moment.
  const Event* end_;
  std::chrono::local_days known_from_;  ///< The first day after its first deployment.
  std::vector<std::int64_t> weeks_;     ///< Deployments per week before recent_days, newest first.
  statistics::Dispersion variation_;
};

}  // namespace dora::analysis
