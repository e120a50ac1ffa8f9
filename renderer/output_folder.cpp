// The folder of a run's charts: adds new pictures, removes old ones, writes the index last.
#include "renderer/output_folder.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include <fmt/format.h>
#include <sys/stat.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/files/sha256.h"
#include "renderer/chart/chart_name.h"

namespace dora::renderer {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view temporary_suffix = ".part";
constexpr std::string_view script_suffix = ".gp";

/// As large as most pictures: a chart may have failed because the disk has no room for that.
constexpr std::size_t probe_size = 65536;

fs::path made(fs::path folder) {
  files::make_folder(folder);
  return folder;
}

void remove_file(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);
  if (error) {
    throw base::Error(fmt::format("cannot remove {}: {}", path.string(), error.message()));
  }
}

bool is_script(std::string_view name) {
  return name.ends_with(script_suffix) &&
         chart::is_picture_file(name.substr(0, name.size() - script_suffix.size()));
}

files::LockMode lock_mode(chart::Shard shard) {
  return shard.is_whole() ? files::LockMode::alone : files::LockMode::shared;
}

journal::ChartRecord record_of(const chart::ChartEntry& entry) {
  journal::ChartRecord record{entry.key, {{entry.file, entry.sha256, {}}}};
  for (const chart::ChartVariant& variant : entry.variants) {
    record.pictures.push_back({variant.file, variant.sha256, {}});
  }
  return record;
}

/// True if the file already has the text that would be written.
bool holds(const fs::path& file, const chart::ChartIndex& index) {
  std::ifstream stream(file, std::ios::binary);
  bool same = stream.is_open();
  std::string there;
  chart::write_json(index, [&](std::string_view piece) {
    there.resize(piece.size());
    stream.read(there.data(), static_cast<std::streamsize>(there.size()));
    same = same && stream && there == piece;
  });
  return same && stream.peek() == std::ifstream::traits_type::eof();
}

}  // namespace

OutputFolder::OutputFolder(fs::path folder, chart::Shard shard, base::Log& log)
    : folder_(fs::absolute(made(std::move(folder)))),
      shard_(shard),
      lock_(folder_, lock_mode(shard)),
      index_(folder_ / chart::index_file(shard)),
      memory_(folder_ / memory_file(shard)) {
  refuse_other_splits();
  clean();
  read_old_index(log);
  note_old_files();
}

OutputFolder::~OutputFolder() {
  try {
    clean();
  } catch (const std::exception&) {
    // What cannot be removed here is removed by the next run, or named by its error.
    return;
  }
}

/// With charts of two splits in one folder, nobody could tell whose they are, nor remove old ones.
void OutputFolder::refuse_other_splits() const {
  for (const chart::Shard other : chart::shards_in(folder_)) {
    if (other.count != shard_.count) {
      throw base::Error(fmt::format(
          "{} is {}, and this run is {}: give it another folder, or remove that index first",
          (folder_ / chart::index_file(other)).string(),
          other.is_whole() ? "from a run without --shard" : "from shard " + chart::to_string(other),
          shard_.is_whole() ? "not sharded" : "shard " + chart::to_string(shard_)));
    }
  }
}

/// Removes what a killed run of this shard left behind, and finds existing scripts.
void OutputFolder::clean() {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    std::string name = entry.path().filename().string();
    if (is_temporary(name)) {
      remove_file(entry.path());
    } else if (is_script(name)) {
      scripts_.insert(std::move(name));
    }
  }
  if (error) {
    throw base::Error(fmt::format("cannot read {}: {}", folder_.string(), error.message()));
  }
}

/// `charts.json` may come from anyone: what it calls a chart must at least be named like one.
void OutputFolder::read_old_index(base::Log& log) {
  const fs::path path = folder_ / chart::index_file(shard_);
  if (!memory_.is_empty() || !fs::exists(path)) {
    return;
  }
  try {
    for (const chart::ChartEntry& entry : chart::read_chart_index(path).charts) {
      indexed_[entry.id] = record_of(entry);
    }
  } catch (const base::Error& error) {
    log.warning(fmt::format("{} (charts of services that no longer exist stay in the folder)",
                            error.what()));
  }
}

void OutputFolder::note_old_files() {
  const auto note = [this](const std::string& file) {
    if (chart::is_picture_file(file)) {
      old_files_.insert(file);
      if (const std::string script = file + std::string(script_suffix); scripts_.contains(script)) {
        old_files_.insert(script);
      }
    }
  };
  for (const std::string& file : memory_.files()) {
    note(file);
  }
  for (const auto& [id, record] : indexed_) {
    for (const journal::PictureRecord& picture : record.pictures) {
      note(picture.file);
    }
  }
}

std::optional<journal::ChartRecord> OutputFolder::intact(const std::string& id,
                                                         const std::string& key) const {
  const journal::ChartRecord* record = memory_.find(id);
  if (const auto found = indexed_.find(id); record == nullptr && found != indexed_.end()) {
    record = &found->second;
  }
  return record != nullptr && record->key == key ? intact_in(folder_, *record) : std::nullopt;
}

