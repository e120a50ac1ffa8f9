// Comments for the pages: those in annotations.json that still say what the figures say.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/model/time_zone.h"
#include "reports/comments/annotations_file.h"
#include "reports/comments/fact.h"
#include "reports/comments/word_list.h"
#include "reports/pages/parts/comment.h"

namespace dora::comments {

/// The names and figures shown are those of the record, so that the file can add none; each comment
/// is checked as if a model had just written it. Several threads may ask at the same time.
class CommentBook {
 public:
  CommentBook(std::vector<StoredComment> comments, WordList words, model::TimeZone zone);

  bool empty() const { return comments_.empty(); }
  bool has(const std::string& record, const std::string& week) const;
  /// Returns nullopt if there is none, or if it was written from other figures or fails the check;
  /// both are counted.
  std::optional<pages::Comment> find(const Record& record) const;

  std::size_t stale() const { return stale_; }
  std::size_t refused() const { return refused_; }

 private:
  std::map<std::pair<std::string, std::string>, StoredComment> comments_;
  WordList words_;
  model::TimeZone zone_;
  mutable std::atomic<std::size_t> stale_ = 0;
  mutable std::atomic<std::size_t> refused_ = 0;
};

/// The sentences with names and figures in place of their placeholders.
std::vector<pages::CommentPart> shown_parts(const std::vector<std::string>& sentences,
                                            const Record& record);

}  // namespace dora::comments
