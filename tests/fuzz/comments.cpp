// Fuzzes annotations.json and the check of comments: what gets through is words and placeholders.
#include "reports/comments/annotations_file.h"
#include "reports/comments/comment_book.h"
#include "reports/comments/comment_check.h"
#include "reports/templating/template_set.h"
#include "tests/fuzz/fuzzing.h"

namespace {

using namespace dora;
using comments::Change;
using comments::Metric;
using comments::Scope;
using fuzz::require;

comments::Record fuzzed_record() {
  comments::Record record;
  record.id = "service/a";
  record.week = "2026-W47";
  record.aliases = {{"s1", "a"}, {"t1", "b"}};
  record.facts = {{"f1", "", "12", Metric::deployments, Scope::current, Change::up},
                  {"f2", "", "3", Metric::failed},
                  {"f3", "", "9%", Metric::failure_rate, Scope::before, Change::down},
                  {"f4", "", "3 h", Metric::outage, Scope::current, Change::none, true, "", "t1"}};
  return record;
}

/// Outside of placeholders that exist, there is nothing but letters, spaces and a few marks.
void require_plain(std::string_view sentence, const comments::Record& record) {
  while (!sentence.empty()) {
    const char c = sentence.front();
    if (c == '{') {
      const std::size_t end = sentence.find('}');
      require(end != std::string_view::npos);
      const std::string_view id = sentence.substr(1, end - 1);
      require(find_fact(record, id) != nullptr || find_alias(record, id) != nullptr);
      sentence.remove_prefix(end + 1);
      require(sentence.empty() || sentence.front() == ' ' ||
              std::string_view(".,;:)").find(sentence.front()) != std::string_view::npos);
    } else {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      require(letter || std::string_view(" .,;:()").find(c) != std::string_view::npos);
      sentence.remove_prefix(1);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const comments::WordList words(templating::TemplateSet().file(comments::words_name),
                                        comments::words_name);
  static const comments::Record record = fuzzed_record();
  const std::string text = fuzz::text_of(data, size);
  if (problems_of({text}, record, words).empty()) {
    require_plain(text, record);
    shown_parts({text}, record);
  }
  const auto read = fuzz::result_or_error([&] { return comments::parse_annotations(text, "a"); });
  if (read) {
    require(comments::parse_annotations(annotations_json(*read), "a") == *read);
  }
  fuzz::result_or_error([&] { return comments::WordList(text, "w").text(); });
  return 0;
}
