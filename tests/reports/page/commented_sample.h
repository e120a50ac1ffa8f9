// A collection of services with hostile names, and comments on its last full week.
#pragma once

#include <filesystem>

#include "tests/reports/sample.h"

namespace dora::test {

/// All of them began to fail in that week.
Sample commented_sample();

/// Writes `folder`/data/annotations.json with a comment on the last full week and on each service.
/// They say what the report would say itself, that on the week by a model of a hostile name; but
/// the one on the service `rejected` says what no comment may.
void write_comments(const std::filesystem::path& folder, const Sample& sample);

}  // namespace dora::test
