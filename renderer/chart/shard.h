// Splits a run's charts between machines and names each part's index.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dora::chart {

inline constexpr int most_shards = 9999;

/// Part `number` of `count`; 1 of 1 is a whole run.
struct Shard {
  int number = 1;
  int count = 1;

  bool is_whole() const { return count == 1; }
  bool operator==(const Shard&) const = default;
};

/// Parses `2/3`, where 1 <= 2 <= 3 <= most_shards. Returns nullopt for any other text.
std::optional<Shard> parse_shard(std::string_view text);
std::string to_string(Shard shard);

/// The number of the shard that draws a service's charts. It depends on the name's SHA-256 only, so
/// it does not change as other services come and go. The combined chart is in shard 1.
int shard_of(std::string_view service, int count);

/// `charts.json` of a whole run, `charts.2-of-3.json` of a part.
std::string index_file(Shard shard);
std::optional<Shard> shard_of_index_file(std::string_view name);

/// The shards that have an index in the folder, ascending; empty if the folder does not exist.
std::vector<Shard> shards_in(const std::filesystem::path& folder);

}  // namespace dora::chart
