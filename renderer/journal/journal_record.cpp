// One line of the journal, as a value and as JSON.
#include "renderer/journal/journal_record.h"

#include <algorithm>
#include <array>
#include <utility>

#include <rapidjson/document.h>
#include <rapidjson/writer.h>

namespace dora::journal {
namespace {

using Json = rapidjson::Value;
using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

constexpr std::array<std::string_view, 3> kinds{"chart", "shared", "program"};

void put(Writer& writer, const std::string& text) {
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void put(Writer& writer, const Inputs& inputs) {
  writer.StartArray();
  for (const Input& input : inputs) {
    put(writer, input.name);
    put(writer, input.value);
  }
  writer.EndArray();
}

void put(Writer& writer, const FileStamp& stamp) {
  writer.Int64(stamp.size);
  writer.Int64(stamp.modified);
  writer.Int64(stamp.changed);
  writer.Uint64(stamp.inode);
}

void put(Writer& writer, const PictureRecord& picture) {
  writer.StartArray();
  put(writer, picture.file);
  put(writer, picture.sha256);
  put(writer, picture.stamp);
  writer.EndArray();
}

/// Reads a JSON array from beginning to end; anything unexpected makes it bad.
class Reader {
 public:
  explicit Reader(const Json& array) : array_(array), good_(array.IsArray()) {}

  bool good() const { return good_; }
  bool at_end() const { return !good_ || next_ == array_.Size(); }
  std::string text() {
    const Json* value = take();
    good_ = value != nullptr && value->IsString();
    return good_ ? std::string(value->GetString(), value->GetStringLength()) : std::string();
  }
  std::int64_t number() {
    const Json* value = take();
    good_ = value != nullptr && (value->IsInt64() || value->IsUint64());
    return !good_             ? 0
           : value->IsInt64() ? value->GetInt64()
                              : static_cast<std::int64_t>(value->GetUint64());
  }
  FileStamp stamp() {
    FileStamp stamp;
    stamp.size = number();
    stamp.modified = number();
    stamp.changed = number();
    stamp.inode = static_cast<std::uint64_t>(number());
    return stamp;
  }
  Reader array() {
    const Json* value = take();
    Reader inner(value != nullptr ? *value : array_);
    inner.good_ = good_ = value != nullptr && value->IsArray();
    return inner;
  }
  Inputs inputs() {
    Reader list = array();
    Inputs inputs;
    while (!list.at_end()) {
      std::string name = list.text();
      inputs.push_back({std::move(name), list.text()});
    }
    good_ = good_ && list.good();
    return inputs;
  }
  PictureRecord picture() {
    Reader inner = array();
    PictureRecord picture;
    picture.file = inner.text();
    picture.sha256 = inner.text();
    picture.stamp = inner.stamp();
    good_ = good_ && inner.good();
    return picture;
  }

 private:
  const Json* take() { return good_ && next_ < array_.Size() ? &array_[next_++] : nullptr; }

  const Json& array_;
  rapidjson::SizeType next_ = 0;
  bool good_;
};

}  // namespace

std::string to_text(const JournalRecord& line) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartArray();
  put(writer, std::string(kinds[static_cast<std::size_t>(line.kind)]));
  put(writer, line.name);
  put(writer, line.inputs);
  if (line.kind == LineKind::chart) {
    put(writer, line.chart.key);
    put(writer, line.shared);
    for (const PictureRecord& picture : line.chart.pictures) {
      put(writer, picture);
    }
  } else if (line.kind == LineKind::program) {
    put(writer, line.stamp);
  }
  writer.EndArray();
  return std::string(buffer.GetString(), buffer.GetSize()) + '\n';
}

std::optional<JournalRecord> parse_memory_line(std::string_view text) {
  rapidjson::Document document;
  // Not recursive: a journal restored from elsewhere may nest deeper than the stack allows.
  document.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
  if (document.HasParseError()) {
    return std::nullopt;
  }
  Reader reader(document);
  const auto kind = std::find(kinds.begin(), kinds.end(), reader.text());
  if (kind == kinds.end()) {
    return std::nullopt;
  }
  JournalRecord line;
  line.kind = static_cast<LineKind>(kind - kinds.begin());
  line.name = reader.text();
  line.inputs = reader.inputs();
  if (line.kind == LineKind::chart) {
    line.chart.key = reader.text();
    line.shared = reader.text();
    while (!reader.at_end()) {
      line.chart.pictures.push_back(reader.picture());
    }
  } else if (line.kind == LineKind::program) {
    line.stamp = reader.stamp();
  }
  return reader.good() ? std::optional(std::move(line)) : std::nullopt;
}

}  // namespace dora::journal
