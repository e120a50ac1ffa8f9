// Fuzzes the reading of questions: plain words and form fields, about a report of a few
// deployments.
#include "reports/questions/answer.h"
#include "reports/questions/question_fields.h"
#include "reports/questions/recogniser.h"
#include "reports/webserver/form_text.h"
#include "tests/fuzz/fuzzing.h"

namespace {

using namespace dora;

model::Deployment deployment(const char* time, bool failed, std::int64_t iid) {
  model::Deployment result;
  result.deployment_time = model::parse_instant(time).value();
  result.created_time = result.deployment_time;
  result.finished_time = result.deployment_time + std::chrono::minutes(iid);
  result.status = failed ? model::DeploymentStatus::failed : model::DeploymentStatus::successful;
  result.tier = iid % 2 == 0 ? "production" : "staging";
  result.iid = iid;
  return result;
}

questions::Report small_report() {
  analysis::ReportData data;
  data.collection.collected_at = model::parse_instant("2024-03-15T05:00:00Z").value();
  data.deployments = {
      {"orders-web", {deployment("2024-02-03T10:00:00Z", true, 3)}},
      {"payments-api",
       {deployment("2024-01-05T10:00:00Z", false, 1), deployment("2024-02-05T10:00:00Z", true, 2),
        deployment("2024-02-06T10:00:00Z", false, 4)}}};
  data.summary = model::summarize(data.deployments, model::Granularity::month, data.zone);
  data.open.emplace();
  return questions::Report(std::move(data), {});
}

void answer_if_understood(const questions::Understood& understood,
                          const questions::Report& report) {
  const auto* question = std::get_if<questions::Question>(&understood);
  if (question == nullptr) {
    fuzz::require(!std::get<questions::Refusal>(understood).reason.empty());
    return;
  }
  const questions::Answer answer = questions::answer(*question, report);
  fuzz::require(!answer.sentences.empty());
  for (const questions::Table& table : answer.tables) {
    for (const auto& row : table.rows) {
      fuzz::require(row.size() == table.columns.size());
    }
  }
  questions::plain_text(answer, "/");
  // The link to an answer gives the same one.
  const auto again = questions::question_of(fields_of(*question, report), report);
  const auto* same = std::get_if<questions::Question>(&again);
  fuzz::require(same != nullptr && in_words(*same, report) == answer.understood);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const questions::Report report = small_report();
  const std::string text = fuzz::text_of(data, size);
  answer_if_understood(questions::recognise(text, report), report);
  if (const auto fields = webserver::parse_form(text)) {
    answer_if_understood(questions::question_of(*fields, report), report);
  }
  return 0;
}
