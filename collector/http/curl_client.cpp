// HTTP through libcurl's multi interface. Libcurl's handles appear in this file only.
#include "collector/http/curl_client.h"

#include <algorithm>
#include <list>
#include <utility>

#include <curl/curl.h>
#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/http/body_buffer.h"
#include "collector/http/url.h"

namespace dora::http {
namespace {

struct EasyCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct ListCleanup {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
struct MultiCleanup {
  void operator()(CURLM* handle) const { curl_multi_cleanup(handle); }
};
using Easy = std::unique_ptr<CURL, EasyCleanup>;
using List = std::unique_ptr<curl_slist, ListCleanup>;
using Multi = std::unique_ptr<CURLM, MultiCleanup>;

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
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    headers.push_back({std::move(name), std::string(trimmed(line.substr(colon + 1)))});
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

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (const CURLcode code = curl_easy_setopt(handle, option, value); code != CURLE_OK) {
    throw base::Error(fmt::format("libcurl refuses an option: {}", curl_easy_strerror(code)));
  }
}

void configure(CURL* handle, const CurlOptions& options) {
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(handle, CURLOPT_ACCEPT_ENCODING, "");  // Everything this libcurl can decompress.
  set(handle, CURLOPT_USERAGENT, options.user_agent.c_str());
  set(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect_timeout.count()));
  set(handle, CURLOPT_LOW_SPEED_LIMIT, 100L);
  set(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stall_timeout.count()));
  // The minimum speed alone would let a server send forever.
  set(handle, CURLOPT_TIMEOUT, static_cast<long>(options.answer_timeout.count()));
  if (!options.ca_file.empty()) {
    set(handle, CURLOPT_CAINFO, options.ca_file.c_str());
  }
  if (!options.bearer_token.empty()) {
    // Unlike a header of our own, libcurl treats this as a credential.
    set(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
    set(handle, CURLOPT_XOAUTH2_BEARER, options.bearer_token.c_str());
  }
  if (const AwsSignature& signature = options.signature; !signature.access_key.empty()) {
    set(handle, CURLOPT_AWS_SIGV4, fmt::format("aws:amz:{}:s3", signature.region).c_str());
    set(handle, CURLOPT_USERNAME, signature.access_key.c_str());
    set(handle, CURLOPT_PASSWORD, signature.secret_key.c_str());
    set(handle, CURLOPT_PATH_AS_IS, 1L);  // A key is any text: `a/../b` is not `b`.
    set(handle, CURLOPT_EXPECT_100_TIMEOUT_MS, 100L);
  }
}

/// Whether to wait for a connection in progress, to become a stream on it, instead of opening
/// another. With TLS it is known early whether the server speaks HTTP/2. Without TLS it never does,
/// but libcurl would wait for the whole first answer to find out.
bool may_share_connection(std::string_view url) {
  return url.starts_with("https:");
}

void append(List& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) {
    throw base::Error("libcurl cannot keep a header: out of memory");
  }
  static_cast<void>(list.release());
  list.reset(longer);
}

/// A line break in a header would begin another header, or the body.
void require_printable(std::string_view text) {
  if (std::any_of(text.begin(), text.end(),
                  [](char c) { return static_cast<unsigned char>(c) < ' ' || c == ''; })) {
    throw base::Error("a request's header holds a control character");
  }
}

bool is_content_type(std::string_view name) {
  constexpr std::string_view lower = "content-type";
  return std::equal(name.begin(), name.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a | 0x20) == b; });
}

void append(List& list, const std::vector<Header>& headers) {
  for (const Header& header : headers) {
    require_printable(header.name);
    require_printable(header.value);
    append(list, fmt::format("{}: {}", header.name, header.value));
  }
}

/// An empty header makes libcurl leave out its own. It signs these, too, although it never sends
/// them, so that a server would find the signature wrong: signed requests do without.
void leave_out_headers(Transfer& transfer, const Request& request) {
  // libcurl would declare the body a form.
  if (std::none_of(request.headers.begin(), request.headers.end(),
                   [](const Header& header) { return is_content_type(header.name); })) {
    append(transfer.sent_headers, "Content-Type:");
  }
  // Otherwise libcurl waits a second for servers that do not know `100 Continue`.
  append(transfer.sent_headers, "Expect:");
}

