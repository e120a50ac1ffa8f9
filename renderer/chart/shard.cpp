// Splits a run's charts between machines and names each part's index.
#include "renderer/chart/shard.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/sha256.h"
#include "renderer/chart/chart_index.h"

namespace dora::chart {
namespace {

constexpr std::string_view part_prefix = "charts.";
constexpr std::string_view part_suffix = ".json";

/// A number as people write it: only digits, no leading zero.
std::optional<int> plain_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool plain =
      error == std::errc() && end == text.data() + text.size() && value > 0 && text.front() != '0';
  return plain && value <= most_shards ? std::optional(value) : std::nullopt;
}

std::optional<Shard> parse(std::string_view text, std::string_view separator) {
  const std::size_t at = text.find(separator);
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  const auto number = plain_number(text.substr(0, at));
  const auto count = plain_number(text.substr(at + separator.size()));
  return number && count && *number <= *count ? std::optional(Shard{*number, *count})
                                              : std::nullopt;
}

}  // namespace

std::optional<Shard> parse_shard(std::string_view text) {
  return parse(text, "/");
}

std::string to_string(Shard shard) {
  return fmt::format("{}/{}", shard.number, shard.count);
}

int shard_of(std::string_view service, int count) {
  const std::string hash = files::sha256(service).substr(0, 16);
  std::uint64_t value = 0;
  std::from_chars(hash.data(), hash.data() + hash.size(), value, 16);
  return static_cast<int>(value % static_cast<std::uint64_t>(count)) + 1;
}

std::string index_file(Shard shard) {
  return shard.is_whole()
             ? chart_index_file
             : fmt::format("{}{}-of-{}{}", part_prefix, shard.number, shard.count, part_suffix);
}

std::optional<Shard> shard_of_index_file(std::string_view name) {
  if (name == chart_index_file) {
    return Shard{};
  }
  if (name.size() <= part_prefix.size() + part_suffix.size() || !name.starts_with(part_prefix) ||
      !name.ends_with(part_suffix)) {
    return std::nullopt;
  }
  name.remove_prefix(part_prefix.size());
  name.remove_suffix(part_suffix.size());
  const auto shard = parse(name, "-of-");
  return shard && !shard->is_whole() ? shard : std::nullopt;
}

std::vector<Shard> shards_in(const std::filesystem::path& folder) {
  std::vector<Shard> shards;
  std::error_code error;
  if (!std::filesystem::exists(folder, error)) {
    return shards;
  }
  for (std::filesystem::directory_iterator each(folder, error), end; !error && each != end;
       each.increment(error)) {
    if (const auto shard = shard_of_index_file(each->path().filename().string())) {
      shards.push_back(*shard);
    }
  }
  if (error) {
    throw base::Error(fmt::format("cannot read {}: {}", folder.string(), error.message()));
  }
  std::sort(shards.begin(), shards.end(), [](Shard a, Shard b) {
    return std::pair(a.count, a.number) < std::pair(b.count, b.number);
  });
  return shards;
}

}  // namespace dora::chart
