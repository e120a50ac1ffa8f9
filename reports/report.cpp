// The report stage: collected data and charts in, a folder of HTML pages out.
#include "reports/report.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/base/files/open_file.h"
#include "collector/base/parallel.h"
#include "collector/base/progress.h"
#include "collector/base/text/printable.h"
#include "collector/model/data_files.h"
#include "collector/model/wording.h"
#include "collector/occasions/occasions.h"
#include "reports/analysis/weekly.h"
#include "reports/comments/week_comments.h"
#include "reports/inputs/bands_file.h"
#include "reports/inputs/chart_folders.h"
#include "reports/inputs/earlier_report.h"
#include "reports/pages/week_chat.h"
#include "reports/report_inputs.h"
#include "reports/results/names_script.h"
#include "reports/results/report_json.h"
#include "reports/results/service_csv.h"
#include "reports/results/services_csv.h"
#include "reports/shrink_check.h"
#include "reports/site/chart_pictures.h"
#include "reports/site/group_site.h"
#include "reports/site/mail_files.h"
#include "reports/site/page_writer.h"
#include "reports/site/site_folder.h"
#include "reports/site/site_url.h"
#include "reports/site/user_file.h"
#include "reports/site/weekly_site.h"
#include "reports/templating/template_set.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;

/// The site is replaced as a whole, so what the report reads, or writes next to it, must not be in
/// it.
void require_outside(const fs::path& input, const char* option, const fs::path& site) {
  const fs::path inner = site::resolved_folder(input);
  if (std::mismatch(site.begin(), site.end(), inner.begin(), inner.end()).first == site.end()) {
    throw base::UsageError(fmt::format(
        "{} {} is inside --out {}, which is replaced as a whole; choose a path outside it", option,
        input.string(), site.string()));
  }
}

/// In bytes; style sheets have some thousand.
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
  return "\n/* The theme */\n" + files::read_option_file(file, largest_theme);
}

void write_assets(const templating::TemplateSet& templates, const std::string& style,
                  site::SiteFolder& site) {
  site.write("style.css", style);
  site.write("icon.svg", templates.file("icon.svg"));
  for (const char* name : {"find.js", "page.js", "site.js", "jquery.min.js",
                           "jquery.dataTables.min.js", "LICENSES.txt"}) {
    site.write(std::string("assets/") + name, templates.file(name));
  }
}

site::MailPaths mail_paths(const ReportOptions& options) {
  return {options.single_file, options.mail_body, options.eml};
}

/// The folder to publish to.
fs::path checked_out(const ReportOptions& options) {
  fs::path out = site::resolved_folder(options.out);
  require_outside(options.data, "--data", out);
  for (const fs::path& folder : options.charts) {
    require_outside(folder, "--charts", out);
  }
  for (const site::UserFile& file : mail_files(mail_paths(options))) {
    check_user_file(file);
    require_outside(file.path, file.option, out);
  }
  return out;
}

/// For each service the one before and after it by name.
std::vector<pages::ServiceSurroundings> surroundings_of(const analysis::ReportData& data) {
  const std::vector<std::size_t> order = pages::by_name(data);
  std::vector<pages::ServiceSurroundings> around(order.size());
  for (std::size_t i = 1; i < order.size(); ++i) {
    around[order[i]].previous = order[i - 1];
    around[order[i - 1]].next = order[i];
  }
  return around;
}

/// Writes the pages of services on all CPUs: they are most of the work.
void write_services(const analysis::ReportData& data, const inputs::SiteCharts& charts,
                    const analysis::Analysis& analysis,
                    const std::function<pages::ServiceSurroundings(std::size_t)>& around,
                    site::PageWriter& pages, base::RunContext& context) {
  const std::size_t count = data.summary.services.size();
  base::Progress progress(context.console, "report", std::chrono::steady_clock::now());
  std::mutex mutex;  // Guards the progress.
  std::size_t done = 0;
  base::in_parallel(count, base::usable_cpus(), [&](std::size_t i) {
    context.interrupt.check();
    pages.write(pages::service_file(data.summary.services[i].service, "html"),
                pages::service_page(data, charts, analysis, i, around(i)));
    pages.site().write(pages::service_file(data.deployments[i].service, "csv"),
                       results::service_csv(data.deployments[i]));
    const std::lock_guard lock(mutex);
    progress.update(++done, count, "pages", std::chrono::steady_clock::now());
  });
}

