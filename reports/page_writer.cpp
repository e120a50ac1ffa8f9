// Fills pages into templates and their frame, and puts them into the site; computes nothing.
#include "reports/page_writer.h"

#include <utility>

#include "collector/base/printable.h"
#include "reports/display.h"
#include "reports/template_examples.h"

namespace dora::reports {

void check_templates(const TemplateSet& templates) {
  for (const TemplateExample& example : template_examples()) {
    templates.check(example.name, example.values);
  }
}

PageWriter::PageWriter(const std::filesystem::path& templates, const std::string& title,
                       const ReportData& data, SiteFolder& site)
    : templates_(templates), site_(site) {
  check_templates(templates_);
  frame_.project = base::printable(data.collection.project);
  frame_.site_title = title.empty() ? frame_.project : base::printable(title);
  frame_.collected_at = long_time_text(data.collection.collected_at, data.zone);
  frame_.is_incomplete = !data.collection.partial.empty();
}

PageFrame PageWriter::frame(const std::string& title, const char* root) const {
  PageFrame frame = frame_;
  frame.title = title;
  frame.root = root;
  return frame;
}

void PageWriter::write(IndexPage page) {
  PageFrame around = frame("", "");
  around.is_index = true;
  write("index.html", "index", values_of(std::move(page)), std::move(around));
}

void PageWriter::write(const std::string& name, const ServicePage& page) {
  write(name, "service", values_of(page), frame(page.name, "../"));
}

void PageWriter::write(const DataPage& page) {
  PageFrame around = frame("About the data", "");
  around.is_data = true;
  write("data.html", "data", values_of(page), std::move(around));
}

void PageWriter::write(const std::string& name, const WeekPage& page,
                       const WeekNeighbours& neighbours) {
  write(name, "week", values_of(page, neighbours), frame(page.name, "../"));
}

void PageWriter::write(const WeeksPage& page) {
  PageFrame around = frame("Weeks", "../");
  around.is_weekly = true;
  write("weekly/index.html", "weeks", values_of(page), std::move(around));
}

void PageWriter::write(const Feed& feed) {
  site_.write("feed.xml", templates_.render("feed", values_of(feed)));
}

void PageWriter::write(const std::string& name, const char* page_template, Record values,
                       PageFrame frame) {
  frame.body = templates_.render(page_template, values);
  values.clear();  // The list of services is large.
  site_.write(name, templates_.render("page", values_of(std::move(frame))));
}

}  // namespace dora::reports
