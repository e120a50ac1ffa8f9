// Fills pages into templates and their frame, and puts them into the site; computes nothing.
#pragma once

#include <filesystem>
#include <string>

#include "reports/page_values.h"
#include "reports/report_data.h"
#include "reports/site_folder.h"
#include "reports/template_set.h"

namespace dora::reports {

/// Throws an Error for a template that uses a name that its page lacks.
void check_templates(const TemplateSet& templates);

/// Several threads may write pages at a time.
class PageWriter {
 public:
  /// `templates`: the user's folder, or empty; `title`: of the report, empty for the project's
  /// name. Throws as TemplateSet and check_templates do. The site must outlive the writer.
  PageWriter(const std::filesystem::path& templates, const std::string& title,
             const ReportData& data, SiteFolder& site);

  const TemplateSet& templates() const { return templates_; }
  SiteFolder& site() { return site_; }
  const std::string& title() const { return frame_.site_title; }
  const std::string& project() const { return frame_.project; }
  const std::string& collected_at() const { return frame_.collected_at; }

  void write(IndexPage page);
  void write(const std::string& name, const ServicePage& page);
  void write(const DataPage& page);
  void write(const std::string& name, const WeekPage& page, const WeekNeighbours& neighbours);
  void write(const WeeksPage& page);
  void write(const Feed& feed);

 private:
  void write(const std::string& name, const char* page_template, Record values, PageFrame frame);
  PageFrame frame(const std::string& title, const char* root) const;

  TemplateSet templates_;
  SiteFolder& site_;
  PageFrame frame_;
};

}  // namespace dora::reports
