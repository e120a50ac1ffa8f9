// annotations.db: what was asked of models and what they answered, so that nothing is asked twice.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reports/comments/annotations_file.h"
#include "reports/llm/answer.h"

namespace dora::annotate {

inline constexpr const char* store_file = "annotations.db";

/// An answer that was received in full, whatever is in it.
struct StoredAnswer {
  std::string key;    ///< SHA-256 of prompt, model and parameters.
  std::string model;  ///< That was asked.
  llm::Answer answer;
  std::int64_t received = 0;  ///< Seconds since 1970.
  std::string verdict;        ///< `accepted`, or why not.
};

/// A request that is planned; those of a batch are written in one transaction.
struct PlannedRequest {
  std::string key;
  std::string record;  ///< For people who look into the file.
};

/// What was learnt of a model from its answers.
struct ModelUsage {
  std::int64_t answers = 0;  ///< With known usage.
  std::int64_t prompt_tokens = 0;
  std::int64_t prompt_bytes = 0;
  std::int64_t completion_tokens = 0;
};

/// Throws an Error that names the file and the next step. Private to its owner. One process at a
/// time.
class AnswerStore {
 public:
  explicit AnswerStore(const std::filesystem::path& file);
  ~AnswerStore();

  std::optional<StoredAnswer> find(const std::string& key) const;
  void plan(const std::vector<PlannedRequest>& batch, const std::string& model, std::int64_t now);
  void sent(const std::string& key);
  /// Forgets that the request was sent: it failed.
  void failed(const std::string& key);
  /// On disk before it returns, as far as the process is concerned.
  void keep(const StoredAnswer& answer, std::int64_t prompt_bytes);

  /// Requests of an earlier run that were sent and never answered; forgets them.
  std::int64_t take_lost();
  ModelUsage usage_of(const std::string& model) const;

  void keep_comments(const std::vector<comments::StoredComment>& comments);
  /// By week, then record: of the whole week for every week, of services for this one only.
  std::vector<comments::StoredComment> comments(const std::string& week) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dora::annotate
