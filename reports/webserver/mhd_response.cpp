// Makes libmicrohttpd's response of a reply.
#include "reports/webserver/mhd_response.h"

#include <array>
#include <utility>

#include <fcntl.h>
#include <microhttpd.h>

#include "reports/webserver/stream.h"

namespace dora::webserver {
namespace {

/// What the reader of a stream needs; MHD frees it with the response.
struct StreamReader {
  std::shared_ptr<Stream> stream;
  MHD_Connection* connection;
};

ssize_t read_stream(void* cls, std::uint64_t /*position*/, char* buffer, std::size_t size) {
  const auto* reader = static_cast<StreamReader*>(cls);
  MHD_Connection* connection = reader->connection;
  const Stream::Read read = reader->stream->read(
      buffer, size, [connection] { MHD_suspend_connection(connection); },
      [connection] { MHD_resume_connection(connection); });
  return read.state == Stream::State::ended ? MHD_CONTENT_READER_END_OF_STREAM
                                            : static_cast<ssize_t>(read.size);
}

void free_reader(void* cls) {
  const std::unique_ptr<StreamReader> reader(static_cast<StreamReader*>(cls));
  reader->stream->abandon();
}

MhdResponse response_of(Reply& reply, MHD_Connection* connection) {
  if (auto* text = std::get_if<std::string>(&reply.body)) {
    return MhdResponse(
        MHD_create_response_from_buffer(text->size(), text->data(), MHD_RESPMEM_MUST_COPY));
  }
  if (const auto* part = std::get_if<FilePart>(&reply.body)) {
    const int fd = ::fcntl(part->descriptor.get(), F_DUPFD_CLOEXEC, 0);
    return MhdResponse(
        fd < 0 ? nullptr
               : MHD_create_response_from_fd_at_offset64(static_cast<std::uint64_t>(part->size), fd,
                                                         static_cast<std::uint64_t>(part->begin)));
  }
  constexpr std::size_t block = 4096;
  auto reader = std::make_unique<StreamReader>(
      StreamReader{std::get<std::shared_ptr<Stream>>(reply.body), connection});
  return MhdResponse(MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, block, read_stream,
                                                       reader.release(), free_reader));
}

/// Of every reply. Nothing from elsewhere, nothing in a frame, no script in a page, no other site
/// may read it. A form of a page without any referrer would send `Origin: null`: `same-origin`
/// keeps addresses from other sites just as well.
constexpr std::array<std::pair<const char*, const char*>, 5> common_headers{
    {{"Content-Security-Policy",
      "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src "
      "'self'; "
      "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
     {"X-Content-Type-Options", "nosniff"},
     {"Referrer-Policy", "same-origin"},
     {"Cross-Origin-Resource-Policy", "same-origin"},
     {"Cross-Origin-Opener-Policy", "same-origin"}}};

}  // namespace

void MhdResponseDestroyer::operator()(MHD_Response* response) const {
  MHD_destroy_response(response);
}

MhdResponse mhd_response(Reply reply, MHD_Connection* connection) {
  MhdResponse response = response_of(reply, connection);
  if (!response) {
    return response;
  }
  for (const auto& [name, value] : common_headers) {
    MHD_add_response_header(response.get(), name, value);
  }
  MHD_add_response_header(response.get(), "Content-Type", reply.content_type.c_str());
  for (const auto& [name, value] : reply.headers) {
    MHD_add_response_header(response.get(), name.c_str(), value.c_str());
  }
  return response;
}

}  // namespace dora::webserver
