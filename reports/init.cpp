// Writes the files that a project needs to run dora-report in GitLab CI.
#include "reports/init.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "reports/templating/template_set.h"

namespace dora::reports {
namespace {

/// Addresses and images are written into YAML as they are.
void require_plain(const char* option, const std::string& text) {
  constexpr std::string_view plain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/.:@_$-";
  if (text.find_first_not_of(plain) != std::string::npos) {
    throw base::UsageError(fmt::format("{} takes letters, digits and / . : @ _ $ - only", option));
  }
}

std::string pipeline(const InitOptions& options) {
  if (options.component.empty()) {
    return std::string(templating::TemplateSet("").file("gitlab-ci.yml"));
  }
  require_plain("--component", options.component);
  require_plain("--image", options.image);
  return fmt::format(
      "# A deployment report on GitLab Pages, and a card on each merge request, by dora-report.\n"
      "# PRIVATE_TOKEN is a masked variable; a pipeline schedule runs it, such as `0 5 * * 1`.\n"
      "# The input digest-issue, a number, puts each week's digest on that issue.\n"
      "include:\n"
      "  - component: \"{}\"\n"
      "    inputs:\n"
      "      image: \"{}\"\n",
      options.component, options.image.empty() ? "IMAGE" : options.image);
}

}  // namespace

CLI::App* add_init_command(CLI::App& program, InitOptions& options) {
  CLI::App* command = program.add_subcommand(
      "init", "Write a .gitlab-ci.yml and a commented dora-report.toml to start from");
  command->add_option("-o,--out", options.out, "Folder of the project")
      ->type_name("FOLDER")
      ->capture_default_str();
  command
      ->add_option("--component", options.component,
                   "Include this CI/CD component instead of writing the whole pipeline")
      ->type_name("ADDRESS");
  command->add_option("--image", options.image, "Container image with dora-report, for --component")
      ->type_name("IMAGE");
  command->footer(
      "Files that exist are left alone. Then set PRIVATE_TOKEN as a masked CI/CD variable, and\n"
      "make a pipeline schedule for Monday mornings.\n\n"
      "Examples:\n"
      "  dora-report init\n"
      "  dora-report init --component gitlab.example.com/tools/dora-report/report@1.0.0 \\\n"
      "    --image registry.example.com/tools/dora-report:1.0.0");
  return command;
}

base::ExitCode init(const InitOptions& options, const std::string& config,
                    base::RunContext& context) {
  const std::pair<std::filesystem::path, std::string> files[] = {
      {options.out / ".gitlab-ci.yml", pipeline(options)},
      {options.out / "dora-report.toml", config}};
  for (const auto& [path, text] : files) {
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(path, error))) {
      throw base::UsageError(fmt::format(
          "{} exists; `init` replaces nothing: remove it, or choose another --out", path.string()));
    }
  }
  files::make_folder(options.out);
  for (const auto& [path, text] : files) {
    files::write_file(path, text);
    context.log.info(fmt::format("wrote {}", path.string()));
  }
  context.log.info(
      "next: the variable PRIVATE_TOKEN, a pipeline schedule, and a runner with dora-report; the "
      "first lines of .gitlab-ci.yml say how");
  return base::ExitCode::done;
}

}  // namespace dora::reports
