// The command-line options of the renderer stage.
#include "renderer/command.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "collector/base/cli/events_option.h"
#include "collector/base/cli/help_format.h"
#include "collector/base/cli/tier_order_option.h"
#include "collector/base/environment.h"
#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "collector/model/instant.h"

namespace dora::renderer {
namespace {

constexpr int most_jobs = 256;
constexpr int longest_timeout = 24 * 60 * 60;
// Anything smaller has no room for two plots; cairo draws no pictures larger than 32767, and nobody
// looks at them.
constexpr int least_width = 480;
constexpr int least_height = 240;
constexpr int most_pixels = 8000;
constexpr int most_scale = 4;

std::string problem_of(const std::string& text, const std::string& expected) {
  return fmt::format("'{}' is not {}", text::printable(text), expected);
}

[[noreturn]] void refuse(const char* option, const std::string& text, const std::string& expected) {
  throw CLI::ValidationError(option, problem_of(text, expected));
}

std::optional<int> whole_number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = !text.empty() && error == std::errc() && end == text.data() + text.size();
  return whole && text.front() != '-' ? std::optional(value) : std::nullopt;
}

void set_size(RenderOptions& options, const std::string& text) {
  const std::size_t x = std::min(text.find('x'), text.size());
  const std::string_view rest = std::string_view(text).substr(x);
  const int width = whole_number(std::string_view(text).substr(0, x)).value_or(0);
  const int height = whole_number(rest.substr(rest.empty() ? 0 : 1)).value_or(0);
  if (width < least_width || height < least_height || std::max(width, height) > most_pixels) {
    refuse("--size", text,
           fmt::format("a size in pixels such as 1000x500 (at least {}x{}, at most {} each way)",
                       least_width, least_height, most_pixels));
  }
  options.size = {width, height};
}

/// Splits `a,b` into words. Returns nullopt if one is not in `allowed` or occurs twice.
std::optional<std::vector<std::string_view>> split_list(std::string_view text,
                                                        std::vector<std::string_view> allowed) {
  std::vector<std::string_view> words;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    begin = end + 1;
    if (std::erase(allowed, words.back()) == 0) {
      return std::nullopt;
    }
  }
  return words;
}

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

void set_themes(RenderOptions& options, const std::string& text) {
  const auto words = split_list(text, {"light", "dark"});
  if (!words) {
    refuse("--themes", text, "light, dark, or light,dark");
  }
  options.themes.clear();
  for (const chart::Theme theme : {chart::Theme::light, chart::Theme::dark}) {
    if (contains(*words, name_of(theme))) {
      options.themes.push_back(theme);
    }
  }
}

bool is_format(const std::string& text) {
  const auto words = split_list(text, {"png", "svg"});
  return words && contains(*words, "png");
}

void set_format(RenderOptions& options, const std::string& text) {
  options.svg = contains(split_list(text, {"png", "svg"}).value(), "svg");
}

void set_png(RenderOptions& options, const std::string& text) {
  for (const chart::PngMode mode :
       {chart::PngMode::palette, chart::PngMode::exact, chart::PngMode::gnuplot}) {
    if (text == name_of(mode)) {
      options.png = mode;
      return;
    }
  }
  refuse("--png", text, "palette, exact or gnuplot");
}

void set_scale(RenderOptions& options, const std::string& text) {
  options.scale = whole_number(text).value_or(0);
  if (options.scale < 1 || options.scale > most_scale) {
    refuse("--scale", text, fmt::format("a number from 1 to {}", most_scale));
  }
}

void set_shard(RenderOptions& options, const std::string& text) {
  const auto shard = chart::parse_shard(text);
  if (!shard) {
    refuse("--shard", text, "a part and the number of parts such as 2/3");
  }
  options.shard = *shard;
}

/// Of a job with `parallel: N`; others have a total of 1 and no index.
std::optional<chart::Shard> shard_of_gitlab_ci() {
  const std::string index = base::environment("CI_NODE_INDEX");
  const std::string total = base::environment("CI_NODE_TOTAL");
  if (index.empty() || total.empty()) {
    return std::nullopt;
  }
  const auto shard = chart::parse_shard(index + "/" + total);
  if (!shard) {
    throw base::UsageError(fmt::format(
        "CI_NODE_INDEX '{}' and CI_NODE_TOTAL '{}' are not a shard and the number of shards; "
        "give --shard K/N",
        text::printable(index), text::printable(total)));
  }
  return shard;
}

