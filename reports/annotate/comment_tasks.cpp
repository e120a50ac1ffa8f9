// The records of a report's week as tasks for a model, and its answers as comments.
#include "reports/annotate/comment_tasks.h"

#include "collector/base/cpu_quota.h"
#include "collector/base/parallel.h"
#include "collector/base/text/printable.h"
#include "reports/comments/plain_comment.h"
#include "reports/comments/records.h"

namespace dora::annotate {

CommentTasks::CommentTasks(const analysis::ReportData& data, const analysis::Analysis& analysis,
                           const analysis::WeeklyDigests& digests, std::size_t week,
                           comments::WordList words, const CommentSettings& settings)
    : data_(data),
      analysis_(analysis),
      digest_(digests.digest(week)),
      findings_(digests.findings_at(week)),
      words_(std::move(words)),
      settings_(settings) {
  settings_.prompt = system_prompt(settings.prompt, words_);
  const std::size_t services = data.summary.services.size();
  std::vector<char> wanted(services, settings.all ? 1 : 0);
  if (!settings.all) {
    base::in_parallel(services, base::usable_cpus(), [&](std::size_t i) {
      wanted[i] =
          comments::service_record({data_, analysis_, digest_, findings_}, i).noteworthy ? 1 : 0;
    });
  }
  for (std::size_t i = 0; i < services; ++i) {
    if (wanted[i] != 0) {
      services_.push_back(i);
    }
  }
}

std::string CommentTasks::week() const {
  return model::label(digest_.week);
}

comments::Record CommentTasks::record(std::size_t index) const {
  const comments::Source source{data_, analysis_, digest_, findings_};
  if (index == 0) {
    return comments::week_record(source);
  }
  const std::size_t service = services_[index - 1];
  comments::Record record = comments::service_record(source, service);
  if (settings_.titles) {
    record.titles = comments::failed_titles(source, service);
  }
  return record;
}

Task CommentTasks::task(std::size_t index) const {
  const auto shared = std::make_shared<const comments::Record>(record(index));
  return {shared->id,
          [this, shared](const std::string& answer, const std::vector<std::string>& wrong) {
            return comment_request(settings_.asking, settings_.prompt, *shared, answer, wrong);
          },
          [this, shared](const std::string& text) {
            return problems_of_answer(text, *shared, words_);
          }};
}

std::optional<comments::StoredComment> CommentTasks::comment(std::size_t index,
                                                             const Settled& settled) const {
  const comments::Record record = this->record(index);
  comments::StoredComment comment;
  comment.record = record.id;
  comment.week = record.week;
  comment.figures = figures_hash(record);
  comment.written = model::Instant(std::chrono::seconds(settled.answer.received));
  if (settled.accepted) {
    const std::string& by = settled.answer.answer.model;
    comment.model = text::cut_text(by.empty() ? settled.answer.model : by, comments::longest_model);
    comment.titles = !record.titles.empty();
    comment.sentences = read_sentences(settled.answer.answer.text).value();
  } else {
    comment.sentences = comments::plain_comment(record);
  }
  return comment.sentences.empty() ? std::nullopt : std::optional(std::move(comment));
}

}  // namespace dora::annotate
