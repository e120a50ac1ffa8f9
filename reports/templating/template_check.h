// Checks a template against the names that its page provides.
#pragma once

#include "reports/templating/template_files.h"
#include "reports/templating/template_value.h"

namespace dora::templating {

/// Throws an Error that names the file, the line and the variable if the template `file`, or one
/// that it includes, uses a name that `example` lacks, a text as a section, a section as a text, a
/// text unescaped, or Markup escaped: in any section, whether or not some page renders it. Every
/// list in `example` has one record.
void check_template(const TemplateFiles& files, const TemplateFile& file, const Record& example);

}  // namespace dora::templating
