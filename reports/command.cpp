// The command-line options of the report stage.
#include "reports/command.h"

#include <CLI/CLI.hpp>
#include <fmt/ranges.h>

#include "collector/base/cli/events_option.h"
#include "collector/base/cli/tier_order_option.h"
#include "reports/input_options.h"
#include "reports/inputs/bands_file.h"
#include "reports/pages/week_chat.h"

namespace dora::reports {
namespace {

/// What is written besides the site, and what it is compared with.
void add_outcome_options(CLI::App& command, ReportOptions& options) {
  command
      .add_flag(
          "--allow-shrink", options.allow_shrink,
          "Replace a site of the same project even if it has more than twice as many "
          "deployments as this one; without this it stays, because a mistyped prefix or a renamed "
          "label may have emptied the report")
      ->group("Report");
  command
      .add_option("--compare", options.compare,
                  "report.json of an earlier report, such as that of the site which is replaced: "
                  "writes what changed since then (changes.html, changes.md)")
      ->type_name("FILE")
      ->group("Report");
  command
      .add_option("--single-file", options.single_file,
                  "Write the week's digest to this file, too: one HTML file with its charts "
                  "inside, to be attached to a mail; not in the folder --out")
      ->type_name("FILE")
      ->group("Report");
  command
      .add_option("--mail-body", options.mail_body,
                  "Write a one-screen summary of the week for a mail: HTML with inline styles, and "
                  "plain text beside it with the ending .txt")
      ->type_name("FILE")
      ->group("Report");
  command
      .add_option("--eml", options.eml,
                  "Write the same summary as a complete message with the chart inside and the "
                  "--single-file attached; add From and To, and pass it to sendmail")
      ->type_name("FILE")
      ->group("Report");
  command
      .add_option(
          "--site-url", options.site_url,
          "Address at which the site will be published (a GitLab Pages job: $CI_PAGES_URL), "
          "for the links in the Atom feed, the digests as Markdown and --single-file")
      ->type_name("URL")
      ->group("Report");
}

}  // namespace

void add_report_options(CLI::App& command, ReportOptions& options) {
  command
      .add_option("--title", options.title,
                  "Title of the report (default: the name of the GitLab project)")
      ->type_name("TEXT")
      ->group("Report");
  command
      .add_option("--templates", options.templates,
                  "Folder with page templates, style.css or site.js that replace the built-in ones "
                  "of the same name (see templates/README.md)")
      ->type_name("FOLDER")
      ->group("Report");
  command
      .add_option("--theme", options.theme,
                  "CSS file whose rules are added to the report's, for example other colours (see "
                  "templates/README.md)")
      ->type_name("FILE")
      ->group("Report");
  command
      .add_option("--week", options.week,
                  "ISO week that the first page and --single-file show, such as 2024-W05 "
                  "(default: the last full one); every week has its own page")
      ->type_name("WEEK")
      ->group("Report");
  command
      .add_option(
          "--bands", options.bands,
          fmt::format("Show the published performance level beside each figure: {}, or a JSON file "
                      "of your own (see templates/README.md); "
                      "off by default",
                      fmt::join(inputs::band_names(), ", ")))
      ->type_name("NAME")
      ->group("Report");
  command
      .add_option_function<std::string>(
          "--chat",
          [&options](const std::string& text) {
            if (!pages::parse_chat_format(text)) {
              throw CLI::ValidationError("--chat",
                                         "takes slack, mattermost or markdown, not '" + text + "'");
            }
            options.chat = text;
          },
          "Write weekly/chat.txt into the site: the week in at most 12 lines for slack, mattermost "
          "or markdown")
      ->type_name("FORMAT")
      ->group("Report");
  add_outcome_options(command, options);
}

CLI::App* add_report_command(CLI::App& program, ReportOptions& options) {
  CLI::App* command =
      program.add_subcommand("report", "Write the HTML report from collected data and charts");
  add_input_options(*command, options.data, options.charts);
  command
      ->add_option("-o,--out", options.out,
                   "Folder of the site: new, empty, or an earlier report, which is replaced whole")
      ->type_name("FOLDER")
      ->required();
  add_report_options(*command, options);
  cli::add_tier_order_option(*command, [&options](std::vector<std::string> tiers) {
    options.tier_order = std::move(tiers);
  });
  cli::add_events_option(*command,
                         [&options](const std::filesystem::path& file) { options.events = file; });
  command->footer(
      "Examples:\n"
      "  dora-report report --data data --charts charts --out site\n"
      "  dora-report report --data data --charts shard1 --charts shard2 --out site\n"
      "  dora-report report --data data --charts charts --out site \\\n"
      "    --single-file weekly.html --site-url https://example.com/report");
  return command;
}

}  // namespace dora::reports
