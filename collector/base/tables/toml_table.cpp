// Reads TOML (https://toml.io/en/v1.0.0) into plain texts, using toml++.
#include "collector/base/tables/toml_table.h"

#include <algorithm>
#include <sstream>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "collector/base/error.h"

namespace dora::tables {
namespace {

[[noreturn]] void fail(const std::string& file, const toml::source_position& position,
                       std::string_view why) {
  throw base::UsageError(fmt::format("{}: line {}: {}", file, position.line, why));
}

/// As TOML writes it, but for strings.
std::string text_of(const toml::node& node) {
  if (const auto* text = node.as_string()) {
    return text->get();
  }
  std::ostringstream out;
  node.visit([&out](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) {
      out << value.get();
    }
  });
  return node.is_boolean() ? (node.as_boolean()->get() ? "true" : "false") : out.str();
}

class Reader {
 public:
  explicit Reader(const std::string& file) : file_(file) {}

  void read(const toml::table& table, const std::vector<std::string>& parents) {
    for (const auto& [key, node] : table) {
      std::vector<std::string> path = parents;
      path.emplace_back(key.str());
      if (const toml::table* inner = node.as_table()) {
        read(*inner, path);
      } else {
        const auto line = static_cast<int>(key.source().begin.line);
        settings_.push_back({std::move(path), values_of(node), line});
      }
    }
  }

  std::vector<TomlSetting> take() {
    std::ranges::stable_sort(settings_, {}, &TomlSetting::line);
    return std::move(settings_);
  }

 private:
  std::vector<std::string> values_of(const toml::node& node) const {
    const toml::array* array = node.as_array();
    if (array == nullptr) {
      return {text_of(node)};
    }
    std::vector<std::string> values;
    values.reserve(array->size());
    for (const toml::node& each : *array) {
      if (!each.is_value()) {
        fail(file_, each.source().begin, "a list may hold texts, numbers and dates only");
      }
      values.push_back(text_of(each));
    }
    return values;
  }

  const std::string& file_;
  std::vector<TomlSetting> settings_;
};

}  // namespace

std::vector<TomlSetting> parse_toml(std::string_view text, const std::string& file) {
  try {
    Reader reader(file);
    reader.read(toml::parse(text), {});
    return reader.take();
  } catch (const toml::parse_error& error) {
    const bool twice = error.description().find("redefine") != std::string_view::npos;
    fail(file, error.source().begin,
         twice ? "this key is set before; remove one of the two lines"
               : "this is not TOML; texts need quotes, as in key = \"text\", and quotes and "
                 "brackets must be closed");
  }
}

}  // namespace dora::tables
