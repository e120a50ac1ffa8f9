// The notes on a merge request or an issue in GitLab.
#include "reports/notes/gitlab_board.h"

#include <iterator>
#include <utility>

#include "collector/gitlab/api.h"

namespace dora::notes {
namespace {

/// Pages of a hundred; no merge request has so many notes.
constexpr int most_pages = 1000;

Change change_of(const http::Response& response, std::string_view what) {
  if (response.failure == http::Failure::none && response.status == 404) {
    return Change::gone;
  }
  if (response.failure == http::Failure::none && response.status == 403) {
    return Change::refused;
  }
  gitlab::require_done(response, what);
  return Change::done;
}

}  // namespace

GitlabBoard::GitlabBoard(http::RetryingClient& client, gitlab::NotePlace place)
    : client_(client), place_(std::move(place)) {}

http::Response GitlabBoard::send(http::Request request) {
  client_.start(std::move(request));
  return client_.wait();
}

std::optional<std::int64_t> GitlabBoard::user() {
  const http::Response response = send(gitlab::user_request(place_.root));
  if (response.failure == http::Failure::none &&
      (response.status == 403 || response.status == 404)) {
    return std::nullopt;  // The bots of some projects may not ask.
  }
  gitlab::require_done(response, "ask whose token this is");
  return gitlab::parse_user(response);
}

std::vector<gitlab::Note> GitlabBoard::notes() {
  std::vector<gitlab::Note> notes;
  gitlab::PageQuery query;
  for (int pages = 0; pages < most_pages; ++pages) {
    const http::Response response = send(gitlab::notes_request(place_, query.page));
    gitlab::require_done(response, "read the notes");
    std::vector<gitlab::Note> page = gitlab::parse_notes(response);
    // GitLab leaves notes out that the reader may not see: a short page is not the last.
    const auto next = gitlab::next_page(response, query, page.size());
    std::move(page.begin(), page.end(), std::back_inserter(notes));
    if (!next) {
      break;
    }
    query.page = *next;
  }
  return notes;
}

std::optional<gitlab::Note> GitlabBoard::create(std::string_view body) {
  const http::Response response = send(gitlab::create_note(place_, body));
  const bool unknown = response.failure == http::Failure::broken ||
                       response.failure == http::Failure::crowded || response.status >= 500;
  if (unknown) {
    return std::nullopt;
  }
  gitlab::require_done(response, "post the note");
  return gitlab::parse_note(response);
}

Change GitlabBoard::update(std::int64_t note, std::string_view body) {
  return change_of(send(gitlab::update_note(place_, note, body)), "update the note");
}

Change GitlabBoard::remove(std::int64_t note) {
  return change_of(send(gitlab::delete_note(place_, note)), "delete the note");
}

std::string GitlabBoard::upload(std::string_view name, std::string_view png) {
  const http::Response response =
      send(gitlab::upload_picture(place_, std::string(name) + ".png", png));
  gitlab::require_done(response, "upload the chart");
  return gitlab::parse_upload(response);
}

gitlab::MergeRequest GitlabBoard::merge_request() {
  const http::Response response = send(gitlab::place_request(place_));
  gitlab::require_done(response, "read the merge request");
  return gitlab::parse_merge_request(response);
}

}  // namespace dora::notes
