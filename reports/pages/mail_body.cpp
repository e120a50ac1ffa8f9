// A week's digest as the text of a mail: one screen, for readers that show little of HTML.
#include "reports/pages/mail_body.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/pages/overview_values.h"
#include "reports/pages/parts/key_values.h"
#include "reports/pages/week_chat.h"
#include "reports/pages/week_values.h"

namespace dora::pages {
namespace {

template <class Row>
std::vector<Row> first_of(const std::vector<Row>& rows) {
  const auto count = std::min(rows.size(), mail_rows_shown);
  return {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count)};
}

std::string number_text(std::size_t count) {
  return model::count_text(static_cast<std::int64_t>(count));
}

constexpr std::size_t longest_mail_name = 100;

/// So that no name takes the mail beyond its limit.
void shorten(std::initializer_list<std::string*> names) {
  for (std::string* name : names) {
    *name = text::cut_text(*name, longest_mail_name);
  }
}

}  // namespace

std::string mail_subject(const MailBody& mail) {
  if (mail.week.name.empty()) {
    return mail.title + ": no full week yet";
  }
  const std::string kind = mail.week.sentence.kind;
  return fmt::format("{}: {}{}{}", mail.title, inside_sentence(mail.week.name),
                     kind.empty() ? "" : ", ", kind);
}

std::string mail_text(const MailBody& mail) {
  std::string text = fmt::format("{}{}\n\n", mail_text_begin, mail.title);
  if (mail.week.name.empty()) {
    return text + "No full week yet.\n";
  }
  text += week_chat(mail.week, ChatFormat::plain, mail.site_url);
  if (!mail.attention.empty()) {
    text += fmt::format("\nNeeds attention: {}\n", mail.attention_count);
    for (const AttentionRow& row : first_of(mail.attention)) {
      const Reason& reason = row.reasons.front();
      text += fmt::format("- {}: {}, {}{}\n", row.name, reason.label, reason.text,
                          reason.tier.empty() ? "" : ", in " + reason.tier);
    }
  }
  return text + fmt::format("\nCollected on {}\n", mail.collected_at);
}

templating::Record values_of(const MailBody& mail) {
  std::vector<WeekRow> failed = first_of(mail.week.main_failed);
  std::vector<AttentionRow> attention = first_of(mail.attention);
  for (WeekRow& row : failed) {
    shorten({&row.name, &row.tier, &row.title, &row.author});
    if (mail.site_url.empty()) {
      row.page.clear();
    }
  }
  for (AttentionRow& row : attention) {
    shorten({&row.name});
    for (Reason& reason : row.reasons) {
      shorten({&reason.tier});
    }
  }
  templating::Record record = digest_values(mail.week, mail.site_url.c_str());
  record.push_back({"subject", {mail_subject(mail)}});
  record.push_back({"has_week", {!mail.week.name.empty()}});
  record.push_back({"site_title", {mail.title}});
  record.push_back({"project", {mail.project}});
  record.push_back({"collected_at", {mail.collected_at}});
  record.push_back({"site_url", {mail.site_url}});
  record.push_back({"has_site", {!mail.site_url.empty()}});
  record.push_back({"main_tier", {mail.week.main_tier}});
  record.push_back({"has_main_tier", {!mail.week.main_tier.empty()}});
  record.push_back({"failed_count", {number_text(mail.week.main_failed.size())}});
  record.push_back({"failed", rows_of(failed, mail.site_url.c_str())});
  record.push_back({"more_failed", {number_text(mail.week.main_failed.size() - failed.size())}});
  record.push_back({"has_more_failed", {mail.week.main_failed.size() > failed.size()}});
  record.push_back({"has_attention", {!attention.empty()}});
  record.push_back({"attention_count", {mail.attention_count}});
  record.push_back({"attention", list_of(attention, mail.site_url)});
  record.push_back({"has_picture", {!mail.picture.empty()}});
  record.push_back({"picture", {mail.picture}});
  record.push_back({"alt", {mail.alt}});
  return record;
}

}  // namespace dora::pages
