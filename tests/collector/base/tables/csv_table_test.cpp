// Tests which cells and lines are read of CSV.
#include "collector/base/tables/csv_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/error_of.h"

namespace dora::tables {
namespace {

using testing::ElementsAre;

std::vector<std::string> rows_of(std::string_view text) {
  std::vector<std::string> rows;
  for (const CsvRow& row : parse_csv(text, "x.csv")) {
    std::string line = std::to_string(row.line) + ":";
    for (const std::string& cell : row.cells) {
      line += "[" + cell + "]";
    }
    rows.push_back(line);
  }
  return rows;
}

std::string csv_error(std::string_view text) {
  return test::error_of([&] { parse_csv(text, "x.csv"); });
}

TEST(CsvTable, ReadsCellsAndCountsLines) {
  EXPECT_THAT(rows_of("a,b\r\n\r\n c , d\n\"e\n,\"\"f\"\"\",g\nh,"),
              ElementsAre("1:[a][b]", "3:[c][d]", "4:[e\n,\"f\"][g]", "6:[h][]"));
  EXPECT_THAT(rows_of("\xEF\xBB\xBFservice,group"), ElementsAre("1:[service][group]"));
  EXPECT_THAT(rows_of(""), ElementsAre());
  EXPECT_THAT(rows_of("\n\n"), ElementsAre());
}

TEST(CsvTable, NamesTheLineOfUnbalancedQuotes) {
  EXPECT_EQ(
      csv_error("a,b\nc,d\"e\n"),
      "x.csv: line 2: the quotes are not balanced; write a cell with quotes as \"a \"\"b\"\"\"");
  EXPECT_THAT(csv_error("a,b\n\nc,\"d\nmore"), testing::StartsWith("x.csv: line 3: "));
}

}  // namespace
}  // namespace dora::tables
