// What is behind each address: pages of the site, the question box's files, questions.
#include "reports/serve/router.h"

#include <functional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "reports/serve/own_page.h"
#include "reports/serve/page_key.h"
#include "reports/serve/served_page.h"
#include "reports/webserver/file_reply.h"

namespace dora::serve {

using webserver::Reply;
using webserver::Request;
using webserver::Visitor;

Reply Router::reply(const Request& request, const Visitor& visitor) const {
  const std::shared_ptr<const Snapshot> snapshot = current_.get();
  if (request.path == "/chat") {
    return request.is_post() ? questions_.ask_text(request, visitor, snapshot)
                             : webserver::redirect("/questions");
  }
  if (request.is_post()) {
    Reply reply = webserver::plain_reply(405, "Only /chat takes forms.");
    reply.headers.emplace_back("Allow", "GET, HEAD");
    return reply;
  }
  if (request.path == "/answer") {
    return questions_.ask_form(request, visitor, snapshot);
  }
  if (request.path == "/questions") {
    return question_forms(visitor, *snapshot);
  }
  if (request.path == "/-/ask.css" || request.path == "/-/ask.js") {
    return asset(request);
  }
  return file(request, visitor, *snapshot);
}

Reply Router::asset(const Request& request) const {
  constexpr std::string_view folder = "/-/";
  const std::string_view name = std::string_view(request.path).substr(folder.size());
  const std::string_view text = pages_.file(name);
  return webserver::text_reply(request, std::string(text), webserver::content_type_of(name),
                               fmt::format("\"{}\"", std::hash<std::string_view>()(text)));
}

Reply Router::file(const Request& request, const Visitor& visitor, const Snapshot& snapshot) const {
  const webserver::SiteFile* file = snapshot.files.find(request.path);
  if (file == nullptr) {
    return webserver::plain_reply(404, "There is no such page in the report.");
  }
  if (!file->name.ends_with(".html")) {
    return webserver::file_reply(request, snapshot.files, *file);
  }
  const std::string box = pages_.box(snapshot.suggestions, page_key(visitor, snapshot), "");
  return webserver::changed_reply(
      request, snapshot.files, *file,
      {box, [&](std::string page) { return with_question_box(std::move(page), box); }});
}

Reply Router::question_forms(const Visitor& visitor, const Snapshot& snapshot) const {
  try {
    Reply reply = webserver::plain_reply(200, "");
    reply.content_type = html_type;
    reply.body =
        own_page({"Questions", pages_.forms(snapshot.report), ""}, snapshot, visitor, pages_);
    return reply;
  } catch (const base::Error& error) {
    return webserver::plain_reply(503, error.what());
  }
}

}  // namespace dora::serve
