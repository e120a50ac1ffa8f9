// A fresh folder for one test: removed if the test passed, otherwise kept and its path printed.
#include "tests/support/temporary_folder.h"

#include <iostream>
#include <string>

#include <gtest/gtest.h>
#include <stdlib.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"

namespace dora::test {

TemporaryFolder::TemporaryFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "dora-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) {
    throw base::Error("cannot create a folder for a test: " + name);
  }
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  if (testing::Test::HasFailure()) {
    std::cerr << "kept for inspection: " << path_.string() << "\n";
    return;
  }
  std::error_code ignored;  // A folder left behind must not fail a test that passed.
  std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path TemporaryFolder::write(const std::filesystem::path& name,
                                             std::string_view text) const {
  std::filesystem::path file = path_ / name;
  files::make_folder(file.parent_path());
  files::write_file(file, text);
  return file;
}

}  // namespace dora::test
