// Notes on merge requests and issues, and uploaded files, as GitLab keeps them.
#include "tests/tools/gitlab_server/note_store.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "tests/tools/gitlab_server/page_headers.h"
#include "tests/tools/gitlab_server/query.h"

namespace dora::test {
namespace {

constexpr std::size_t longest_body = 1'000'000;

ApiReply json(int status, std::string body) {
  ApiReply reply;
  reply.status = status;
  reply.body = std::move(body);
  return reply;
}

ApiReply not_found() {
  return json(404, R"({"message":"404 Not found"})");
}

std::string json_text(std::string_view text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return {buffer.GetString(), buffer.GetSize()};
}

/// `/merge_requests/5/notes/3` taken apart.
struct NotePath {
  std::string place;  ///< `merge_requests/5`
  std::optional<std::int64_t> note;
};

std::optional<NotePath> parse_path(std::string_view tail) {
  const std::size_t notes = tail.find("/notes");
  if (notes == std::string_view::npos ||
      !(tail.starts_with("/merge_requests/") || tail.starts_with("/issues/"))) {
    return std::nullopt;
  }
  NotePath path{std::string(tail.substr(1, notes - 1)), std::nullopt};
  std::string_view rest = tail.substr(notes + std::string_view("/notes").size());
  if (rest.empty()) {
    return path;
  }
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(rest.data() + 1, rest.data() + rest.size(), id);
  if (rest.front() != '/' || error != std::errc() || end != rest.data() + rest.size()) {
    return std::nullopt;
  }
  path.note = id;
  return path;
}

/// The text of a request to write; GitLab takes JSON and forms.
std::optional<std::string> body_of(const ApiRequest& request) {
  if (const auto found = request.query.find("body"); found != request.query.end()) {
    return found->second;
  }
  rapidjson::Document document;
  document.Parse(request.body.data(), request.body.size());
  if (document.HasParseError() || !document.IsObject() || !document.HasMember("body") ||
      !document["body"].IsString()) {
    return std::nullopt;
  }
  return document["body"].GetString();
}

bool is_quick_actions(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0 && text.front() != '/') {
      return false;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return true;
}

}  // namespace

bool NoteStore::handles(std::string_view tail) {
  return tail == "/uploads" || parse_path(tail).has_value();
}

std::string NoteStore::json_of(const Stored& note) const {
  const std::string_view iid = std::string_view(note.place).substr(note.place.find('/') + 1);
  return fmt::format(
      R"({{"id":{},"type":null,"body":{},"attachment":null,"author":{{"id":{},"username":"user{}",)"
      R"("name":"User {}","state":"active"}},"created_at":"2024-01-02T03:04:05.678Z",)"
      R"("updated_at":"2024-01-02T03:04:05.678Z","system":{},"noteable_id":90{},)"
      R"("noteable_type":"{}","project_id":{},"noteable_iid":{},"resolvable":false,)"
      R"("confidential":false,"internal":false,"imported":false,"imported_from":"none"}})",
      note.id, json_text(note.body), note.author, note.author, note.author, note.system, iid,
      note.place.starts_with("issues/") ? "Issue" : "MergeRequest", project_id_, iid);
}

ApiReply NoteStore::user() {
  return json(200, fmt::format(R"({{"id":{},"username":"user{}","name":"User {}","bot":true}})",
                               note_user, note_user, note_user));
}

ApiReply NoteStore::answer(const ApiRequest& request, std::string_view tail) {
  const std::lock_guard lock(mutex_);
  if (tail == "/uploads") {
    return request.method == "POST" ? upload(request) : not_found();
  }
  const NotePath path = parse_path(tail).value();
  if (path.note) {
    return change(request, notes_[path.place], *path.note);
  }
  return request.method == "POST" ? create(request, path.place) : list(request, notes_[path.place]);
}

/// The newest first, unless the request says `sort=asc`.
ApiReply NoteStore::list(const ApiRequest& request, const Notes& notes) const {
  const ParsedQuery parsed = parse_query(request.query);
  Notes ordered = notes;
  if (!request.query.contains("sort") || request.query.at("sort") != "asc") {
    std::reverse(ordered.begin(), ordered.end());
  }
  const Query& query = parsed.query;
  const std::size_t begin = std::min((query.page - 1) * query.per_page, ordered.size());
  const std::size_t end = std::min(begin + query.per_page, ordered.size());
  ApiReply reply;
  reply.body = "[";
  for (std::size_t i = begin; i < end; ++i) {
    reply.body += (i > begin ? "," : "") + json_of(ordered[i]);
  }
  reply.body += "]";
  reply.headers = page_headers(request.origin + request.path, request.query, query, ordered.size());
  return reply;
}

ApiReply NoteStore::create(const ApiRequest& request, const std::string& place) {
  const auto body = body_of(request);
  if (!body || body->empty()) {
    return json(400, R"({"error":"body is missing"})");
  }
  if (body->size() > longest_body) {
    return json(400, R"({"message":"400 Bad request - Note {:note=>[\"is too long\"]}"})");
  }
  if (is_quick_actions(*body)) {
    return json(202, R"({"commands_changes":{},"summary":["Applied"]})");
  }
  notes_[place].push_back({place, next_id_++, note_user, false, *body});
  return json(201, json_of(notes_[place].back()));
}

ApiReply NoteStore::change(const ApiRequest& request, Notes& notes, std::int64_t id) {
  const auto found =
      std::find_if(notes.begin(), notes.end(), [id](const Stored& note) { return note.id == id; });
  if (found == notes.end()) {
    return not_found();
  }
  if (request.method == "GET") {
    return json(200, json_of(*found));
  }
  if (found->author != note_user) {
    return json(403, R"({"message":"403 Forbidden"})");
  }
  if (request.method == "DELETE") {
    notes.erase(found);
    return json(204, "");
  }
  const auto body = body_of(request);
  if (!body) {
    return json(400, R"({"error":"body is missing"})");
  }
  found->body = *body;
  return json(200, json_of(*found));
}

ApiReply NoteStore::upload(const ApiRequest& request) {
  if (request.upload_name.empty()) {
    return json(400, R"({"error":"file is missing"})");
  }
  const std::string url = fmt::format("/uploads/{:032x}/{}", ++uploads_, request.upload_name);
  const std::string alt = request.upload_name.substr(0, request.upload_name.find('.'));
  return json(201, fmt::format(R"({{"id":{},"alt":{},"url":{},"full_path":{},"markdown":{}}})",
                               uploads_, json_text(alt), json_text(url),
                               json_text(fmt::format("/-/project/{}{}", project_id_, url)),
                               json_text(fmt::format("![{}]({})", alt, url))));
}

ApiReply NoteStore::plant(std::string_view text) {
  const std::lock_guard lock(mutex_);
  rapidjson::Document document;
  document.Parse(text.data(), text.size());
  if (document.HasParseError() || !document.IsArray()) {
    return json(400, "not a list of notes\n");
  }
  for (const auto& each : document.GetArray()) {
    const std::string place = each["place"].GetString();
    notes_[place].push_back({place, next_id_++, each["author"].GetInt64(),
                             each.HasMember("system") && each["system"].IsTrue(),
                             each["body"].GetString()});
  }
  return json(200, "{}");
}

ApiReply NoteStore::contents() {
  const std::lock_guard lock(mutex_);
  std::string body = fmt::format(R"({{"uploads":{},"notes":{{)", uploads_);
  for (const auto& [place, notes] : notes_) {
    body += (body.ends_with('{') ? "" : ",") + json_text(place) + ":[";
    for (const Stored& note : notes) {
      body += (body.ends_with('[') ? "" : ",") + json_of(note);
    }
    body += "]";
  }
  return json(200, body + "}}");
}

}  // namespace dora::test
