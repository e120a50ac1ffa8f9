// Cases of a merge request with fields that GitLab does not send.
#include <functional>
#include <string>

#include <fmt/format.h>

#include "tests/tools/hostile_server/case.h"

namespace dora::test::hostile {
namespace {

std::function<void(Item&)> field(const std::string& name, const std::string& json) {
  return [=](Item& item) { item.set(name, json); };
}

/// `json` is called only when the field is sent, so that other cases do not pay for a long value.
std::function<void(Item&)> long_field(const std::string& name,
                                      const std::function<std::string()>& json) {
  return [=](Item& item) { item.set(name, json()); };
}

/// Adds a second value with the same name after the first one.
std::function<void(Item&)> second(const std::string& name, const std::string& json) {
  return [=](Item& item) { item.fields.emplace_back(name, json); };
}

std::vector<Case> type_cases() {
  std::vector<Case> cases;
  for (const char* name : {"iid", "state", "created_at", "updated_at", "merged_at", "closed_at",
                           "labels", "author", "web_url"}) {
    for (const auto& [kind, json] : {std::pair("object", R"({"a":1})"), std::pair("number", "1.5"),
                                     std::pair("bool", "true")}) {
      const bool known_object = std::string(name) == "author" && std::string(kind) == "object";
      cases.push_back(odd_item(
          fmt::format("{}-is-{}", name, kind), fmt::format("{} is of the type {}.", name, kind),
          known_object ? right_figures() : fails_with(name), field(name, json)));
    }
  }
  return cases;
}

/// The labels of a deployment, and one of 10 MB that begins with this.
std::function<void(Item&)> label_of_10_mb(const std::string& begin) {
  return long_field("labels", [begin] {
    return fmt::format(R"(["service:s0","tier:production","{}{:x>10000000}"])", begin, "");
  });
}

std::string many_labels() {
  std::string many = "[";
  for (int i = 0; i < 100'000; ++i) {
    many += fmt::format("\"l{}\",", i);
  }
  return many + R"("service:s0","tier:production"])";
}

std::vector<Case> label_cases() {
  return {
      odd_item("label-10-mb", "A label of 10 MB next to the others.", right_figures_or("label"),
               label_of_10_mb("")),
      odd_item("service-10-mb", "A second service whose name is 10 MB long.",
               figures_that_say("251 deployments of 6 services"), label_of_10_mb("service:")),
      odd_item("labels-100000", "100,000 labels next to the others.", right_figures_or("label"),
               long_field("labels", many_labels)),
      odd_item("labels-numbers", "Labels that are numbers.", fails_with("labels"),
               field("labels", "[1,2]")),
      odd_item("labels-null", "Labels that are null.", fails_with("labels"),
               field("labels", "null")),
      odd_item("labels-twice", "Two lists of labels; the last one counts.",
               right_figures_or("labels|twice"),
               [](Item& item) {
                 item.set("labels", R"(["service:wrong","tier:wrong"])");
                 item.fields.emplace_back("labels", R"(["service:s0","tier:production"])");
               }),
  };
}

std::vector<Case> identity_cases() {
  const char* const no_iid = "iid|merge request";
  return {
      odd_item("iid-0", "A merge request with the number 0.", fails_with(no_iid),
               field("iid", "0")),
      odd_item("iid-negative", "A merge request with a negative number.", fails_with(no_iid),
               field("iid", "-7")),
      odd_item("iid-2-63", "A merge request with the number 2^63.", fails_with(no_iid),
               field("iid", "9223372036854775808")),
      odd_item("iid-twice", "A merge request with two numbers.", fails_with(no_iid),
               second("iid", "99")),
      odd_item("iid-of-another", "Two merge requests with the same number.",
               fails_with("twice|iid|contradict"), field("iid", "99")),
      odd_item("other-project", "A merge request of another project.", right_figures_or("project"),
               field("project_id", "43")),
      odd_item("state-unknown", "A state that GitLab does not have.",
               figures_that_say("1 of unknown state"), field("state", "\"deployed\"")),
      odd_item("state-missing", "No state.", fails_with("state"),
               [](Item& item) {
                 std::erase_if(item.fields, [](const auto& each) { return each.first == "state"; });
               }),
  };
}

std::vector<Case> date_cases() {
  const char* const bad_date = "dated|date|requested time|order";
  const auto created = [](const std::string& text) {
    return field("created_at", '"' + text + '"');
  };
  return {
      odd_item("year-0", "Created in the year 0.", fails_with(bad_date),
               created("0000-01-01T00:00:00.000Z")),
      odd_item("year-9999", "Created in the year 9999.", fails_with(bad_date),
               created("9999-12-31T23:59:59.999Z")),
      odd_item("year-10000", "Created in the year 10000.", fails_with(bad_date),
               created("10000-01-01T00:00:00.000Z")),
      odd_item("year-negative", "Created before the year 0.", fails_with(bad_date),
               created("-0001-01-01T00:00:00.000Z")),
      odd_item("february-30", "Created on 30 February.", fails_with(bad_date),
               created("2024-02-30T00:00:00.000Z")),
      odd_item("leap-second", "Updated in a leap second.", right_figures_or(bad_date),
               field("updated_at", "\"2024-12-31T23:59:60.000Z\"")),
      odd_item("date-words", "Created yesterday.", fails_with(bad_date), created("yesterday")),
      odd_item("date-escapes", "A date of terminal escapes.", fails_with(bad_date),
               created(R"(\u001b[2J\u0000)")),
      odd_item("no-merged-at", "Merged without a time.", right_figures(),
               field("merged_at", "null")),
      odd_item("merged-before-created", "Merged a year before it was created.", right_figures(),
               field("merged_at", "\"2023-01-01T00:00:00.000Z\"")),
      odd_item("updated-in-2090", "Updated in the year 2090.", right_figures_or(bad_date),
               field("updated_at", "\"2090-01-01T00:00:00.000Z\"")),
  };
}

std::vector<Case> text_cases() {
  return {
      odd_item("title-escapes", "A title of terminal escapes.", right_figures(),
               field("title", R"("\u001b]0;owned\u0007\u001b[2J\u0000")")),
      odd_item("web-url-script", "A link that is a script.", right_figures(),
               field("web_url", "\"javascript:alert(1)\"")),
      odd_item("web-url-credentials", "A link with a user and a password.", right_figures(),
               field("web_url", "\"https://user:pass@evil.example.org/\"")),
      odd_item("author-list", "An author that is a list.", fails_with("author"),
               field("author", "[]")),
      odd_item("author-null", "No author, as of a deleted user.", right_figures(),
               field("author", "null")),
      odd_item("title-1-mb", "A title of 1 MB.", right_figures(),
               long_field("title", [] { return '"' + std::string(1'000'000, 't') + '"'; })),
  };
}

}  // namespace

std::vector<Case> field_cases() {
  std::vector<Case> all = type_cases();
  for (const auto& more : {label_cases(), identity_cases(), date_cases(), text_cases()}) {
    all.insert(all.end(), more.begin(), more.end());
  }
  return all;
}

}  // namespace dora::test::hostile
