// A label of a project, and the parser for a page of a project's labels.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dora::gitlab {

/// From GET /projects/:id/labels (https://docs.gitlab.com/api/labels/#list-labels): the project's
/// own labels and those of its groups. A renamed label keeps its id.
struct ProjectLabel {
  std::int64_t id = 0;
  std::string name;

  auto operator<=>(const ProjectLabel&) const = default;
};

struct ParsedLabels {
  std::vector<ProjectLabel> labels;
  std::string problem;  ///< Empty, or why the text is not a page of labels.
};

ParsedLabels parse_label_page(std::string_view body);

}  // namespace dora::gitlab
