// A parsed template, ready to be rendered repeatedly.
#include "reports/templating/template_program.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "reports/templating/escape.h"
#include "reports/templating/template_tags.h"

namespace dora::templating {
namespace {

/// Bytes [begin, end) of a text.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The whole line with its end if `tag` is alone on it, otherwise the tag.
Range left_out(std::string_view text, const Tag& tag) {
  const bool shows_something = tag.kind == TagKind::variable || tag.kind == TagKind::unescaped;
  const std::size_t before = text.substr(0, tag.begin).find_last_not_of(" \t") + 1;
  std::size_t after = std::min(text.find_first_not_of(" \t\r", tag.end), text.size());
  const bool first = before == 0 || text[before - 1] == '\n';
  const bool last = after == text.size() || text[after] == '\n';
  if (shows_something || !first || !last) {
    return {tag.begin, tag.end};
  }
  after += after < text.size() ? 1 : 0;
  return {before, after};
}

}  // namespace

/// One rendering of the template.
class TemplateProgram::Run {
 public:
  Run(const TemplateProgram& program, const Record& values) : program_(program) {
    scopes_.push_back(&values);
  }

  std::string result() {
    fill(0, program_.steps_.size());
    return std::move(result_);
  }

 private:
  void fill(std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Step& step = program_.steps_[i];
      if (step.kind == StepKind::text) {
        result_ += program_.part(step);
      } else if (step.kind == StepKind::variable) {
        put(step);
      } else {
        fill_section(step, i + 1);
        i = step.next - 1;
      }
    }
  }

  void put(const Step& step) {
    const Value& value = find(step);
    if (const auto* text = std::get_if<std::string>(&value.content)) {
      append_escaped(result_, *text);
    } else if (const auto* markup = std::get_if<Markup>(&value.content)) {
      result_ += markup->html;
    } else {
      fail(step, "is a section, not a text");
    }
  }

  void fill_section(const Step& step, std::size_t first) {
    const Value& value = find(step);
    const bool wanted = step.kind == StepKind::section;
    if (const auto* flag = std::get_if<bool>(&value.content)) {
      if (*flag == wanted) {
        fill(first, step.next);
      }
    } else if (const auto* record = std::get_if<Record>(&value.content)) {
      if (wanted) {
        fill_with(*record, first, step.next);
      }
    } else if (const auto* list = std::get_if<List>(&value.content)) {
      repeat(step, first, list->size(),
             [&](std::size_t i) -> const Record& { return std::get<Record>((*list)[i].content); });
    } else if (const auto* rows = std::get_if<Rows>(&value.content)) {
      repeat(step, first, rows->count, *rows->record);
    } else {
      fail(step, "is a text, not a section");
    }
  }

  template <class RecordAt>
  void repeat(const Step& step, std::size_t first, std::size_t count, const RecordAt& record_at) {
    if (step.kind == StepKind::inverted && count == 0) {
      fill(first, step.next);
    }
    for (std::size_t i = 0; step.kind == StepKind::section && i < count; ++i) {
      fill_with(record_at(i), first, step.next);
    }
  }

  void fill_with(const Record& scope, std::size_t begin, std::size_t end) {
    scopes_.push_back(&scope);
    fill(begin, end);
    scopes_.pop_back();
  }

  const Value& find(const Step& step) const {
    const std::string_view name = program_.part(step);
    for (auto scope = scopes_.rbegin(); scope != scopes_.rend(); ++scope) {
      for (const Field& field : **scope) {
        if (field.name == name) {
          return field.value;
        }
      }
    }
    throw base::Error(fmt::format("{}: unknown variable '{}'", program_.file_.place, name));
  }

  [[noreturn]] void fail(const Step& step, const char* what) const {
    throw base::Error(fmt::format("{}: '{}' {}", program_.file_.place, program_.part(step), what));
  }

  const TemplateProgram& program_;
  std::vector<const Record*> scopes_;  ///< From the outermost.
  std::string result_;
};

TemplateProgram::TemplateProgram(TemplateFile file) : file_(std::move(file)) {
  std::vector<std::size_t> open;  // Sections that have not ended yet.
  std::size_t done = 0;
  for (const Tag& tag : parse_tags(file_)) {
    const Range gone = left_out(file_.text, tag);
    add_text(done, gone.begin);
    done = std::max(done, gone.end);
    const auto begin = static_cast<std::size_t>(tag.name.data() - file_.text.data());
    const std::size_t end = begin + tag.name.size();
    if (tag.kind == TagKind::variable || tag.kind == TagKind::unescaped) {
      steps_.push_back({StepKind::variable, begin, end, 0});
    } else if (tag.kind == TagKind::section || tag.kind == TagKind::inverted) {
      open.push_back(steps_.size());
      steps_.push_back(
          {tag.kind == TagKind::section ? StepKind::section : StepKind::inverted, begin, end, 0});
    } else if (tag.kind == TagKind::end) {
      steps_[open.back()].next = steps_.size();
      open.pop_back();
    }
  }
  add_text(done, file_.text.size());
}

void TemplateProgram::add_text(std::size_t begin, std::size_t end) {
  if (begin < end) {
    steps_.push_back({StepKind::text, begin, end, 0});
  }
}

std::string_view TemplateProgram::part(const Step& step) const {
  return std::string_view(file_.text).substr(step.begin, step.end - step.begin);
}

std::string TemplateProgram::fill(const Record& values) const {
  return Run(*this, values).result();
}

}  // namespace dora::templating
