// Makes generated merge requests believable: office hours, quiet holidays, failures that are
// mended, teams, and a few stories.
#include "tests/tools/gitlab_server/stories.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "tests/tools/gitlab_server/random.h"

namespace dora::test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;

constexpr double mended_share = 0.96;
constexpr std::array<std::string_view, 8> teams{"payments", "search", "storefront", "logistics",
                                                "identity", "data",   "mobile",     "platform"};

Moment later(Moment moment, double some_hours) {
  return moment + microseconds(static_cast<std::int64_t>(some_hours * 3.6e9));
}

bool is_of(const MergeRequest& each, const std::string& service) {
  return each.services.size() == 1 && each.services.front() == service;
}

bool is_production(const MergeRequest& each) {
  return each.tiers.size() == 1 && each.tiers.front() == "production";
}

class Storyteller {
 public:
  Storyteller(std::vector<MergeRequest> merge_requests, Moment end, std::uint64_t seed)
      : all_(std::move(merge_requests)), end_(end), random_(mix(seed, 17)) {}

  std::vector<MergeRequest> tell() {
    keep_office_hours();
    rest_in_december();
    const std::vector<std::string> busiest = busiest_services(4);
    if (busiest.size() == 4) {
      fail_more_often(busiest[0]);
      stop(busiest[2], end_ - days(16), end_);
    }
    mend_failures();
    if (busiest.size() == 4) {
      keep_failing(busiest[1]);
      recover(busiest[3]);
      begin("notifications-v2");
    }
    name_teams();
    number();
    return std::move(all_);
  }

 private:
  /// Most are opened on a weekday between 8 and 18 o'clock, half of them on the day of the week on
  /// which their service is released. The time that each took stays.
  void keep_office_hours() {
    const Moment begin = all_.empty() ? end_ : all_.front().created_at;
    for (MergeRequest& each : all_) {
      if (random_.chance(0.04)) {
        continue;  // A night shift.
      }
      const auto day = std::chrono::floor<days>(each.created_at);
      const auto monday = day - (std::chrono::weekday(day) - std::chrono::Monday);
      const bool released = !each.services.empty() && random_.chance(0.5);
      const auto weekday = released ? seed_of(each.services.front()) % 5 : random_.below(5);
      const double hour = std::clamp(13 + 2.5 * random_.normal(), 7.5, 19.0);
      const auto moved = later(monday + days(weekday), hour) - each.created_at;
      if (each.created_at + moved >= begin && each.updated_at + moved < end_) {
        each.created_at += moved;
        each.updated_at += moved;
        for (std::optional<Moment>* end : {&each.merged_at, &each.closed_at}) {
          if (*end) {
            **end += moved;
          }
        }
      }
    }
    sort();
  }

  /// From 22 December to New Year, hardly anything is deployed.
  void rest_in_december() {
    std::erase_if(all_, [&](const MergeRequest& each) {
      const std::chrono::year_month_day day(std::chrono::floor<days>(each.created_at));
      const bool holidays =
          day.month() == std::chrono::December && day.day() >= std::chrono::day(22);
      return holidays && random_.chance(0.85);
    });
  }

  static std::uint64_t seed_of(const std::string& service) {
    std::uint64_t seed = 0;
    for (const char c : service) {
      seed = mix(seed, static_cast<unsigned char>(c));
    }
    return seed;
  }

