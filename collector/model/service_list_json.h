// Reads and writes JSON files that list something for each service; include it only in .cpp files
// of the model.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <rapidjson/reader.h>

#include "collector/base/files/atomic_file.h"
#include "collector/base/text/surrogate.h"
#include "collector/model/instant_json.h"
#include "collector/model/json/json_file.h"
#include "collector/model/json/json_text.h"
#include "collector/model/service_order.h"

namespace dora::model {

/// Receives the events of `{"<service>": [{...}, ...]}`, an object of arrays of flat objects.
/// Unknown keys are skipped, so that files of later versions can be read. An `Entry` is one of the
/// flat objects while it is read:
///
///     using Service = ...;                   // Begins with the name of the service.
///     static constexpr auto list = ...;      // The member of Service that holds the entries.
///     static constexpr std::string_view name, plural;            // What an entry is.
///     static constexpr std::array<std::string_view, n> keys;     // Those that are read.
///     static bool may_be_null(std::string_view key);
///     std::string set(std::string_view key, std::string_view text);  // Returns the problem.
///     void set_iid(std::int64_t);            // The value of "iid", the only number.
///     std::string problem() const;           // What is missing at the end; empty if nothing is.
///     auto take();                           // The element of the list.
template <class Entry>
class ServiceListHandler
    : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, ServiceListHandler<Entry>> {
 public:
  using Service = typename Entry::Service;

  std::vector<Service> take() { return std::move(services_); }
  const std::string& problem() const { return problem_; }

  // RapidJSON gives the names, which clang-tidy cannot see in a template.
  // NOLINTBEGIN(readability-identifier-naming)
  bool Null() { return scalar(true); }
  bool Bool(bool /*value*/) { return scalar(false); }
  bool Double(double /*value*/) { return scalar(false); }
  bool Int(int value) { return Int64(value); }
  bool Uint(unsigned value) { return Int64(value); }
  bool Uint64(std::uint64_t value) {
    return std::in_range<std::int64_t>(value) ? Int64(static_cast<std::int64_t>(value)) : Int64(-1);
  }
  bool Int64(std::int64_t value) {
    if (depth_ != in_entry || key_ != "iid") {
      return scalar(false);
    }
    current_.set_iid(value);
    return value >= 0 || fail("\"iid\" is not the number of a merge request");
  }
  bool String(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    if (depth_ < in_entry) {
      return shape_error();
    }
    return depth_ > in_entry || set(std::string_view(text, size));
  }
  bool Key(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    if (depth_ == in_file) {
      services_.push_back({std::string(text, size), {}});
      if (text::has_surrogate({text, size})) {
        problem_ =
            fmt::format("the name of service {} holds half of a surrogate pair", services_.size());
        return false;
      }
    }
    key_.assign(text, size);
    return depth_ != in_entry || is_new_key();
  }
  bool StartObject() {
    if (depth_ == in_service) {
      current_ = {};
      keys_seen_ = 0;
    }
    return (depth_ != in_file && (depth_ != in_entry || !is_known_key())) ? enter() : shape_error();
  }
  bool EndObject(rapidjson::SizeType /*members*/) {
    --depth_;
    return depth_ != in_service || add();
  }
  bool StartArray() {
    const bool expected = depth_ == in_file || (depth_ >= in_entry && !is_known_key());
    return expected ? enter() : shape_error();
  }
  bool EndArray(rapidjson::SizeType /*elements*/) {
    --depth_;
    if (depth_ == in_file) {
      entries().shrink_to_fit();  // They are kept for the whole run.
    }
    return true;
  }
  // NOLINTEND(readability-identifier-naming)

 private:
  // The nesting depth of each kind of event.
  static constexpr int in_file = 1;
  static constexpr int in_service = 2;
  static constexpr int in_entry = 3;

  auto& entries() { return services_.back().*Entry::list; }

  bool enter() {
    ++depth_;
    return true;
  }

  bool is_known_key() const {
    return depth_ == in_entry && std::ranges::find(Entry::keys, key_) != Entry::keys.end();
  }
  /// Returns false, with a problem, for a known key that the entry already has.
  bool is_new_key() {
    const auto found = std::ranges::find(Entry::keys, key_);
    if (found == Entry::keys.end()) {
      return true;
    }
    const unsigned bit = 1U << static_cast<unsigned>(found - Entry::keys.begin());
    const bool is_new = (keys_seen_ & bit) == 0;
    keys_seen_ |= bit;
    return is_new || fail(fmt::format("\"{}\" occurs twice", key_));
  }

  bool scalar(bool null) {
    if (depth_ < in_entry) {
      return shape_error();
    }
    const bool allowed = !is_known_key() || (null && Entry::may_be_null(key_));
    return allowed || fail(fmt::format("\"{}\" has a value of the wrong type", key_));
  }

  bool set(std::string_view text) {
    if (!is_known_key()) {
      return true;
    }
    if (text::has_surrogate(text)) {
      return fail(fmt::format("\"{}\" holds half of a surrogate pair", key_));
    }
    const std::string problem =
        key_ == "iid" ? "\"iid\" is not a number" : current_.set(key_, text);
    return problem.empty() || fail(problem);
  }

  bool add() {
    if (const std::string problem = current_.problem(); !problem.empty()) {
      return fail(problem);
    }
    entries().push_back(current_.take());
    return true;
  }

  bool shape_error() {
    problem_ = fmt::format("not an object of arrays of {}", Entry::plural);
    return false;
  }

  bool fail(std::string_view what) {
    problem_ = fmt::format("service '{}', {} {}: {}", services_.back().service, Entry::name,
                           entries().size() + 1, what);
    return false;
  }

  std::vector<Service> services_;
  Entry current_;
  std::string key_;
  std::string problem_;
  int depth_ = 0;
  unsigned keys_seen_ = 0;  ///< For the current entry: one bit per key.
};

/// Returns services by name. Throws an Error that names the file, the service and the invalid
/// entry.
template <class Entry>
std::vector<typename Entry::Service> read_service_lists(const std::filesystem::path& path) {
  ServiceListHandler<Entry> handler;
  parse_json_file(path, handler, [&] { return handler.problem(); });
  auto services = handler.take();
  order_by_service(services, path);
  return services;
}

/// Reads the time of a key of an Entry; returns the problem, empty if there is none.
inline std::string set_time(std::optional<Instant>& time, std::string_view key,
                            std::string_view text) {
  time = parse_instant(text);
  return time ? "" : fmt::format("\"{}\" is not a date: '{}'", key, text);
}

/// Writes such a file, an entry a line, so that only one need be in memory. `append(text, value)`
/// appends a value as a JSON object.
class ServiceListWriter {
 public:
  explicit ServiceListWriter(files::AtomicFile& file) : file_(file) { file_.write("{"); }

  void begin(std::string_view service) {
    text_ = any_service_ ? "],\n" : "\n";
    append_start(text_, service);
    file_.write(text_);
    any_service_ = true;
    any_entry_ = false;
  }
  template <class Value, class Append>
  void add(const Value& value, Append append) {
    text_ = separator(!any_entry_);
    append(text_, value);
    file_.write(text_);
    any_entry_ = true;
  }
  void finish() { file_.write(any_service_ ? "]\n}\n" : "\n}\n"); }

  /// `"<service>": [`
  static void append_start(std::string& text, std::string_view service) {
    append_json(text, service);
    text += ": [";
  }
  static const char* separator(bool first) { return first ? "\n  " : ",\n  "; }

 private:
  files::AtomicFile& file_;
  std::string text_;  ///< One entry; kept to reuse its memory.
  bool any_service_ = false;
  bool any_entry_ = false;
};

}  // namespace dora::model
