// Fuzzes the parsers of dates, periods and numbers: accepted input survives a round trip.
#include "collector/http/http_date.h"
#include "collector/model/instant.h"
#include "collector/model/period.h"
#include "renderer/chart/shard.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::model;
  using dora::fuzz::require;
  const std::string text = dora::fuzz::text_of(data, size);
  if (const auto instant = parse_instant(text)) {
    require(parse_instant(to_string(*instant)) == instant);
  }
  if (const auto date = parse_date(text)) {
    require(date->ok() && to_string(*date) == text);
  }
  if (const auto period = parse_period(text)) {
    require(label(*period) == text);
  }
  if (const auto shard = dora::chart::parse_shard(text)) {
    require(shard->number >= 1 && shard->number <= shard->count);
  }
  dora::http::parse_http_date(text);
  return 0;
}
