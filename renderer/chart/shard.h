// Which part of a run's charts one machine draws, and how that part's index is called; draws none.
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

/// `2/3`: 1 <= 2 <= 3 <= most_shards; nothing for any other text.
std::optional<Shard> parse_shard(std::string_view text);
std::string to_string(Shard shard);

/// The number of the shard that draws a service's chart: decided by the name's SHA-256, so that it
/// stays where it is when other services come and go. The combined chart is in shard 1.
int shard_of(std::string_view service, int count);

/// `charts.json` of a whole run, `charts.2-of-3.json` of a part.
std::string index_file(Shard shard);
std::optional<Shard> shard_of_index_file(std::string_view name);

/// The shards that have an index in the folder, ascending; a folder that does not exist has none.
std::vector<Shard> shards_in(const std::filesystem::path& folder);

}  // namespace dora::chart
