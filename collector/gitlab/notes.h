// Notes on merge requests and issues, and files uploaded for them: requests and answers
// (https://docs.gitlab.com/api/notes/, https://docs.gitlab.com/api/project_markdown_uploads/).
// Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "collector/gitlab/merge_request.h"
#include "collector/http/http_client.h"

namespace dora::gitlab {

enum class NoteTarget : std::uint8_t { merge_request, issue };

/// What the notes are on.
struct NotePlace {
  std::string root;     ///< As returned by api_root().
  std::string project;  ///< A numeric id or a path.
  NoteTarget target = NoteTarget::merge_request;
  std::int64_t iid = 0;
};

struct Note {
  std::int64_t id = 0;
  std::int64_t author = 0;  ///< The user's id.
  bool system = false;      ///< Written by GitLab itself.
  std::string body;

  bool operator==(const Note&) const = default;
};

/// GitLab's limit of a body, in characters.
inline constexpr std::size_t longest_note = 1'000'000;

http::Request user_request(std::string_view root);
/// The merge request or issue itself.
http::Request place_request(const NotePlace& place);
/// A page of the notes, the oldest first.
http::Request notes_request(const NotePlace& place, int page);
/// Is sent again only if it cannot have been handled: it would post twice.
http::Request create_note(const NotePlace& place, std::string_view body);
http::Request update_note(const NotePlace& place, std::int64_t note, std::string_view body);
http::Request delete_note(const NotePlace& place, std::int64_t note);
/// A PNG for the project; `name` consists of `a-z 0-9 . _ - ~`.
http::Request upload_picture(const NotePlace& place, std::string_view name, std::string_view png);

// All parsers throw an Error that names the request and what was expected of the answer.

std::int64_t parse_user(const http::Response& response);
MergeRequest parse_merge_request(const http::Response& response);
std::vector<Note> parse_notes(const http::Response& response);
Note parse_note(const http::Response& response);
/// Returns the address of the uploaded file within the project: `/uploads/<32 hex
/// digits>/name.png`.
std::string parse_upload(const http::Response& response);

/// True for what parse_upload() returns: digits and a name that need no escaping in Markdown.
bool is_upload(std::string_view address);

/// Throws an Error unless the status is 2xx: what was to be done (`post the note`), what GitLab
/// answered, what to check.
void require_done(const http::Response& response, std::string_view what);

}  // namespace dora::gitlab
