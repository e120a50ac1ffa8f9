// One request under way: what libcurl reads while it sends, and where it writes the answer. Include
// it only in .cpp files of this room.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <curl/curl.h>
#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/http/body_buffer.h"
#include "collector/http/http_client.h"

namespace dora::http {

struct EasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Easy = std::unique_ptr<CURL, EasyCleanup>;
using List = std::unique_ptr<curl_slist, ListCleanup>;

/// Bytes of all bodies being received, and their limit.
struct BodyBudget {
  std::size_t limit = 0;
  std::size_t used = 0;
};

/// A request in progress, into which libcurl writes.
struct Transfer {
  Easy handle;
  std::string sent_body;  ///< libcurl reads it while sending.
  List sent_headers;
  Response response;
  BodyBuffer body;
  std::function<bool(std::string_view)> reader;  ///< Request::on_body.
  std::size_t read = 0;                          ///< Bytes that it got.
  BodyBudget* budget = nullptr;
  std::size_t largest_body = 0;
  std::size_t largest_headers = 0;
  std::size_t header_size = 0;
  std::string refusal;  ///< Why we aborted it; empty if we did not.
  Failure refusal_kind = Failure::permanent;
  std::string error = std::string(CURL_ERROR_SIZE, '\0');
};

template <class Value>
void set_option(CURL* handle, CURLoption option, Value value) {
  if (const CURLcode code = curl_easy_setopt(handle, option, value); code != CURLE_OK) {
    throw base::Error(fmt::format("libcurl refuses an option: {}", curl_easy_strerror(code)));
  }
}

/// Has libcurl write the answer into `transfer`, which must not move until it is done.
void receive_into(Transfer& transfer);

/// What became of the transfer, once libcurl is done with it; its body is taken out.
Response take_response(Transfer& transfer, CURLcode code);

}  // namespace dora::http
