// Fuzzes the parsers of labels: a page of a project's labels, and the lists that the store keeps.
#include "collector/gitlab/project_label.h"
#include "collector/store/label_list.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::gitlab;
  using namespace dora::store;
  using dora::fuzz::require;
  const std::string text = dora::fuzz::text_of(data, size);

  const ParsedLabels page = parse_label_page(text);
  require(page.problem.empty() || page.labels.empty());
  for (const ProjectLabel& label : page.labels) {
    require(label.id > 0);
  }

  std::vector<std::string> labels;
  if (parse_labels(text, labels)) {
    std::vector<std::string> again;
    require(parse_labels(to_text(labels), again));
    require(again == labels);
  }
  return 0;
}
