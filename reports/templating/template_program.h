// A parsed template, ready to be rendered repeatedly.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "reports/templating/template_files.h"
#include "reports/templating/template_value.h"

namespace dora::templating {

/// Follows Mustache (https://mustache.github.io/mustache.5.html): names are looked up from the
/// innermost section outwards, a list repeats its section, a line with only one section tag or
/// comment is left out. Filling does not change it, so threads may share it.
class TemplateProgram {
 public:
  /// `file` no longer includes others: it comes from expand(). Throws as parse_tags() does.
  explicit TemplateProgram(TemplateFile file);

  /// Throws an Error for a name that is nowhere in `values`, and for a section that is a text or
  /// vice versa.
  std::string fill(const Record& values) const;

 private:
  enum class StepKind : std::uint8_t { text, variable, section, inverted };
  struct Step {
    StepKind kind = StepKind::text;
    std::size_t begin = 0;  ///< Bytes [begin, end) of the file: what is written, or the name.
    std::size_t end = 0;
    std::size_t next = 0;  ///< Of a section: the step after its last one.
  };
  class Run;

  std::string_view part(const Step& step) const;
  void add_text(std::size_t begin, std::size_t end);

  TemplateFile file_;
  std::vector<Step> steps_;
};

}  // namespace dora::templating