void OutputFolder::keep(journal::ChartRecord& chart) {
  for (journal::PictureRecord& picture : chart.pictures) {
    old_files_.erase(picture.file);
    struct stat found {};
    if (::lstat((folder_ / picture.file).c_str(), &found) != 0 ||
        (found.st_mode & 0777U) == modes_.file) {
      continue;
    }
    const files::OpenFile file = files::open_file_inside(folder_, picture.file);
    if (journal::stamp_of_own(file.path) == picture.stamp) {
      files::set_own_mode(file.descriptor.get(), modes_.file);
      picture.stamp = journal::stamp_of_own(file.path).value_or(journal::FileStamp());
    }
  }
}

std::string OutputFolder::temporary_name(std::string_view file) const {
  return shard_.is_whole()
             ? fmt::format(".{}{}", file, temporary_suffix)
             : fmt::format(".{}.{}-of-{}{}", file, shard_.number, shard_.count, temporary_suffix);
}

/// Of this shard: others may still be drawing theirs.
bool OutputFolder::is_temporary(const std::string& name) const {
  const std::string end = temporary_name("").substr(1);
  return name.starts_with('.') && name.ends_with(end) && name.size() > end.size() &&
         chart::is_picture_file(std::string_view(name).substr(1, name.size() - 1 - end.size()));
}

std::string OutputFolder::drawn(const std::string& file) const {
  return files::read_file(folder_ / temporary_name(file));
}

void OutputFolder::put_drawn(const std::string& file, std::string_view bytes) const {
  write(file, bytes, 0);
}

/// Writes what comes from `from` on. Replacing a whole file makes ext4 write it to the disk at
/// once.
void OutputFolder::write(const std::string& file, std::string_view bytes, std::size_t from) const {
  const auto mode = from == 0 ? std::ios::trunc : std::ios::in;
  std::ofstream stream(folder_ / temporary_name(file), std::ios::binary | std::ios::out | mode);
  stream.seekp(static_cast<std::streamoff>(from));
  stream.write(bytes.data() + from, static_cast<std::streamsize>(bytes.size() - from));
  stream.close();
  if (!stream) {
    check_writable(file);  // Usually gives the cause.
    throw base::Error(fmt::format("cannot write {}", (folder_ / file).string()));
  }
}

journal::PictureRecord OutputFolder::publish(const std::string& file, std::string_view bytes,
                                             std::size_t drawn) {
  journal::PictureRecord picture{file, files::sha256(bytes), {}};
  write(file, bytes, drawn);
  // No fsync: after a power failure a chart is drawn again, and waiting for the disk thousands of
  // times would take longer than drawing.
  std::error_code error;
  fs::rename(folder_ / temporary_name(file), folder_ / file, error);
  if (error) {
    throw base::Error(
        fmt::format("cannot write {}: {}", (folder_ / file).string(), error.message()));
  }
  picture.stamp = journal::stamp_of_own(folder_ / file).value_or(journal::FileStamp());
  old_files_.erase(file);
  return picture;
}

void OutputFolder::discard(const std::string& file) {
  remove_file(folder_ / temporary_name(file));
  check_writable(file);
  // Includes one that no index lists yet: an interrupted run made it.
  remove_file(folder_ / file);
}

void OutputFolder::check_writable(const std::string& file) const {
  files::AtomicFile probe(folder_ / file);
  probe.write(std::string(probe_size, '\0'));
}

void OutputFolder::write_script(const std::string& file, std::string_view script) {
  const std::string name = file + std::string(script_suffix);
  files::write_file(folder_ / name, script);
  old_files_.erase(name);
}

void OutputFolder::finish(const chart::ChartIndex& index) {
  refuse_other_splits();  // Again: shards of two splits may have started at the same time.
  for (const std::string& file : old_files_) {
    remove_file(folder_ / file);
  }
  if (!holds(folder_ / chart::index_file(shard_), index)) {
    chart::write_json(index, [this](std::string_view piece) { index_.write(piece); });
    index_.commit();
  }
  std::vector<std::string> ids;
  ids.reserve(index.charts.size());
  for (const chart::ChartEntry& entry : index.charts) {
    ids.push_back(entry.id);
  }
  std::sort(ids.begin(), ids.end());
  memory_.finish(ids);
}

fs::path memory_file(chart::Shard shard) {
  return shard.is_whole() ? ".charts.state"
                          : fmt::format(".charts.{}-of-{}.state", shard.number, shard.count);
}

std::optional<journal::ChartRecord> intact_in(const fs::path& folder,
                                              const journal::ChartRecord& chart) {
  journal::ChartRecord now = chart;
  for (journal::PictureRecord& picture : now.pictures) {
    const fs::path path = folder / picture.file;
    const auto stamp = journal::stamp_of_own(path);
    if (!stamp) {
      return std::nullopt;
    }
    if (*stamp != picture.stamp) {
      if (files::sha256_of_file(files::open_file_inside(folder, picture.file)) != picture.sha256) {
        return std::nullopt;
      }
      picture.stamp = *stamp;
    }
  }
  return now;
}

}  // namespace dora::renderer
