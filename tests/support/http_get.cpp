// Sends one HTTP request and returns whatever came back.
#include "tests/support/http_get.h"

#include <algorithm>
#include <memory>

#include <curl/curl.h>

#include "collector/base/error.h"

namespace dora::test {
namespace {

std::size_t add_body(char* data, std::size_t size, std::size_t count, void* reply) {
  static_cast<HttpReply*>(reply)->body.append(data, size * count);
  return size * count;
}

std::string trimmed(const std::string& text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \r\n"), text.size());
  return text.substr(begin, text.find_last_not_of(" \r\n") + 1 - begin);
}

std::size_t add_header(char* data, std::size_t size, std::size_t count, void* reply) {
  const std::string line(data, size * count);
  const std::size_t colon = line.find(':');
  if (colon != std::string::npos) {
    std::string name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
      return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    });
    static_cast<HttpReply*>(reply)->headers[name] = trimmed(line.substr(colon + 1));
  }
  return line.size();
}

struct Patience {
  const HttpCall& call;
  const HttpReply& reply;
};

/// A result other than 0 makes libcurl abort the transfer.
int on_progress(void* patience, curl_off_t /*to_come*/, curl_off_t /*came*/, curl_off_t /*to_send*/,
                curl_off_t /*sent*/) {
  const auto& [call, reply] = *static_cast<const Patience*>(patience);
  return call.give_up(reply) ? 1 : 0;
}

}  // namespace

std::string HttpReply::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string() : found->second;
}

HttpReply http_get(const std::string& url, const HttpCall& call) {
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(),
                                                                 &curl_easy_cleanup);
  if (!curl) {
    throw base::Error("cannot create a libcurl handle");
  }
  curl_slist* list = nullptr;
  for (const std::string& header : call.headers) {
    list = curl_slist_append(list, header.c_str());
  }
  if (!call.post.empty()) {
    list = curl_slist_append(list, "Content-Type: application/json");
  }
  if (!call.accept_encoding.empty()) {
    list = curl_slist_append(list, ("Accept-Encoding: " + call.accept_encoding).c_str());
  }
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> owned(list,
                                                                          &curl_slist_free_all);
  HttpReply reply;
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, list);
  curl_easy_setopt(curl.get(), CURLOPT_PROXY, "");
  if (!call.post.empty()) {
    curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, call.post.c_str());
  }
  curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, add_body);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &reply);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERFUNCTION, add_header);
  curl_easy_setopt(curl.get(), CURLOPT_HEADERDATA, &reply);
  Patience patience{call, reply};
  if (call.give_up) {
    curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &patience);
  }
  reply.complete = curl_easy_perform(curl.get()) == CURLE_OK;
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  reply.status = static_cast<int>(status);
  return reply;
}

}  // namespace dora::test
