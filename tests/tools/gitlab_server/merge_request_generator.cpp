// Generates the merge requests of a deployment project from a seed.
#include "tests/tools/gitlab_server/merge_request_generator.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "tests/tools/gitlab_server/random.h"
#include "tests/tools/gitlab_server/service_names.h"
#include "tests/tools/gitlab_server/service_plan.h"
#include "tests/tools/gitlab_server/stories.h"

namespace dora::test {
namespace {

using std::chrono::microseconds;

// How often unusual cases occur.
constexpr double without_service_share = 0.03;
constexpr double without_tier_share = 0.01;
constexpr double open_share = 0.018;
constexpr double locked_share = 0.0008;
constexpr double two_services_share = 0.02;
constexpr double two_tiers_share = 0.003;
constexpr double null_date_share = 0.004;
constexpr double both_dates_share = 0.004;
constexpr double same_moment_share = 0.004;
constexpr double edited_later_share = 0.1;
constexpr double other_label_share = 0.15;

constexpr std::array<std::string_view, 5> other_labels{"Priority::3-Other", "bug", "hotfix",
                                                       "service desk", "workflow::4 - scheduled"};

TimeSpan span_of(const GeneratorOptions& options) {
  const std::chrono::year_month_day last(std::chrono::floor<std::chrono::days>(options.end));
  const auto first = last.year() / last.month() / 1 - std::chrono::months(options.months - 1);
  return {Moment(std::chrono::sys_days(first)), options.end};
}

/// How likely people are to deploy at that time, 0 to 1: office hours, less on Fridays, rarely on
/// weekends.
double rhythm(Moment moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const auto hour = std::chrono::floor<std::chrono::hours>(moment - day).count();
  const unsigned weekday = std::chrono::weekday(day).iso_encoding();
  const double by_day = weekday >= 6 ? 0.06 : weekday == 5 ? 0.7 : 1;
  const double by_hour = hour >= 8 && hour < 17 ? 1 : hour >= 6 && hour < 20 ? 0.35 : 0.04;
  return by_day * by_hour;
}

class Generator {
 public:
  explicit Generator(const GeneratorOptions& options)
      : options_(options),
        random_(options.seed),
        span_(span_of(options)),
        services_(
            plan_services(service_names(options.services, options.hostile_names), span_, random_)) {
    double sum = 0;
    for (const ServicePlan& service : services_) {
      sum += service.weight * static_cast<double>((service.end - service.begin).count());
      cumulative_.push_back(sum);
    }
  }

  std::vector<MergeRequest> run() {
    std::vector<std::pair<Moment, std::size_t>> creations;
    creations.reserve(options_.merge_requests);
    for (std::size_t i = 0; i < options_.merge_requests; ++i) {
      const std::size_t service = i < services_.size() ? i : pick_service();
      creations.emplace_back(pick_moment(services_[service]), service);
    }
    std::sort(creations.begin(), creations.end());
    std::vector<MergeRequest> result;
    result.reserve(creations.size());
    for (std::size_t i = 0; i < creations.size(); ++i) {
      const bool repeat = i > 0 && random_.chance(same_moment_share);
      const Moment created = repeat ? result.back().created_at : creations[i].first;
      result.push_back(make(created, services_[creations[i].second]));
      const std::size_t every = options_.long_description_every;
      result.back().long_description = every > 0 && (i + 1) % every == 0;
    }
    return result;
  }

 private:
  std::size_t pick_service() {
    const double place = random_.unit() * cumulative_.back();
    const auto found = std::upper_bound(cumulative_.begin(), cumulative_.end(), place);
    return std::min<std::size_t>(static_cast<std::size_t>(found - cumulative_.begin()),
                                 services_.size() - 1);
  }

  Moment pick_moment(const ServicePlan& service) {
    const auto length = static_cast<std::uint64_t>((service.end - service.begin).count());
    for (;;) {
      const auto offset = random_.below(length);
      const Moment moment = service.begin + microseconds(offset);
      const double age = static_cast<double>(offset) / static_cast<double>(length);
      const double trend =
          (1 + service.growth * (2 * age - 1)) / (1 + std::max(service.growth, -service.growth));
      if (random_.chance(trend * rhythm(moment))) {
        return moment;
      }
    }
  }

