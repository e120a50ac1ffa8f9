// Reads summary.json files from any writer.
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <rapidjson/reader.h>

#include "collector/base/text/surrogate.h"
#include "collector/model/json/json_file.h"
#include "collector/model/period_hint.h"
#include "collector/model/service_order.h"
#include "collector/model/summary_json.h"
#include "collector/model/summary_keys.h"

namespace dora::model {
namespace {

/// Other writers may have rounded the rate to one decimal.
constexpr double rate_tolerance = 0.05 + 1e-9;

/// What the file says about one period of one service.
struct Entry {
  std::optional<std::int64_t> total;
  std::optional<std::int64_t> failed;
  std::optional<double> rate;
  bool rate_seen = false;
};

enum class Field { total, failed, rate };

/// `2024-01_failed`: `2024-01` and failed.
struct KeyParts {
  std::string_view period;
  Field field;
};

KeyParts key_parts(std::string_view key) {
  for (const auto& [suffix, field] :
       {std::pair(rate_suffix, Field::rate), std::pair(failed_suffix, Field::failed)}) {
    if (key.ends_with(suffix)) {
      return {key.substr(0, key.size() - suffix.size()), field};
    }
  }
  return {key, Field::total};
}

/// Describes the contradiction; empty if the entry is consistent.
std::string contradiction(const Entry& entry) {
  const std::int64_t total = entry.total.value_or(0);
  const std::int64_t failed = entry.failed.value_or(0);
  if (failed > total) {
    return fmt::format("{} failed of {} deployments", failed, total);
  }
  const Counts counts{total - failed, failed};
  const auto rate = failure_rate(counts);
  if (entry.rate && std::abs(*entry.rate - rate.value_or(0)) > rate_tolerance) {
    return fmt::format("failure rate {} contradicts {} failed of {} deployments ({}%)", *entry.rate,
                       failed, total, rate_number(counts));
  }
  return {};
}

/// Receives the file's events: an object of flat objects of numbers.
class SummaryHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, SummaryHandler> {
 public:
  ReadSummary take() {
    if (unknown_keys_ > most_key_warnings) {
      result_.warnings.push_back(
          fmt::format("and {} more unknown keys ignored", unknown_keys_ - most_key_warnings));
    }
    return std::move(result_);
  }
  const std::string& problem() const { return problem_; }

  bool Null() { return depth_ < in_service || ignored() ? wrong_type() : null_value(); }
  bool Bool(bool /*value*/) { return wrong_type(); }
  bool Int(int value) { return Int64(value); }
  bool Uint(unsigned value) { return Uint64(value); }
  bool Uint64(std::uint64_t value) { return whole_number(value); }
  bool Int64(std::int64_t value) {
    return value < 0 ? number(static_cast<double>(value))
                     : whole_number(static_cast<std::uint64_t>(value));
  }
  bool Double(double value) { return number(value); }
  bool String(const char* /*text*/, rapidjson::SizeType /*size*/, bool /*copy*/) {
    return wrong_type();
  }
  bool Key(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    key_.assign(text, size);
    if (depth_ == in_file && text::has_surrogate(key_)) {
      problem_ = fmt::format("the name of service {} holds half of a surrogate pair",
                             result_.summary.services.size() + 1);
      return false;
    }
    return depth_ != in_service || member_key();
  }
  bool StartObject() {
    if (depth_ == in_file) {
      service_ = key_;
      entries_.clear();
    }
    return enter(depth_ <= in_file);
  }
  bool EndObject(rapidjson::SizeType /*members*/) {
    --depth_;
    return depth_ != in_file || add_service();
  }
  bool StartArray() { return enter(false); }
  bool EndArray(rapidjson::SizeType /*elements*/) {
    --depth_;
    return true;
  }

 private:
  // The nesting depth of each kind of event.
  static constexpr int in_file = 1;
  static constexpr int in_service = 2;

  bool ignored() const { return depth_ > in_service || (depth_ == in_service && !period_); }

  bool member_key() {
    const KeyParts parts = key_parts(key_);
    field_ = parts.field;
    period_ = parse_period(parts.period);
    if (!period_) {
      return unknown_key(parts.period);
    }
    if (granularity_ && *granularity_ != period_->granularity) {
      return fail(
          fmt::format("a {} among {}s", to_string(period_->granularity), to_string(*granularity_)));
    }
    granularity_ = period_->granularity;
    return true;
  }

