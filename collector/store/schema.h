// The store's tables, and the steps that upgrade older ones.
#pragma once

#include <vector>

namespace dora::store {

/// SQL that upgrades a store from version N (PRAGMA user_version) to N + 1; the first step creates
/// the tables in an empty file. The number of steps is the current version. A released step is
/// never edited: changes need a new step.
const std::vector<const char*>& store_steps();

}  // namespace dora::store
