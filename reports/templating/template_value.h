// The values of templates: text, HTML of our own, booleans, lists, named values.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dora::templating {

struct Value;
struct Field;

/// HTML that goes into a page as it is: only ever the output of a template.
struct Markup {
  std::string html;
};

using List = std::vector<Value>;    ///< Of records: a section is repeated for each.
using Record = std::vector<Field>;  ///< No duplicate names.

/// A list of thousands of records, each made when a template reaches it.
struct Rows {
  using MakeRecord = std::function<Record(std::size_t)>;

  std::size_t count = 0;
  std::shared_ptr<const MakeRecord> record;  ///< Never null; several threads may call it.
};

struct Value {
  std::variant<std::string, Markup, bool, List, Record, Rows> content;
};

struct Field {
  std::string_view name;  ///< Borrowed; in practice a literal.
  Value value;
};

/// A list of the records that `make_record` returns, one for each row.
template <class Row, class MakeRecord>
Value list_by(const std::vector<Row>& rows, MakeRecord make_record) {
  List list;
  list.reserve(rows.size());
  for (const Row& row : rows) {
    list.push_back({make_record(row)});
  }
  return {std::move(list)};
}

/// The same, made when needed; keeps the rows.
template <class Row, class MakeRecord>
Value rows_by(std::vector<Row> rows, MakeRecord make_record) {
  const std::size_t count = rows.size();
  auto shared = std::make_shared<const std::vector<Row>>(std::move(rows));
  return {Rows{count, std::make_shared<const Rows::MakeRecord>(
                          [shared = std::move(shared), make_record](std::size_t i) {
                            return make_record((*shared)[i]);
                          })}};
}

}  // namespace dora::templating