/// Handles are reused: everything that an earlier request set is set again.
void set_request(CURL* handle, Transfer& transfer, Request request, const AwsSignature& signature) {
  // If a connection that was used before ends without an answer, libcurl sends the request again.
  set(handle, CURLOPT_FRESH_CONNECT, request.repeat == Repeat::if_not_handled ? 1L : 0L);
  const bool is_signed = !signature.access_key.empty();
  append(transfer.sent_headers, request.headers);
  if (is_signed) {
    append(transfer.sent_headers, headers_to_sign(signature, request.body));
  }
  transfer.sent_body = std::move(request.body);
  transfer.reader = std::move(request.on_body);
  set(handle, CURLOPT_HTTPGET, 1L);
  set(handle, CURLOPT_CUSTOMREQUEST, nullptr);
  const bool has_body = request.method != Method::get && request.method != Method::head &&
                        !(is_signed && request.method == Method::del && transfer.sent_body.empty());
  if (has_body) {
    set(handle, CURLOPT_POST, 1L);
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.sent_body.size()));
    set(handle, CURLOPT_POSTFIELDS, transfer.sent_body.c_str());
    if (!is_signed) {
      leave_out_headers(transfer, request);
    }
  }
  if (request.method == Method::head) {
    set(handle, CURLOPT_NOBODY, 1L);
  } else if (request.method != Method::get) {
    set(handle, CURLOPT_CUSTOMREQUEST, to_string(request.method).data());
  }
  set(handle, CURLOPT_HTTPHEADER, transfer.sent_headers.get());
}

/// libcurl rejects a header line of 100 KB or more as if it had run out of memory.
std::string text_of(CURLcode code, const Transfer& transfer) {
  if (code == CURLE_OUT_OF_MEMORY && transfer.body.size() == 0) {
    return "a header line of the answer is too long";
  }
  const std::string detail = transfer.error.c_str();
  return detail.empty() ? curl_easy_strerror(code) : without_credentials(detail);
}

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
    Response response = std::move(transfer->response);
    budget.used -= transfer->body.size();
    response.failure = to_failure(code);
    if (!transfer->refusal.empty()) {
      response.failure = transfer->refusal_kind;
      response.failure_text = transfer->refusal;
    } else if (code != CURLE_OK) {
      response.failure_text = text_of(code, *transfer);
    } else {
      long status = 0;
      curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
      response.status = static_cast<int>(status);
      response.body = transfer->body.take();
    }
    curl_off_t bytes = 0;
    curl_easy_getinfo(handle, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
    response.bytes = bytes;
    long sent = 0;
    curl_easy_getinfo(handle, CURLINFO_REQUEST_SIZE, &sent);
    response.sent = sent > 0;
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
  transfer.response.id = request.id;
  transfer.response.url = request.url;
  CURL* handle = transfer.handle.get();
  set(handle, CURLOPT_URL, transfer.response.url.c_str());
  // "": no proxy, whatever the environment says, because there a loopback address is another
  // machine.
  set(handle, CURLOPT_PROXY, is_loopback(transfer.response.url) ? "" : nullptr);
  set(handle, CURLOPT_PIPEWAIT, may_share_connection(transfer.response.url) ? 1L : 0L);
  set(handle, CURLOPT_WRITEFUNCTION, on_body);
  set(handle, CURLOPT_WRITEDATA, static_cast<void*>(&transfer));
  set(handle, CURLOPT_HEADERFUNCTION, on_header);
  set(handle, CURLOPT_HEADERDATA, static_cast<void*>(&transfer));
  set(handle, CURLOPT_ERRORBUFFER, transfer.error.data());
  set_request(handle, transfer, std::move(request), impl_->options.signature);
  require(curl_multi_add_handle(impl_->multi.get(), handle));
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
