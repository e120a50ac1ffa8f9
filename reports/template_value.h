// What a template is filled with: text, HTML of ours, yes or no, lists, named values.
#pragma once

#include <string>
#include <string_view>
#include <utility>
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

/// A list of the records that `make_record` gives, one for each row.
template <class Row, class MakeRecord>
Value list_by(const std::vector<Row>& rows, MakeRecord make_record) {
  List list;
  list.reserve(rows.size());
  for (const Row& row : rows) {
    list.push_back({make_record(row)});
  }
  return {std::move(list)};
}

}  // namespace dora::reports