/// The options, with the files and texts among them checked and read.
struct CheckedOptions {
  ReportOptions given;
  std::optional<inputs::EarlierReport> earlier;
  site::WeeklyOptions weekly;
  std::optional<analysis::Bands> bands;
  std::string theme;
};

/// Returns what a mail says: the digest that the options select, and what needs attention.
pages::MailBody write_pages(const analysis::ReportData& data, const inputs::SiteCharts& charts,
                            const CheckedOptions& options, site::PageWriter& pages,
                            base::RunContext& context) {
  analysis::Analysis analysis = analyse(data, model::TierOrder(options.given.tier_order));
  analysis.bands = options.bands;
  const analysis::WeeklyDigests digests(data, analysis);
  const comments::CommentBook book =
      comments::read_comment_book(options.given.data, pages.templates(), data.zone, context.log);
  const comments::WeekComments comments(data, analysis, digests, book);
  site::WeeklyOptions weekly = options.weekly;
  weekly.comment = [&comments](std::size_t week) { return comments.of_week(week); };
  const site::WrittenWeeks weeks = write_weeks(data, analysis, digests, weekly, pages);
  pages::IndexPage index = pages::index_page(data, charts, analysis);
  if (const auto format = pages::parse_chat_format(options.given.chat)) {
    pages.site().write("weekly/chat.txt",
                       week_chat(weeks.chosen, *format, options.weekly.site_url));
  }
  index.week = weeks.chosen;
  pages::MailBody mail{
      pages.title(),  pages.project(), pages.collected_at(),  options.weekly.site_url,
      weeks.chosen,   index.attention, index.attention_count, "",
      index.chart.alt};
  pages.write(std::move(index));
  const std::vector<analysis::Recent> recent = recent_of_services(data, analysis, weeks.week);
  pages.write(pages::services_page(data, analysis, recent, weeks.week));
  pages.site().write("services.csv", results::services_csv(data, analysis, recent));
  pages.site().write("assets/names.js", results::names_script(data, weeks.weeks));
  write_groups(data, analysis, digests, weeks, recent, options.weekly.site_url, pages);
  pages.write(pages::data_page(data.collection, data.zone));
  if (options.earlier) {
    const pages::ChangesPage changes = pages::changes_page(data, analysis, *options.earlier);
    pages.write(changes);
    pages.site().write("changes.md",
                       changes_markdown(changes, pages.title(), options.weekly.site_url));
  }
  std::vector<pages::ServiceSurroundings> around = surroundings_of(data);
  for (std::size_t i = 0; i < recent.size(); ++i) {
    around[i].week = weeks.week;
    around[i].first = weeks.weeks.front();
    around[i].recent = &recent[i];
  }
  const auto with_comment = [&](std::size_t i) { return comments.with_comment(around[i], i); };
  write_services(data, charts, analysis, with_comment, pages, context);
  warn_of_dropped(book, context.log);
  pages.site().write(results::report_file, results::report_json(data, analysis, weeks.results));
  return mail;
}

void write_site(const analysis::ReportData& data, inputs::SiteCharts& charts,
                const CheckedOptions& options, site::SiteFolder& site, base::RunContext& context) {
  site::PageWriter pages(options.given.templates, options.given.title, options.weekly.site_url,
                         options.earlier.has_value(), data, site);
  const std::string style = std::string(pages.templates().file("style.css")) + options.theme;
  write_assets(pages.templates(), style, site);
  add_pictures(charts, site);
  const pages::MailBody mail = write_pages(data, charts, options, pages, context);
  site::MailContent content{{pages.title(),
                             pages.project(),
                             pages.collected_at(),
                             options.weekly.site_url,
                             style,
                             {},
                             {}},
                            mail,
                            data.collection.collected_at,
                            charts.combined};
  const site::MailPaths paths = mail_paths(options.given);
  if (!paths.single_file.empty()) {
    add_week(mail.week, charts, content.single_file);
  }
  std::vector<site::UserFileOutput> files =
      write_mail(paths, content, pages.templates(), context.log);
  context.interrupt.check();
  site.publish();
  for (site::UserFileOutput& file : files) {
    file.commit();
  }
}

