// A week's digest as the text of a mail: one screen, for readers that show little of HTML.
#pragma once

#include <string>
#include <vector>

#include "reports/pages/index_page.h"
#include "reports/pages/week_page.h"
#include "reports/templating/template_value.h"

namespace dora::pages {

/// In bytes: Gmail cuts off what is longer than 102 KB.
inline constexpr std::size_t mail_body_limit = 100'000;
/// Of what failed in the main tier, and of what needs attention.
inline constexpr std::size_t mail_rows_shown = 5;

struct MailBody {
  std::string title;  ///< Of the report.
  std::string project;
  std::string collected_at;
  std::string site_url;  ///< Ends with `/`; empty: unknown, and nothing links to the site.
  WeekPage week;         ///< Without a name if there is no full week.
  std::vector<AttentionRow> attention;
  std::string attention_count;  ///< Number of services that need attention.
  std::string picture;          ///< Address of the chart of all services; empty: none.
  std::string alt;
};

/// `platform/deployments: week 47 of 2026, a normal week`
std::string mail_subject(const MailBody& mail);

/// Begins with mail_text_begin, so that a file of it is recognised.
std::string mail_text(const MailBody& mail);
inline constexpr std::string_view mail_text_begin = "Deployment report of ";

/// For the template `mail_body`, which has inline styles and tables: readers of mail drop most
/// else.
templating::Record values_of(const MailBody& mail);

}  // namespace dora::pages
