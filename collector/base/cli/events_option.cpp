// The option --events, which several commands share.
#include "collector/base/cli/events_option.h"

#include <string>
#include <utility>

#include <CLI/CLI.hpp>

namespace dora::cli {

void add_events_option(CLI::App& command, std::function<void(const std::filesystem::path&)> set) {
  command
      .add_option_function<std::string>(
          "--events", [set = std::move(set)](const std::string& file) { set(file); },
          "CSV file of freezes, migrations and holidays to mark on charts, pages and digests: "
          "lines 2026-12-20,2027-01-03,Change freeze or with a fourth cell, service:NAME or "
          "group:NAME")
      ->type_name("FILE");
}

}  // namespace dora::cli
