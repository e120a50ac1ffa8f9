// The folder of a run's charts: new pictures in, old ones out, the index last; draws nothing.
#include "renderer/output_folder.h"

#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/sha256.h"

namespace dora::renderer {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view picture_suffix = "_deployment_metrics.png";
constexpr std::string_view temporary_suffix = ".part";
constexpr std::string_view script_suffix = ".gp";

/// As large as most pictures are: a disk without room for it is what broke a chart.
constexpr std::size_t probe_size = 65536;

fs::path made(fs::path folder) {
  base::make_folder(folder);
  return folder;
}

void remove_file(const fs::path& path) {
  std::error_code error;
  fs::remove(path, error);
  if (error) {
    throw base::Error(fmt::format("cannot remove {}: {}", path.string(), error.message()));
  }
}

/// `charts.json` may be anybody's: what it calls a chart must at least be named like one.
bool is_picture(std::string_view file) {
  return file.ends_with(picture_suffix);
}

bool is_temporary(const std::string& file) {
  return file.starts_with('.') && file.ends_with(temporary_suffix) &&
         is_picture(std::string_view(file).substr(0, file.size() - temporary_suffix.size()));
}

}  // namespace

OutputFolder::OutputFolder(fs::path folder, base::Log& log)
    : folder_(fs::absolute(made(std::move(folder)))), index_(folder_ / chart::chart_index_file) {
  remove_temporary_files();
  read_old_index(log);
}

OutputFolder::~OutputFolder() {
  try {
    remove_temporary_files();
  } catch (const std::exception&) {
    // A file that cannot be removed here is removed by the next run, or named by its error.
    return;
  }
}

void OutputFolder::remove_temporary_files() const {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder_, error)) {
    if (is_temporary(entry.path().filename().string())) {
      remove_file(entry.path());
    }
  }
  if (error) {
    throw base::Error(fmt::format("cannot read {}: {}", folder_.string(), error.message()));
  }
}

void OutputFolder::read_old_index(base::Log& log) {
  const fs::path path = folder_ / chart::chart_index_file;
  if (!fs::exists(path)) {
    return;
  }
  try {
    for (const chart::ChartEntry& chart : chart::read_chart_index(path).charts) {
      if (is_picture(chart.file)) {
        old_files_.insert(chart.file);
        old_files_.insert(chart.file + std::string(script_suffix));
      }
    }
  } catch (const base::Error& error) {
    log.warning(
        fmt::format("{} (charts of services that are gone stay in the folder)", error.what()));
  }
}

std::string OutputFolder::temporary_name(std::string_view file) {
  return fmt::format(".{}{}", file, temporary_suffix);
}

std::string OutputFolder::publish(const std::string& file) {
  const fs::path temporary = folder_ / temporary_name(file);
  std::string hash = base::sha256(base::read_file(temporary));
  // No fsync: after a power cut a chart is drawn again, and waiting for the disk thousands of times
  // would take longer than drawing.
  std::error_code error;
  fs::rename(temporary, folder_ / file, error);
  if (error) {
    throw base::Error(
        fmt::format("cannot write {}: {}", (folder_ / file).string(), error.message()));
  }
  old_files_.erase(file);
  return hash;
}

void OutputFolder::discard(const std::string& file) {
  remove_file(folder_ / temporary_name(file));
  check_writable(file);
  // Also one that no index lists yet: an interrupted run made it.
  remove_file(folder_ / file);
}

void OutputFolder::check_writable(const std::string& file) const {
  base::AtomicFile probe(folder_ / file);
  probe.write(std::string(probe_size, '\0'));
}

void OutputFolder::write_script(const std::string& file, std::string_view script) {
  const std::string name = file + std::string(script_suffix);
  base::write_file(folder_ / name, script);
  old_files_.erase(name);
}

void OutputFolder::finish(const chart::ChartIndex& index) {
  for (const std::string& file : old_files_) {
    remove_file(folder_ / file);
  }
  index_.write(chart::to_json(index));
  index_.commit();
}

}  // namespace dora::renderer
