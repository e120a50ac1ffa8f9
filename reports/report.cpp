// The report stage: collected data and charts in, a folder of HTML pages out.
#include "reports/report.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "collector/base/atomic_file.h"
#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "collector/base/open_file.h"
#include "collector/base/printable.h"
#include "collector/base/progress.h"
#include "collector/model/data_files.h"
#include "collector/model/deployment_json.h"
#include "collector/model/wording.h"
#include "reports/bands_file.h"
#include "reports/chart_folders.h"
#include "reports/chart_pictures.h"
#include "reports/foreign_links.h"
#include "reports/page_writer.h"
#include "reports/parallel.h"
#include "reports/read_report_data.h"
#include "reports/service_csv.h"
#include "reports/single_file_writer.h"
#include "reports/site_folder.h"
#include "reports/site_url.h"
#include "reports/template_set.h"
#include "reports/weekly_site.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;

/// The site is replaced whole, so what the report reads, or writes beside it, must not lie in it.
void require_outside(const fs::path& input, const char* option, const fs::path& site) {
  const fs::path inner = resolved_folder(input);
  if (std::mismatch(site.begin(), site.end(), inner.begin(), inner.end()).first == site.end()) {
    throw base::UsageError(
        fmt::format("{} {} lies in --out {}, which is replaced whole; choose a place outside of it",
                    option, input.string(), site.string()));
  }
}

struct Inputs {
  ReportData data;
  std::vector<IndexedCharts> indexes;
};

Inputs read_inputs(const ReportOptions& options, base::Log& log) {
  ReadReportData read;
  std::vector<IndexedCharts> indexes;
  // This thread uses the memory again that reading the indexes takes for a while; the data stay.
  for (const char* name : {model::summary_file, model::deployments_file, model::collection_file}) {
    base::require_no_link(options.data, name);
  }
  side_by_side(
      [&] { read = read_report_data(options.data); },
      [&] { indexes = read_chart_folders(options.charts, options.data / model::summary_file); });
  log.warnings(read.warnings, "such keys; --log-file lists them");
  if (const std::size_t dropped = drop_foreign_links(read.data); dropped > 0) {
    log.warning(fmt::format(
        "addresses of merge requests that are not on their project's host, or hold credentials: "
        "{}; they are left out",
        dropped));
  }
  return {std::move(read.data), std::move(indexes)};
}

/// In bytes; a style sheet has some thousand.
constexpr std::int64_t largest_theme = std::int64_t{4} << 20U;

/// The rules of a user's theme; they come last, so they win.
std::string theme_of(const fs::path& file) {
  if (file.empty()) {
    return "";
  }
  std::error_code error;
  if (!fs::is_regular_file(file, error)) {
    throw base::UsageError(
        fmt::format("--theme {} is not a file; it takes a file of CSS rules", file.string()));
  }
  return "\n/* The theme */\n" + base::read_option_file(file, largest_theme);
}

void write_assets(const TemplateSet& templates, const std::string& style, SiteFolder& site) {
  site.write("style.css", style);
  site.write("icon.svg", templates.file("icon.svg"));
  for (const char* name :
       {"site.js", "jquery.min.js", "jquery.dataTables.min.js", "LICENSES.txt"}) {
    site.write(std::string("assets/") + name, templates.file(name));
  }
}

/// The folder to publish to.
fs::path checked_out(const ReportOptions& options) {
  fs::path out = resolved_folder(options.out);
  require_outside(options.data, "--data", out);
  for (const fs::path& folder : options.charts) {
    require_outside(folder, "--charts", out);
  }
  if (!options.single_file.empty()) {
    check_single_file(options.single_file);
    require_outside(options.single_file, "--single-file", out);
  }
  return out;
}

/// The same deployments for programs and spreadsheets.
void write_service_data(const model::ServiceDeployments& service, SiteFolder& site) {
  site.write(service_file(service.service, "json"), model::to_json(service));
  site.write(service_file(service.service, "csv"), service_csv(service));
}

/// The pages of the services on all CPUs: they are most of the work.
void write_services(const ReportData& data, const SiteCharts& charts, const Analysis& analysis,
                    PageWriter& pages, base::RunContext& context) {
  const std::size_t count = data.summary.services.size();
  base::Progress progress(context.console, "report", std::chrono::steady_clock::now());
  std::mutex mutex;  // Of the progress.
  std::size_t done = 0;
  in_parallel(count, base::usable_cpus(), [&](std::size_t i) {
    context.interrupt.check();
    pages.write(service_file(data.summary.services[i].service, "html"),
                service_page(data, charts, analysis, i));
    write_service_data(data.deployments[i], pages.site());
    const std::lock_guard lock(mutex);
    progress.update(fmt::format("{} of {} pages", ++done, count), std::chrono::steady_clock::now());
  });
}

