// The file of --rename: services' old names and the new ones.
#include "collector/counting/rename_file.h"

#include <cstdint>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/tables/csv_table.h"

namespace dora::counting {
namespace {

constexpr std::int64_t largest_rename_file = std::int64_t{8} << 20U;

}  // namespace

std::map<std::string, std::string> read_rename_file(const std::filesystem::path& path) {
  const std::string file = path.string();
  std::map<std::string, std::string> renames;
  for (const tables::CsvRow& row :
       tables::parse_csv(files::read_option_file(path, largest_rename_file), file)) {
    if (row.cells.size() != 2 || row.cells[0].empty() || row.cells[1].empty()) {
      throw base::UsageError(
          fmt::format("{}: line {}: a line has two names: old,new", file, row.line));
    }
    renames[row.cells[0]] = row.cells[1];
  }
  return renames;
}

}  // namespace dora::counting
