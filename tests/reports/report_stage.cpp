// The report stage in a temporary folder, for tests of the site that it makes there.
#include "tests/reports/report_stage.h"

#include <filesystem>

#include "collector/base/files/atomic_file.h"

namespace dora::test {

namespace fs = std::filesystem;

ReportStage::ReportStage() {
  options_.data = folder_ / "data";
  options_.charts = {folder_ / "charts"};
  options_.out = folder_ / "site";
}

base::ExitCode ReportStage::run() {
  base::RunContext context{log_, console_, interrupt_, {}};
  return reports::report(options_, context);
}

base::ExitCode ReportStage::run(const Sample& sample) {
  sample.write(folder_.path());
  return run();
}

std::string ReportStage::page(const std::string& name) const {
  return files::read_file(options_.out / name);
}

std::string ReportStage::messages() const {
  return files::read_file(folder_ / "log");
}

std::map<std::string, std::string> ReportStage::site() const {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(options_.out)) {
    if (entry.is_regular_file()) {
      files.emplace(entry.path().lexically_relative(options_.out), files::read_file(entry));
    }
  }
  return files;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace dora::test
