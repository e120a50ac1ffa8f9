// The card on a deployment's merge request: how its services did, and what is wrong with them now.
#include "reports/cards/risk_card.h"

#include <algorithm>
#include <iterator>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/base/files/sha256.h"
#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "renderer/chart/chart_name.h"
#include "reports/inputs/web_url.h"
#include "reports/pages/parts/display.h"
#include "reports/pages/parts/markdown.h"
#include "reports/pages/parts/reason.h"

namespace dora::cards {
namespace {

using pages::code;

constexpr std::size_t longest_name = 100;

/// A name from a label or a title, inert and of bounded length.
std::string name_of(const std::string& name) {
  return code(std::string(text::cut_text(text::printable(name), longest_name)));
}

std::string names_of(const std::vector<std::string>& names) {
  std::vector<std::string> shown;
  std::ranges::transform(names, std::back_inserter(shown), name_of);
  return fmt::format("{}", fmt::join(shown, ", "));
}

/// What is known of one service.
struct Known {
  std::size_t service = 0;
  model::FourKeys four_weeks;
  model::FourKeys year;
};

class CardWriter {
 public:
  CardWriter(const RiskRequest& request, const analysis::ReportData& data,
             const analysis::Analysis& analysis, const inputs::SiteCharts& charts)
      : request_(request), data_(data), analysis_(analysis), charts_(charts) {}

  Card card() {
    card_.id = request_.id;
    std::vector<std::string> services = request_.services;
    std::stable_partition(services.begin(), services.end(), [&](const std::string& name) {
      const auto found = find(name);
      return found && !analysis_.findings.of(*found).empty();
    });
    add_heading(services);
    const std::size_t full = std::min(services.size(), services_in_full);
    for (std::size_t i = 0; i < full; ++i) {
      add_service(services[i], services.size() > 1);
    }
    if (services.size() > full) {
      add_folded({services.begin() + static_cast<std::ptrdiff_t>(full), services.end()});
    }
    add_foot();
    return std::move(card_);
  }

 private:
  std::optional<std::size_t> find(const std::string& name) const {
    const auto found =
        std::ranges::lower_bound(data_.summary.services, name, {}, &model::ServiceSummary::service);
    return found != data_.summary.services.end() && found->service == name
               ? std::optional(static_cast<std::size_t>(found - data_.summary.services.begin()))
               : std::nullopt;
  }

  Known known(std::size_t service) const {
    const auto& deployments = data_.deployments[service].deployments;
    const model::History happened = history_of(deployments, data_.zone, model::Dating::result_time);
    const auto until = analysis_.today + std::chrono::days(1);
    // Whole days, and the one of the collection.
    return {service, four_keys(happened, {analysis_.today - std::chrono::days(28), until}),
            four_keys(happened, {analysis_.today - std::chrono::days(365), until})};
  }

  void add(std::string text) { card_.parts.push_back({std::move(text)}); }

  void add_heading(const std::vector<std::string>& services) {
    const std::string what =
        services.size() == 1
            ? name_of(services.front())
            : model::counted(static_cast<std::int64_t>(services.size()), "service");
    const std::string where = request_.tiers.empty() ? "" : " in " + names_of(request_.tiers);
    add(fmt::format("### Deployment risk: {}{}\n\n", what, where));
  }

  /// What the report's rules say; else that nothing is unusual.
  std::string verdict(const Known& known) {
    std::string text;
    for (const analysis::Finding& finding : analysis_.findings.of(known.service)) {
      const analysis::Attention& found = finding.attention;
      card_.unusual = true;
      card_.failing = card_.failing || found.rule == analysis::AttentionRule::failing;
      text +=
          fmt::format("**{}:** {}{}.{} ", pages::label_of(found.rule), pages::attention_text(found),
                      found.tier.empty() ? "" : ", in " + name_of(found.tier),
                      reference(found.iid, found.web_url));
    }
    if (text.empty()) {
      text = known.four_weeks.counts.total() == 0
                 ? "**Nothing unusual**, and no deployments in the last 4 weeks. "
                 : fmt::format("**Nothing unusual:** {} failed in the last 4 weeks ({}). ",
                               share_of(known.four_weeks.counts),
                               model::rate_text(known.four_weeks.counts));
    }
    if (known.four_weeks.counts.total() > 0) {
      card_.failure_rate =
          std::max(card_.failure_rate, model::failure_rate(known.four_weeks.counts).value_or(0));
    }
    text.pop_back();
    return text;
  }

  static std::string share_of(const model::Counts& counts) {
    return fmt::format("{} of {}", model::count_text(counts.failed),
                       model::counted(counts.total(), "deployment"));
  }

  static std::string reference(std::int64_t iid, const std::string& url) {
    return iid == 0 ? ""
           : !inputs::is_web_url(url)
               ? fmt::format(" {}", code(fmt::format("!{}", iid)))
               : fmt::format(" [{}](<{}>)", code(fmt::format("!{}", iid)), url);
  }

  static std::string row_of(std::string_view head, const model::FourKeys& keys) {
    const auto median = [](const std::optional<model::Spread>& spread) {
      return model::duration_text(model::median_of(spread));
    };
    return fmt::format("| {} | {} | {} | {} | {} | {} |\n", head,
                       model::count_text(keys.counts.total()),
                       model::count_text(keys.counts.failed), model::rate_text(keys.counts),
                       median(keys.lead_time), median(keys.restore_time));
  }

