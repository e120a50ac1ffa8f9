// A label of a project's list, and the parser of a page of that list; knows no labels' meaning.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dora::gitlab {

/// Of GET /projects/:id/labels (https://docs.gitlab.com/api/labels/#list-labels): its own labels
/// and those of its groups. A label that is renamed keeps its id.
struct ProjectLabel {
  std::int64_t id = 0;
  std::string name;

  auto operator<=>(const ProjectLabel&) const = default;
};

struct ParsedLabels {
  std::vector<ProjectLabel> labels;
  std::string problem;  ///< Empty, or why the text is no page of labels.
};

ParsedLabels parse_label_page(std::string_view body);

}  // namespace dora::gitlab
