// What changed since an earlier report, in words.
#pragma once

#include <string>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"
#include "reports/inputs/earlier_report.h"

namespace dora::pages {

/// A service that changed.
struct ChangeRow {
  std::string name;
  std::string page;                ///< Empty: it is no longer in the data.
  std::vector<std::string> begun;  ///< Why it needs attention now: `Failing in production`.
  std::vector<std::string> ended;  ///< Why it no longer does.
  std::string note;                ///< `new`, `no longer in the data`; or empty.
  std::string deployments;         ///< `+3`; empty if their number is the same.
  std::string failed;              ///< `+1`; likewise.
};

struct ChangesPage {
  std::string since;            ///< `22 November 2026, 08:50 (UTC)`
  std::string sentence;         ///< Of all services together.
  std::vector<ChangeRow> rows;  ///< What needs attention now first, then what no longer does.
  std::string unchanged;        ///< Number of services that did not change; empty if none.
};

ChangesPage changes_page(const analysis::ReportData& data, const analysis::Analysis& analysis,
                         const inputs::EarlierReport& earlier);

/// The same as Markdown, at most changes_shown rows. `title` is that of the report; `site_url` ends
/// with `/`, or is empty.
std::string changes_markdown(const ChangesPage& page, const std::string& title,
                             const std::string& site_url);
inline constexpr std::size_t changes_shown = 30;

}  // namespace dora::pages