void warn_of_placeholders(const inputs::SiteCharts& charts, base::Log& log) {
  if (charts.failed > 0) {
    log.warning(
        fmt::format("charts that failed to render: {}; their pages say why", charts.failed));
  }
  if (!charts.missing.empty()) {
    log.warning(fmt::format("charts that are missing: {}, the first of them for {}; render again",
                            charts.missing.size(), charts.missing.front()));
  }
}

void warn_of_missing(const std::vector<std::string>& reasons, base::Log& log) {
  if (!reasons.empty()) {
    const std::size_t more = reasons.size() - 1;
    log.warning(fmt::format(
        "the collection is not complete, and every page says so: {}{}; collect again and report "
        "again",
        text::printable(reasons.front()),
        more == 0 ? "" : fmt::format(" (and {} more; see the page about the data)", more)));
  }
}

/// Read before the site, which it may be in, is replaced.
std::optional<inputs::EarlierReport> earlier_report(const ReportOptions& options) {
  return options.compare.empty() ? std::nullopt
                                 : std::optional(inputs::read_earlier_report(options.compare));
}

void require_same_project(const CheckedOptions& options, const model::Collection& collection) {
  if (options.earlier && options.earlier->project != collection.project) {
    throw base::UsageError(fmt::format(
        "--compare {} is a report of {}, and this one is of {}", options.given.compare.string(),
        text::printable(options.earlier->project), text::printable(collection.project)));
  }
}

std::optional<analysis::Bands> requested_bands(const ReportOptions& options) {
  return options.bands.empty() ? std::nullopt : std::optional(inputs::read_bands(options.bands));
}

}  // namespace

void check_report_options(const ReportOptions& options) {
  site::check_templates(templating::TemplateSet(options.templates));
  site::check_week(options.week);
  site::checked_site_url(options.site_url);
  theme_of(options.theme);
  requested_bands(options);
  earlier_report(options);
  if (!options.events.empty()) {
    occasions::read_occasions(options.events);
  }
  const site::SiteFolder untouched(checked_out(options));
}

base::ExitCode report(const ReportOptions& options, base::RunContext& context) {
  const auto start = std::chrono::steady_clock::now();
  const fs::path out = checked_out(options);
  site::check_week(options.week);
  const CheckedOptions checked{options,
                               earlier_report(options),
                               {options.week, site::checked_site_url(options.site_url)},
                               requested_bands(options),
                               theme_of(options.theme)};
  ReportInputs inputs = read_report_inputs(options.data, options.charts, context.log);
  if (!options.events.empty()) {
    inputs.data.occasions = occasions::read_occasions(options.events);
  }
  const model::Collection& collection = inputs.data.collection;
  require_same_project(checked, collection);
  if (!options.allow_shrink) {
    require_no_shrinking(out, collection);
  }
  inputs::SiteCharts charts;
  std::optional<site::SiteFolder> site;
  base::run_both(
      [&] { charts = inputs::site_charts(std::exchange(inputs.indexes, {}), inputs.data.summary); },
      [&] { site.emplace(out); });
  write_site(inputs.data, charts, checked, *site, context);
  warn_of_placeholders(charts, context.log);
  context.log.warnings(charts.refused, "charts like these are left out; render again");
  warn_of_missing(collection.partial, context.log);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  context.log.info(fmt::format("reported {}, {} in {:.1f} s",
                               model::counted(collection.services, "service"),
                               model::counted(collection.deployments, "deployment"), took.count()));
  context.log.info(site::size_text(site->size()));
  const bool complete = charts.failed == 0 && charts.missing.empty() && charts.refused.empty() &&
                        collection.partial.empty();
  return complete ? base::ExitCode::done : base::ExitCode::incomplete;
}

}  // namespace dora::reports
