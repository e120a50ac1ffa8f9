// HTTP through libcurl's multi interface. Libcurl appears in this file, curl_request and
// curl_transfer only.
#include "collector/http/curl_client.h"

#include <algorithm>
#include <list>
#include <utility>

#include <curl/curl.h>
#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/http/curl_request.h"
#include "collector/http/curl_transfer.h"

namespace dora::http {
namespace {

struct MultiCleanup {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
using Multi = std::unique_ptr<CURLM, MultiCleanup>;

void require(CURLMcode code) {
  if (code != CURLM_OK) {
    throw base::Error(fmt::format("libcurl cannot continue: {}", curl_multi_strerror(code)));
  }
}

}  // namespace

struct CurlClient::Impl {
  CurlOptions options;
  const base::Interrupt& interrupt;
  Multi multi;
  BodyBudget budget;
  std::list<Transfer> running;
  std::vector<Easy> idle;  ///< Handles are reused: their set-up and caches stay.

  Easy take_handle() {
    if (!idle.empty()) {
      Easy handle = std::move(idle.back());
      idle.pop_back();
      return handle;
    }
    Easy handle(curl_easy_init());
    if (!handle) {
      throw base::Error("libcurl cannot create a handle: out of memory");
    }
    configure(handle.get(), options);
    return handle;
  }

  Response finish(CURL* handle, CURLcode code) {
    curl_multi_remove_handle(multi.get(), handle);
    const auto transfer = std::find_if(running.begin(), running.end(), [handle](const auto& each) {
      return each.handle.get() == handle;
    });
    budget.used -= transfer->body.size();
    Response response = take_response(*transfer, code);
    mask(options.bearer_token, response);
    mask(options.signature.secret_key, response);
    mask(options.signature.session_token, response);
    idle.push_back(std::move(transfer->handle));
    running.erase(transfer);
    return response;
  }
};

CurlClient::CurlClient(CurlOptions options, const base::Interrupt& interrupt)
    : impl_(new Impl{std::move(options), interrupt, nullptr, {}, {}, {}}) {
  impl_->budget.limit = impl_->options.largest_bodies;
  require_valid(impl_->options.signature);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  impl_->multi.reset(curl_multi_init());
  const auto& ca_file = impl_->options.ca_file;
  if (!ca_file.empty() && !std::filesystem::is_regular_file(ca_file)) {
    throw base::UsageError(fmt::format(
        "--ca-file {}: no such file; give a PEM file of certificates", ca_file.string()));
  }
}

CurlClient::~CurlClient() {
  cancel_all();
}

void CurlClient::cancel_all() {
  for (Transfer& transfer : impl_->running) {
    curl_multi_remove_handle(impl_->multi.get(), transfer.handle.get());
    impl_->idle.push_back(std::move(transfer.handle));
  }
  impl_->running.clear();
  impl_->budget.used = 0;
}

void CurlClient::start(Request request) {
  Transfer& transfer = impl_->running.emplace_back();
  transfer.handle = impl_->take_handle();
  transfer.budget = &impl_->budget;
  transfer.largest_body = impl_->options.largest_body;
  transfer.largest_headers = impl_->options.largest_headers;
  set_request(transfer, std::move(request), impl_->options.signature);
  receive_into(transfer);
  require(curl_multi_add_handle(impl_->multi.get(), transfer.handle.get()));
}

std::optional<Response> CurlClient::wait(Clock::time_point until) {
  using std::chrono::milliseconds;
  for (;;) {
    impl_->interrupt.check();
    int active = 0;
    require(curl_multi_perform(impl_->multi.get(), &active));
    int queued = 0;
    while (const CURLMsg* message = curl_multi_info_read(impl_->multi.get(), &queued)) {
      if (message->msg == CURLMSG_DONE) {
        return impl_->finish(message->easy_handle, message->data.result);
      }
    }
    const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
    if (left <= milliseconds(0)) {
      return std::nullopt;
    }
    curl_waitfd interrupt{impl_->interrupt.fd(), CURL_WAIT_POLLIN, 0};
    const auto timeout = std::min(left, milliseconds(1000));
    require(curl_multi_poll(impl_->multi.get(), &interrupt, 1, static_cast<int>(timeout.count()),
                            nullptr));
  }
}

}  // namespace dora::http
