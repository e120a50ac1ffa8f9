// The render stage in a temporary folder, for tests of the files that a run leaves there.
#include "tests/renderer/render_stage.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"

namespace dora::test {

base::ExitCode RenderStage::render_text(const std::string& summary) {
  options_.summary = folder_.write("summary.json", summary);
  return renderer::render(options_, run_.context());
}

std::vector<std::string> RenderStage::files() const {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(options_.out)) {
    names.push_back(entry.path().filename().string());
  }
  return names;
}

std::vector<std::string> RenderStage::output_of(const std::vector<std::string>& stems) {
  std::vector<std::string> names{"charts.json", ".charts.state"};
  for (const std::string& stem : stems) {
    names.push_back(stem + "_deployment_metrics.png");
    names.push_back(stem + "_deployment_metrics.dark.png");
  }
  return names;
}

std::string RenderStage::file(const std::string& name) const {
  return files::read_file(options_.out / name);
}

chart::ChartIndex RenderStage::index() const {
  return chart::read_chart_index(options_.out / "charts.json");
}

std::string RenderStage::failure(const std::string& summary) {
  try {
    render_text(summary);
  } catch (const base::Error& error) {
    return error.what();
  }
  return "nothing was wrong";
}

std::vector<std::string> RenderStage::drawn() const {
  std::vector<std::string> drawn;
  std::ifstream log(options_.out / "fake.log");
  for (std::string word, pid, file; log >> word >> pid;) {
    if (word == "draw" && log >> file) {
      drawn.push_back(file.substr(1, std::min(file.find("_deployment"), file.find('.', 1)) - 1) +
                      (file.find(".dark.") == std::string::npos ? "" : " dark"));
    }
  }
  std::filesystem::remove(options_.out / "fake.log");
  std::sort(drawn.begin(), drawn.end());
  return drawn;
}

}  // namespace dora::test
