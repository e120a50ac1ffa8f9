// An in-memory GitLab with a list of merge requests, as far as a crawl needs it, without HTTP.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "collector/http/http_client.h"
#include "collector/model/instant.h"

namespace dora::test {

/// Returns the value of `name=value` in a URL's query; empty if it is missing.
std::string parameter(const std::string& url, const std::string& name);

/// Parses a moment in ISO 8601.
model::Instant at(const std::string& text);

/// One merge request per minute, iids from 1, never updated; the server's clock stands still.
class ListedGitLab {
 public:
  struct Item {
    model::Instant created;
    model::Instant updated;
    std::string state = "merged";
    std::vector<std::string> labels{};
  };

  explicit ListedGitLab(int count);

  static model::Instant created(int iid) {
    return at("2024-01-01T00:00:00Z") + std::chrono::minutes(iid);
  }
  /// Closes it at `time`.
  void update(int iid, model::Instant time);
  /// Adds a label to it and to the list of labels.
  void label(int iid, const std::string& name);
  /// Renames the label without updating merge requests, like GitLab. Without `to`, deletes it.
  void rename_label(const std::string& from, const std::optional<std::string>& to);
  http::Response serve(const http::Request& request);

  std::map<int, Item> items;                   ///< By iid.
  std::map<std::int64_t, std::string> labels;  ///< By id.
  int status_of_labels = 200;
  /// Unless 0: every page of labels is full, with ids from here on, and announces a next one.
  int endless_labels = 0;
  bool finds_by_iid = true;  ///< If false, ignores iids[], as no GitLab does.
  bool answers_iids = true;  ///< If false, finds none of them, like a stale replica.
  std::function<void(const std::string& url)> before_answer;
  bool tells_total = true;
  bool tells_next = true;
  model::Instant now = at("2024-06-01T00:00:00Z");

 private:
  std::vector<int> find(const std::string& url) const;
  http::Response list(const std::string& url, std::vector<http::Header> headers) const;
  http::Response list_labels(const std::string& url, std::vector<http::Header> headers) const;
  http::Response page_of(const std::string& url, const std::vector<std::string>& texts,
                         std::vector<http::Header> headers) const;
};

}  // namespace dora::test
