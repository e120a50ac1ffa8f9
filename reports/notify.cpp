// Sends the week's digest to a chat.
#include "reports/notify.h"

#include <iostream>
#include <optional>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/http/curl_client.h"
#include "reports/analysis/analysis.h"
#include "reports/chats/post.h"
#include "reports/inputs/site_charts.h"
#include "reports/report_inputs.h"
#include "reports/site/site_url.h"
#include "reports/site/weekly_site.h"
#include "reports/week_digest.h"

namespace dora::reports {
namespace {

/// A chat fetches the picture itself, so only one of a published site can be shown.
void add_picture(chats::Digest& digest, const ReportInputs& inputs, base::Log& log) {
  if (digest.site_url.empty() || inputs.indexes.empty()) {
    return;
  }
  const inputs::ChartView chart = site_charts(inputs.indexes, inputs.data.summary).combined;
  if (chart.shown && !chart.file.empty()) {
    digest.picture_url = digest.site_url + "charts/" + chart.file;
    digest.picture_alt = chart.alt;
  } else {
    log.warning("the chart of all services is not in the charts: the message has no picture");
  }
}

chats::Digest digest_of(const NotifyOptions& options, const std::string& site_url, base::Log& log) {
  const ReportInputs inputs = read_report_inputs(options.data, options.charts, log);
  const analysis::Analysis analysis = analyse(inputs.data, model::TierOrder(options.tier_order));
  const std::string title = options.title.empty() ? inputs.data.collection.project : options.title;
  chats::Digest digest{week_digest(inputs.data, analysis, options.week), text::printable(title),
                       site_url, "", ""};
  add_picture(digest, inputs, log);
  return digest;
}

void send(const NotifyOptions& options, const chats::Webhook& webhook, const std::string& json,
          base::RunContext& context) {
  constexpr std::chrono::seconds longest_answer(60);
  http::CurlOptions settings;
  settings.ca_file = options.webhook.ca_file;
  settings.stall_timeout = longest_answer;
  settings.answer_timeout = longest_answer;
  settings.largest_body = std::size_t{1} << 20U;
  http::CurlClient client(settings, context.interrupt);
  http::RetryPolicy policy;
  policy.attempts = options.webhook.attempts;
  policy.longest_retry_after = std::chrono::minutes(10);
  chats::post(options.chat, webhook, json, policy, client, context.log);
}

}  // namespace

base::ExitCode notify(const NotifyOptions& options, base::RunContext& context) {
  site::check_week(options.week);
  const std::string site_url = site::checked_site_url(options.site_url);
  std::optional<chats::Webhook> webhook;
  if (!options.dry_run || has_webhook(options.webhook)) {
    webhook = read_webhook(options.webhook, context.log);
  }
  const chats::Digest digest = digest_of(options, site_url, context.log);
  const std::string json = message_json(options.chat, digest);
  if (options.dry_run) {
    std::cout << json << "\n";
    return base::ExitCode::done;
  }
  send(options, *webhook, json, context);
  std::cout << fmt::format("{} posted to {}\n", digest.week.label, name_of(options.chat));
  return base::ExitCode::done;
}

}  // namespace dora::reports
