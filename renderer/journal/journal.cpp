// Remembers what earlier runs drew and from what, in a file next to the charts.
#include "renderer/journal/journal.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/base/files/open_file.h"

namespace dora::journal {
namespace {

/// Other versions of the program may write other lines; then everything is forgotten.
constexpr const char* first_line = "{\"dora-report charts\":1}\n";

std::string text_at(std::ifstream& stream, std::size_t offset, std::size_t size) {
  std::string text(size, '\0');
  stream.seekg(static_cast<std::streamoff>(offset));
  stream.read(text.data(), static_cast<std::streamsize>(size));
  return text;
}

}  // namespace

RenderJournal::RenderJournal(std::filesystem::path file) : file_(std::move(file)) {
  const auto stamp = stamp_of_own(file_);
  // Opening a named pipe would wait for its other end; a line of that size would fill the memory.
  if (!stamp || stamp->size > files::largest_read) {
    return;
  }
  std::ifstream stream(file_, std::ios::binary);
  std::string text;
  // Line by line: the file is larger than what is kept of it. A last line without a newline was cut
  // off when a run was killed.
  if (!std::getline(stream, text) || stream.eof() || text + '\n' != first_line) {
    return;
  }
  size_ = text.size() + 1;
  while (std::getline(stream, text) && !stream.eof()) {
    read_line(text, {size_, text.size() + 1}, stamp->modified);
    size_ += text.size() + 1;
  }
}

RenderJournal::~RenderJournal() {
  if (fd_ >= 0) {
    ::close(fd_);
  }
}

void RenderJournal::read_line(const std::string& text, Line line, std::int64_t written) {
  std::optional<JournalRecord> read = parse_memory_line(text);
  if (!read) {
    return;
  }
  if (read->kind == LineKind::program) {
    program_ = Program{read->name, read->stamp, std::move(read->inputs), line};
  } else if (read->kind == LineKind::shared) {
    shared_[read->name] = line;
  } else {
    for (PictureRecord& picture : read->chart.pictures) {
      // A file changed at the very moment the journal was last written may have been changed once
      // more with the same time: the file clock ticks every few milliseconds.
      picture.stamp = picture.stamp.changed < written ? picture.stamp : FileStamp();
    }
    charts_[read->name] = {std::move(read->chart), std::move(read->shared), line};
  }
}

const ChartRecord* RenderJournal::find(const std::string& id) const {
  const auto found = charts_.find(id);
  return found == charts_.end() ? nullptr : &found->second.record;
}

std::pair<Inputs, Inputs> RenderJournal::inputs_of(const std::string& id) const {
  std::ifstream stream(file_, std::ios::binary);
  const auto inputs_in = [&stream](Line line) {
    const auto read = parse_memory_line(text_at(stream, line.offset, line.size));
    return read ? read->inputs : Inputs();
  };
  const Chart& chart = charts_.at(id);
  const auto shared = shared_.find(chart.shared);
  return {shared == shared_.end() ? Inputs() : inputs_in(shared->second), inputs_in(chart.line)};
}

std::vector<std::string> RenderJournal::files() const {
  std::vector<std::string> files;
  for (const auto& [id, chart] : charts_) {
    for (const PictureRecord& picture : chart.record.pictures) {
      files.push_back(picture.file);
    }
  }
  return files;
}

void RenderJournal::remember(const std::string& id, ChartRecord chart, const Inputs& shared,
                             const Inputs& own) {
  const std::string hash = hash_of(shared);
  if (!shared_.contains(hash)) {
    shared_[hash] = append(to_text({LineKind::shared, hash, {}, {}, shared, {}}));
  }
  const Line line = append(to_text({LineKind::chart, id, chart, hash, own, {}}));
  charts_[id] = {std::move(chart), hash, line};
}

std::optional<Inputs> RenderJournal::facts_of(const std::filesystem::path& program) const {
  const bool same =
      program_ && program_->path == program.string() && stamp_of(program) == program_->stamp;
  return same ? std::optional(program_->facts) : std::nullopt;
}

void RenderJournal::remember_facts(const std::filesystem::path& program, const Inputs& facts) {
  const FileStamp stamp = stamp_of(program).value_or(FileStamp());
  const Line line = append(to_text({LineKind::program, program.string(), {}, {}, facts, stamp}));
  program_ = Program{program.string(), stamp, facts, line};
}

std::vector<RenderJournal::Line> RenderJournal::current_lines() const {
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

void RenderJournal::finish(const std::vector<std::string>& ids) {
  const std::size_t before = charts_.size();
  std::erase_if(charts_, [&ids](const auto& chart) {
    return !std::binary_search(ids.begin(), ids.end(), chart.first);
  });
  const std::size_t forgotten = before - charts_.size();
  const std::vector<Line> lines = current_lines();
  std::size_t live = std::strlen(first_line);
  for (const Line& line : lines) {
    live += line.size;
  }
  // A few outdated lines are cheaper than rewriting all others.
  if (forgotten > 0 || size_ > 2 * live) {
    rewrite(lines);
  }
}

void RenderJournal::rewrite(const std::vector<Line>& lines) const {
  std::ifstream stream(file_, std::ios::binary);
  files::AtomicFile file(file_);
  file.write(first_line);
  for (const Line& line : lines) {
    file.write(text_at(stream, line.offset, line.size));
  }
  if (!stream) {
    throw base::Error(
        fmt::format("cannot read {}: it was changed in the meantime", file_.string()));
  }
  file.commit();
}

void RenderJournal::open() {
  files::require_own_file(file_);
  fd_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW,
               0644);
  // Anything unreadable would be in the way of what follows.
  if (fd_ < 0 || ::ftruncate(fd_, static_cast<off_t>(size_)) != 0) {
    throw base::Error(fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
  }
}

RenderJournal::Line RenderJournal::append(const std::string& text) {
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

/// Does not wait for the disk: after a power failure, charts whose lines are lost are drawn again.
void RenderJournal::write(const std::string& text) const {
  std::string_view rest = text;
  while (!rest.empty()) {
    const ssize_t written = ::write(fd_, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) {
      throw base::Error(fmt::format("cannot write {}: {}", file_.string(), std::strerror(errno)));
    }
    rest.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
  }
}

}  // namespace dora::journal