int slurm_number(const char* name) {
  const std::string text = base::environment(name);
  const auto number = whole_number(text);
  if (!number) {
    throw base::UsageError(
        fmt::format("SLURM_ARRAY_TASK_ID is set, but {} '{}' is not a number; give --shard K/N",
                    name, text::printable(text)));
  }
  return *number;
}

/// Of a task of a job array. Each number from the first to the last must have a task: with gaps,
/// as in --array=1-7:2 or --array=1,5, it is not known from one task that the others exist.
std::optional<chart::Shard> shard_of_slurm() {
  if (base::environment("SLURM_ARRAY_TASK_ID").empty()) {
    return std::nullopt;
  }
  const int task = slurm_number("SLURM_ARRAY_TASK_ID");
  const int first = slurm_number("SLURM_ARRAY_TASK_MIN");
  const int last = slurm_number("SLURM_ARRAY_TASK_MAX");
  const int count = slurm_number("SLURM_ARRAY_TASK_COUNT");
  const std::string step = base::environment("SLURM_ARRAY_TASK_STEP");
  if ((!step.empty() && step != "1") || last - first + 1 != count) {
    throw base::UsageError(fmt::format(
        "the {} tasks of the Slurm array, {} to {} in steps of '{}', are not numbered one after "
        "the other; submit it with --array=1-{}, or give --shard K/N",
        count, first, last, text::printable(step), count));
  }
  const auto shard = chart::parse_shard(fmt::format("{}/{}", task - first + 1, count));
  if (!shard) {
    throw base::UsageError(
        fmt::format("task {} of the Slurm array {} to {} is not a shard: there may be at most {}; "
                    "give --shard K/N",
                    task, first, last, chart::most_shards));
  }
  return shard;
}

void set_as_of(RenderOptions& options, const std::string& text) {
  options.as_of = model::parse_date(text);
  if (!options.as_of) {
    refuse("--as-of", text, "a date such as 2024-01-31");
  }
}

void set_jobs(RenderOptions& options, const std::string& text) {
  const int jobs = whole_number(text).value_or(-1);
  if (jobs < 0 || jobs > most_jobs) {
    refuse("--jobs", text, fmt::format("a number from 0 to {} (0: one for each CPU)", most_jobs));
  }
  options.jobs = jobs;
}

void set_chart_timeout(RenderOptions& options, const std::string& text) {
  const int seconds = whole_number(text).value_or(0);
  if (seconds < 1 || seconds > longest_timeout) {
    refuse("--chart-timeout", text,
           fmt::format("a number of seconds from 1 to {}", longest_timeout));
  }
  options.chart_timeout = std::chrono::seconds(seconds);
}

}  // namespace

