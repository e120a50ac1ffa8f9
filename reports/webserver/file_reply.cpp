// Replies with a file, a part of it, or that the client has it already.
#include "reports/webserver/file_reply.h"

#include <utility>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/sha256.h"
#include "reports/webserver/byte_range.h"

namespace dora::webserver {
namespace {

constexpr std::int64_t largest_page = std::int64_t{64} << 20U;

/// With the headers of every version of a file: ask again each time, which costs little.
Reply begin_reply(int status, const char* content_type, const std::string& tag) {
  Reply reply;
  reply.status = status;
  reply.content_type = content_type;
  reply.headers = {
      {"ETag", tag}, {"Cache-Control", "private, no-cache"}, {"Accept-Ranges", "bytes"}};
  return reply;
}

/// A reply without its body: 200, 206, 304 or 416, and the part that is to be sent.
struct Begun {
  Reply reply;
  ByteRange part;
};

Begun reply_for(const Request& request, const char* content_type, const std::string& tag,
                std::int64_t size) {
  if (lists_tag(request.header("if-none-match"), tag)) {
    return {begin_reply(304, content_type, tag), ByteRange{}};
  }
  const std::string_view condition = request.header("if-range");
  const bool wants_part = !request.is_post() && (condition.empty() || condition == tag);
  const RequestedRange range =
      wants_part ? requested_range(request.header("range"), size) : WholeFile{};
  if (const auto* part = std::get_if<ByteRange>(&range)) {
    Reply reply = begin_reply(206, content_type, tag);
    reply.headers.emplace_back("Content-Range", fmt::format("bytes {}-{}/{}", part->begin,
                                                            part->begin + part->size - 1, size));
    return {std::move(reply), *part};
  }
  if (std::holds_alternative<OutsideFile>(range)) {
    Reply reply = begin_reply(416, content_type, tag);
    reply.headers.emplace_back("Content-Range", fmt::format("bytes */{}", size));
    return {std::move(reply), ByteRange{}};
  }
  return {begin_reply(200, content_type, tag), ByteRange{0, size}};
}

Reply gone(const base::Error& error) {
  return plain_reply(503, error.what());
}

}  // namespace

Reply file_reply(const Request& request, const SiteFiles& files, const SiteFile& file) {
  auto [reply, part] =
      reply_for(request, file.content_type, fmt::format("\"{}\"", file.sha256), file.size);
  if (part.size == 0) {
    return std::move(reply);
  }
  try {
    files::OpenFile opened = files.open(file);
    reply.body = FilePart{std::move(opened.descriptor), part.begin, part.size};
  } catch (const base::Error& error) {
    return gone(error);
  }
  return std::move(reply);
}

Reply changed_reply(const Request& request, const SiteFiles& files, const SiteFile& file,
                    const Changed& changed) {
  const std::string tag = fmt::format("\"{}\"", files::sha256(file.sha256 + " " + changed.version));
  if (lists_tag(request.header("if-none-match"), tag)) {
    return begin_reply(304, file.content_type, tag);
  }
  try {
    return text_reply(request, changed.change(files::read_all(files.open(file), largest_page)),
                      file.content_type, tag);
  } catch (const base::Error& error) {
    return gone(error);
  }
}

Reply text_reply(const Request& request, std::string text, const char* content_type,
                 const std::string& tag) {
  auto [reply, part] =
      reply_for(request, content_type, tag, static_cast<std::int64_t>(text.size()));
  const auto begin = static_cast<std::size_t>(part.begin);
  const auto size = static_cast<std::size_t>(part.size);
  reply.body = size == text.size() ? std::move(text) : text.substr(begin, size);
  return std::move(reply);
}

}  // namespace dora::webserver
