// charts.json: which charts there are and how each came out; the renderer's word to the report.
#include "renderer/chart/chart_index.h"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/prettywriter.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"

namespace dora::chart {
namespace {

/// Hands text on in pieces; what RapidJSON asks of a stream.
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

void put(Writer& writer, const char* key, const std::string& value) {
  writer.Key(key);
  writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void put(Writer& writer, const char* key, int value) {
  writer.Key(key);
  writer.Int(value);
}

void put(Writer& writer, const ChartVariant& variant) {
  writer.StartObject();
  put(writer, "theme", variant.theme);
  put(writer, "format", variant.format);
  put(writer, "file", variant.file);
  put(writer, "sha256", variant.sha256);
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
  put(writer, "key", chart.key);
  put(writer, "status", chart.status == Status::failed ? "failed" : "rendered");
  put(writer, "reason", chart.reason);
  writer.EndObject();
}

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what) {
  throw base::Error(fmt::format("{}: {}; render again", path.string(), what));
}

const rapidjson::Value& member(const rapidjson::Value& chart, const char* key,
                               const std::filesystem::path& path) {
  if (!chart.IsObject() || !chart.HasMember(key)) {
    fail(path, fmt::format("a chart lacks \"{}\"", key));
  }
  return chart[key];
}

std::string text(const rapidjson::Value& chart, const char* key,
                 const std::filesystem::path& path) {
  const rapidjson::Value& value = member(chart, key, path);
  if (!value.IsString()) {
    fail(path, fmt::format("a chart's \"{}\" is not text", key));
  }
  return {value.GetString(), value.GetStringLength()};
}

int positive(const rapidjson::Value& chart, const char* key, const std::filesystem::path& path) {
  const rapidjson::Value& value = member(chart, key, path);
  if (!value.IsInt() || value.GetInt() <= 0) {
    fail(path, fmt::format("\"{}\" is not a number above 0", key));
  }
  return value.GetInt();
}

/// The name of a file in the index's own folder.
std::string file_name(const rapidjson::Value& object, const std::filesystem::path& path) {
  std::string name = text(object, "file", path);
  if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos) {
    fail(path, fmt::format("'{}' is not the name of a chart file", name));
  }
  return name;
}

Kind kind_of(const rapidjson::Value& chart, const std::filesystem::path& path) {
  const std::string name = text(chart, "kind", path);
  const auto kind = parse_kind(name);
  if (!kind) {
    fail(path, fmt::format("'{}' is not a kind of chart", name));
  }
  return *kind;
}

std::vector<ChartVariant> to_variants(const rapidjson::Value& chart,
                                      const std::filesystem::path& path) {
  const rapidjson::Value& list = member(chart, "variants", path);
  if (!list.IsArray()) {
    fail(path, "a chart's \"variants\" is not an array");
  }
  std::vector<ChartVariant> variants;
  for (const rapidjson::Value& variant : list.GetArray()) {
    variants.push_back({text(variant, "theme", path), text(variant, "format", path),
                        file_name(variant, path), text(variant, "sha256", path)});
  }
  return variants;
}

ChartEntry to_entry(const rapidjson::Value& chart, const std::filesystem::path& path) {
  ChartEntry entry;
  entry.id = text(chart, "id", path);
  entry.kind = kind_of(chart, path);
  entry.service = text(chart, "service", path);
  entry.file = file_name(chart, path);
  entry.width = positive(chart, "width", path);
  entry.height = positive(chart, "height", path);
  entry.scale = positive(chart, "scale", path);
  entry.alt = text(chart, "alt", path);
  entry.sha256 = text(chart, "sha256", path);
  entry.variants = to_variants(chart, path);
  entry.key = text(chart, "key", path);
  entry.status = text(chart, "status", path) == "failed" ? Status::failed : Status::rendered;
  entry.reason = text(chart, "reason", path);
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
  const std::string json = base::read_file(path);
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
      json.data(), json.size());
  if (document.HasParseError()) {
    fail(path, fmt::format("not JSON at byte {}: {}", document.GetErrorOffset(),
                           rapidjson::GetParseError_En(document.GetParseError())));
  }
  const rapidjson::Value& charts = member(document, "charts", path);
  if (!charts.IsArray()) {
    fail(path, "\"charts\" is not an array");
  }
  ChartIndex index;
  index.summary_sha256 = text(document, "summary_sha256", path);
  if (document.HasMember("deployments_sha256")) {  // Indexes of earlier versions lack it.
    index.deployments_sha256 = text(document, "deployments_sha256", path);
  }
  index.shard = positive(document, "shard", path);
  index.shards = positive(document, "shards", path);
  for (const rapidjson::Value& chart : charts.GetArray()) {
    index.charts.push_back(to_entry(chart, path));
  }
  return index;
}

}  // namespace dora::chart
