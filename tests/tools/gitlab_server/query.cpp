// The parameters of a merge request list, checked like in GitLab.
#include "tests/tools/gitlab_server/query.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <string_view>

namespace dora::test {
namespace {

constexpr std::size_t largest_page_size = 100;
constexpr std::size_t largest_page = 1'000'000'000;

bool read(std::string_view text, std::optional<Moment>& value) {
  value = parse_moment(text);
  return value.has_value();
}

bool read(std::string_view text, std::size_t& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value > 0 &&
         value <= largest_page;
}

bool read(std::string_view text, std::optional<std::string>& value) {
  for (const State state : {State::opened, State::closed, State::locked, State::merged}) {
    if (to_text(state) == text) {
      value = text;
    }
  }
  return value || text == "all";
}

bool read(std::string_view text, std::set<std::int64_t>& values) {
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    std::size_t value = 0;
    if (!read(text.substr(begin, end - begin), value)) {
      return false;
    }
    values.insert(static_cast<std::int64_t>(value));
    begin = end + 1;
  }
  return true;
}

bool read(std::string_view text, OrderBy& value) {
  value = text == "updated_at" ? OrderBy::updated_at : OrderBy::created_at;
  return text == "updated_at" || text == "created_at";
}

bool read_sort(std::string_view text, bool& descending) {
  descending = text == "desc";
  return descending || text == "asc";
}

bool read_view(std::string_view text, bool& simple) {
  simple = text == "simple";
  return simple;
}

}  // namespace

ParsedQuery parse_query(const std::map<std::string, std::string>& parameters) {
  ParsedQuery result;
  Query& query = result.query;
  const std::map<std::string_view, std::function<bool(std::string_view)>> readers{
      {"state", [&](auto text) { return read(text, query.state); }},
      {"iids[]", [&](auto text) { return read(text, query.iids); }},
      {"created_after", [&](auto text) { return read(text, query.created.after); }},
      {"created_before", [&](auto text) { return read(text, query.created.before); }},
      {"updated_after", [&](auto text) { return read(text, query.updated.after); }},
      {"updated_before", [&](auto text) { return read(text, query.updated.before); }},
      {"order_by", [&](auto text) { return read(text, query.order_by); }},
      {"sort", [&](auto text) { return read_sort(text, query.descending); }},
      {"view", [&](auto text) { return read_view(text, query.simple); }},
      {"page", [&](auto text) { return read(text, query.page); }},
      {"per_page", [&](auto text) { return read(text, query.per_page); }}};
  for (const auto& [name, text] : parameters) {
    const auto reader = readers.find(name);
    if (reader != readers.end() && !reader->second(text)) {
      result.problem = name + " does not have a valid value";
    }
  }
  query.per_page = std::min(query.per_page, largest_page_size);
  return result;
}

}  // namespace dora::test
