// One merge request as listed by GitLab, and the parser for a page of them.
#include "collector/gitlab/merge_request.h"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include "collector/base/text/printable.h"
#include "collector/base/text/surrogate.h"

namespace dora::gitlab {
namespace {

enum class Key {
  ignored,
  iid,
  state,
  created_at,
  updated_at,
  merged_at,
  closed_at,
  labels,
  author,
  title,
  source_branch,
  target_branch,
  web_url
};

constexpr std::array<std::pair<std::string_view, Key>, 12> keys{
    {{"iid", Key::iid},
     {"state", Key::state},
     {"created_at", Key::created_at},
     {"updated_at", Key::updated_at},
     {"merged_at", Key::merged_at},
     {"closed_at", Key::closed_at},
     {"labels", Key::labels},
     {"author", Key::author},
     {"title", Key::title},
     {"source_branch", Key::source_branch},
     {"target_branch", Key::target_branch},
     {"web_url", Key::web_url}}};

Key to_key(std::string_view text) {
  for (const auto& [name, key] : keys) {
    if (name == text) {
      return key;
    }
  }
  return Key::ignored;
}

std::string_view name_of(Key wanted) {
  for (const auto& [name, key] : keys) {
    if (key == wanted) {
      return name;
    }
  }
  return "value";
}

State to_state(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, State>, 5> states{
      {{"opened", State::opened},
       {"reopened", State::opened},  // GitLab 9 and older.
       {"closed", State::closed},
       {"locked", State::locked},
       {"merged", State::merged}}};
  for (const auto& [name, state] : states) {
    if (name == text) {
      return state;
    }
  }
  return State::other;
}

/// Receives a page's events: an array of objects, of which few keys matter, with an array of
/// labels.
class PageHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, PageHandler> {
 public:
  ParsedPage take() { return {std::move(merge_requests_), {}}; }
  const std::string& problem() const { return problem_; }

  bool Null() { return other_value(true); }
  bool Bool(bool value) {
    if (in_author() && author_bot_) {
      current_.author_is_bot = value;
    }
    return other_value(false);
  }
  bool Double(double /*value*/) { return other_value(false); }
  bool Int(int value) { return Int64(value); }
  bool Uint(unsigned value) { return Int64(value); }
  bool Uint64(std::uint64_t /*value*/) { return other_value(false); }
  bool Int64(std::int64_t value) {
    if (depth_ != in_merge_request || key_ != Key::iid) {
      return other_value(false);
    }
    current_.iid = value;
    return true;
  }
  bool String(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    const std::string_view value(text, size);
    if (depth_ == in_merge_request) {
      return set(value);
    }
    if (is_label()) {
      return set_text(value, current_.labels.emplace_back());
    }
    if (in_author() && author_name_) {
      return set_text(value, current_.author);
    }
    return depth_ > in_list || not_a_list();
  }
  bool Key(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    if (depth_ == in_merge_request) {
      key_ = to_key({text, size});
      return key_ == Key::ignored || see(key_);
    }
    if (in_label()) {
      label_name_ = std::string_view(text, size) == "name";
      labels_named_ += label_name_ ? 1 : 0;
    } else if (in_author()) {
      author_name_ = std::string_view(text, size) == "username";
      author_bot_ = std::string_view(text, size) == "bot";
    }
    return true;
  }
  bool StartObject() {
    if (depth_ == 0) {
      return not_a_list();
    }
    if (depth_ == in_list) {
      current_ = {};
      seen_.fill(false);
      has_updated_at_ = false;
    } else if (key_ == Key::labels && depth_ == in_merge_request) {
      return wrong_value();
    } else if (in_label_list()) {
      label_name_ = false;
      labels_named_ = 0;
    }
    return enter();
  }
  bool EndObject(rapidjson::SizeType /*members*/) {
    --depth_;
    if (in_label_list() && labels_named_ != 1) {
      return wrong_value();
    }
    return depth_ != in_list || add();
  }
  bool StartArray() {
    const bool author = depth_ == in_merge_request && key_ == Key::author;
    return depth_ == in_list ? not_a_list() : author || is_label() ? wrong_value() : enter();
  }
  bool EndArray(rapidjson::SizeType /*elements*/) {
    --depth_;
    return true;
  }

 private:
  // The nesting depth of each kind of event.
  static constexpr int in_list = 1;
  static constexpr int in_merge_request = 2;
  static constexpr int in_labels = 3;
  static constexpr int in_author_object = 3;
  static constexpr int deepest = 100;  // GitLab's are five deep; more would fill memory.

  bool in_label_list() const { return key_ == Key::labels && depth_ == in_labels; }
  /// Returns whether the next value is a label or its name.
  bool is_label() const { return in_label_list() || (in_label() && label_name_); }
  bool in_label() const { return key_ == Key::labels && depth_ == in_labels + 1; }
  bool in_author() const { return key_ == Key::author && depth_ == in_author_object; }

