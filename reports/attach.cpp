// Attaches a card to a merge request or an issue: one note, which later runs update.
#include "reports/attach.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "reports/card_output.h"
#include "reports/card_subject.h"
#include "reports/cards/condition.h"
#include "reports/cards/digest_card.h"
#include "reports/cards/risk_card.h"
#include "reports/comments/week_comments.h"
#include "reports/inputs/picture_file.h"
#include "reports/inputs/site_charts.h"
#include "reports/note_connection.h"
#include "reports/notes/dry_board.h"
#include "reports/notes/keep_note.h"
#include "reports/report_inputs.h"
#include "reports/site/site_url.h"
#include "reports/site/weekly_site.h"
#include "reports/week_digest.h"

namespace dora::reports {
namespace {

/// The merge request whose pipeline runs, unless the options name a place.
AttachOptions with_ci_place(AttachOptions options) {
  if (options.merge_request == 0 && options.issue == 0) {
    options.merge_request = merge_request_iid_in_ci();
  }
  return options;
}

void check(const AttachOptions& options) {
  const bool merge_request = options.merge_request > 0;
  const bool issue = options.issue > 0;
  if (merge_request && issue) {
    throw base::UsageError("--merge-request and --issue: give one of them");
  }
  if (!merge_request && !issue && options.output.empty()) {
    throw base::UsageError(
        "say where the card goes: --merge-request N (in a merge request pipeline of GitLab CI it "
        "is known), --issue N or --output FILE");
  }
  if (!options.digest && options.services.empty() && !merge_request) {
    throw base::UsageError(
        "say what the card is about: --service NAME, --digest, or --merge-request N, whose labels "
        "name its services");
  }
  if (options.digest && !options.services.empty()) {
    throw base::UsageError("--digest is about all services; leave --service out");
  }
  if (options.digest && std::ranges::any_of(options.only_if, [](const std::string& text) {
        return cards::parse_condition(text).value().kind != cards::Condition::Kind::attention;
      })) {
    throw base::UsageError("--digest is about all services: only --only-if attention fits it");
  }
  if (options.remove && !options.output.empty()) {
    throw base::UsageError("--remove deletes notes, --output writes a file: use one of them");
  }
}

cards::Card digest(const AttachOptions& options, const analysis::ReportData& data,
                   const analysis::Analysis& analysis, const inputs::SiteCharts& charts,
                   const comments::CommentBook& book) {
  const pages::WeekPage page = week_digest(data, analysis, options.week, &book);
  const std::string title = options.title.empty() ? data.collection.project : options.title;
  return cards::digest_card(page, text::printable(title), options.site_url, charts);
}

/// With comments on the last full week, if there are any.
cards::Card risk(cards::RiskRequest request, const analysis::ReportData& data,
                 const analysis::Analysis& analysis, const inputs::SiteCharts& charts,
                 const comments::CommentBook& book) {
  if (book.empty()) {
    return cards::risk_card(request, data, analysis, charts);
  }
  const analysis::WeeklyDigests digests(data, analysis);
  const comments::WeekComments comments(data, analysis, digests, book);
  if (!digests.weeks().empty()) {
    request.comment = [&](std::size_t service) {
      return comments.of_service(digests.weeks().back(), service);
    };
  }
  return cards::risk_card(request, data, analysis, charts);
}

std::string read(const cards::Picture& picture) {
  return inputs::read_picture(picture.source).bytes;
}

std::string words_of(const notes::KeptNote& note) {
  const std::string duplicates =
      note.removed == 0 ? "" : fmt::format(", {} of ours deleted", note.removed);
  switch (note.outcome) {
    case notes::Outcome::posted:
      return fmt::format("note {} posted{}", note.id, duplicates);
    case notes::Outcome::updated:
      return fmt::format("note {} updated{}", note.id, duplicates);
    case notes::Outcome::unchanged:
      return fmt::format("note {} unchanged{}", note.id, duplicates);
    case notes::Outcome::removed:
      return fmt::format("notes deleted: {}", note.removed);
    case notes::Outcome::absent:
      break;
  }
  return "there is no note of ours";
}

/// True if the card is worth a note.
bool is_wanted(const AttachOptions& options, const cards::Card& card) {
  return options.only_if.empty() ||
         std::ranges::any_of(options.only_if, [&](const std::string& text) {
           return holds(cards::parse_condition(text).value(), card);
         });
}

/// The id of the card without its content, for --remove.
std::string id_of(const AttachOptions& options) {
  return !options.digest ? cards::risk_id(options.services) : "digest/" + options.week;
}

void print_plan(const notes::DryBoard& board) {
  std::cerr << "would be done: "
            << (board.plan().empty() ? "nothing" : fmt::format("{}", fmt::join(board.plan(), ", ")))
            << "\n";
}

void deliver(const cards::Card& card, const AttachOptions& options, NoteConnection* connection) {
  if (!options.output.empty()) {
    write_card(card, options.output);
    if (std::filesystem::is_regular_file(options.output)) {  // Nothing else goes into a stream.
      std::cout << text::printable(options.output.string()) << "\n";
    }
  } else if (connection == nullptr || !connection->has_token()) {
    print_card(card);
  } else if (options.dry_run) {
    notes::DryBoard board(connection->board());
    keep_note(card, board, read);
    print_card(card);
    print_plan(board);
  } else {
    std::cout << words_of(keep_note(card, connection->board(), read)) << "\n";
  }
}

/// Without a token there can be no note of ours.
void remove(const AttachOptions& options, NoteConnection& connection) {
  if (options.digest && options.week.empty()) {
    throw base::UsageError("--remove --digest: say which week with --week");
  }
  if (!connection.has_token()) {
    std::cout << "no token was given: nothing is deleted\n";
  } else if (options.dry_run) {
    notes::DryBoard board(connection.board());
    remove_note(id_of(options), board);
    print_plan(board);
  } else {
    std::cout << words_of(remove_note(id_of(options), connection.board())) << "\n";
  }
}

}  // namespace

bool is_local(const AttachOptions& options) {
  return !options.output.empty() && (options.digest || !options.services.empty());
}

base::ExitCode attach(const AttachOptions& given, base::RunContext& context) {
  AttachOptions options = with_ci_place(given);
  check(options);
  site::check_week(options.week);
  options.site_url = site::checked_site_url(options.site_url);
  std::optional<NoteConnection> connection;
  if (!is_local(options)) {
    connection.emplace(options, context);
    if (!connection->has_token() && !options.if_token && options.output.empty()) {
      throw base::UsageError(
          "no token was given (PRIVATE_TOKEN or --token-file); a note needs one with the scope "
          "api. With --if-token the card is printed instead");
    }
  }
  if (options.remove) {
    remove(options, *connection);
    return base::ExitCode::done;
  }
  ReportInputs inputs = read_report_inputs(options.data, options.charts, context.log);
  const inputs::SiteCharts charts = site_charts(inputs.indexes, inputs.data.summary);
  const analysis::Analysis analysis = analyse(inputs.data, model::TierOrder(options.tier_order));
  const comments::CommentBook book = comments::read_comment_book(
      options.data, templating::TemplateSet(), inputs.data.zone, context.log);
  cards::Card card;
  if (options.digest) {
    card = digest(options, inputs.data, analysis, charts, book);
  } else {
    CardSubject subject{options.services, {}};
    if (subject.services.empty()) {
      const auto in_ci =
          connection->has_token() ? std::nullopt : merge_request_in_ci(options.merge_request);
      subject = subject_of(in_ci ? *in_ci : connection->board().merge_request(),
                           inputs.data.collection.counting);
    }
    if (subject.services.empty()) {
      context.log.info(fmt::format(
          "no label and no rule of collect names a service of merge request {}: there is no card",
          options.merge_request));
      return base::ExitCode::done;
    }
    card =
        risk({subject.services, subject.tiers, options.site_url, cards::risk_id(options.services)},
             inputs.data, analysis, charts, book);
  }
  warn_of_dropped(book, context.log);
  if (!is_wanted(options, card)) {
    context.log.info("none of the conditions of --only-if holds: no note is written");
    return base::ExitCode::done;
  }
  deliver(card, options, connection ? &*connection : nullptr);
  return base::ExitCode::done;
}

}  // namespace dora::reports
