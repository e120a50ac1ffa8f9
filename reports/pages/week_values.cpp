// Template values of the weekly pages and the feed.
#include "reports/pages/week_values.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/files/sha256.h"
#include "reports/pages/parts/key_values.h"

namespace dora::pages {
namespace {

templating::Record values_of(const WeekRow& row, const char* root) {
  return {{"name", {row.name}},
          {"page", {root + row.page}},
          {"has_page", {!row.page.empty()}},
          {"tier", {row.tier}},
          {"has_tier", {!row.tier.empty()}},
          {"text", {row.text}},
          {"still_failing", {row.still_failing}},
          {"title", {row.title}},
          {"has_title", {!row.title.empty()}},
          {"author", {row.author}},
          {"has_author", {!row.author.empty()}},
          {"reference", {row.reference}},
          {"has_reference", {!row.reference.empty()}},
          {"url", {row.url}},
          {"has_url", {!row.url.empty()}}};
}

templating::Record values_of(const WeekSection& section, const char* root) {
  return {{"id", {section.id}},
          {"heading", {section.heading}},
          {"count", {section.count}},
          {"meaning", {section.meaning}},
          {"has_rows", {!section.rows.empty()}},
          {"rows", rows_of(section.rows, root)},
          {"further", rows_of(section.further, root)},
          {"more", {section.more}},
          {"has_more", {!section.more.empty()}}};
}

}  // namespace

std::string inside_sentence(std::string name) {
  if (!name.empty() && name.front() == 'W') {
    name.front() = 'w';
  }
  return name;
}

std::string root_of(const std::string& file) {
  std::string root;
  for (auto depth = std::ranges::count(file, '/'); depth > 0; --depth) {
    root += "../";
  }
  return root;
}

templating::Record values_of(const WeekLine& week, const std::string& root) {
  return {{"label", {week.label}},
          {"file", {week.label + ".html"}},
          {"page", {root + week.file + ".html"}},
          {"name", {week.name}},
          {"name_inside", {inside_sentence(week.name)}},
          {"days", {week.days}},
          {"summary", {week.summary}},
          {"ended", {week.ended}},
          {"updated", {week.updated}},
          {"is_incomplete", {week.incomplete}},
          {"content", {week.content}},
          {"has_content", {!week.content.empty()}},
          {"newly_failing", {week.newly_failing}},
          {"recovered", {week.recovered}},
          {"deployments", {week.totals.deployments}},
          {"failure_rate", {week.totals.failure_rate}},
          {"lead_time", {week.totals.lead_time}},
          {"restore_time", {week.totals.restore_time}},
          {"has_data", {week.totals.has_data}},
          {"few", {week.totals.few}},
          {"few_lead_times", {week.totals.few_lead_times}},
          {"few_restores", {week.totals.few_restores}}};
}

templating::Value rows_of(const std::vector<WeekRow>& rows, const char* root) {
  return templating::list_by(rows, [root](const WeekRow& row) { return values_of(row, root); });
}

templating::Record digest_values(const WeekPage& page, const char* root) {
  templating::Record record = values_of(static_cast<const WeekLine&>(page), root);
  record.push_back({"group", {page.group}});
  record.push_back({"has_group", {!page.group.empty()}});
  record.push_back({"list", {root + page.list}});
  record.push_back({"time_zone", {page.time_zone}});
  record.push_back({"kind", {page.sentence.kind}});
  record.push_back({"has_kind", {!page.sentence.kind.empty()}});
  record.push_back({"sentence", {page.sentence.text}});
  record.push_back({"has_comment", {!page.comment.parts.empty()}});
  record.push_back({"comment", {values_of(page.comment, root)}});
  record.push_back({"has_marks", {!page.marks.empty()}});
  record.push_back({"marks", list_of_names(page.marks)});
  record.push_back({"granularity", {page.granularity}});
  record.push_back({"dated_by_creation", {page.dated_by_creation}});
  record.push_back({"key_figures", list_of(page.key_figures, root)});
  record.push_back({"sections", templating::list_by(page.sections, [&](const WeekSection& section) {
                      return values_of(section, root);
                    })});
  return record;
}

templating::Record feed_entry_values(const WeekPage& page, const char* root) {
  constexpr std::size_t most = 10;
  const std::vector<WeekRow>& failed = page.main_failed;
  const auto end = failed.begin() + static_cast<std::ptrdiff_t>(std::min(failed.size(), most));
  templating::Record record{{"sentence", {page.sentence.text}},
                            {"main_tier", {page.main_tier}},
                            {"has_main_tier", {!page.main_tier.empty()}},
                            {"has_failed", {!failed.empty()}},
                            {"page", {root + page.file + ".html"}}};
  record.push_back({"rows", rows_of({failed.begin(), end}, root)});
  return record;
}

templating::Record values_of(const WeekPage& page, const WeekNeighbours& neighbours) {
  const std::string root = root_of(page.file);
  templating::Record record = digest_values(page, root.c_str());
  record.push_back({"root", {root}});
  record.push_back({"week_bars", {values_of(page.bars, root.c_str())}});
  record.push_back({"markdown_file", {page.label + ".md"}});
  record.push_back({"json_file", {page.label + ".json"}});
  record.push_back({"previous_file", {neighbours.previous}});
  record.push_back({"has_previous", {!neighbours.previous.empty()}});
  record.push_back({"next_file", {neighbours.next}});
  record.push_back({"has_next", {!neighbours.next.empty()}});
  return record;
}

templating::Record values_of(const WeeksPage& page) {
  return {{"time_zone", {page.time_zone}},
          {"has_weeks", {!page.weeks.empty()}},
          {"weeks", templating::list_by(
                        page.weeks, [](const WeekLine& week) { return values_of(week, "../"); })}};
}

templating::Record values_of(const Feed& feed) {
  const std::string root = feed.site_url.empty() ? root_of(feed.file) : feed.site_url;
  const templating::Value entries = templating::list_by(feed.weeks, [&](const WeekLine& week) {
    templating::Record record = values_of(week, root);
    record.push_back({"entry_id", {uuid_of(feed.id + week.label)}});
    return record;
  });
  return {{"title", {feed.title}},
          {"project", {feed.project}},
          {"has_site_url", {!feed.site_url.empty()}},
          {"feed", {root + feed.file}},
          {"list", {root + feed.list}},
          {"feed_id", {feed.id}},
          {"updated", {feed.updated}},
          {"weeks", entries}};
}

std::string uuid_of(const std::string& text) {
  std::string digits = files::sha256(text).substr(0, 32);
  digits[12] = '8';                       // The version,
  digits[16] = "89ab"[(digits[16] % 4)];  // and the variant in the two highest bits.
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", digits.substr(0, 8), digits.substr(8, 4),
                     digits.substr(12, 4), digits.substr(16, 4), digits.substr(20, 12));
}

}  // namespace dora::pages
