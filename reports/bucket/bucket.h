// The objects below a prefix of a bucket: listed, read, written and removed, many at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "collector/http/retrying_client.h"
#include "reports/bucket/bucket_address.h"
#include "reports/bucket/s3_xml.h"

namespace dora::bucket {

/// What an object says of itself.
struct ObjectFacts {
  std::string sha256;  ///< As Bucket::put() wrote it down; empty: somebody else wrote the object.
  std::string etag;
  std::string content_type;
  std::string cache_control;
};

struct NewObject {
  std::string name;
  std::string sha256;
  std::string content_type;
  std::string cache_control;
  std::string bytes;
};

/// Names are keys without the prefix. Each function throws an Error that names the object and the
/// cause, and base::Interrupted. Not thread-safe.
class Bucket {
 public:
  /// At most this many requests are under way.
  static constexpr std::size_t most_at_once = 16;

  /// `client` is borrowed; it must not follow redirects.
  Bucket(http::RetryingClient& client, BucketPlace place, std::string root)
      : client_(client), place_(std::move(place)), root_(std::move(root)) {}

  const BucketPlace& place() const { return place_; }

  /// Every object below the prefix, by name.
  std::map<std::string, ListedObject> list();
  /// nullopt if there is no such object.
  std::optional<std::string> read(const std::string& name);
  /// Asks each of the objects; `take` gets its number in `names`, and nullopt if it is gone.
  void look_at(const std::vector<std::string>& names,
               const std::function<void(std::size_t, const std::optional<ObjectFacts>&)>& take);
  /// `make` is called when a request may be sent, so that few objects are in memory. `done` gets
  /// the number and the new ETag, empty if the server says none.
  void put(std::size_t count, const std::function<NewObject(std::size_t)>& make,
           const std::function<void(std::size_t, const std::string&)>& done);
  void remove(const std::vector<std::string>& names);

 private:
  using Make = std::function<http::Request(std::size_t)>;
  using Take = std::function<void(std::size_t, const http::Response&)>;

  /// Runs `count` requests; sends one again that S3 says arrived too slowly.
  void send_all(std::size_t count, const Make& make, const Take& take);
  http::Response send(http::Request request);
  std::string url_of(const std::string& name) const;

  http::RetryingClient& client_;
  BucketPlace place_;
  std::string root_;
};

}  // namespace dora::bucket
