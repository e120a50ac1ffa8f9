// The records of a report's week as tasks for a model, and its answers as comments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/analysis/analysis.h"
#include "reports/analysis/report_data.h"
#include "reports/analysis/weekly.h"
#include "reports/annotate/machine.h"
#include "reports/annotate/prompt.h"
#include "reports/comments/annotations_file.h"
#include "reports/comments/word_list.h"

namespace dora::annotate {

struct CommentSettings {
  Asking asking;
  std::string prompt;  ///< The file annotate_prompt.txt.
  bool all = false;    ///< Also services with nothing to say.
  bool titles = false;
};

/// Borrows the data, the analysis and the digests.
class CommentTasks {
 public:
  /// `week` is an index into the digests' weeks.
  CommentTasks(const analysis::ReportData& data, const analysis::Analysis& analysis,
               const analysis::WeeklyDigests& digests, std::size_t week, comments::WordList words,
               const CommentSettings& settings);

  /// The week, then its services in the order of the summary.
  std::size_t count() const { return services_.size() + 1; }
  Task task(std::size_t index) const;
  /// The comment on a record, by the model or, if its answers were rejected, by our own rules;
  /// nullopt if there is nothing to say.
  std::optional<comments::StoredComment> comment(std::size_t index, const Settled& settled) const;
  std::string week() const;

 private:
  comments::Record record(std::size_t index) const;

  const analysis::ReportData& data_;
  const analysis::Analysis& analysis_;
  analysis::Week digest_;
  const analysis::Findings& findings_;
  comments::WordList words_;
  CommentSettings settings_;
  std::vector<std::size_t> services_;
};

}  // namespace dora::annotate
