// The file of --rename: services' old names and the new ones.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace dora::counting {

/// Reads a CSV file with lines `old,new`; of two lines for one old name the later one holds. Throws
/// a UsageError that names the file and the line.
std::map<std::string, std::string> read_rename_file(const std::filesystem::path& path);

}  // namespace dora::counting
