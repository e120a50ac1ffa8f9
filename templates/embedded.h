// The files compiled into the program: page templates, style sheet, scripts, licences.
#pragma once

#include <span>
#include <string_view>

namespace dora::templates {

struct EmbeddedFile {
  std::string_view name;  ///< Without a folder: `index.mustache`, `style.css`.
  std::string_view content;
};

/// By name. They live as long as the program.
std::span<const EmbeddedFile> embedded_files();

}  // namespace dora::templates
