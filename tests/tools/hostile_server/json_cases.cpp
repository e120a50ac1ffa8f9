// Cases of bodies that are not JSON, or not a list of merge requests.
#include <fmt/format.h>

#include "tests/tools/hostile_server/case.h"

namespace dora::test::hostile {
namespace {

const char* const no_list = "not a list|not JSON";

std::string repeated(const std::string& text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) {
    result += text;
  }
  return result;
}

}  // namespace

std::vector<Case> json_cases() {
  return {
      spoiled("body-empty", "No body at all.", fails_with(no_list), body_is("")),
      spoiled("body-null", "null instead of a list.", fails_with(no_list), body_is("null")),
      spoiled("body-object", "An object instead of a list.", fails_with(no_list), body_is("{}")),
      spoiled("body-text", "A text instead of a list.", fails_with(no_list), body_is("\"[]\"")),
      spoiled("body-numbers", "A list of numbers.", fails_with("not a list"), body_is("[1,2]")),
      spoiled("body-lists", "A list of lists.", fails_with("not a list"), body_is("[[],[]]")),
      spoiled("deep-lists", "A million open brackets.", fails_with(no_list),
              body_is(std::string(1'000'000, '['))),
      spoiled("deep-objects", "200,000 objects within each other.", fails_with("deeper|not JSON"),
              body_is("[" + repeated(R"({"a":)", 200'000))),
      spoiled("cut-off", "JSON without its last bracket.", fails_with("not JSON"),
              [](Answer& answer, const Request&, const Scene&) { answer.body.pop_back(); }),
      spoiled("two-lists", "Two lists, one after the other.", fails_with("not JSON"),
              [](Answer& answer, const Request&, const Scene&) { answer.body += "[]"; }),
      spoiled("nul-behind", "A NUL and other bytes after the list.", fails_with("not JSON|NUL"),
              [](Answer& answer, const Request&, const Scene&) {
                answer.body += std::string("\0[garbage", 9);
              }),
      spoiled("byte-order-mark", "A byte order mark before the list.",
              right_figures_or("not JSON|not a list"),
              [](Answer& answer, const Request&, const Scene&) {
                answer.body.insert(0, "\xEF\xBB\xBF");
              }),
      spoiled("utf-16", "The list in UTF-16.", fails_with(no_list),
              [](Answer& answer, const Request&, const Scene&) {
                std::string wide;
                for (const char each : answer.body) {
                  wide += each;
                  wide += '\0';
                }
                answer.body = wide;
              }),
      spoiled("trailing-comma", "A comma before the last bracket.", fails_with("not JSON"),
              [](Answer& answer, const Request&, const Scene&) {
                answer.body.insert(answer.body.size() - 1, ",");
              }),
      spoiled("bare-nan", "NaN instead of a list.", fails_with(no_list), body_is("[NaN]")),
      odd_item("invalid-utf8", "A title that is not UTF-8.", fails_with("not JSON"),
               [](Item& item) { item.set("title", "\"\xff\xfe\xc0\xaf\""); }),
      odd_item("lone-surrogate", "A label with half a surrogate pair.", fails_with("not JSON"),
               [](Item& item) { item.set("labels", R"(["service:\ud800"])"); }),
      odd_item("huge-number", "A number of 100,000 digits in an unknown field.",
               right_figures_or("not JSON"),
               [](Item& item) { item.set("weight", std::string(100'000, '9')); }),
      odd_item("huge-exponent", "1e999999 in an unknown field.", right_figures_or("not JSON"),
               [](Item& item) { item.set("weight", "1e999999"); }),
      odd_item(
          "unknown-nested", "An unknown field nested 1,000 deep.", fails_with("deeper"),
          [](Item& item) { item.set("extra", std::string(1'000, '[') + std::string(1'000, ']')); }),
      odd_item(
          "unknown-large", "An unknown field of 5 MB.", right_figures(),
          [](Item& item) { item.set("description", '"' + std::string(5'000'000, 'd') + '"'); }),
  };
}

}  // namespace dora::test::hostile
