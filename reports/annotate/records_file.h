// Records of others: texts that a model is asked about, one by one.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace dora::annotate {

struct TextRecord {
  std::string id;
  std::string text;
};

/// Lines of `{"id": "...", "text": "..."}`, or, with a delimiter, texts between lines that consist
/// of it; those are numbered from 1. Throws an Error that names the file and the line for anything
/// else, and for an id that is there twice.
std::vector<TextRecord> read_records(const std::filesystem::path& file,
                                     const std::string& delimiter);
std::vector<TextRecord> parse_records(std::string_view text, const std::string& delimiter,
                                      const std::string& name);

}  // namespace dora::annotate