void add_render_options(CLI::App& command, RenderOptions& options) {
  using Setter = void (*)(RenderOptions&, const std::string&);
  const auto add = [&](const char* name, Setter set, const char* type, const char* help) {
    return command
        .add_option_function<std::string>(
            name, [&options, set](const std::string& text) { set(options, text); }, help)
        ->type_name(type)
        ->group("Charts");
  };
  add("--jobs", set_jobs, "N",
      "Number of gnuplot workers\n(default: the CPUs that this process may use)");
  add("--chart-timeout", set_chart_timeout, "SECONDS", "Time limit for a chart; it is retried once")
      ->default_str("30")
      ->group(cli::advanced_group);
  add("--size", set_size, "WxH", "Size of every chart in pixels of the page")
      ->default_str("1000x500");
  add("--scale", set_scale, "N",
      "Pixels of the PNG files for each pixel of --size, 1 to 4: 2 for\nhigh-density screens")
      ->default_str("1");
  add("--themes", set_themes, "LIST",
      "Themes of the PNG files: light, dark, or light,dark; an SVG file\nfollows its reader's "
      "theme")
      ->default_str("light");
  add("--format", set_format, "LIST",
      "png,svg, or png alone: pages show the SVG file, which is sharp at any\n"
      "size; the PNG file is there to be attached and sent")
      ->default_str("png,svg")
      ->check([](const std::string& text) {
        return is_format(text) ? "" : problem_of(text, "png or png,svg");
      });
  add("--png", set_png, "MODE",
      "How PNG files are made. palette: small, pixels at edges nearly exact;\n"
      "exact: every pixel as drawn; gnuplot: by gnuplot's own encoder, slower")
      ->default_str("palette")
      ->group(cli::advanced_group);
  add("--as-of", set_as_of, "DATE",
      "Treat this day as today: its period is unfinished and drawn lighter\n"
      "(default: today, or SOURCE_DATE_EPOCH)")
      ->group(cli::advanced_group);
  command
      .add_flag_callback(
          "--no-credit", [&options] { options.credit = false; },
          "Leave out the project, the date of collection and 'made with\n"
          "dora-report' at the foot of each picture")
      ->group("Charts");
  command
      .add_flag("--force", options.force,
                "Draw every chart, even if nothing it is made from has changed")
      ->group("Charts");
  command
      .add_flag("--keep-scripts", options.keep_scripts,
                "Leave CHART.png.gp beside each chart; 'gnuplot -d CHART.png.gp' there\n"
                "draws it again: the same pixels if it was drawn with --png gnuplot")
      ->group(cli::advanced_group);
  command.add_option("--gnuplot", options.gnuplot, "The gnuplot to draw with, 5.4 or newer")
      ->type_name("PROGRAM")
      ->capture_default_str()
      ->group(cli::advanced_group);
}

CLI::App* add_render_command(CLI::App& program, RenderOptions& options) {
  CLI::App* command = program.add_subcommand(
      "render", "Draw the charts of each service in a summary.json, and of all services");
  command->add_option("--summary", options.summary, "The summary.json to draw")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--deployments", options.deployments,
                   "The service_deployments.json of the same collection, for charts of\n"
                   "times, of tiers and a heatmap; the collection.json beside it says the time "
                   "zone (default: the one beside --summary, if there is one)")
      ->type_name("FILE");
  command
      ->add_option("-o,--out", options.out,
                   "Folder for the charts and charts.json; made if missing")
      ->type_name("CHARTS")
      ->required();
  add_render_options(*command, options);
  cli::add_tier_order_option(*command, [&options](std::vector<std::string> tiers) {
    options.tier_order = std::move(tiers);
  });
  cli::add_events_option(*command,
                         [&options](const std::filesystem::path& file) { options.events = file; });
  command
      ->add_option_function<std::string>(
          "--shard", [&options](const std::string& text) { set_shard(options, text); },
          "Draw only part K of N; `report` takes the folders of all parts\n"
          "(default: in a parallel job of GitLab CI or a task of a Slurm array its\n"
          "own part, else all; `generate` always draws all)")
      ->type_name("K/N");
  command
      ->add_option("--explain", options.explain,
                   "Print what changed since the chart of this service (or `combined`)\n"
                   "was drawn, and exit; draws nothing")
      ->type_name("SERVICE");
  command->footer(
      "Examples:\n"
      "  dora-report render --summary data/summary.json --out charts --size 1200x600\n"
      "  dora-report render --summary data/summary.json --out charts --shard 2/3\n\n"
      "A summary.json alone gives a chart of deployments and failure rate for each\n"
      "service and for all together. With the service_deployments.json of the same\n"
      "collection there are also lead times and times to restore, the tiers of each\n"
      "service (the 6 busiest), and a heatmap of the 40 busiest services.\n\n"
      "Only charts that changed are drawn again. Charts of services that are gone are\n"
      "removed. Every chart shows the whole summary's range, so that charts can be\n"
      "compared. A shard writes charts.K-of-N.json in place of charts.json; shards may\n"
      "share a folder.\n"
      "Exit code 3: some charts failed; charts.json has the reasons.");
  return command;
}

void apply_environment(const CLI::App& command, RenderOptions& options) {
  if (command.count("--shard") > 0) {
    return;
  }
  auto shard = shard_of_gitlab_ci();
  if (!shard) {
    shard = shard_of_slurm();
  }
  options.shard = shard.value_or(options.shard);
}

}  // namespace dora::renderer
