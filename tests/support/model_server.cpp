// A language model's API on loopback that answers as a test says.
#include "tests/support/model_server.h"

#include <mutex>
#include <thread>

#include <fmt/format.h>
#include <httplib.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace dora::test {
namespace {

std::string quoted(const std::string& text) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  return {buffer.GetString(), buffer.GetSize()};
}

void send_pieces(const ModelReply& reply, httplib::Response& response) {
  response.set_chunked_content_provider(
      "text/event-stream", [pieces = reply.pieces](std::size_t, httplib::DataSink& sink) {
        for (const std::string& piece : pieces) {
          sink.write(piece.data(), piece.size());
        }
        sink.done();
        return true;
      });
}

}  // namespace

struct ModelServer::Impl {
  httplib::Server server;
  Reply reply;
  int port = 0;
  std::thread thread;
  mutable std::mutex mutex;
  std::vector<ModelCall> calls;

  void answer(const httplib::Request& request, httplib::Response& response) {
    const ModelCall call{request.path, request.get_header_value("Authorization"), request.body};
    {
      const std::lock_guard lock(mutex);
      calls.push_back(call);
    }
    const ModelReply said = reply(call);
    response.status = said.status;
    for (const auto& [name, value] : said.headers) {
      response.set_header(name, value);
    }
    if (said.pieces.empty()) {
      response.set_content(said.body, "application/json");
    } else {
      send_pieces(said, response);
    }
  }
};

ModelServer::ModelServer(Reply reply) : impl_(std::make_unique<Impl>()) {
  impl_->reply = std::move(reply);
  httplib::Server& server = impl_->server;
  server.new_task_queue = [] { return new httplib::ThreadPool(32); };
  server.Post(".*", [this](const httplib::Request& request, httplib::Response& response) {
    impl_->answer(request, response);
  });
  impl_->port = server.bind_to_any_port("127.0.0.1");
  impl_->thread = std::thread([&server] { server.listen_after_bind(); });
}

ModelServer::~ModelServer() {
  while (!impl_->server.is_running()) {
    std::this_thread::yield();  // An earlier stop() would be lost.
  }
  impl_->server.stop();
  impl_->thread.join();
}

std::string ModelServer::url() const {
  return fmt::format("http://127.0.0.1:{}/v1", impl_->port);
}

std::vector<ModelCall> ModelServer::calls() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->calls;
}

ModelReply chat_reply(const std::string& text, const std::string& finish_reason) {
  return {200, fmt::format(R"({{"id":"chat-1","object":"chat.completion","created":1700000000,)"
                           R"("model":"test-model","choices":[{{"index":0,"message":)"
                           R"({{"role":"assistant","content":{}}},"finish_reason":"{}"}}],)"
                           R"("usage":{{"prompt_tokens":100,"completion_tokens":20,)"
                           R"("total_tokens":120}}}})",
                           quoted(text), finish_reason)};
}

}  // namespace dora::test
