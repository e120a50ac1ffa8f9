// A collection of services with hostile names, and comments on its last full week.
#include "tests/reports/page/commented_sample.h"

#include <string>
#include <utility>

#include "collector/base/files/atomic_file.h"
#include "reports/comments/annotations_file.h"
#include "reports/comments/plain_comment.h"
#include "reports/comments/records.h"

namespace dora::test {
namespace {

constexpr const char* rejected_service = "rejected";
constexpr const char* end_of_week = "2024-03-10T10:00:00Z";  // The Sunday of the last full week.

/// As long as annotations.json may say.
std::string hostile_model() {
  const std::string name = "<script>alert(1)</script> \u202eright to left\u2066 ";
  return name + std::string(comments::longest_model - name.size(), 'm');
}

std::vector<std::string> forbidden_sentences() {
  return {"All is well with {f1} deployments, 100%.",
          "<script>document.title = 'ran'</script><img src=x onerror=alert(1)> \u202e" +
              std::string(200, 'w')};
}

comments::StoredComment comment_on(const comments::Record& record, std::string model,
                                   std::vector<std::string> sentences) {
  return {record.id,
          record.week,
          figures_hash(record),
          std::move(model),
          model::parse_instant("2024-03-15T10:00:00Z").value(),
          false,
          std::move(sentences)};
}

}  // namespace

Sample commented_sample() {
  Sample sample = small_sample();
  sample.details = true;
  sample.svg_pictures = true;
  sample.services.clear();
  for (const std::string& name :
       {std::string("<script>alert(1)</script>"), std::string("{{name}} {{{raw}}} {{> page}}"),
        std::string("right\u202eto left"), std::string("שירות (א) 1"), std::string(255, 'x'),
        std::string(rejected_service)}) {
    sample.services.push_back(daily_service(name, end_of_week, 5));
  }
  return sample;
}

void write_comments(const std::filesystem::path& folder, const Sample& sample) {
  const analysis::ReportData data = sample.data();
  const analysis::Analysis analysis = analyse(data);
  const analysis::WeeklyDigests digests(data, analysis);
  const std::size_t last = digests.weeks().size() - 1;
  const analysis::Week week = digests.digest(last);
  const comments::Source source{data, analysis, week, digests.findings_at(last)};
  std::vector<comments::StoredComment> written;
  const comments::Record all = comments::week_record(source);
  written.push_back(comment_on(all, hostile_model(), comments::plain_comment(all)));
  for (std::size_t i = 0; i < data.summary.services.size(); ++i) {
    const comments::Record record = comments::service_record(source, i);
    const bool is_rejected = data.summary.services[i].service == rejected_service;
    written.push_back(comment_on(record, i % 2 == 0 ? "some-model" : "",
                                 is_rejected ? forbidden_sentences() : plain_comment(record)));
  }
  files::write_file(folder / "data/annotations.json", comments::annotations_json(written));
}

}  // namespace dora::test