  bool unknown_key(std::string_view label) {
    if (const auto hint = period_hint(label)) {
      return fail(*hint);
    }
    if (++unknown_keys_ <= most_key_warnings) {
      result_.warnings.push_back(
          fmt::format("service '{}': unknown key \"{}\" ignored", service_, key_));
    }
    return true;
  }

  bool enter(bool expected) {
    if (!expected && !ignored()) {
      return wrong_type();
    }
    ++depth_;
    return true;
  }

  bool wrong_type() {
    if (ignored()) {
      return true;
    }
    if (depth_ < in_service) {
      problem_ = depth_ == in_file ? fmt::format("service '{}' is not an object", key_)
                                   : "not an object of services";
      return false;
    }
    return fail("not a number");
  }

  bool null_value() {
    // A null rate means "no deployments"; a count cannot be null.
    Entry& entry = entries_[*period_];
    return field_ != Field::rate ? fail("not a number")
           : entry.rate_seen     ? fail("occurs twice")
                                 : (entry.rate_seen = true);
  }

  bool whole_number(std::uint64_t value) {
    if (depth_ < in_service || ignored() || field_ == Field::rate) {
      return number(static_cast<double>(value));
    }
    return value <= largest_count
               ? set_count(static_cast<std::int64_t>(value))
               : fail(fmt::format("{} is not a count: the largest is {}", value, largest_count));
  }

  bool number(double value) {
    if (depth_ < in_service || ignored()) {
      return wrong_type();
    }
    if (!std::isfinite(value) || value < 0) {
      return fail(fmt::format("{} is {}", value, std::isfinite(value) ? "negative" : "not finite"));
    }
    if (field_ == Field::rate) {
      Entry& entry = entries_[*period_];
      return set(entry.rate, entry.rate_seen, value);
    }
    // From 2^53 on, a floating-point number may differ from the one in the file.
    if (value >= static_cast<double>(largest_count) || std::floor(value) != value) {
      return fail(fmt::format("{} is not a count", value));
    }
    return set_count(static_cast<std::int64_t>(value));
  }

  bool set_count(std::int64_t value) {
    Entry& entry = entries_[*period_];
    auto& count = field_ == Field::failed ? entry.failed : entry.total;
    bool seen = count.has_value();
    return set(count, seen, value);
  }

  template <class T>
  bool set(std::optional<T>& slot, bool& seen, T value) {
    if (seen) {
      return fail("occurs twice");
    }
    seen = true;
    slot = value;
    return true;
  }

  bool add_service() {
    ServiceSummary service{service_, {}};
    service.periods.reserve(entries_.size());
    for (const auto& [period, entry] : entries_) {
      if (const std::string problem = contradiction(entry); !problem.empty()) {
        problem_ = fmt::format("service '{}', {}: {}", service_, label(period), problem);
        return false;
      }
      const Counts counts{entry.total.value_or(0) - entry.failed.value_or(0),
                          entry.failed.value_or(0)};
      if (counts.total() > largest_count - deployments_) {
        problem_ = fmt::format(
            "service '{}', {}: with its {} deployments, all services together "
            "have more than {}, the most that can be counted exactly",
            service_, label(period), counts.total(), largest_count);
        return false;
      }
      deployments_ += counts.total();
      if (counts.total() > 0) {
        service.periods.push_back({period, counts});
      }
    }
    result_.summary.services.push_back(std::move(service));
    return true;
  }

  bool fail(std::string_view what) {
    problem_ = fmt::format("service '{}', \"{}\": {}", service_, key_, what);
    return false;
  }

  ReadSummary result_;
  std::map<Period, Entry> entries_;
  std::optional<Granularity> granularity_;
  std::optional<Period> period_;  ///< Of the last key; nullopt: an unknown key.
  Field field_ = Field::total;
  std::string service_;
  std::string key_;
  std::string problem_;
  std::int64_t deployments_ = 0;  ///< Of all services so far.
  std::size_t unknown_keys_ = 0;
  int depth_ = 0;
};

}  // namespace

ReadSummary read_summary(const std::filesystem::path& path) {
  SummaryHandler handler;
  parse_json_file(path, handler, [&] { return handler.problem(); });
  ReadSummary result = handler.take();
  order_by_service(result.summary.services, path);
  return result;
}

}  // namespace dora::model
