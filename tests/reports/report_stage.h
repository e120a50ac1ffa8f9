// The report stage in a temporary folder, for tests of the site that it makes there.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "reports/report.h"
#include "tests/reports/sample.h"
#include "tests/support/temporary_folder.h"

namespace dora::test {

class ReportStage : public testing::Test {
 protected:
  ReportStage();

  /// Runs on the existing data.
  base::ExitCode run();
  base::ExitCode run(const Sample& sample);

  std::string page(const std::string& name) const;
  std::string messages() const;
  /// Every file's bytes, by its name in the site.
  std::map<std::string, std::string> site() const;

  TemporaryFolder folder_;
  base::Console console_{-1, true};
  base::Log log_{console_, folder_ / "log"};
  base::Interrupt interrupt_;
  reports::ReportOptions options_;
};

/// Counts occurrences of `part` in the text.
std::size_t count(const std::string& text, const std::string& part);

}  // namespace dora::test
