// Serves the API over HTTP on a loopback port.
#include "tests/tools/gitlab_server/server.h"

#include <array>
#include <atomic>
#include <string_view>
#include <thread>

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include "collector/base/error.h"
#include "tests/tools/gitlab_server/connections.h"
#include "tests/tools/gitlab_server/gzip.h"
#include "tests/tools/gitlab_server/request_log.h"

namespace dora::test {
namespace {

constexpr const char* host = "127.0.0.1";
constexpr std::string_view bearer = "Bearer ";

/// httplib's backlog of five connections would drop the sixth of a client that opens many at once.
class HttpServer : public httplib::Server {
 public:
  void widen_queue() const { ::listen(svr_sock_, SOMAXCONN); }
};

std::string token_of(const httplib::Request& request) {
  const std::string authorization = request.get_header_value("Authorization");
  return authorization.starts_with(bearer) ? authorization.substr(bearer.size())
                                           : request.get_header_value("PRIVATE-TOKEN");
}

ApiRequest to_api_request(const httplib::Request& request) {
  ApiRequest result;
  result.path = request.target.substr(0, request.target.find('?'));
  result.origin = "http://" + request.get_header_value("Host");
  for (const auto& [name, value] : request.params) {
    // A list, `iids[]=1&iids[]=2`, becomes one value: `1,2`.
    std::string& all = result.query[name];
    if (name.ends_with("[]") && !all.empty()) {
      all += ',';
      all += value;
    } else {
      all = value;
    }
  }
  result.token = token_of(request);
  result.method = request.method;
  result.body = request.body;
  if (const auto file = request.files.find("file"); file != request.files.end()) {
    result.upload_name = file->second.filename;
  }
  return result;
}

std::string outcome_of(const ApiReply& reply) {
  constexpr std::array<const char*, 6> words{"", "truncated", "reset", "close", "hang", "drip"};
  return reply.delivery == Delivery::whole ? std::to_string(reply.status)
                                           : words[static_cast<std::size_t>(reply.delivery)];
}

/// Comes without a body.
constexpr int no_content = 204;

/// Compresses the body if the client accepts that.
void fit_body(ApiReply& reply, const httplib::Request& request) {
  const bool accepted =
      request.get_header_value("Accept-Encoding").find("gzip") != std::string::npos;
  if (accepted && reply.status != no_content) {
    reply.body = gzipped(reply.body);
    reply.headers.emplace_back("Content-Encoding", "gzip");
  }
  reply.headers.emplace_back("Vary", "Origin, Accept-Encoding");
}

/// Passes the body to httplib as a stream of known length: then httplib does not compress it again,
/// and a stream may end early.
void send(ApiReply reply, httplib::Response& response) {
  constexpr std::chrono::milliseconds pause(50);
  response.status = reply.status;
  for (const auto& [name, value] : reply.headers) {
    response.set_header(name, value);
  }
  if (reply.status == no_content) {
    return;
  }
  const std::size_t length = reply.body.size();
  const Delivery delivery = reply.delivery;
  response.set_content_provider(length, reply.content_type,
                                [body = std::move(reply.body), delivery, pause](
                                    std::size_t offset, std::size_t rest, httplib::DataSink& sink) {
                                  if (delivery == Delivery::drip) {
                                    std::this_thread::sleep_for(pause);
                                    return sink.write(body.data() + offset, 1);
                                  }
                                  const bool truncated = delivery == Delivery::truncated;
                                  sink.write(body.data() + offset, truncated ? rest / 2 : rest);
                                  return !truncated;
                                });
}

}  // namespace

class Server::Implementation {
 public:
  Implementation(Api& api, const ServerOptions& options)
      : api_(api), latency_(options.latency), log_(options.request_log) {
    server_.new_task_queue = [threads = static_cast<std::size_t>(options.threads)] {
      return new httplib::ThreadPool(threads);  // httplib deletes it.
    };
    server_.set_tcp_nodelay(true);
    server_.set_keep_alive_max_count(1'000'000'000);
    server_.set_keep_alive_timeout(600);
    const auto handler = [this](const httplib::Request& request, httplib::Response& response) {
      answer(request, response);
    };
    server_.Get(".*", handler).Post(".*", handler).Put(".*", handler).Delete(".*", handler);
    port_ = options.port == 0                          ? server_.bind_to_any_port(host)
            : server_.bind_to_port(host, options.port) ? options.port
                                                       : -1;
    if (port_ < 0) {
      throw base::Error(
          fmt::format("cannot listen on {}:{}: choose another port or 0", host, options.port));
    }
    server_.widen_queue();
    thread_ = std::thread([this] {
      server_.listen_after_bind();
      finished_ = true;
    });
    // httplib cannot be stopped before it is running.
    while (!server_.is_running() && !finished_) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  ~Implementation() {
    stopping_ = true;
    server_.stop();
    // Threads that wait for a client's next request end only with the connection.
    while (!finished_) {
      shut_all_connections(port_);
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    thread_.join();
  }

  int port() const { return port_; }

 private:
  void answer(const httplib::Request& request, httplib::Response& response) {
    // The latency includes the server's own work, which is not to be measured.
    const auto when = std::chrono::steady_clock::now() + latency_;
    const ApiRequest api_request = to_api_request(request);
    ApiReply reply = api_.answer(api_request);
    fit_body(reply, request);
    std::this_thread::sleep_until(when);
    log_.add({request.method, request.target, outcome_of(reply), api_request.token,
              request.get_header_value("User-Agent")});
    const int connection = find_broken(reply.delivery, request.remote_port);
    switch (reply.delivery) {
      case Delivery::whole:
      case Delivery::truncated:
      case Delivery::drip:
        send(std::move(reply), response);
        break;
      case Delivery::reset:
        reset_connection(connection);
        break;
      case Delivery::hang:
        wait_for_hang_up(connection, [this] { return stopping_.load(); });
        shut_connection(connection);
        break;
      case Delivery::close:
        shut_connection(connection);
        break;
    }
  }

  int find_broken(Delivery delivery, int remote_port) const {
    const bool intact = delivery == Delivery::whole || delivery == Delivery::truncated ||
                        delivery == Delivery::drip;
    return intact ? -1 : find_connection(port_, remote_port);
  }

  Api& api_;
  std::chrono::milliseconds latency_;
  RequestLog log_;
  HttpServer server_;
  std::thread thread_;
  std::atomic<bool> finished_{false};
  std::atomic<bool> stopping_{false};
  int port_ = -1;
};

Server::Server(Api& api, const ServerOptions& options)
    : implementation_(std::make_unique<Implementation>(api, options)) {}

Server::~Server() = default;

int Server::port() const {
  return implementation_->port();
}

}  // namespace dora::test
