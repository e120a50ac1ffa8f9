// Decides what a bucket lacks of a site, in which order it is sent, and what is removed. Pure.
#include "reports/publish/upload_plan.h"

#include "reports/publish/object_headers.h"

namespace dora::publish {
namespace {

bool is_as_published(const ManifestEntry& entry, const bucket::ListedObject& listed) {
  return !entry.etag.empty() && entry.etag == listed.etag && entry.bytes == listed.bytes;
}

}  // namespace

Remote state_of(const LocalFile& file, const RemoteSite& remote) {
  const auto listed = remote.listed.find(file.name);
  if (listed == remote.listed.end()) {
    return Remote::absent;
  }
  const auto entry = remote.manifest.find(file.name);
  if (entry == remote.manifest.end()) {
    return Remote::unknown;  // Whose is it?
  }
  if (listed->second.bytes != file.bytes) {
    return Remote::other;
  }
  if (is_as_published(entry->second, listed->second)) {
    return entry->second.sha256 == file.sha256 ? Remote::same : Remote::other;
  }
  return entry->second.etag.empty() ? Remote::unknown : Remote::other;
}

Remote state_of(const LocalFile& file, const RemoteSite& remote,
                const std::optional<bucket::ObjectFacts>& facts) {
  if (!facts) {
    return Remote::absent;
  }
  if (facts->sha256.empty() && !remote.manifest.contains(file.name)) {
    return Remote::foreign;
  }
  const auto listed = remote.listed.find(file.name);
  const bool same =
      facts->sha256 == file.sha256 && listed != remote.listed.end() &&
      listed->second.bytes == file.bytes && listed->second.etag == facts->etag &&
      headers_of(file.name) == ObjectHeaders{facts->content_type, facts->cache_control};
  return same ? Remote::same : Remote::other;
}

Remote removal_state(const std::string& name, const RemoteSite& remote) {
  const auto listed = remote.listed.find(name);
  const auto entry = remote.manifest.find(name);
  if (listed == remote.listed.end() || entry == remote.manifest.end()) {
    return Remote::absent;
  }
  if (is_as_published(entry->second, listed->second)) {
    return Remote::same;
  }
  return entry->second.etag.empty() ? Remote::unknown : Remote::foreign;
}

Remote removal_state(const std::optional<bucket::ObjectFacts>& facts) {
  return !facts ? Remote::absent : facts->sha256.empty() ? Remote::foreign : Remote::same;
}

Step step_of(std::string_view name) {
  constexpr std::array<std::string_view, 4> pages{".html", ".htm", ".xml", ".json"};
  if (name == "index.html") {
    return Step::front_page;
  }
  for (const std::string_view end : pages) {
    if (name.ends_with(end)) {
      return Step::pages;
    }
  }
  return Step::assets;
}

std::vector<std::size_t> to_send(const std::vector<LocalFile>& files,
                                 const std::vector<Remote>& states, Step step) {
  std::vector<std::size_t> numbers;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (states[i] != Remote::same && step_of(files[i].name) == step) {
      numbers.push_back(i);
    }
  }
  return numbers;
}

}  // namespace dora::publish
