// An HTTP server, by libmicrohttpd.
#include "reports/webserver/server.h"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <mutex>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <microhttpd.h>

#include "collector/base/error.h"
#include "reports/webserver/connections.h"
#include "reports/webserver/endpoint.h"
#include "reports/webserver/mhd_response.h"
#include "reports/webserver/request_check.h"
#include "reports/webserver/stream.h"

namespace dora::webserver {
namespace {

/// A request on its way, and its reply.
struct Exchange {
  Request request;
  bool has_begun = false;
  bool is_too_large = false;
  std::shared_ptr<Stream> stream;
};

MHD_Result add_header(void* request, MHD_ValueKind /*kind*/, const char* name, const char* value) {
  static_cast<Request*>(request)->headers.emplace(lower_case(name), value == nullptr ? "" : value);
  return MHD_YES;
}

MHD_Result send(MHD_Connection* connection, Reply reply) {
  const auto status = static_cast<unsigned>(reply.status);
  const MhdResponse response = mhd_response(std::move(reply), connection);
  // Out of memory or descriptors: the connection is closed.
  return response ? MHD_queue_response(connection, status, response.get()) : MHD_NO;
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
  Connections connections;
  std::mutex mutex;  ///< Guards the streams.
  std::set<std::shared_ptr<Stream>> streams;

  void finish(MHD_Connection* handle, std::unique_ptr<Exchange> exchange) {
    if (exchange && exchange->stream) {
      exchange->stream->abandon();
      const std::scoped_lock lock(mutex);
      streams.erase(exchange->stream);
    }
    if (Connection* connection = connection_of(handle)) {
      connection->set_deadline(options.request_time);
    }
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
    if (Connection* connection = connection_of(handle)) {
      connection->set_deadline(options.reply_time);
    }
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
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
      const auto* info = MHD_get_connection_info(handle, MHD_CONNECTION_INFO_CONNECTION_FD);
      *context = data->connections.open(info->connect_fd, data->options.request_time);
    } else {
      data->connections.close(static_cast<Connection*>(std::exchange(*context, nullptr)));
    }
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
  data_->connections.end_overdue();
}

}  // namespace dora::webserver
