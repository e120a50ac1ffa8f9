// Writes summary.json exactly as specified.
#include "collector/model/summary_json.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include "collector/model/json/json_text.h"
#include "collector/model/summary_keys.h"

namespace dora::model {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void put(Writer& writer, const PeriodCounts& entry) {
  const std::string period = label(entry.period);
  const auto key = [&](std::string_view suffix) {
    const std::string text = period + std::string(suffix);
    writer.Key(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  };
  key("");
  writer.Int64(entry.counts.total());
  key(failed_suffix);
  writer.Int64(entry.counts.failed);
  key(rate_suffix);
  const std::string rate = rate_number(entry.counts);
  writer.RawValue(rate.data(), rate.size(), rapidjson::kNumberType);
}

}  // namespace

void write_summary(const Summary& summary, files::AtomicFile& file) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.SetIndent(' ', 2);
  writer.StartObject();
  for (const ServiceSummary& service : summary.services) {
    writer.Key(service.service.data(), static_cast<rapidjson::SizeType>(service.service.size()));
    writer.StartObject();
    for (const PeriodCounts& entry : service.periods) {
      put(writer, entry);
    }
    writer.EndObject();
    file.write(escape_controls({buffer.GetString(), buffer.GetSize()}));
    buffer.Clear();
  }
  writer.EndObject();
  file.write(escape_controls({buffer.GetString(), buffer.GetSize()}));
  file.write("\n");
}

}  // namespace dora::model