  MergeRequest make(Moment created, const ServicePlan& service) {
    MergeRequest result;
    // Deleted merge requests leave gaps; ids count across all projects on the server.
    iid_ += random_.chance(0.02) ? 2 + static_cast<std::int64_t>(random_.below(4)) : 1;
    id_ += 1 + static_cast<std::int64_t>(random_.below(40));
    result.iid = iid_;
    result.id = id_;
    result.created_at = created;
    result.text_seed = random_.next();
    add_labels(result, service);
    finish(result, service);
    result.title = fmt::format("Deploy {} {}.{}.{}", service.name, 1 + random_.below(6),
                               random_.below(40), random_.below(15));
    return result;
  }

  void add_labels(MergeRequest& result, const ServicePlan& service) {
    if (!random_.chance(without_service_share)) {
      add_service(result, service);
      if (random_.chance(two_services_share)) {
        add_service(result, services_[pick_service()]);
      }
    }
    if (!random_.chance(without_tier_share)) {
      add_tier(result, service);
      if (random_.chance(two_tiers_share)) {
        add_tier(result, service);
      }
    }
    if (random_.chance(other_label_share)) {
      result.labels.emplace_back(other_labels[random_.below(other_labels.size())]);
    }
    std::sort(result.labels.begin(), result.labels.end());
  }

  static void add_service(MergeRequest& result, const ServicePlan& service) {
    if (std::find(result.services.begin(), result.services.end(), service.name) ==
        result.services.end()) {
      result.services.push_back(service.name);
      result.labels.push_back(service.label);
    }
  }

  void add_tier(MergeRequest& result, const ServicePlan& service) {
    const double place = random_.unit();
    const std::string tier = place < service.production_share          ? "production"
                             : place < service.production_share + 0.22 ? "staging"
                             : place < 0.97                            ? "development"
                                                                       : "QA";
    if (std::find(result.tiers.begin(), result.tiers.end(), tier) == result.tiers.end()) {
      result.tiers.push_back(tier);
      result.labels.push_back("tier:" + tier);
    }
  }

  void finish(MergeRequest& result, const ServicePlan& service) {
    const double hours = std::min(random_.log_normal(service.lead_hours, 1.1), 24.0 * 60);
    const Moment done = result.created_at + microseconds(static_cast<std::int64_t>(hours * 3.6e9));
    const bool failed = random_.chance(failure_rate_at(service, result.created_at));
    result.updated_at = std::min(done, options_.end);
    if (done >= options_.end || random_.chance(open_share)) {
      result.state = State::opened;
      return;
    }
    if (random_.chance(locked_share)) {
      result.state = State::locked;
      return;
    }
    result.state = failed ? State::closed : State::merged;
    // Real servers have finished merge requests without a date (imported, or from before GitLab
    // kept one), and merged ones that still have the date of an earlier close.
    if (!random_.chance(null_date_share)) {
      (failed ? result.closed_at : result.merged_at) = done;
    }
    if (!failed && random_.chance(both_dates_share)) {
      result.closed_at = result.created_at + (done - result.created_at) / 2;
    }
    if (random_.chance(edited_later_share)) {
      const auto rest = static_cast<double>((options_.end - done).count());
      result.updated_at = done + microseconds(static_cast<std::int64_t>(rest * random_.unit()));
    }
  }

  const GeneratorOptions& options_;
  Random random_;
  TimeSpan span_;
  std::vector<ServicePlan> services_;
  std::vector<double> cumulative_;
  std::int64_t iid_ = 0;
  std::int64_t id_ = 250'000'000;
};

}  // namespace

std::string_view to_text(State state) {
  constexpr std::array<std::string_view, 4> names{"opened", "closed", "locked", "merged"};
  return names[static_cast<std::size_t>(state)];
}

std::vector<MergeRequest> generate(const GeneratorOptions& options) {
  if (options.services == 0) {
    return {};
  }
  std::vector<MergeRequest> result = Generator(options).run();
  return options.stories ? with_stories(std::move(result), options.end, options.seed) : result;
}

}  // namespace dora::test
