// What the tests of the command `annotate` share: data to comment on, and a run.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "collector/base/files/atomic_file.h"
#include "reports/annotate/annotate.h"
#include "reports/comments/annotations_file.h"
#include "tests/reports/report_stage.h"
#include "tests/support/model_server.h"

namespace dora::reports {

/// What a model that keeps to the rules answers.
inline test::ModelReply obedient(const test::ModelCall& call) {
  const bool week = call.body.find("all services together") != std::string::npos;
  return test::chat_reply(week ? R"({"sentences":["The week saw {f1} deployments."]})"
                               : R"({"sentences":["{s1} had {f1} deployments in the week."]})");
}

/// Three services, two of which something is to be said about, and a model without retries.
class AnnotateCommand : public test::ReportStage {
 protected:
  AnnotateCommand() {
    sample_ = test::small_sample();
    sample_.services = {test::daily_service("api", "2024-03-09T10:00:00Z", 2),
                        test::daily_service("calm", "2024-03-14T10:00:00Z"),
                        test::daily_service("web", "2024-03-08T10:00:00Z", 4)};
    sample_.write(folder_.path());
    command_.data = folder_ / "data";
    command_.asking.model = "test-model";
    command_.endpoint.retries = 0;
  }

  base::ExitCode annotate() {
    base::RunContext context{log_, console_, interrupt_, {}};
    testing::internal::CaptureStdout();
    const auto restore = [this] { output_ = testing::internal::GetCapturedStdout(); };
    try {
      const base::ExitCode code = reports::annotate(command_, context);
      restore();
      return code;
    } catch (...) {
      restore();
      throw;
    }
  }

  base::ExitCode annotate(const test::ModelServer& server) {
    command_.endpoint.base_url = server.url();
    return annotate();
  }

  std::vector<comments::StoredComment> comments() const {
    return comments::read_annotations(folder_ / "data");
  }

  std::string raw() const { return files::read_file(folder_ / "data/annotations.jsonl"); }

  test::Sample sample_;
  AnnotateOptions command_;
  std::string output_;
};

}  // namespace dora::reports
