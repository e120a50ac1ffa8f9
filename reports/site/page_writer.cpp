// Renders pages with their templates and frame, and writes them into the site.
#include "reports/site/page_writer.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "reports/pages/parts/display.h"
#include "reports/pages/template_examples.h"

namespace dora::site {

namespace {

std::string picture_of(const inputs::ChartView& chart) {
  return chart.shown && !chart.file.empty() ? "charts/" + chart.file : "";
}

}  // namespace

void check_templates(const templating::TemplateSet& templates) {
  for (const pages::TemplateExample& example : pages::template_examples()) {
    templates.check(example.name, example.values);
  }
}

PageWriter::PageWriter(const std::filesystem::path& templates, const std::string& title,
                       const std::string& site_url, bool has_changes,
                       const analysis::ReportData& data, SiteFolder& site)
    : templates_(templates), site_(site) {
  check_templates(templates_);
  frame_.project = text::printable(data.collection.project);
  frame_.site_title = title.empty() ? frame_.project : text::printable(title);
  frame_.collected_at = pages::long_time_text(data.collection.collected_at, data.zone);
  frame_.version = DORA_VERSION;
  frame_.has_groups = pages::has_groups_page(data);
  frame_.has_changes = has_changes;
  frame_.site_url = site_url;
  frame_.is_incomplete = !data.collection.partial.empty();
}

pages::PageFrame PageWriter::frame(const std::string& title, const std::string& description) const {
  pages::PageFrame frame = frame_;
  frame.description = description;
  frame.title = title;
  return frame;
}

void PageWriter::write(pages::IndexPage page) {
  pages::PageFrame around = frame(
      "", page.week.name.empty() ? page.range
                                 : fmt::format("{}: {}", page.week.name, page.week.sentence.text));
  around.picture = picture_of(page.chart);
  around.is_index = true;
  write("index.html", "index", values_of(std::move(page)), std::move(around));
}

void PageWriter::write(pages::ServicesPage page) {
  pages::PageFrame around = frame("Services", page.services_counted);
  around.is_services = true;
  write("services.html", "services", values_of(std::move(page)), std::move(around));
}

void PageWriter::write(const pages::GroupsPage& page) {
  pages::PageFrame around = frame("Groups", page.weeks);
  around.is_groups = true;
  write("groups.html", "groups", values_of(page), std::move(around));
}

void PageWriter::write(const std::string& name, const pages::ServicePage& page) {
  pages::PageFrame around =
      frame(page.name, fmt::format("{}: {}, {} failed", page.range, page.totals.deployments_counted,
                                   page.totals.failure_rate));
  around.picture = picture_of(page.chart);
  write(name, "service", values_of(page), std::move(around));
}

void PageWriter::write(const pages::DataPage& page) {
  pages::PageFrame around = frame("About the data", "How the merge requests were counted");
  around.is_data = true;
  write("data.html", "data", values_of(page), std::move(around));
}

void PageWriter::write(const std::string& name, pages::GroupPage page) {
  pages::PageFrame around =
      frame(page.name, page.week.name.empty()
                           ? page.services_counted
                           : fmt::format("{}: {}", page.week.name, page.week.sentence.text));
  around.is_groups = true;
  around.feed = page.feed;
  write(name, "group", values_of(std::move(page)), std::move(around));
}

void PageWriter::write(const pages::ChangesPage& page) {
  pages::PageFrame around =
      frame("Changes", fmt::format("Since {}: {}", page.since, page.sentence));
  around.is_changes = true;
  write("changes.html", "changes", values_of(page), std::move(around));
}

void PageWriter::write(const pages::WeekPage& page, const pages::WeekNeighbours& neighbours) {
  pages::PageFrame around =
      frame(page.group.empty() ? page.name : fmt::format("{}, {}", page.group, page.name),
            fmt::format("{}: {}", page.days, page.sentence.text));
  around.feed = page.feed;
  write(page.file + ".html", "week", values_of(page, neighbours), std::move(around));
}

void PageWriter::write(const pages::WeeksPage& page) {
  pages::PageFrame around = frame("Weeks", "A digest of every full week");
  around.is_weekly = true;
  write("weekly/index.html", "weeks", values_of(page), std::move(around));
}

void PageWriter::write(const pages::Feed& feed) {
  site_.write(feed.file, templates_.render("feed", values_of(feed)));
}

void PageWriter::write(const std::string& name, const char* page_template,
                       templating::Record values, pages::PageFrame frame) {
  frame.file = name;
  for (auto depth = std::ranges::count(name, '/'); depth > 0; --depth) {
    frame.root += "../";
  }
  frame.body = templates_.render(page_template, values);
  values.clear();  // The list of services is large.
  site_.write(name, templates_.render("page", values_of(std::move(frame))));
}

}  // namespace dora::site
