// The file of --events: freezes, migrations, holidays, which explain what figures do.
#include "collector/occasions/occasions.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/tables/csv_table.h"
#include "collector/base/text/printable.h"
#include "collector/model/wording.h"

namespace dora::occasions {
namespace {

constexpr std::int64_t largest_file = std::int64_t{1} << 20U;
constexpr std::size_t longest_text = 80;  ///< In bytes; more would fit nowhere.

/// One line of the file.
class Line {
 public:
  Line(const std::filesystem::path& file, const tables::CsvRow& row) : file_(file), row_(row) {}

  Occasion read() const {
    if (row_.cells.size() < 3 || row_.cells.size() > 4) {
      fail("a line is from,to,text or from,to,text,concerns");
    }
    Occasion occasion;
    occasion.first = day(row_.cells[0]);
    occasion.last = row_.cells[1].empty() ? occasion.first : day(row_.cells[1]);
    if (occasion.last < occasion.first) {
      fail("the second day is before the first");
    }
    occasion.text = text::cut_text(text::printable(row_.cells[2]), longest_text);
    if (occasion.text.empty()) {
      fail("the text is empty");
    }
    read_concerned(occasion);
    return occasion;
  }

 private:
  std::chrono::local_days day(const std::string& cell) const {
    const auto date = model::parse_date(cell);
    if (!date) {
      fail(fmt::format("'{}' is not a day of the calendar, written as YYYY-MM-DD",
                       text::cut_text(text::printable(cell), 20)));
    }
    return std::chrono::local_days(*date);
  }

  void read_concerned(Occasion& occasion) const {
    constexpr std::string_view service = "service:";
    constexpr std::string_view group = "group:";
    const std::string concerned = row_.cells.size() == 4 ? row_.cells[3] : "";
    if (concerned.starts_with(service) && concerned.size() > service.size()) {
      occasion.service = concerned.substr(service.size());
    } else if (concerned.starts_with(group) && concerned.size() > group.size()) {
      occasion.group = concerned.substr(group.size());
    } else if (!concerned.empty()) {
      fail("what it concerns is service:NAME, group:NAME or nothing");
    }
  }

  [[noreturn]] void fail(std::string_view why) const {
    throw base::UsageError(fmt::format("{}: line {}: {}", file_.string(), row_.line, why));
  }

  const std::filesystem::path& file_;
  const tables::CsvRow& row_;
};

}  // namespace

std::vector<Occasion> read_occasions(const std::filesystem::path& file) {
  const auto rows = tables::parse_csv(files::read_option_file(file, largest_file), file.string());
  std::vector<Occasion> occasions;
  for (const tables::CsvRow& row : rows) {
    const bool is_head = &row == &rows.front() && row.cells.front() == "from";
    if (!is_head) {
      occasions.push_back(Line(file, row).read());
    }
  }
  std::ranges::stable_sort(occasions, {}, &Occasion::first);
  return occasions;
}

std::vector<Occasion> occasions_of(const std::vector<Occasion>& all, std::string_view service,
                                   const std::vector<std::string>& groups) {
  std::vector<Occasion> found;
  std::ranges::copy_if(all, std::back_inserter(found), [&](const Occasion& each) {
    return !each.service.empty() ? each.service == service
           : !each.group.empty() ? std::ranges::find(groups, each.group) != groups.end()
                                 : true;
  });
  return found;
}

std::string days_text(const Occasion& occasion) {
  const auto day = [](std::chrono::local_days begin) {
    return model::Period{model::Granularity::day, begin};
  };
  return occasion.first == occasion.last
             ? model::name(day(occasion.first))
             : model::range_name(day(occasion.first), day(occasion.last));
}

}  // namespace dora::occasions
