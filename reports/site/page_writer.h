// Renders pages with their templates and frame, and writes them into the site.
#pragma once

#include <filesystem>
#include <string>

#include "reports/analysis/report_data.h"
#include "reports/pages/page_frame.h"
#include "reports/pages/page_values.h"
#include "reports/site/site_folder.h"
#include "reports/templating/template_set.h"

namespace dora::site {

/// Throws an Error if a template uses a name that its page lacks.
void check_templates(const templating::TemplateSet& templates);

/// Several threads may write pages at the same time.
class PageWriter {
 public:
  /// `templates`: the user's folder, or empty. `title`: of the report; empty: the project's name.
  /// `site_url`: where the site will be, with a `/` at its end; empty if unknown. `has_changes`:
  /// there will be a page of changes. Throws as TemplateSet and check_templates() do. The site must
  /// outlive the writer.
  PageWriter(const std::filesystem::path& templates, const std::string& title,
             const std::string& site_url, bool has_changes, const analysis::ReportData& data,
             SiteFolder& site);

  const templating::TemplateSet& templates() const { return templates_; }
  SiteFolder& site() { return site_; }
  const std::string& title() const { return frame_.site_title; }
  const std::string& project() const { return frame_.project; }
  const std::string& collected_at() const { return frame_.collected_at; }

  void write(pages::IndexPage page);
  void write(pages::ServicesPage page);
  void write(const pages::GroupsPage& page);
  void write(const std::string& name, pages::GroupPage page);
  void write(const std::string& name, const pages::ServicePage& page);
  void write(const pages::DataPage& page);
  void write(const pages::ChangesPage& page);
  void write(const pages::WeekPage& page, const pages::WeekNeighbours& neighbours);
  void write(const pages::WeeksPage& page);
  void write(const pages::Feed& feed);

 private:
  void write(const std::string& name, const char* page_template, templating::Record values,
             pages::PageFrame frame);
  pages::PageFrame frame(const std::string& title, const std::string& description) const;

  templating::TemplateSet templates_;
  SiteFolder& site_;
  pages::PageFrame frame_;
};

}  // namespace dora::site
