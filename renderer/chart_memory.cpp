// What earlier runs drew and from what, kept beside the charts; draws and judges nothing.
#include "renderer/chart_memory.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/writer.h>
#include <unistd.h>

#include "collector/base/atomic_file.h"
#include "collector/base/error.h"

namespace dora::renderer {
namespace {

using Json = rapidjson::Value;
using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

/// Another version of the program may write other lines; then all is forgotten.
constexpr const char* first_line = "{\"dora-report charts\":1}\n";

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

std::string line_of(const std::string& id, const ChartRecord& chart, const std::string& shared,
                    const Inputs& own) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartArray();
  writer.String("chart");
  put(writer, id);
  put(writer, chart.key);
  put(writer, shared);
  put(writer, own);
  for (const PictureRecord& picture : chart.pictures) {
    writer.StartArray();
    put(writer, picture.file);
    put(writer, picture.sha256);
    put(writer, picture.stamp);
    writer.EndArray();
  }
  writer.EndArray();
  return std::string(buffer.GetString(), buffer.GetSize()) + '\n';
}

/// `["shared", HASH, [...]]`, `["program", PATH, [...], STAMP]`.
std::string line_of(const char* kind, const std::string& name, const Inputs& inputs,
                    const FileStamp* stamp) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartArray();
  writer.String(kind);
  put(writer, name);
  put(writer, inputs);
  if (stamp != nullptr) {
    put(writer, *stamp);
  }
  writer.EndArray();
  return std::string(buffer.GetString(), buffer.GetSize()) + '\n';
}

/// Reads a JSON array from its beginning to its end; whatever is not as expected makes it bad.
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

ChartMemory::ChartMemory(std::filesystem::path file) : file_(std::move(file)) {
  const auto stamp = stamp_of(file_);
  if (!stamp) {
    return;
  }
  const std::string text = base::read_file(file_);
  if (!text.starts_with(first_line)) {
    return;
  }
  size_ = std::strlen(first_line);
  for (std::size_t end = 0; (end = text.find('\n', size_)) != std::string::npos; size_ = end + 1) {
    read_line(text.substr(size_, end - size_), {size_, end + 1 - size_}, stamp->modified);
  }
}

ChartMemory::~ChartMemory() {
  if (fd_ >= 0) {
    ::close(fd_);
  }
}

void ChartMemory::read_line(const std::string& text, Line line, std::int64_t written) {
  rapidjson::Document document;
  document.Parse(text.data(), text.size());
  if (document.HasParseError()) {
    return;
  }
  Reader reader(document);
  const std::string kind = reader.text();
  const std::string name = reader.text();
  if (kind == "chart") {
    Chart chart{{reader.text(), {}}, reader.text(), line};
    reader.array();  // Its own inputs, which explain() alone needs.
    while (!reader.at_end()) {
      PictureRecord picture = reader.picture();
      // A file changed in the very moment when the journal was last written may have been changed
      // once more without another time: the clock of files ticks every few milliseconds.
      picture.stamp = picture.stamp.changed < written ? picture.stamp : FileStamp();
      chart.record.pictures.push_back(std::move(picture));
    }
    if (reader.good()) {
      charts_[name] = std::move(chart);
    }
    return;
  }
  const Inputs inputs = reader.inputs();
  if (kind == "program") {
    Program program{name, reader.stamp(), inputs, line};
    program_ = reader.good() ? std::optional(std::move(program)) : std::nullopt;
  } else if (reader.good()) {
    shared_[name] = line;
  }
}

const ChartRecord* ChartMemory::find(const std::string& id) const {
  const auto found = charts_.find(id);
  return found == charts_.end() ? nullptr : &found->second.record;
}

std::string ChartMemory::text_of(Line line) const {
  return base::read_file(file_).substr(line.offset, line.size);
}

