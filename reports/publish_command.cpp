// The command-line options of `publish`.
#include "reports/publish_command.h"

#include <CLI/CLI.hpp>

#include "collector/base/cli/ca_file_option.h"
#include "collector/base/cli/help_format.h"

namespace dora::reports {
namespace {

void add_bucket_options(CLI::App& command, PublishOptions& options) {
  command
      .add_option("--s3-endpoint", options.s3_endpoint,
                  "Address of an S3 server that is not Amazon's; else AWS_ENDPOINT_URL in the "
                  "environment")
      ->envname("AWS_ENDPOINT_URL_S3")
      ->type_name("URL");
  cli::add_ca_file_option(command, options.ca_file);
  command
      .add_flag("--allow-insecure", options.allow_insecure,
                "Send to an S3 server at http:// on another machine too, where others can read and "
                "change what is sent")
      ->group(cli::advanced_group);
}

}  // namespace

CLI::App* add_publish_command(CLI::App& program, PublishOptions& options) {
  CLI::App* command = program.add_subcommand("publish", "Check a site and publish it");
  command->add_option("--site", options.site, "Folder of the site, as `report` writes it")
      ->type_name("FOLDER")
      ->required();
  command
      ->add_option(
          "--to", options.to,
          "gitlab-pages:public (in a Pages job), github-pages:FOLDER, s3://BUCKET/PREFIX, or a "
          "FOLDER, which is replaced in one step")
      ->type_name("TARGET")
      ->required();
  command->add_flag("--check", options.check,
                    "Only print how large the site is, whether the target would accept it and, for "
                    "s3://, how much would be sent");
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
                    "Make the files readable by this user and group only (default: by everybody, "
                    "whatever the umask); for s3:// the bucket's own policy decides");
  add_bucket_options(*command, options);
  command->footer(
      "Only files that differ are sent to s3://, index.html last. Then files of an\n"
      "earlier run that the site no longer has are removed; other objects stay. Let one\n"
      "run at a time publish to a prefix: a run that notices another one ends with an\n"
      "error and leaves index.html as it was. The environment holds the keys\n"
      "(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, and AWS_SESSION_TOKEN for temporary\n"
      "ones) and the region (AWS_REGION or AWS_DEFAULT_REGION, default: us-east-1). The\n"
      "file .dora-report-manifest.json in the bucket lists what was sent. An object is\n"
      "sent again unless its size, its ETag and the SHA-256 there are those of the file.\n\n"
      "Examples:\n"
      "  dora-report publish --site site --to gitlab-pages:public\n"
      "  dora-report publish --site site --to github-pages:out --check\n"
      "  dora-report publish --site site --to /srv/www/dora\n"
      "  AWS_REGION=eu-central-1 dora-report publish --site site --to s3://bucket/dora");
  return command;
}

}  // namespace dora::reports
