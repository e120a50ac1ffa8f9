// The tables of the store and how older ones become these; text only, knows no database.
#pragma once

#include <vector>

namespace dora::store {

/// SQL that turns a store of version N (PRAGMA user_version) into one of version N + 1; the first
/// makes the tables in an empty file. Their number is the current version. A step that is released
/// is never edited: what changes is a new step.
const std::vector<const char*>& store_steps();

}  // namespace dora::store