std::pair<Inputs, Inputs> ChartMemory::inputs_of(const std::string& id) const {
  const auto inputs_in = [](const std::string& text, int texts_before) {
    rapidjson::Document document;
    document.Parse(text.data(), text.size());
    Reader reader(document);
    for (int i = 0; i < texts_before; ++i) {
      reader.text();
    }
    return reader.inputs();
  };
  const Chart& chart = charts_.at(id);
  const auto shared = shared_.find(chart.shared);
  return {shared == shared_.end() ? Inputs() : inputs_in(text_of(shared->second), 2),
          inputs_in(text_of(chart.line), 4)};
}

std::vector<std::string> ChartMemory::files() const {
  std::vector<std::string> files;
  for (const auto& [id, chart] : charts_) {
    for (const PictureRecord& picture : chart.record.pictures) {
      files.push_back(picture.file);
    }
  }
  return files;
}

void ChartMemory::remember(const std::string& id, ChartRecord chart, const Inputs& shared,
                           const Inputs& own) {
  const std::string hash = hash_of(shared);
  if (!shared_.contains(hash)) {
    shared_[hash] = append(line_of("shared", hash, shared, nullptr));
  }
  const Line line = append(line_of(id, chart, hash, own));
  charts_[id] = {std::move(chart), hash, line};
}

std::optional<Inputs> ChartMemory::facts_of(const std::filesystem::path& program) const {
  const bool same =
      program_ && program_->path == program.string() && stamp_of(program) == program_->stamp;
  return same ? std::optional(program_->facts) : std::nullopt;
}

void ChartMemory::remember_facts(const std::filesystem::path& program, const Inputs& facts) {
  const FileStamp stamp = stamp_of(program).value_or(FileStamp());
  const Line line = append(line_of("program", program.string(), facts, &stamp));
  program_ = Program{program.string(), stamp, facts, line};
}

std::vector<ChartMemory::Line> ChartMemory::live_lines() const {
  std::vector<Line> lines;
  std::vector<std::string> shared;
  for (const auto& [id, chart] : charts_) {
    lines.push_back(chart.line);
    shared.push_back(chart.shared);
  }
  std::sort(shared.begin(), shared.end());
  shared.erase(std::unique(shared.begin(), shared.end()), shared.end());
  for (const std::string& hash : shared) {
    if (const auto found = shared_.find(hash); found != shared_.end()) {
      lines.push_back(found->second);
    }
  }
  if (program_) {
    lines.push_back(program_->line);
  }
  std::sort(lines.begin(), lines.end(),
            [](const Line& a, const Line& b) { return a.offset < b.offset; });
  return lines;
}

void ChartMemory::finish(const std::vector<std::string>& ids) {
  const std::size_t before = charts_.size();
  std::erase_if(charts_, [&ids](const auto& chart) {
    return !std::binary_search(ids.begin(), ids.end(), chart.first);
  });
  const std::size_t forgotten = before - charts_.size();
  const std::vector<Line> lines = live_lines();
  std::size_t live = std::strlen(first_line);
  for (const Line& line : lines) {
    live += line.size;
  }
  // A few outdated lines are cheaper than writing all others again.
  if (forgotten > 0 || size_ > 2 * live) {
    rewrite(lines);
  }
}

void ChartMemory::rewrite(const std::vector<Line>& lines) const {
  const std::string text = base::read_file(file_);
  base::AtomicFile file(file_);
  file.write(first_line);
  for (const Line& line : lines) {
    file.write(std::string_view(text).substr(line.offset, line.size));
  }
  file.commit();
}

void ChartMemory::open() {
  fd_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0644);
  // What could not be read, if there is any, is in the way of what follows.
  if (fd_ < 0 || ::ftruncate(fd_, static_cast<off_t>(size_)) != 0) {
    throw base::Error(fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
  }
}

ChartMemory::Line ChartMemory::append(const std::string& text) {
  if (fd_ < 0) {
    open();
  }
  if (size_ == 0) {
    size_ = std::strlen(first_line);
    write(first_line);
  }
  const Line line{size_, text.size()};
  write(text);
  size_ += text.size();
  return line;
}

/// It does not wait for the disk: after a power cut charts whose lines are
/// lost are drawn again.
void ChartMemory::write(const std::string& text) const {
  std::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t written = ::write(fd_, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) {
      throw base::Error(fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
    }
    rest.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
}

}  // namespace dora::renderer
