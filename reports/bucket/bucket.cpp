// The objects below a prefix of a bucket: listed, read, written and removed, many at once.
#include "reports/bucket/bucket.h"

#include <algorithm>
#include <array>
#include <deque>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "reports/bucket/refusal.h"

namespace dora::bucket {
namespace {

/// Written with each object, so that what is there can be compared without a list of ours.
constexpr const char* sha256_header = "x-amz-meta-dora-report-sha256";

/// Ten million objects.
constexpr int most_pages = 10'000;
constexpr int most_slow_attempts = 3;

bool is_sha256(std::string_view text) {
  return text.size() == 64 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

std::string header_of(const http::Response& response, std::string_view name) {
  return std::string(http::find_header(response, name).value_or(""));
}

ObjectFacts facts_of(const http::Response& response) {
  ObjectFacts facts{header_of(response, sha256_header), plain_etag(header_of(response, "etag")),
                    header_of(response, "content-type"), header_of(response, "cache-control")};
  if (!is_sha256(facts.sha256)) {
    facts.sha256.clear();
  }
  return facts;
}

http::Request to_put(NewObject object, std::string url) {
  http::Request request;
  request.url = std::move(url);
  request.method = http::Method::put;
  request.headers = {{"Content-Type", std::move(object.content_type)},
                     {"Cache-Control", std::move(object.cache_control)},
                     {sha256_header, std::move(object.sha256)}};
  request.body = std::move(object.bytes);
  return request;
}

/// The connection stalled while the body was sent: the only error 400 that may be tried again.
bool was_too_slow(const http::Response& response) {
  if (response.failure != http::Failure::none || response.status != 400) {
    return false;
  }
  const auto error = parse_error(response.body);
  return error && error->code == "RequestTimeout";
}

}  // namespace

std::string Bucket::url_of(const std::string& name) const {
  return object_url(root_, place_.prefix + name);
}

void Bucket::send_all(std::size_t count, const Make& make, const Take& take) {
  const http::RequestPhase phase(client_);
  struct Sent {
    std::size_t number = 0;
    int attempt = 1;
  };
  std::map<http::RetryingClient::RequestId, Sent> sent;
  const auto start = [&](Sent each) { sent.emplace(client_.start(make(each.number)), each); };
  for (std::size_t next = 0; next < count || !sent.empty();) {
    while (next < count && sent.size() < most_at_once) {
      start({next++});
    }
    const http::Response response = client_.wait();
    const Sent done = sent.extract(response.id).mapped();
    if (was_too_slow(response) && done.attempt < most_slow_attempts) {
      start({done.number, done.attempt + 1});
    } else {
      take(done.number, response);
    }
  }
}

http::Response Bucket::send(http::Request request) {
  http::Response result;
  send_all(
      1, [&](std::size_t /*only*/) { return request; },
      [&](std::size_t /*only*/, const http::Response& response) { result = response; });
  return result;
}

std::map<std::string, ListedObject> Bucket::list() {
  std::map<std::string, ListedObject> objects;
  std::string token;
  for (int pages = 0; pages < most_pages; ++pages) {
    const http::Response response = send(http::get(list_url(root_, place_.prefix, token)));
    require_done(response, "list the objects", place_);
    auto page = parse_list(response.body);
    if (!page || (!page->is_last && (page->next.empty() || page->next == token))) {
      break;
    }
    for (ListedObject& object : page->objects) {
      if (object.key.starts_with(place_.prefix) && object.key != place_.prefix) {
        std::string name = object.key.substr(place_.prefix.size());
        objects.insert_or_assign(std::move(name), std::move(object));
      }
    }
    if (page->is_last) {
      return objects;
    }
    token = std::move(page->next);
  }
  throw base::Error(
      fmt::format("cannot list the objects in {}: the response is not an object list of S3; check "
                  "--s3-endpoint",
                  to_string(place_)));
}

std::optional<std::string> Bucket::read(const std::string& name) {
  http::Response response = send(http::get(url_of(name)));
  if (response.failure == http::Failure::none && response.status == 404) {
    return std::nullopt;
  }
  require_done(response, fmt::format("read {}", name), place_);
  return std::move(response.body);
}

void Bucket::look_at(
    const std::vector<std::string>& names,
    const std::function<void(std::size_t, const std::optional<ObjectFacts>&)>& take) {
  send_all(
      names.size(),
      [&](std::size_t i) {
        http::Request request = http::get(url_of(names[i]));
        request.method = http::Method::head;
        return request;
      },
      [&](std::size_t i, const http::Response& response) {
        if (response.failure == http::Failure::none && response.status == 404) {
          take(i, std::nullopt);
          return;
        }
        require_done(response, fmt::format("look at {}", names[i]), place_);
        take(i, facts_of(response));
      });
}

void Bucket::put(std::size_t count, const std::function<NewObject(std::size_t)>& make,
                 const std::function<void(std::size_t, const std::string&)>& done) {
  std::map<std::size_t, std::string> names;  // Of those under way, for messages.
  send_all(
      count,
      [&](std::size_t i) {
        NewObject object = make(i);
        std::string url = url_of(object.name);
        names[i] = object.name;
        return to_put(std::move(object), std::move(url));
      },
      [&](std::size_t i, const http::Response& response) {
        require_done(response, fmt::format("write {}", names.extract(i).mapped()), place_);
        done(i, plain_etag(header_of(response, "etag")));
      });
}

void Bucket::remove(const std::vector<std::string>& names) {
  send_all(
      names.size(),
      [&](std::size_t i) {
        http::Request request = http::get(url_of(names[i]));
        request.method = http::Method::del;
        return request;
      },
      [&](std::size_t i, const http::Response& response) {
        if (response.failure != http::Failure::none || response.status != 404) {
          require_done(response, fmt::format("remove {}", names[i]), place_);
        }
      });
}

}  // namespace dora::bucket
