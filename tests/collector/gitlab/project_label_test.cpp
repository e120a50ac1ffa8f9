// Tests of collector/gitlab/project_label: pages of labels as GitLab sends them, and other input.
#include "collector/gitlab/project_label.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dora::gitlab {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(ParseLabelPage, KeepsIdsAndNames) {
  const ParsedLabels page = parse_label_page(R"([
    {"id": 7, "name": "service:\u00e4", "color": "#fff", "description": null, "priority": 1},
    {"name": "tier:p", "id": 9, "is_project_label": false}])");
  EXPECT_THAT(page.problem, IsEmpty());
  EXPECT_THAT(page.labels,
              ElementsAre(ProjectLabel{7, "service:\u00e4"}, ProjectLabel{9, "tier:p"}));
  EXPECT_THAT(parse_label_page("[]").problem, IsEmpty());
}

TEST(ParseLabelPage, SaysWhatIsWrong) {
  for (const char* body : {"", "<html>", "{}", "null", "[1", "[\"\xff\"]"}) {
    EXPECT_THAT(parse_label_page(body).problem, HasSubstr("not a list of labels")) << body;
  }
  for (const char* label :
       {"1", "{}", R"({"id": 7})", R"({"name": "x"})", R"({"id": 0, "name": "x"})",
        R"({"id": "7", "name": "x"})", R"({"id": 7, "name": null})"}) {
    const ParsedLabels page =
        parse_label_page(R"([{"id": 1, "name": "a"}, )" + std::string(label) + "]");
    EXPECT_THAT(page.problem, HasSubstr("label 2 of the page lacks an id or a name")) << label;
    EXPECT_THAT(page.labels, IsEmpty()) << label;
  }
  EXPECT_THAT(parse_label_page(R"([{"id": 1, "name": "\ude00"}])").problem,
              HasSubstr("label 1 of the page has a name with half of a surrogate pair"));
}

}  // namespace
}  // namespace dora::gitlab
