// Declares the commands and what each of them runs; `generate` runs all three stages.
#include <algorithm>
#include <array>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "collector/base/cli/command_line.h"
#include "collector/base/cli/completion.h"
#include "collector/base/cli/config_example.h"
#include "collector/base/cli/config_file.h"
#include "collector/base/cli/events_option.h"
#include "collector/base/cli/help_format.h"
#include "collector/base/cli/run_command.h"
#include "collector/base/cli/tier_order_option.h"
#include "collector/base/console.h"
#include "collector/base/error.h"
#include "collector/base/process_guard.h"
#include "collector/base/run_context.h"
#include "collector/base/text/redact.h"
#include "collector/collect.h"
#include "collector/command.h"
#include "collector/explain.h"
#include "collector/gitlab/settings.h"
#include "collector/model/data_files.h"
#include "renderer/command.h"
#include "renderer/explain.h"
#include "renderer/render.h"
#include "reports/annotate/annotate.h"
#include "reports/annotate/annotate_command.h"
#include "reports/attach.h"
#include "reports/attach_command.h"
#include "reports/command.h"
#include "reports/init.h"
#include "reports/notify.h"
#include "reports/notify_command.h"
#include "reports/publish.h"
#include "reports/publish_command.h"
#include "reports/report.h"
#include "reports/serve/serve.h"
#include "reports/serve/serve_command.h"

namespace {

using dora::base::ExitCode;
using dora::base::RunContext;
using dora::cli::Command;

struct Options {
  std::filesystem::path log_file;
  bool quiet = false;
  dora::collector::CollectOptions collect;
  dora::collector::ExplainOptions explain;
  dora::renderer::RenderOptions render;
  dora::reports::ReportOptions report;
  dora::reports::AnnotateOptions annotate;
  dora::reports::AttachOptions attach;
  dora::reports::NotifyOptions notify;
  dora::reports::PublishOptions publish;
  dora::serve::ServeOptions serve;
  dora::reports::InitOptions init;
  std::string shell;
  std::shared_ptr<const dora::cli::ConfigFile> config;
};

void add_general_options(CLI::App& program, Options& options) {
  dora::cli::set_help_format(program);
  program.set_version_flag("-V,--version", std::string("dora-report ") + DORA_VERSION,
                           "Print the version and exit");
  program
      .add_option("--log-file", options.log_file,
                  "Append every message to this file, as `time - level - message`")
      ->type_name("FILE");
  program.add_flag("-q,--quiet", options.quiet, "Print warnings and errors only");
  options.config = dora::cli::add_config_option(
      program,
      // These run a program, write to any file, weaken the token's protection, or name a host.
      {{"gnuplot", "log-file", "single-file", "mail-body", "eml", "output", "to", "ca-file",
        "allow-insecure", "site-url", "s3-endpoint", "listen", "password-file", "public-url"},
       // What these name is read and published, or written to.
       {"bands", "charts", "compare", "data", "deployments", "events", "groups", "out", "prices",
        "prompt", "records", "rename", "site", "summary", "templates", "theme", "webhook-file"}});
  program.footer(
      "Settings: flag > environment > .env in the working folder > config file (--config,\n"
      "else dora-report.toml in the working folder) > GitLab CI's own variables >\n"
      "default. A server named in .env or in the working folder's dora-report.toml\n"
      "never gets a token that was set elsewhere, and paths in that config file must\n"
      "stay inside the folder.\n\n"
      "Exit codes: 0 done; 1 failed, nothing published; 2 usage error; 3 done, but\n"
      "some charts failed (placeholders in the report) or, under --allow-partial,\n"
      "merge requests are missing; 130 interrupted.\n\n"
      "Run 'dora-report COMMAND --help' for a command's options.");
  program.require_subcommand(0, 1);
  program.fallthrough();
}

CLI::App* add_generate_command(CLI::App& program, Options& options) {
  CLI::App* app =
      program.add_subcommand("generate", "Run all stages: from GitLab to the HTML site");
  app->add_option("-o,--out", options.report.out,
                  "Folder for the site; an earlier site is replaced")
      ->type_name("FOLDER")
      ->required();
  options.report.data = "dora-data";
  app->add_option("--data", options.report.data, "Folder for the collected data")
      ->type_name("FOLDER")
      ->capture_default_str();
  app->add_option("--charts", options.render.out, "Folder for the charts")
      ->type_name("FOLDER")
      ->default_str("charts in the data's folder");
  add_collect_options(*app, options.collect);
  add_render_options(*app, options.render);
  add_report_options(*app, options.report);
  dora::cli::add_tier_order_option(*app, [&options](const std::vector<std::string>& tiers) {
    options.render.tier_order = tiers;
    options.report.tier_order = tiers;
  });
  dora::cli::add_events_option(*app, [&options](const std::filesystem::path& file) {
    options.render.events = file;
    options.report.events = file;
  });
  app->footer(
      "Example:\n"
      "  PRIVATE_TOKEN=... dora-report generate --project group/project --out site");
  return app;
}

void print(const std::vector<std::string>& lines) {
  for (const std::string& line : lines) {
    std::cout << line << "\n";
  }
}

ExitCode render(const CLI::App& app, Options& options, RunContext& context) {
  apply_environment(app, options.render);
  if (options.render.explain) {
    print(dora::renderer::explain(options.render, context));
    return ExitCode::done;
  }
  return dora::renderer::render(options.render, context);
}

ExitCode collect(const CLI::App& app, Options& options, RunContext& context) {
  dora::gitlab::apply_gitlab_settings(app, *options.config, context.log, options.collect.gitlab);
  return dora::collector::collect(options.collect, context);
}

ExitCode generate(const CLI::App& app, Options& options, RunContext& context) {
  const std::filesystem::path& data = options.report.data;
  if (options.render.out.empty()) {
    options.render.out = data / "charts";
  }
  options.report.charts = {options.render.out};
  options.collect.out = data;
  options.render.summary = data / dora::model::summary_file;
  options.render.deployments = data / dora::model::deployments_file;
  dora::renderer::check_render_options(options.render, context);
  dora::reports::check_report_options(options.report);
  const ExitCode collected = collect(app, options, context);
  const ExitCode rendered = dora::renderer::render(options.render, context);
  const ExitCode reported = dora::reports::report(options.report, context);
  return std::max({collected, rendered, reported});
}

ExitCode attach(const CLI::App& app, Options& options, RunContext& context) {
  if (!is_local(options.attach)) {
    dora::gitlab::apply_gitlab_settings(app, *options.config, context.log, options.attach.gitlab);
  }
  return dora::reports::attach(options.attach, context);
}

ExitCode serve(const CLI::App& app, Options& options, RunContext& context) {
  if (!options.serve.model.model.empty()) {
    dora::llm::apply_endpoint_settings(app, *options.config, options.serve.model.endpoint);
  }
  return dora::serve::serve(options.serve, context);
}

ExitCode annotate(const CLI::App& app, Options& options, RunContext& context) {
  dora::llm::apply_endpoint_settings(app, *options.config, options.annotate.endpoint);
  return dora::reports::annotate(options.annotate, context);
}

ExitCode notify(const CLI::App& app, Options& options, RunContext& context) {
  dora::chats::apply_webhook_settings(app, *options.config, options.notify.webhook);
  return dora::reports::notify(options.notify, context);
}

std::vector<Command> add_commands(CLI::App& program, Options& options) {
  CLI::App* generating = add_generate_command(program, options);
  CLI::App* collecting = add_collect_command(program, options.collect);
  CLI::App* rendering = add_render_command(program, options.render);
  CLI::App* reporting = add_report_command(program, options.report);
  CLI::App* attaching = add_attach_command(program, options.attach);
  CLI::App* annotating = add_annotate_command(program, options.annotate);
  CLI::App* notifying = add_notify_command(program, options.notify);
  CLI::App* publishing = add_publish_command(program, options.publish);
  CLI::App* serving = add_serve_command(program, options.serve);
  CLI::App* beginning = add_init_command(program, options.init);
  CLI::App* explaining = add_explain_command(program, options.explain);
  CLI::App* completing = dora::cli::add_completion_command(program, options.shell);
  const auto page = [&options] { return options.report.out / "index.html"; };
  return {
      {generating, [=, &options](auto& context) { return generate(*generating, options, context); },
       page},
      {collecting, [=, &options](auto& context) { return collect(*collecting, options, context); },
       [&options] { return options.collect.out / dora::model::summary_file; }},
      {rendering, [=, &options](auto& context) { return render(*rendering, options, context); },
       [&options] {
         return options.render.explain ? "" : dora::renderer::index_file(options.render);
       }},
      {reporting, [&options](auto& context) { return report(options.report, context); }, page},
      {attaching, [=, &options](auto& context) { return attach(*attaching, options, context); }},
      {annotating,
       [=, &options](auto& context) { return annotate(*annotating, options, context); }},
      {notifying, [=, &options](auto& context) { return notify(*notifying, options, context); }},
      {publishing, [&options](auto& context) { return publish(options.publish, context); }},
      {serving,
       [=, &options](auto& context) { return serve(*serving, options, context); },
       {},
       dora::serve::chat_log_file},
      {beginning,
       [&](auto& context) {
         return init(options.init, dora::cli::config_example(program), context);
       }},
      {explaining,
       [&options](auto& context) {
         print(dora::collector::explain(options.explain, context));
         return ExitCode::done;
       }},
      {completing, [&](auto& /*context*/) {
         dora::cli::print_completion(program, options.shell);
         return ExitCode::done;
       }}};
}

constexpr std::array<const char*, 4> usual_commands{
    "The usual ones:",
    "  dora-report generate --project group/project --out site   from GitLab to the HTML site",
    "  dora-report attach --data data --charts charts            a card on a merge request",
    "'dora-report --help' lists all, 'dora-report COMMAND --help' their options."};

}  // namespace

