// Describes a hostile case: a name, a sentence, the expected outcome, and how it spoils the honest
// base in one way. Declares the tables of all cases.
#include "tests/tools/hostile_server/case.h"

#include <iterator>
#include <memory>

namespace dora::test::hostile {

Case own_reply(std::string name, std::string story, Outcome outcome, const Respond& respond) {
  return {std::move(name), std::move(story), std::move(outcome),
          [respond](const Request& request, const Scene& scene) {
            return request.is_list() ? respond(request, scene)
                                     : reply_with(scene.gitlab.answer(request));
          }};
}

SpoilAnswer body_is(std::string body) {
  // Shared by all copies of the case: some are long.
  return [body = std::make_shared<const std::string>(std::move(body))](
             Answer& answer, const Request&, const Scene&) { answer.body = *body; };
}

Case spoiled(std::string name, std::string story, Outcome outcome, const SpoilAnswer& spoil) {
  return own_reply(std::move(name), std::move(story), std::move(outcome),
                   [spoil](const Request& request, const Scene& scene) {
                     Answer answer = scene.gitlab.answer(request);
                     spoil(answer, request, scene);
                     return reply_with(answer);
                   });
}

Case spoiled_labels(std::string name, std::string story, Outcome outcome,
                    const SpoilAnswer& spoil) {
  return {std::move(name), std::move(story), std::move(outcome),
          [spoil](const Request& request, const Scene& scene) {
            Answer answer = scene.gitlab.answer(request);
            if (request.is_list_of_labels()) {
              spoil(answer, request, scene);
            }
            return reply_with(answer);
          }};
}

Case odd_item(std::string name, std::string story, Outcome outcome,
              const std::function<void(Item&)>& change) {
  Case result = spoiled(std::move(name), std::move(story), std::move(outcome),
                        [](Answer&, const Request&, const Scene&) {});
  result.change_item = change;
  return result;
}

std::vector<Case> all_cases() {
  std::vector<Case> all{spoiled("honest", "Answers as GitLab does.", right_figures(),
                                [](Answer&, const Request&, const Scene&) {})};
  for (const auto& cases : {paging_cases, status_cases, redirect_cases, transport_cases, json_cases,
                            field_cases, label_list_cases, limit_cases}) {
    std::vector<Case> some = cases();
    std::move(some.begin(), some.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace dora::test::hostile
