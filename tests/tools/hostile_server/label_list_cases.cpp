// Cases of a project's list of labels that is refused, invalid or endless.
#include <fmt/format.h>

#include "tests/tools/hostile_server/case.h"

namespace dora::test::hostile {
namespace {

SpoilAnswer refused_with(int status) {
  return [status](Answer& answer, const Request&, const Scene&) {
    answer = {status, {{"Content-Type", "application/json"}}, R"({"message":"no"})"};
  };
}

}  // namespace

std::vector<Case> label_list_cases() {
  const char* const no_labels = "labels.*(not a list|not JSON)";
  return {
      spoiled_labels("label-list-403", "The list of labels is refused.", right_figures(),
                     refused_with(403)),
      spoiled_labels("label-list-500", "The list of labels fails forever.",
                     right_figures_or("labels.*HTTP 500"), refused_with(500)),
      spoiled_labels("label-list-object", "An object instead of the list of labels.",
                     fails_with(no_labels), body_is("{}")),
      spoiled_labels("label-list-html", "HTML instead of the list of labels.",
                     fails_with(no_labels), body_is("<!doctype html>")),
      spoiled_labels("label-list-deep", "200,000 open brackets instead of the list of labels.",
                     fails_with(no_labels), body_is(std::string(200'000, '['))),
      spoiled_labels("label-list-numbers", "A list of numbers instead of labels.",
                     fails_with("labels"), body_is("[1,2,3,4,5,6]")),
      spoiled_labels("label-list-endless", "Pages of labels without end.",
                     fails_with("labels.*(incomplete|without end)"),
                     [](Answer& answer, const Request& request, const Scene&) {
                       answer.set("X-Next-Page", std::to_string(request.page() + 1));
                       answer.remove("X-Total");
                       answer.remove("X-Total-Pages");
                     }),
      spoiled_labels("label-list-total-huge", "More labels are announced than sent.",
                     fails_with("labels.*incomplete"),
                     [](Answer& answer, const Request&, const Scene&) {
                       answer.set("X-Total", "9223372036854775807");
                     }),
      spoiled_labels("label-list-names", "Labels that no merge request has, of terminal escapes.",
                     right_figures(),
                     [](Answer& answer, const Request&, const Scene&) {
                       answer.body = R"([{"id":1,"name":"\u001b[2J"}])";
                       answer.set("X-Total", "1");
                     }),
  };
}

}  // namespace dora::test::hostile
