// An HTTP server: the only user of libmicrohttpd.
#include "reports/webserver/server.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <set>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <microhttpd.h>
#include <sys/socket.h>

#include "collector/base/error.h"
#include "reports/webserver/endpoint.h"
#include "reports/webserver/request_check.h"
#include "reports/webserver/stream.h"

namespace dora::webserver {
namespace {

using Clock = std::chrono::steady_clock;

/// A client's connection, for as long as it is open.
struct Connection {
  int fd = -1;
  Endpoint client;
  Endpoint server;
  std::atomic<Clock::rep> deadline = 0;
};

/// A request on its way, and its reply.
struct Exchange {
  Request request;
  bool has_begun = false;
  bool is_too_large = false;
  std::shared_ptr<Stream> stream;
};

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

MHD_Result add_header(void* request, MHD_ValueKind /*kind*/, const char* name, const char* value) {
  static_cast<Request*>(request)->headers.emplace(lower_case(name), value == nullptr ? "" : value);
  return MHD_YES;
}

struct ResponseCloser {
  void operator()(MHD_Response* response) const { MHD_destroy_response(response); }
};
using Response = std::unique_ptr<MHD_Response, ResponseCloser>;

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

Response response_of(Reply& reply, MHD_Connection* connection) {
  if (auto* text = std::get_if<std::string>(&reply.body)) {
    return Response(
        MHD_create_response_from_buffer(text->size(), text->data(), MHD_RESPMEM_MUST_COPY));
  }
  if (const auto* part = std::get_if<FilePart>(&reply.body)) {
    const int fd = ::fcntl(part->descriptor.get(), F_DUPFD_CLOEXEC, 0);
    return Response(
        fd < 0 ? nullptr
               : MHD_create_response_from_fd_at_offset64(static_cast<std::uint64_t>(part->size), fd,
                                                         static_cast<std::uint64_t>(part->begin)));
  }
  constexpr std::size_t block = 4096;
  auto reader = std::make_unique<StreamReader>(
      StreamReader{std::get<std::shared_ptr<Stream>>(reply.body), connection});
  return Response(MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, block, read_stream,
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

MHD_Result send(MHD_Connection* connection, Reply reply) {
  const Response response = response_of(reply, connection);
  if (!response) {
    return MHD_NO;  // Out of memory or descriptors: the connection is closed.
  }
  for (const auto& [name, value] : common_headers) {
    MHD_add_response_header(response.get(), name, value);
  }
  MHD_add_response_header(response.get(), "Content-Type", reply.content_type.c_str());
  for (const auto& [name, value] : reply.headers) {
    MHD_add_response_header(response.get(), name.c_str(), value.c_str());
  }
  return MHD_queue_response(connection, static_cast<unsigned>(reply.status), response.get());
}

void* begin_exchange(void* /*cls*/, const char* uri, MHD_Connection* /*connection*/) {
  auto exchange = std::make_unique<Exchange>();
  const std::string_view text(uri);
  const std::size_t mark = text.find('?');
  exchange->request.path = text.substr(0, mark);
  exchange->request.query = mark == std::string_view::npos ? "" : text.substr(mark + 1);
  return exchange.release();
}

/// Paths are compared as they are sent.
std::size_t keep_escapes(void* /*cls*/, MHD_Connection* /*connection*/, char* text) {
  return std::strlen(text);
}

}  // namespace

struct Server::Data {
  ServerOptions options;
  Handler handler;
  MHD_Daemon* daemon = nullptr;
  std::atomic<bool> stopping = false;
  std::mutex mutex;  ///< Guards the sets.
  std::set<Connection*> connections;
  std::set<std::shared_ptr<Stream>> streams;

  void set_deadline(Connection* connection, std::chrono::milliseconds time) const {
    if (connection != nullptr) {
      connection->deadline = (Clock::now() + time).time_since_epoch().count();
    }
  }

  void open(MHD_Connection* handle, void** context) {
    auto connection = std::make_unique<Connection>();
    connection->fd = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
    connection->client = client_of(connection->fd);
    connection->server = server_of(connection->fd);
    set_deadline(connection.get(), options.request_time);
    const std::scoped_lock lock(mutex);
    connections.insert(connection.get());
    *context = connection.release();
  }

  void close(void** context) {
    const std::unique_ptr<Connection> connection(static_cast<Connection*>(*context));
    *context = nullptr;
    const std::scoped_lock lock(mutex);
    connections.erase(connection.get());
  }

  void finish(MHD_Connection* handle, std::unique_ptr<Exchange> exchange) {
    if (exchange && exchange->stream) {
      exchange->stream->abandon();
      const std::scoped_lock lock(mutex);
      streams.erase(exchange->stream);
    }
    set_deadline(connection_of(handle), options.request_time);
  }

  static Connection* connection_of(MHD_Connection* handle) {
    const auto* info = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info == nullptr ? nullptr : static_cast<Connection*>(info->socket_context);
  }

  MHD_Result reply(MHD_Connection* handle, Exchange& exchange, Reply reply) {
    if (const auto* stream = std::get_if<std::shared_ptr<Stream>>(&reply.body)) {
      const std::scoped_lock lock(mutex);
      if (stopping) {
        (*stream)->abandon();
      }
      exchange.stream = *stream;
      streams.insert(*stream);
    }
    set_deadline(connection_of(handle), options.reply_time);
    return send(handle, std::move(reply));
  }

  MHD_Result begin(MHD_Connection* handle, const char* method, Exchange& exchange) {
    exchange.has_begun = true;
    Request& request = exchange.request;
    request.method = method;
    MHD_get_connection_values(handle, MHD_HEADER_KIND, add_header, &request);
    if (const Connection* connection = connection_of(handle)) {
      request.client = connection->client;
      request.server = connection->server;
    }
    auto refusal = refusal_of(request);
    return refusal ? reply(handle, exchange, std::move(*refusal)) : MHD_YES;
  }

  /// libmicrohttpd takes no reply in the middle of a body, so a little more is read and dropped.
  static MHD_Result take_body(Exchange& exchange, std::string_view part) {
    constexpr std::size_t most_dropped = 8 * largest_body;
    std::string& body = exchange.request.body;
    body += part;
    exchange.is_too_large = body.size() > largest_body;
    return body.size() > most_dropped ? MHD_NO : MHD_YES;
  }

  MHD_Result serve(MHD_Connection* handle, const char* method, std::string_view part,
                   Exchange& exchange) {
    if (!exchange.has_begun) {
      return begin(handle, method, exchange);
    }
    if (!part.empty()) {
      return take_body(exchange, part);
    }
    return reply(handle, exchange,
                 exchange.is_too_large ? plain_reply(413, "A request may have 8 KB.")
                                       : handler(exchange.request));
  }

  // libmicrohttpd calls these, so nothing may be thrown through them.

  static MHD_Result on_request(void* cls, MHD_Connection* handle, const char* /*url*/,
                               const char* method, const char* /*version*/, const char* part,
                               std::size_t* part_size, void** exchange) {
    try {
      const std::string_view text(part, *part_size);
      *part_size = 0;
      return static_cast<Data*>(cls)->serve(handle, method, text,
                                            *static_cast<Exchange*>(*exchange));
    } catch (const std::exception&) {
      return MHD_NO;  // No memory, most likely: the connection is closed.
    }
  }

  static void on_completed(void* cls, MHD_Connection* handle, void** exchange,
                           MHD_RequestTerminationCode /*reason*/) {
    static_cast<Data*>(cls)->finish(
        handle,
        std::unique_ptr<Exchange>(static_cast<Exchange*>(std::exchange(*exchange, nullptr))));
  }

  static void on_connection(void* cls, MHD_Connection* handle, void** context,
                            MHD_ConnectionNotificationCode what) {
    Data* data = static_cast<Data*>(cls);
    what == MHD_CONNECTION_NOTIFY_STARTED ? data->open(handle, context) : data->close(context);
  }
};

Server::Server(const ServerOptions& options, Handler handler) : data_(std::make_unique<Data>()) {
  data_->options = options;
  data_->handler = std::move(handler);
  socklen_t size = 0;
  const sockaddr_storage address = parse_address(options.address, options.port, size);
  const void* place = &address;
  unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC;
  flags |= address.ss_family == AF_INET6 ? static_cast<unsigned>(MHD_USE_IPv6) : 0U;
  constexpr std::size_t memory = std::size_t{32} << 10U;  // Of headers, for each connection.
  constexpr unsigned idle_seconds = 30;
  errno = 0;
  data_->daemon = MHD_start_daemon(
      flags, options.port, nullptr, nullptr, Data::on_request, data_.get(), MHD_OPTION_SOCK_ADDR,
      place, MHD_OPTION_THREAD_POOL_SIZE, static_cast<unsigned>(options.threads),
      MHD_OPTION_CONNECTION_LIMIT, options.connections, MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory,
      MHD_OPTION_CONNECTION_TIMEOUT, idle_seconds, MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_URI_LOG_CALLBACK, begin_exchange, nullptr, MHD_OPTION_UNESCAPE_CALLBACK,
      keep_escapes, nullptr, MHD_OPTION_NOTIFY_COMPLETED, Data::on_completed, data_.get(),
      MHD_OPTION_NOTIFY_CONNECTION, Data::on_connection, data_.get(), MHD_OPTION_END);
  if (data_->daemon == nullptr) {
    throw base::Error(fmt::format("cannot listen on {} port {}: {}; choose another --port",
                                  options.address, options.port,
                                  errno == 0 ? "unknown reason" : std::strerror(errno)));
  }
}

Server::~Server() {
  data_->stopping = true;
  {
    const std::scoped_lock lock(data_->mutex);
    for (const std::shared_ptr<Stream>& stream : data_->streams) {
      stream->abandon();
    }
  }
  MHD_stop_daemon(data_->daemon);
}

std::uint16_t Server::port() const {
  return MHD_get_daemon_info(data_->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

void Server::end_overdue() {
  const Clock::rep now = Clock::now().time_since_epoch().count();
  const std::scoped_lock lock(data_->mutex);
  for (const Connection* connection : data_->connections) {
    if (connection->deadline < now) {
      ::shutdown(connection->fd, SHUT_RDWR);  // The server's thread notices, and closes it.
    }
  }
}

}  // namespace dora::webserver
