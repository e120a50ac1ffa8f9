// Tells libcurl what to send, and under which settings.
#include "collector/http/curl_request.h"

#include <algorithm>
#include <utility>

#include "collector/http/url.h"

namespace dora::http {
namespace {

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

void set_method(Transfer& transfer, const Request& request, bool is_signed) {
  CURL* handle = transfer.handle.get();
  set_option(handle, CURLOPT_HTTPGET, 1L);
  set_option(handle, CURLOPT_CUSTOMREQUEST, nullptr);
  const bool has_body = request.method != Method::get && request.method != Method::head &&
                        !(is_signed && request.method == Method::del && transfer.sent_body.empty());
  if (has_body) {
    set_option(handle, CURLOPT_POST, 1L);
    set_option(handle, CURLOPT_POSTFIELDSIZE_LARGE,
               static_cast<curl_off_t>(transfer.sent_body.size()));
    set_option(handle, CURLOPT_POSTFIELDS, transfer.sent_body.c_str());
    if (!is_signed) {
      leave_out_headers(transfer, request);
    }
  }
  if (request.method == Method::head) {
    set_option(handle, CURLOPT_NOBODY, 1L);
  } else if (request.method != Method::get) {
    set_option(handle, CURLOPT_CUSTOMREQUEST, to_string(request.method).data());
  }
}

}  // namespace

void configure(CURL* handle, const CurlOptions& options) {
  set_option(handle, CURLOPT_NOSIGNAL, 1L);
  set_option(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set_option(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set_option(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set_option(handle, CURLOPT_ACCEPT_ENCODING, "");  // Everything this libcurl can decompress.
  set_option(handle, CURLOPT_USERAGENT, options.user_agent.c_str());
  set_option(handle, CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect_timeout.count()));
  set_option(handle, CURLOPT_LOW_SPEED_LIMIT, 100L);
  set_option(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stall_timeout.count()));
  // The minimum speed alone would let a server send forever.
  set_option(handle, CURLOPT_TIMEOUT, static_cast<long>(options.answer_timeout.count()));
  if (!options.ca_file.empty()) {
    set_option(handle, CURLOPT_CAINFO, options.ca_file.c_str());
  }
  if (!options.bearer_token.empty()) {
    // Unlike a header of our own, libcurl treats this as a credential.
    set_option(handle, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BEARER));
    set_option(handle, CURLOPT_XOAUTH2_BEARER, options.bearer_token.c_str());
  }
  if (const AwsSignature& signature = options.signature; !signature.access_key.empty()) {
    set_option(handle, CURLOPT_AWS_SIGV4, fmt::format("aws:amz:{}:s3", signature.region).c_str());
    set_option(handle, CURLOPT_USERNAME, signature.access_key.c_str());
    set_option(handle, CURLOPT_PASSWORD, signature.secret_key.c_str());
    set_option(handle, CURLOPT_PATH_AS_IS, 1L);  // A key is any text: `a/../b` is not `b`.
    set_option(handle, CURLOPT_EXPECT_100_TIMEOUT_MS, 100L);
  }
}

void set_request(Transfer& transfer, Request request, const AwsSignature& signature) {
  CURL* handle = transfer.handle.get();
  transfer.response.id = request.id;
  transfer.response.url = request.url;
  set_option(handle, CURLOPT_URL, transfer.response.url.c_str());
  // "": no proxy, whatever the environment says, because there a loopback address is another
  // machine.
  set_option(handle, CURLOPT_PROXY, is_loopback(transfer.response.url) ? "" : nullptr);
  set_option(handle, CURLOPT_PIPEWAIT, may_share_connection(transfer.response.url) ? 1L : 0L);
  // If a connection that was used before ends without an answer, libcurl sends the request again.
  set_option(handle, CURLOPT_FRESH_CONNECT, request.repeat == Repeat::if_not_handled ? 1L : 0L);
  const bool is_signed = !signature.access_key.empty();
  append(transfer.sent_headers, request.headers);
  if (is_signed) {
    append(transfer.sent_headers, headers_to_sign(signature, request.body));
  }
  transfer.sent_body = std::move(request.body);
  transfer.reader = std::move(request.on_body);
  set_method(transfer, request, is_signed);
  set_option(handle, CURLOPT_HTTPHEADER, transfer.sent_headers.get());
}

}  // namespace dora::http