  /// By their deployments to production in the last half year.
  std::vector<std::string> busiest_services(std::size_t count) const {
    std::map<std::string, int> deployments;
    for (const MergeRequest& each : all_) {
      if (each.services.size() == 1 && is_production(each) && each.created_at > end_ - days(180)) {
        ++deployments[each.services.front()];
      }
    }
    std::vector<std::pair<int, std::string>> order;
    order.reserve(deployments.size());
    for (const auto& [service, number] : deployments) {
      order.emplace_back(-number, service);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::string> result;
    for (std::size_t i = 0; i < std::min(count, order.size()); ++i) {
      result.push_back(order[i].second);
    }
    return result;
  }

  void fail_more_often(const std::string& service) {
    for (MergeRequest& each : all_) {
      if (is_of(each, service) && is_production(each) && each.state == State::merged &&
          each.created_at > end_ - days(14) && random_.chance(0.8)) {
        each.state = State::closed;
        each.closed_at = each.merged_at.value_or(later(each.created_at, 1));
        each.merged_at.reset();
      }
    }
  }

  /// Removes what was created in [from, to).
  void stop(const std::string& service, Moment from, Moment to) {
    std::erase_if(all_, [&](const MergeRequest& each) {
      return std::find(each.services.begin(), each.services.end(), service) !=
                 each.services.end() &&
             each.created_at >= from && each.created_at < to;
    });
  }

  /// Someone merges a fix within hours of most failures.
  void mend_failures() {
    std::vector<MergeRequest> fixes;
    for (const MergeRequest& each : all_) {
      if (each.state != State::closed || !each.closed_at || each.services.size() != 1 ||
          each.tiers.size() != 1 || !random_.chance(mended_share)) {
        continue;
      }
      const Moment created = later(*each.closed_at, random_.log_normal(1.2, 0.9));
      fixes.push_back(like(each, State::merged, created, random_.log_normal(0.5, 0.6)));
      fixes.back().title = "Fix and redeploy " + each.services.front();
    }
    add(std::move(fixes));
  }

  void keep_failing(const std::string& service) {
    const MergeRequest* model = find(service);
    if (model == nullptr) {
      return;
    }
    std::vector<MergeRequest> failures;
    for (const int before : {76, 55, 31, 7}) {
      failures.push_back(like(*model, State::closed, end_ - hours(before), 1.5));
    }
    stop(service, end_ - hours(77), end_);
    add(std::move(failures));
  }

  /// Down from Tuesday to Thursday of the last full week.
  void recover(const std::string& service) {
    const MergeRequest* model = find(service);
    const auto today = std::chrono::floor<days>(end_);
    const auto monday = today - (std::chrono::weekday(today) - std::chrono::Monday) - days(7);
    if (model == nullptr) {
      return;
    }
    const Moment down = Moment(monday) + days(1) + hours(9);
    std::vector<MergeRequest> outage{like(*model, State::closed, down, 0.7),
                                     like(*model, State::closed, down + hours(26), 0.4),
                                     like(*model, State::merged, down + hours(50), 0.8)};
    outage.back().title = "Roll back " + service;
    stop(service, down - hours(12), down + hours(60));
    add(std::move(outage));
  }

  void begin(const std::string& service) {
    if (all_.empty()) {
      return;
    }
    std::vector<MergeRequest> first;
    for (int i = 0; i < 9; ++i) {
      first.push_back(like(all_.back(), State::merged, end_ - days(10) + hours(25 * i), 0.8));
      first.back().services = {service};
      first.back().tiers = {i % 3 == 2 ? "production" : "staging"};
      first.back().labels = {"service:" + service, "tier:" + first.back().tiers.front()};
      first.back().title = fmt::format("Deploy {} 0.{}.0", service, i + 1);
    }
    add(std::move(first));
  }

  /// A deployment of the service to production.
  const MergeRequest* find(const std::string& service) const {
    const auto found = std::find_if(all_.begin(), all_.end(), [&](const MergeRequest& each) {
      return is_of(each, service) && is_production(each);
    });
    return found == all_.end() ? nullptr : &*found;
  }

  MergeRequest like(const MergeRequest& model, State state, Moment created, double took_hours) {
    MergeRequest result = model;
    result.state = state;
    result.created_at = created;
    result.updated_at = later(created, took_hours);
    result.merged_at.reset();
    result.closed_at.reset();
    (state == State::merged ? result.merged_at : result.closed_at) = result.updated_at;
    result.text_seed = random_.next();
    result.long_description = false;
    return result;
  }

  /// What would not be over yet is left out.
  void add(std::vector<MergeRequest> more) {
    std::erase_if(more, [&](const MergeRequest& each) { return each.updated_at >= end_; });
    std::move(more.begin(), more.end(), std::back_inserter(all_));
    sort();
  }

  void sort() {
    std::stable_sort(all_.begin(), all_.end(),
                     [](const auto& a, const auto& b) { return a.created_at < b.created_at; });
  }

  /// One team for most services, two for some, none for a few.
  void name_teams() {
    for (MergeRequest& each : all_) {
      for (const std::string& service : each.services) {
        const std::uint64_t place = seed_of(service);
        const std::size_t kind = place % 12;
        if (kind > 0) {
          add_label(each, teams[place / 12 % teams.size()]);
        }
        if (kind == 1) {
          add_label(each, teams[(place / 12 + 3) % teams.size()]);
        }
      }
    }
  }

  static void add_label(MergeRequest& merge_request, std::string_view team) {
    std::string label = fmt::format("team:{}", team);
    if (std::find(merge_request.labels.begin(), merge_request.labels.end(), label) ==
        merge_request.labels.end()) {
      merge_request.labels.push_back(std::move(label));
      std::sort(merge_request.labels.begin(), merge_request.labels.end());
    }
  }

  /// In the order of creation, with the gaps of deleted ones.
  void number() {
    std::int64_t iid = 0;
    std::int64_t id = 250'000'000;
    for (MergeRequest& each : all_) {
      iid += random_.chance(0.02) ? 3 : 1;
      id += 1 + static_cast<std::int64_t>(random_.below(40));
      each.iid = iid;
      each.id = id;
    }
  }

  std::vector<MergeRequest> all_;
  Moment end_;
  Random random_;
};

}  // namespace

std::vector<MergeRequest> with_stories(std::vector<MergeRequest> merge_requests, Moment end,
                                       std::uint64_t seed) {
  return Storyteller(std::move(merge_requests), end, seed).tell();
}

}  // namespace dora::test
