// Writes the digest for mail to where the user wants it; knows nothing of what it says.
#pragma once

#include <filesystem>
#include <memory>

#include "collector/base/atomic_file.h"
#include "collector/base/log.h"
#include "reports/single_file.h"
#include "reports/template_set.h"

namespace dora::reports {

/// Throws a UsageError for a folder.
void check_single_file(const std::filesystem::path& path);

/// The file, complete; it is in its place with commit(). Warns when it has more bytes than
/// single_file_limit. Throws an Error when it cannot be written.
std::unique_ptr<base::AtomicFile> write_single_file(const std::filesystem::path& path,
                                                    const SingleFile& content,
                                                    const TemplateSet& templates, base::Log& log);

}  // namespace dora::reports
