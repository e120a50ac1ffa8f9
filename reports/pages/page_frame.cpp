// Template values of what surrounds every page.
#include "reports/pages/page_frame.h"

#include <utility>

namespace dora::pages {

templating::Record values_of(PageFrame frame) {
  templating::Record record{{"title", {frame.title}},
                            {"has_title", {!frame.title.empty()}},
                            {"site_title", {frame.site_title}},
                            {"root", {frame.root}},
                            {"feed", {frame.feed}},
                            {"project", {frame.project}},
                            {"collected_at", {frame.collected_at}},
                            {"description", {frame.description}},
                            {"has_description", {!frame.description.empty()}},
                            {"has_site_url", {!frame.site_url.empty()}},
                            {"page_url", {frame.site_url + frame.file}},
                            {"has_picture", {!frame.picture.empty()}},
                            {"picture_url", {frame.site_url + frame.picture}},
                            {"version", {frame.version}},
                            {"is_services", {frame.is_services}},
                            {"is_groups", {frame.is_groups}},
                            {"has_groups", {frame.has_groups}},
                            {"is_changes", {frame.is_changes}},
                            {"has_changes", {frame.has_changes}},
                            {"is_index", {frame.is_index}},
                            {"is_weekly", {frame.is_weekly}},
                            {"is_data", {frame.is_data}},
                            {"is_incomplete", {frame.is_incomplete}}};
  record.push_back({"body", {templating::Markup{std::move(frame.body)}}});
  return record;
}

}  // namespace dora::pages
