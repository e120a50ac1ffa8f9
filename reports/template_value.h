// What a template is filled with: text, HTML of ours, yes or no, lists, named values.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dora::reports {

struct Value;
struct Field;

/// HTML that goes into a page as it is: only what a template made.
struct Markup {
  std::string html;
};

using List = std::vector<Value>;    ///< Of records: a section is repeated for each.
using Record = std::vector<Field>;  ///< Each name once.

struct Value {
  std::variant<std::string, Markup, bool, List, Record> content;
};

struct Field {
  std::string_view name;  ///< Borrowed; in practice a literal.
  Value value;
};

}  // namespace dora::reports