  void add_table(const Known& known) {
    add("| | Deployments | Failed | Failure rate | Lead time, median | Time to restore, median |\n"
        "| --- | ---: | ---: | ---: | ---: | ---: |\n" +
        row_of("Last 4 weeks", known.four_weeks) + row_of("Last 12 months", known.year) + "\n");
  }

  void add_failures(const Known& known) {
    const auto& deployments = data_.deployments[known.service].deployments;
    std::vector<const model::Deployment*> failed;
    for (const model::Deployment& each : deployments) {
      if (each.status == model::DeploymentStatus::failed) {
        failed.push_back(&each);
      }
    }
    std::ranges::stable_sort(failed, std::ranges::greater(),
                             [](const auto* each) { return result_time(*each); });
    std::set<std::int64_t> open;  // Of failures that nothing has restored.
    for (const model::Failure& failure : model::failures_of(deployments)) {
      if (!failure.restored_by) {
        open.insert(deployments[failure.last].iid);
      }
    }
    std::string text;
    for (std::size_t i = 0; i < std::min(failed.size(), failures_listed); ++i) {
      const model::Deployment& each = *failed[i];
      text += fmt::format("- {} {}{}{}{}\n", pages::date_text(result_time(each), data_.zone),
                          name_of(each.tier), reference(each.iid, each.web_url),
                          each.title.empty() ? "" : " " + name_of(each.title),
                          open.contains(each.iid) ? " **still failing**" : "");
    }
    if (!text.empty()) {
      add("Last failures:\n\n" + text + "\n");
    }
  }

  void add_open(const std::string& service) {
    if (!data_.open) {
      return;
    }
    const auto found = std::ranges::lower_bound(*data_.open, service, {},
                                                &model::ServiceOpenMergeRequests::service);
    if (found == data_.open->end() || found->service != service || found->merge_requests.empty()) {
      return;
    }
    const auto& open = found->merge_requests;
    std::string text = fmt::format(
        "Open now: {}:", model::counted(static_cast<std::int64_t>(open.size()), "merge request"));
    const std::size_t shown = std::min(open.size(), failures_listed);
    for (std::size_t i = 0; i < shown; ++i) {
      const model::OpenMergeRequest& each = open[open.size() - 1 - i];
      text += reference(each.iid, each.web_url) + (i + 1 < shown ? "," : "");
    }
    add(text + (shown < open.size() ? ", ...\n\n" : "\n\n"));
  }

  void add_service(const std::string& service, bool with_name) {
    const auto found = find(service);
    if (with_name) {
      add(fmt::format("#### {}\n\n", name_of(service)));
    }
    if (!found) {
      add("**New:** no deployment of it is known yet.\n\n");
      return;
    }
    const Known known = this->known(*found);
    add(verdict(known) + "\n\n");
    if (request_.comment) {
      add(pages::comment_markdown(request_.comment(*found), request_.site_url));
    }
    const inputs::ChartView& chart = charts_.services[*found];
    if (chart.shown && !chart.sources.empty()) {
      card_.parts.push_back({"", Picture{chart::slug(service), chart.alt, chart.sources.front()}});
    }
    add_table(known);
    add_failures(known);
    add_open(service);
    if (!request_.site_url.empty()) {
      add(fmt::format("[More about it](<{}services/{}.html>)\n\n", request_.site_url,
                      chart::slug(service)));
    }
  }

  /// Inside `details`, GitLab reads Markdown after an empty line.
  void add_folded(const std::vector<std::string>& services) {
    std::string text = fmt::format("<details>\n<summary>{} more service{}</summary>\n\n",
                                   model::count_text(static_cast<std::int64_t>(services.size())),
                                   services.size() == 1 ? "" : "s");
    for (std::size_t i = 0; i < std::min(services.size(), services_listed); ++i) {
      const auto found = find(services[i]);
      text += fmt::format("- {}: {}\n", name_of(services[i]),
                          found ? verdict(known(*found)) : "**New:** no deployment is known yet.");
    }
    if (services.size() > services_listed) {
      text += fmt::format("- and {} more\n", services.size() - services_listed);
    }
    add(text + "\n</details>\n\n");
  }

  void add_foot() {
    const std::string collected =
        model::name(model::Period{model::Granularity::day, analysis_.today});
    add(fmt::format(
        "{}Collected on {}. Failure rate is the share of attempts that were closed without "
        "a merge.{}\n",
        data_.collection.partial.empty()
            ? ""
            : "**Incomplete:** some merge requests could not be fetched. ",
        collected,
        request_.site_url.empty()
            ? ""
            : fmt::format(" [The report](<{}index.html>)", request_.site_url)));
  }

  const RiskRequest& request_;
  const analysis::ReportData& data_;
  const analysis::Analysis& analysis_;
  const inputs::SiteCharts& charts_;
  Card card_;
};

}  // namespace

std::string risk_id(const std::vector<std::string>& services) {
  if (services.empty()) {
    return "risk";
  }
  const std::string names = fmt::format("{}", fmt::join(services, "\n"));
  return "risk/" + (services.size() == 1 ? chart::slug(names) : files::sha256(names).substr(0, 12));
}

Card risk_card(const RiskRequest& request, const analysis::ReportData& data,
               const analysis::Analysis& analysis, const inputs::SiteCharts& charts) {
  return CardWriter(request, data, analysis, charts).card();
}

}  // namespace dora::cards
