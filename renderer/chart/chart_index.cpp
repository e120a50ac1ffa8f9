// charts.json: the charts and their outcomes, as the renderer hands them to the report.
#include "renderer/chart/chart_index.h"

#include <limits>

#include <fmt/format.h>
#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/model/json/json_object.h"
#include "collector/model/json/json_text.h"

namespace dora::chart {
namespace {

using model::JsonObject;

/// The theme of an SVG, in the file.
constexpr const char* readers_theme = "auto";

/// Passes text on in pieces, as a RapidJSON stream.
class Pieces {
 public:
  using Ch = char;

  explicit Pieces(const std::function<void(std::string_view)>& write) : write_(write) {}
  // NOLINTBEGIN(readability-identifier-naming): the names are RapidJSON's.
  void Put(char c) {
    buffer_ += c;
    if (buffer_.size() >= size_of_piece) {
      Flush();
    }
  }
  void Flush() {
    write_(buffer_);
    buffer_.clear();
  }
  // NOLINTEND(readability-identifier-naming)

 private:
  static constexpr std::size_t size_of_piece = 65536;

  const std::function<void(std::string_view)>& write_;
  std::string buffer_;
};

using Writer = rapidjson::PrettyWriter<Pieces>;

void put(Writer& writer, const std::string& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer>(buffer).String(
      value.data(), static_cast<rapidjson::SizeType>(value.size()));
  const std::string text = model::escape_controls({buffer.GetString(), buffer.GetSize()});
  writer.RawValue(text.data(), text.size(), rapidjson::kStringType);
}

void put(Writer& writer, const char* key, const std::string& value) {
  writer.Key(key);
  put(writer, value);
}

void put(Writer& writer, const char* key, int value) {
  writer.Key(key);
  writer.Int(value);
}

void put(Writer& writer, const ChartVariant& variant) {
  writer.StartObject();
  const bool svg = variant.format == PictureFormat::svg;
  put(writer, "theme", svg ? readers_theme : name_of(variant.theme));
  put(writer, "format", name_of(variant.format));
  put(writer, "file", variant.file);
  put(writer, "sha256", variant.sha256);
  if (svg) {
    put(writer, "width", variant.size.width);
    put(writer, "height", variant.size.height);
    put(writer, "narrow_width", variant.narrow.width);
    put(writer, "narrow_height", variant.narrow.height);
  }
  writer.EndObject();
}

void put(Writer& writer, const ChartRows& rows) {
  writer.Key("rows");
  writer.StartObject();
  put(writer, "top", rows.top);
  put(writer, "bottom", rows.bottom);
  writer.Key("services");
  writer.StartArray();
  for (const std::string& service : rows.services) {
    put(writer, service);
  }
  writer.EndArray();
  writer.EndObject();
}

void put(Writer& writer, const ChartEntry& chart) {
  writer.StartObject();
  put(writer, "id", chart.id);
  put(writer, "kind", std::string(name_of(chart.kind)));
  put(writer, "service", chart.service);
  put(writer, "file", chart.file);
  put(writer, "width", chart.width);
  put(writer, "height", chart.height);
  put(writer, "scale", chart.scale);
  put(writer, "alt", chart.alt);
  put(writer, "sha256", chart.sha256);
  writer.Key("variants");
  writer.StartArray();
  for (const ChartVariant& variant : chart.variants) {
    put(writer, variant);
  }
  writer.EndArray();
  if (chart.rows) {
    put(writer, *chart.rows);
  }
  put(writer, "key", chart.key);
  put(writer, "status", chart.status == Status::failed ? "failed" : "rendered");
  put(writer, "reason", chart.reason);
  writer.EndObject();
}

int positive(const JsonObject& object, const char* key) {
  const std::int64_t value = object.number(key);
  if (value <= 0 || value > std::numeric_limits<int>::max()) {
    object.fail(key, "is not a number above 0");
  }
  return static_cast<int>(value);
}

/// The name of a file in the index's own folder.
std::string file_name(const JsonObject& object) {
  std::string name = object.text("file");
  if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos) {
    object.fail("file", fmt::format("has the value '{}', which is not a chart's name", name));
  }
  return name;
}

ChartVariant to_variant(const JsonObject& object) {
  ChartVariant variant;
  variant.format = object.parsed("format", parse_picture_format);
  variant.file = file_name(object);
  variant.sha256 = object.text("sha256");
  if (variant.format == PictureFormat::png) {
    variant.theme = object.parsed("theme", parse_theme);
    return variant;
  }
  // Earlier versions wrote an SVG for each theme, which pages no longer show.
  if (object.text("theme") != readers_theme) {
    object.fail("theme", "is that of an SVG by an earlier version");
  }
  variant.size = {positive(object, "width"), positive(object, "height")};
  variant.narrow = {positive(object, "narrow_width"), positive(object, "narrow_height")};
  return variant;
}

ChartRows to_rows(const JsonObject& object) {
  ChartRows rows{positive(object, "top"), positive(object, "bottom"), object.texts("services")};
  if (rows.bottom <= rows.top) {
    object.fail("bottom", "is not below the top");
  }
  return rows;
}

ChartEntry to_entry(const JsonObject& chart) {
  ChartEntry entry;
  entry.id = chart.text("id");
  entry.kind = chart.parsed("kind", parse_kind);
  entry.service = chart.text("service");
  entry.file = file_name(chart);
  entry.width = positive(chart, "width");
  entry.height = positive(chart, "height");
  entry.scale = positive(chart, "scale");
  entry.alt = chart.text("alt");
  entry.sha256 = chart.text("sha256");
  for (const JsonObject& variant : chart.objects("variants")) {
    entry.variants.push_back(to_variant(variant));
  }
  if (chart.has("rows")) {
    entry.rows = to_rows(chart.object("rows"));
  }
  entry.key = chart.text("key");
  entry.status = chart.text("status") == "failed" ? Status::failed : Status::rendered;
  entry.reason = chart.text("reason");
  return entry;
}

}  // namespace

void write_json(const ChartIndex& index, const std::function<void(std::string_view)>& write) {
  Pieces pieces(write);
  Writer writer(pieces);
  writer.SetIndent(' ', 2);
  writer.StartObject();
  put(writer, "summary_sha256", index.summary_sha256);
  if (!index.deployments_sha256.empty()) {
    put(writer, "deployments_sha256", index.deployments_sha256);
  }
  put(writer, "shard", index.shard);
  put(writer, "shards", index.shards);
  writer.Key("charts");
  writer.StartArray();
  for (const ChartEntry& chart : index.charts) {
    put(writer, chart);
  }
  writer.EndArray();
  writer.EndObject();
  pieces.Put('\n');
  pieces.Flush();
}

std::string to_json(const ChartIndex& index) {
  std::string json;
  write_json(index, [&json](std::string_view piece) { json += piece; });
  return json;
}

ChartIndex read_chart_index(const std::filesystem::path& path) {
  const model::JsonFile file{path, "render again"};
  const rapidjson::Document document = model::parse_json(file);
  const JsonObject reader(document, file);
  ChartIndex index;
  index.summary_sha256 = reader.text("summary_sha256");
  if (document.HasMember("deployments_sha256")) {  // Indexes of earlier versions lack it.
    index.deployments_sha256 = reader.text("deployments_sha256");
  }
  index.shard = positive(reader, "shard");
  index.shards = positive(reader, "shards");
  for (const JsonObject& chart : reader.objects("charts")) {
    index.charts.push_back(to_entry(chart));
  }
  return index;
}

}  // namespace dora::chart