/// The options, and what files and texts among them say.
struct CheckedOptions {
  ReportOptions given;
  WeeklyOptions weekly;
  std::optional<Bands> bands;
  std::string theme;
};

/// Gives back the digest that the options choose.
WeekPage write_pages(const ReportData& data, const SiteCharts& charts,
                     const CheckedOptions& options, PageWriter& pages, base::RunContext& context) {
  Analysis analysis = analyse(data);
  analysis.bands = options.bands;
  WeekPage week = write_weeks(data, analysis, options.weekly, pages);
  IndexPage index = index_page(data, charts, analysis);
  index.week = week;
  if (analysis.bands && index.period_label == week.label) {
    index.week.key_figures = index.key_figures;  // The same ones, with badges.
  }
  pages.write(std::move(index));
  pages.write(data_page(data.collection, data.zone));
  write_services(data, charts, analysis, pages, context);
  return week;
}

void write_site(const ReportData& data, SiteCharts& charts, const CheckedOptions& options,
                SiteFolder& site, base::RunContext& context) {
  PageWriter pages(options.given.templates, options.given.title, data, site);
  const std::string style = std::string(pages.templates().file("style.css")) + options.theme;
  write_assets(pages.templates(), style, site);
  add_pictures(charts, site);
  const WeekPage week = write_pages(data, charts, options, pages, context);
  std::optional<SingleFileOutput> mail;
  if (!options.given.single_file.empty()) {
    SingleFile content{pages.title(),
                       pages.project(),
                       pages.collected_at(),
                       options.weekly.site_url,
                       style,
                       {},
                       {}};
    add_week(week, charts, content);
    mail = write_single_file(options.given.single_file, content, pages.templates(), context.log);
  }
  context.interrupt.check();
  site.publish();
  if (mail) {
    mail->commit();
  }
}

void warn_of_placeholders(const SiteCharts& charts, base::Log& log) {
  if (charts.failed > 0) {
    log.warning(
        fmt::format("charts that failed to render: {}; their pages say why", charts.failed));
  }
  if (!charts.missing.empty()) {
    log.warning(fmt::format("charts that are missing: {}, the first is that of {}; render again",
                            charts.missing.size(), charts.missing.front()));
  }
}

void warn_of_missing(const std::vector<std::string>& reasons, base::Log& log) {
  if (!reasons.empty()) {
    const std::size_t more = reasons.size() - 1;
    log.warning(fmt::format(
        "the collection is not complete, and every page says so: {}{}; collect again and report "
        "again",
        base::printable(reasons.front()),
        more == 0 ? "" : fmt::format(" (and {} more; see the page about the data)", more)));
  }
}

std::optional<Bands> asked_bands(const ReportOptions& options) {
  return options.bands.empty() ? std::nullopt : std::optional(read_bands(options.bands));
}

}  // namespace

void check_report_options(const ReportOptions& options) {
  check_templates(TemplateSet(options.templates));
  check_week(options.week);
  checked_site_url(options.site_url);
  theme_of(options.theme);
  asked_bands(options);
  const SiteFolder untouched(checked_out(options));
}

base::ExitCode report(const ReportOptions& options, base::RunContext& context) {
  const auto start = std::chrono::steady_clock::now();
  const fs::path out = checked_out(options);
  check_week(options.week);
  const CheckedOptions checked{options,
                               {options.week, checked_site_url(options.site_url)},
                               asked_bands(options),
                               theme_of(options.theme)};
  Inputs inputs = read_inputs(options, context.log);
  const model::Collection& collection = inputs.data.collection;
  SiteCharts charts;
  std::optional<SiteFolder> site;
  side_by_side(
      [&] { charts = site_charts(std::exchange(inputs.indexes, {}), inputs.data.summary); },
      [&] { site.emplace(out); });
  write_site(inputs.data, charts, checked, *site, context);
  warn_of_placeholders(charts, context.log);
  context.log.warnings(charts.refused, "charts like these are left out; render again");
  warn_of_missing(collection.partial, context.log);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  context.log.info(fmt::format("reported {} services, {} deployments in {:.1f} s",
                               model::count_text(collection.services),
                               model::count_text(collection.deployments), took.count()));
  const bool complete = charts.failed == 0 && charts.missing.empty() && charts.refused.empty() &&
                        collection.partial.empty();
  return complete ? base::ExitCode::done : base::ExitCode::incomplete;
}

}  // namespace dora::reports
