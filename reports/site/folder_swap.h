// Puts a finished folder in the place of another one.
#pragma once

#include <filesystem>

namespace dora::site {

/// All three throw an Error that names the folder and the cause.

/// Renames `from` to `to`, which does not exist or is an empty folder.
void move_folder(const std::filesystem::path& from, const std::filesystem::path& to);

/// Moves `fresh` to `published`, in one step where the file system can exchange two folders.
/// Afterwards the old folder is in `retired`, if there was one.
void put_in_place(const std::filesystem::path& fresh, const std::filesystem::path& published,
                  const std::filesystem::path& retired);

/// Moves `published` to `retired` and `fresh` to `published`, in two steps: for file systems that
/// cannot exchange two folders atomically. If the second step fails, the first is undone.
void replace_by_renames(const std::filesystem::path& fresh, const std::filesystem::path& published,
                        const std::filesystem::path& retired);

}  // namespace dora::site