int main(int argc, char** argv) {
  dora::base::guard_process();
  dora::base::Console console;
  CLI::App program("Deployment-metrics reports from the merge requests of a GitOps project",
                   "dora-report");
  Options options;
  add_general_options(program, options);
  const auto commands = add_commands(program, options);
  const auto fail = [&console](const std::string& message, ExitCode code) {
    console.line("dora-report: error: " + dora::text::hide_tokens(message), true);
    return static_cast<int>(code);
  };
  try {
    program.parse(dora::cli::arguments_of(argc, argv));
    console.set_quiet(options.quiet);
    for (const Command& command : commands) {
      if (command.app->parsed()) {
        return static_cast<int>(dora::cli::run(command, options.log_file, console));
      }
    }
    fail("no command is given", ExitCode::usage);
    for (const char* line : usual_commands) {
      console.line(line, true);
    }
    return static_cast<int>(ExitCode::usage);
  } catch (const CLI::Success& help) {
    const int code = program.exit(help);  // --help and --version
    std::cout.flush();
    return std::cout ? code : fail("cannot write to stdout", ExitCode::failed);
  } catch (const CLI::ParseError& error) {
    return fail(dora::cli::describe(program, error), ExitCode::usage);
  } catch (const dora::base::Error& error) {
    return fail(error.what(), error.code());
  } catch (const std::exception& error) {
    return fail(std::string("internal error, please report it: ") + error.what(), ExitCode::failed);
  }
}
