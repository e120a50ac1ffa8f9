// The run's messages: to the console as they are, to a log file as `time - level - message`.
#include "collector/base/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>

#include "collector/base/error.h"
#include "collector/base/printable.h"

namespace dora::base {

struct Log::File {
  spdlog::logger logger;
};

Log::Log(Console& console, const std::filesystem::path& file) : console_(console) {
  if (file.empty()) {
    return;
  }
  try {
    auto sink = std::make_shared<spdlog::sinks::basic_file_sink_st>(file.string());
    file_ = std::make_unique<File>(File{spdlog::logger("dora-report", std::move(sink))});
  } catch (const spdlog::spdlog_ex& error) {
    throw Error(fmt::format("cannot write the log file {}: {}", file.string(), error.what()));
  }
  file_->logger.set_pattern("%Y-%m-%d %H:%M:%S.%e - %l - %v");
  file_->logger.set_level(spdlog::level::debug);
  file_->logger.flush_on(spdlog::level::info);
}

Log::~Log() = default;

void Log::debug(std::string_view message) {
  if (file_) {
    file_->logger.debug(printable(message));
  }
}

void Log::info(std::string_view message) {
  if (file_) {
    file_->logger.info(printable(message));
  }
  console_.line(message);
}

void Log::warning(std::string_view message) {
  if (file_) {
    file_->logger.warn(printable(message));
  }
  console_.line(fmt::format("warning: {}", message), true);
}

void Log::error(std::string_view message) {
  if (file_) {
    file_->logger.error(printable(message));
  }
  console_.line(fmt::format("dora-report: error: {}", message), true);
}

}  // namespace dora::base
