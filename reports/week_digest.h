// A week's digest, computed from the data.
#pragma once

#include <string>

#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"
#include "reports/comments/comment_book.h"
#include "reports/pages/week_page.h"

namespace dora::reports {

/// Of an ISO week such as `2024-W05`, or of the last full one if `week` is empty; with its comment,
/// if there is a book of them. Throws an Error if there is no full week, and a UsageError for a
/// week that the data do not cover.
pages::WeekPage week_digest(const analysis::ReportData& data, const analysis::Analysis& analysis,
                            const std::string& week, const comments::CommentBook* book = nullptr);

}  // namespace dora::reports