  bool see(enum Key key) {
    bool& seen = seen_.at(static_cast<std::size_t>(key));
    const bool first = !seen;
    seen = true;
    return first || fail(fmt::format("has more than one \"{}\"", name_of(key)));
  }
  bool has(enum Key key) const { return seen_.at(static_cast<std::size_t>(key)); }

  bool enter() {
    const bool needed_here = depth_ == in_merge_request && key_ != Key::ignored;
    if (needed_here && key_ != Key::labels && key_ != Key::author) {
      return wrong_value();
    }
    return ++depth_ <= deepest || fail(fmt::format("is nested deeper than {} levels", deepest));
  }

  bool set(std::string_view value) {
    switch (key_) {
      case Key::state:
        current_.state = to_state(value);
        return true;
      case Key::web_url:
        return set_text(value, current_.web_url);
      case Key::title:
        return set_text(value, current_.title);
      case Key::source_branch:
        return set_text(value, current_.source_branch);
      case Key::target_branch:
        return set_text(value, current_.target_branch);
      case Key::created_at:
        return set_date(value, current_.created_at);
      case Key::updated_at:
        has_updated_at_ = true;
        return set_date(value, current_.updated_at);
      case Key::merged_at:
        return set_date(value, current_.merged_at);
      case Key::closed_at:
        return set_date(value, current_.closed_at);
      case Key::ignored:
        return true;
      case Key::iid:
      case Key::labels:
      case Key::author:
        break;
    }
    return wrong_value();
  }

  bool set_text(std::string_view value, std::string& text) {
    text = value;
    return !text::has_surrogate(value) ||
           fail(fmt::format("has a \"{}\" with half of a surrogate pair", name_of(key_)));
  }

  bool set_date(std::string_view text, model::Instant& date) {
    const auto instant = model::parse_instant(text);
    date = instant.value_or(date);
    return instant || wrong_date(text);
  }

  bool set_date(std::string_view text, std::optional<model::Instant>& date) {
    date = model::parse_instant(text);
    return date || wrong_date(text);
  }

  bool other_value(bool null) {
    if (depth_ < in_merge_request) {
      return not_a_list();
    }
    if (depth_ > in_merge_request) {
      return !is_label() || wrong_value();
    }
    const bool may_be_null = key_ != Key::labels && key_ != Key::state && key_ != Key::created_at;
    return key_ == Key::ignored || (null && may_be_null) || wrong_value();
  }

  bool add() {
    if (current_.iid <= 0 || !has(Key::created_at) || !has(Key::state) || !has(Key::labels)) {
      return fail("lacks an iid, a state, a created_at or labels");
    }
    if (!has_updated_at_) {
      current_.updated_at = current_.created_at;
    }
    merge_requests_.push_back(std::move(current_));
    return true;
  }

  bool not_a_list() {
    problem_ = "not a list of merge requests";
    return false;
  }
  bool wrong_value() { return fail(fmt::format("has a \"{}\" of the wrong type", name_of(key_))); }
  bool wrong_date(std::string_view text) {
    return fail(fmt::format("has an invalid date: '{}'", text::printable(text.substr(0, 40))));
  }
  bool fail(std::string_view what) {
    problem_ = fmt::format("merge request {} of the page (iid {}) {}", merge_requests_.size() + 1,
                           current_.iid, what);
    return false;
  }

  std::vector<MergeRequest> merge_requests_;
  MergeRequest current_;
  enum Key key_ = Key::ignored;
  std::string problem_;
  int depth_ = 0;
  std::array<bool, keys.size() + 1> seen_{};  ///< By key, for this merge request.
  bool label_name_ = false;
  int labels_named_ = 0;  ///< How many names the current label has.
  bool author_name_ = false;
  bool author_bot_ = false;
  bool has_updated_at_ = false;
};

}  // namespace

ParsedPage parse_page(std::string&& body) {
  std::string text = std::move(body);
  // RapidJSON 1.1 reads past the end if the last character is truncated: up to three bytes more.
  text.append(3, '\0');
  PageHandler handler;
  rapidjson::InsituStringStream stream(text.data());
  rapidjson::Reader reader;
  constexpr unsigned flags = rapidjson::kParseInsituFlag | rapidjson::kParseValidateEncodingFlag |
                             rapidjson::kParseIterativeFlag;
  const rapidjson::ParseResult result = reader.Parse<flags>(stream, handler);
  if (result.Code() == rapidjson::kParseErrorTermination) {
    return {{}, handler.problem()};
  }
  if (result.IsError()) {
    return {{},
            fmt::format("not JSON at byte {}: {}", result.Offset(),
                        rapidjson::GetParseError_En(result.Code()))};
  }
  return handler.take();
}

}  // namespace dora::gitlab
