// The command-line options of `publish`.
#include "reports/publish_command.h"

#include <CLI/CLI.hpp>

namespace dora::reports {

CLI::App* add_publish_command(CLI::App& program, PublishOptions& options) {
  CLI::App* command =
      program.add_subcommand("publish", "Check a site and put it where it is served from");
  command->add_option("--site", options.site, "Folder of the site, as `report` writes it")
      ->type_name("FOLDER")
      ->required();
  command
      ->add_option(
          "--to", options.to,
          "gitlab-pages:public (in a Pages job), github-pages:FOLDER, or a FOLDER, which is "
          "replaced in one step")
      ->type_name("TARGET")
      ->required();
  command->add_flag("--check", options.check,
                    "Only say how large the site is and whether the target would accept it");
  command
      ->add_option("--limit", options.limits,
                   "Replace the target's own limit: bytes=500M, or entries=50000 for files and "
                   "folders (repeatable)")
      ->type_name("LIMIT")
      ->allow_extra_args(false);
  command->add_flag(
      "--allow-shrink", options.allow_shrink,
      "Replace a published site even if it has more than twice as many deployments as "
      "this one");
  command->add_flag("--private", options.is_private,
                    "Let only this user and its group read the files (default: everybody, whatever "
                    "the umask)");
  command->footer(
      "Examples:\n"
      "  dora-report publish --site site --to gitlab-pages:public\n"
      "  dora-report publish --site site --to github-pages:out --check\n"
      "  dora-report publish --site site --to /srv/www/dora");
  return command;
}

}  // namespace dora::reports
