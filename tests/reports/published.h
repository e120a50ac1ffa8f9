// Publishes a small site, and lists the contents of a folder.
#pragma once

#include <filesystem>
#include <set>
#include <string>

#include "reports/site/site_folder.h"

namespace dora::test {

/// Every file and folder below `folder`, including hidden ones.
inline std::set<std::string> entries(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    names.insert(entry.path().lexically_relative(folder).string());
  }
  return names;
}

/// Publishes a site of two files, both containing `text`.
inline void publish(const std::filesystem::path& folder, const std::string& text) {
  site::SiteFolder site(folder);
  site.write("index.html", text);
  site.write("services/" + text + ".html", text);
  site.publish();
}

}  // namespace dora::test
