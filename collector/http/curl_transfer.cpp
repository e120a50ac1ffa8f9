// One request under way: what libcurl reads while it sends, and where it writes the answer.
#include "collector/http/curl_transfer.h"

#include <algorithm>
#include <utility>

#include "collector/base/text/ascii.h"
#include "collector/http/url.h"

namespace dora::http {
namespace {

bool has_succeeded(const Transfer& transfer) {
  long status = 0;
  curl_easy_getinfo(transfer.handle.get(), CURLINFO_RESPONSE_CODE, &status);
  return status == 200;
}

/// Hands the bytes on; keeps none.
std::size_t pass_on(Transfer& transfer, std::string_view bytes) {
  transfer.read += bytes.size();
  if (transfer.read > transfer.largest_body) {
    transfer.refusal =
        fmt::format("the answer is larger than {} MiB", transfer.largest_body >> 20U);
    return 0;
  }
  if (!transfer.reader(bytes)) {
    transfer.refusal = "the reader of the answer stopped";
    return 0;
  }
  return bytes.size();
}

std::size_t on_body(char* data, std::size_t /*one*/, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (transfer.reader && has_succeeded(transfer)) {
    return pass_on(transfer, {data, size});
  }
  if (transfer.body.size() + size > transfer.largest_body) {
    transfer.refusal =
        fmt::format("the answer is larger than {} MiB", transfer.largest_body >> 20U);
    return 0;  // Anything but `size` makes libcurl abort the transfer.
  }
  if (transfer.budget->used + size > transfer.budget->limit) {
    const bool alone = transfer.budget->used == transfer.body.size();
    transfer.refusal_kind = alone ? Failure::permanent : Failure::crowded;
    transfer.refusal =
        fmt::format("the {} larger than {} MiB{}", alone ? "answer is" : "concurrent answers are",
                    transfer.budget->limit >> 20U, alone ? "" : " together");
    return 0;
  }
  transfer.budget->used += size;
  transfer.body.append({data, size});
  return size;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  const auto last = text.find_last_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view()
                                         : text.substr(first, last - first + 1);
}

std::size_t on_header(char* data, std::size_t /*one*/, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  auto& headers = transfer.response.headers;
  const std::string_view line(data, size);
  transfer.header_size += size;
  if (transfer.header_size > transfer.largest_headers) {
    transfer.refusal =
        fmt::format("the answer's headers are larger than {} KiB", transfer.largest_headers >> 10U);
    return 0;
  }
  if (line.starts_with("HTTP/")) {
    headers.clear();  // A further response of the same transfer, after a 1xx or a proxy's answer.
  } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
    headers.push_back(
        {text::ascii_lower(line.substr(0, colon)), std::string(trimmed(line.substr(colon + 1)))});
  }
  return size;
}

Failure to_failure(CURLcode code) {
  switch (code) {
    case CURLE_OK:
      return Failure::none;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
      return Failure::unreachable;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WRITE_ERROR:
    case CURLE_OUT_OF_MEMORY:
      return Failure::permanent;
    default:
      return Failure::broken;
  }
}

/// libcurl rejects a header line of 100 KB or more as if it had run out of memory.
std::string text_of(CURLcode code, const Transfer& transfer) {
  if (code == CURLE_OUT_OF_MEMORY && transfer.body.size() == 0) {
    return "a header line of the answer is too long";
  }
  const std::string detail = transfer.error.c_str();
  return detail.empty() ? curl_easy_strerror(code) : without_credentials(detail);
}

}  // namespace

void receive_into(Transfer& transfer) {
  CURL* handle = transfer.handle.get();
  set_option(handle, CURLOPT_WRITEFUNCTION, on_body);
  set_option(handle, CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
  set_option(handle, CURLOPT_HEADERFUNCTION, on_header);
  set_option(handle, CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
  set_option(handle, CURLOPT_ERRORBUFFER, transfer.error.data());
}

Response take_response(Transfer& transfer, CURLcode code) {
  CURL* handle = transfer.handle.get();
  Response response = std::move(transfer.response);
  response.failure = to_failure(code);
  if (!transfer.refusal.empty()) {
    response.failure = transfer.refusal_kind;
    response.failure_text = transfer.refusal;
  } else if (code != CURLE_OK) {
    response.failure_text = text_of(code, transfer);
  } else {
    long status = 0;
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    response.status = static_cast<int>(status);
    response.body = transfer.body.take();
  }
  curl_off_t bytes = 0;
  curl_easy_getinfo(handle, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
  response.bytes = bytes;
  long sent = 0;
  curl_easy_getinfo(handle, CURLINFO_REQUEST_SIZE, &sent);
  response.sent = sent > 0;
  return response;
}

}  // namespace dora::http
