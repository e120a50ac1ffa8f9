// What the report says, for programs: report.json.
#include "reports/results/report_json.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/model/json/json_text.h"
#include "collector/model/rounding.h"
#include "reports/analysis/statistics/false_discovery.h"
#include "reports/pages/parts/reason.h"
#include "reports/pages/service_page.h"
#include "reports/pages/week_page.h"

namespace dora::results {
namespace {

using analysis::Verdict;

/// One line, as the services and weeks are many.
class Writer {
 public:
  Writer& key(std::string_view name) {
    writer_.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
    return *this;
  }
  void value(std::string_view text) {
    writer_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  void value(std::int64_t number) { writer_.Int64(number); }
  void value(double number) { writer_.Double(number); }
  void value(bool truth) { writer_.Bool(truth); }
  void null() { writer_.Null(); }
  void begin_object() { writer_.StartObject(); }
  void end_object() { writer_.EndObject(); }
  void begin_list() { writer_.StartArray(); }
  void end_list() { writer_.EndArray(); }
  void json(const std::string& text) {
    writer_.RawValue(text.data(), text.size(), rapidjson::kObjectType);
  }

  std::string text() const {
    return model::escape_controls({buffer_.GetString(), buffer_.GetSize()});
  }

 private:
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_{buffer_};
};

void write_rate(Writer& out, const model::Counts& counts) {
  const auto percent = model::failure_percent(counts);
  out.key("failure_rate");
  percent ? out.value(static_cast<double>(model::rounded(*percent, 2)) / 100) : out.null();
}

void write_seconds(Writer& out, std::string_view name, const std::optional<model::Spread>& spread) {
  out.key(name);
  spread ? out.value(std::chrono::duration_cast<std::chrono::seconds>(spread->median).count())
         : out.null();
}

std::string_view name_of(Verdict verdict, std::string_view more, std::string_view less) {
  switch (verdict) {
    case Verdict::not_compared:
      return "not_compared";
    case Verdict::too_few:
      return "too_few";
    case Verdict::too_early:
      return "too_early";
    case Verdict::no_significant_change:
      return "no_significant_change";
    case Verdict::more:
      return more;
    case Verdict::less:
      break;
  }
  return less;
}

void write_verdicts(Writer& out, const analysis::Verdicts& verdicts) {
  out.key("verdicts").begin_object();
  out.key("deployments").value(name_of(verdicts.deployments, "more", "fewer"));
  out.key("failure_rate").value(name_of(verdicts.failure_rate, "worse", "better"));
  out.key("lead_time").value(name_of(verdicts.lead_time, "longer", "shorter"));
  out.key("restore_time").value(name_of(verdicts.restore_time, "longer", "shorter"));
  out.end_object();
}

void write_keys(Writer& out, const analysis::Comparison& comparison) {
  const model::FourKeys& keys = comparison.current;
  out.key("deployments").value(keys.counts.total());
  out.key("failed").value(keys.counts.failed);
  write_rate(out, keys.counts);
  out.key("still_open").value(keys.still_open);
  write_seconds(out, "lead_time_seconds", keys.lead_time);
  write_seconds(out, "restore_time_seconds", keys.restore_time);
  out.key("open_failures").value(keys.open_failures);
  write_verdicts(out, comparison.verdicts);
}

void write_period(Writer& out, const std::optional<analysis::Comparison>& comparison,
                  const analysis::Calendar& calendar) {
  out.key("period");
  if (!comparison) {
    out.null();
    return;
  }
  out.begin_object();
  out.key("label").value(model::label(*calendar.current));
  out.key("previous");
  calendar.previous ? out.value(model::label(*calendar.previous)) : out.null();
  write_keys(out, *comparison);
  out.end_object();
}

void write_service(Writer& out, const analysis::ReportData& data, std::size_t service) {
  const std::string& name = data.summary.services[service].service;
  out.key("service").value(name);
  out.key("page").value(pages::service_file(name, "html"));
}

void write_merge_request(Writer& out, std::int64_t iid) {
  out.key("merge_request");
  iid > 0 ? out.value(iid) : out.null();
}

/// Without the service.
void write_finding(Writer& out, const analysis::Finding& finding) {
  const analysis::Attention& found = finding.attention;
  out.key("rule").value(to_string(found.rule));
  out.key("tier");
  found.tier.empty() ? out.null() : out.value(found.tier);
  out.key("since").value(model::to_string(found.since));
  out.key("text").value(pages::attention_text(found));
  out.key("count").value(found.count);
  out.key("usual").value(found.usual);
  out.key("p").value(found.p);
  out.key("stands_out").value(finding.stands_out);
  write_merge_request(out, found.iid);
}

void write_attention(Writer& out, const analysis::ReportData& data,
                     const analysis::Findings& findings) {
  out.key("attention").begin_object();
  out.key("tests").value(static_cast<std::int64_t>(findings.tests));
  out.key("expected_by_chance").value(findings.by_chance);
  out.key("services").begin_list();
  for (auto finding = findings.found.begin(); finding != findings.found.end();) {
    const std::size_t service = finding->service;
    out.begin_object();
    write_service(out, data, service);
    out.key("reasons").begin_list();
    for (; finding != findings.found.end() && finding->service == service; ++finding) {
      out.begin_object();
      write_finding(out, *finding);
      out.end_object();
    }
    out.end_list();
    out.end_object();
  }
  out.end_list();
  out.end_object();
}

/// `write_more` adds to the object of each entry, whose service is written.
template <class Entries, class WriteMore>
void write_list(Writer& out, std::string_view name, const analysis::ReportData& data,
                const Entries& entries, WriteMore write_more) {
  out.key(name).begin_list();
  for (const auto& entry : entries) {
    out.begin_object();
    write_service(out, data, entry.service);
    write_more(entry);
    out.end_object();
  }
  out.end_list();
}

void write_unusual(Writer& out, std::string_view name, const analysis::ReportData& data,
                   const analysis::Week& week, analysis::AttentionRule rule) {
  std::vector<analysis::Finding> found;
  std::copy_if(week.unusual.begin(), week.unusual.end(), std::back_inserter(found),
               [&](const analysis::Finding& each) { return each.attention.rule == rule; });
  write_list(out, name, data, found,
             [&](const analysis::Finding& each) { write_finding(out, each); });
}

void write_failures(Writer& out, std::string_view name, const analysis::ReportData& data,
                    const std::vector<analysis::ServiceFailure>& failures) {
  write_list(out, name, data, failures, [&](const analysis::ServiceFailure& each) {
    const model::Deployment& first = data.deployments[each.service].deployments[each.failure.first];
    out.key("tier").value(each.failure.tier);
    out.key("since").value(model::to_string(result_time(first)));
    write_merge_request(out, first.iid);
  });
}

}  // namespace

std::string week_json(const analysis::ReportData& data, const analysis::Week& week,
                      const std::string& page, const std::string& updated) {
  using analysis::AttentionRule;
  const std::string label = model::label(week.week);
  const auto day = [](std::chrono::local_days value) {
    return model::to_string(std::chrono::year_month_day(value));
  };
  Writer out;
  out.begin_object();
  out.key("label").value(label);
  out.key("begin").value(day(week.week.begin));
  out.key("end").value(day(model::end(week.week)));
  out.key("page").value(page);
  out.key("updated").value(updated);
  write_keys(out, week.totals);
  write_failures(out, "newly_failing", data, week.newly_failing);
  write_failures(out, "recovered", data, week.recovered);
  write_unusual(out, "failing", data, week, AttentionRule::failing);
  write_unusual(out, "failure_rate_up", data, week, AttentionRule::failure_rate_up);
  write_unusual(out, "quiet", data, week, AttentionRule::quiet);
  write_unusual(out, "fewer", data, week, AttentionRule::fewer);
  write_unusual(out, "more", data, week, AttentionRule::more);
  write_list(out, "new_services", data, week.fresh, [](const auto& /*each*/) {});
  out.end_object();
  return out.text();
}

std::string report_json(const analysis::ReportData& data, const analysis::Analysis& analysis,
                        const std::vector<std::string>& weeks) {
  const model::Collection& collection = data.collection;
  const model::Counts all = four_keys(analysis.overall, model::all_days).counts;
  Writer out;
  out.begin_object();
  out.key("version").value(std::int64_t{1});
  out.key("project").value(collection.project);
  out.key("collected_at").value(model::to_string(collection.collected_at));
  out.key("as_of").value(model::to_string(analysis.as_of));
  out.key("time_zone").value(data.zone.name());
  out.key("granularity").value(model::to_string(collection.counting.granularity));
  out.key("dated_by").value(model::to_string(collection.counting.date_by));
  out.key("significance_level").value(analysis::significance_level);
  out.key("attention_level").value(analysis::attention_level);
  out.key("false_discovery_rate").value(statistics::false_discovery_rate);
  out.key("totals").begin_object();
  out.key("services").value(static_cast<std::int64_t>(data.summary.services.size()));
  out.key("deployments").value(all.total());
  out.key("failed").value(all.failed);
  write_rate(out, all);
  out.end_object();
  write_period(out, analysis.compare_overall(), analysis.calendar);
  write_attention(out, data, analysis.findings);
  out.key("weeks").begin_list();
  for (const std::string& week : weeks) {
    out.json(week);
  }
  out.end_list();
  out.key("services").begin_list();
  for (std::size_t i = 0; i < data.summary.services.size(); ++i) {
    const model::History& history = analysis.services[i];
    const analysis::Calendar calendar =
        analysis::calendar_of(history, analysis.calendar.granularity, analysis.covered);
    const model::Counts counts = four_keys(history, model::all_days).counts;
    out.begin_object();
    write_service(out, data, i);
    out.key("deployments").value(counts.total());
    out.key("failed").value(counts.failed);
    write_rate(out, counts);
    write_period(out, analysis.compare_service(i, calendar), calendar);
    out.end_object();
  }
  out.end_list();
  out.end_object();
  return out.text() + "\n";
}

}  // namespace dora::results
