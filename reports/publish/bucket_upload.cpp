// Brings what is below a prefix of a bucket to the state of a site.
#include "reports/publish/bucket_upload.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/files/sha256.h"
#include "collector/base/parallel.h"
#include "collector/base/progress.h"
#include "collector/base/text/printable.h"
#include "reports/publish/object_headers.h"

namespace dora::publish {
namespace {

namespace fs = std::filesystem;

/// No page or picture comes close.
constexpr std::int64_t largest_object = std::int64_t{1} << 30U;

std::string read_site_file(const fs::path& site, const std::string& name) {
  return files::read_all(files::open_file_inside(site, name), largest_object);
}

bucket::NewObject object_of(std::string name, std::string sha256, std::string bytes) {
  ObjectHeaders headers = headers_of(name);
  return {std::move(name), std::move(sha256), std::move(headers.content_type),
          std::move(headers.cache_control), std::move(bytes)};
}

/// The manifest of this run in the bucket. Each run writes one of its own, so another run is
/// noticed: not before it wrote its manifest, but before the front page shows a mixture of both.
class OwnManifest {
 public:
  OwnManifest(bucket::Bucket& bucket, const RemoteSite& remote) : bucket_(bucket) {
    const auto listed = remote.listed.find(manifest_file);
    listed_etag_ = listed == remote.listed.end() ? "" : listed->second.etag;
  }

  void write(const Manifest& manifest) {
    const std::string json = to_json(manifest);
    sha256_ = files::sha256(json);
    bucket_.put(
        1, [&](std::size_t /*only*/) { return object_of(manifest_file, sha256_, json); },
        [](std::size_t /*only*/, const std::string& /*etag*/) {});
  }

  /// Throws an Error if the manifest there is not the one written last or, before that, the one
  /// that was listed.
  void require_unchanged() const {
    bucket_.look_at({manifest_file},
                    [&](std::size_t /*only*/, const std::optional<bucket::ObjectFacts>& facts) {
                      const bool same = sha256_.empty() ? (facts ? facts->etag : "") == listed_etag_
                                                        : facts && facts->sha256 == sha256_;
                      if (!same) {
                        refuse();
                      }
                    });
  }

 private:
  [[noreturn]] void refuse() const {
    throw base::Error(fmt::format(
        "another run wrote {}/{} while this one published; let one run at a time publish there, "
        "and publish again",
        to_string(bucket_.place()), manifest_file));
  }

  bucket::Bucket& bucket_;
  std::string listed_etag_;  ///< Empty if there was no manifest.
  std::string sha256_;       ///< Of the manifest written last; empty: none yet.
};

/// What is there once all is sent, with the ETags that are known.
Manifest manifest_of(const std::vector<LocalFile>& files, const RemoteSite& remote,
                     const UploadPlan& plan) {
  Manifest manifest;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const bool same = plan.states[i] == Remote::same;
    manifest[files[i].name] = {files[i].sha256, files[i].bytes,
                               same ? remote.listed.at(files[i].name).etag : ""};
  }
  return manifest;
}

/// Throws for the first of the objects that are not ours.
void refuse_foreign(const std::vector<LocalFile>& files, const std::vector<Remote>& states,
                    const bucket::BucketPlace& place) {
  const auto foreign = std::ranges::find(states, Remote::foreign);
  if (foreign != states.end()) {
    const auto others = std::ranges::count(states, Remote::foreign) - 1;
    throw base::Error(fmt::format(
        "{} contains {}{}, which dora-report did not write and would replace; remove it or choose "
        "another prefix. Nothing was published",
        to_string(place),
        text::printable(files[static_cast<std::size_t>(foreign - states.begin())].name),
        others == 0 ? "" : fmt::format(" and {} more", others)));
  }
}

void send_step(const fs::path& site, const std::vector<LocalFile>& files,
               const std::vector<std::size_t>& numbers, bucket::Bucket& bucket,
               const std::function<void(std::size_t, const std::string&)>& sent) {
  bucket.put(
      numbers.size(),
      [&](std::size_t i) {
        const LocalFile& file = files[numbers[i]];
        std::string bytes = read_site_file(site, file.name);
        if (files::sha256(bytes) != file.sha256) {
          throw base::Error(fmt::format("{} changed while it was published; publish again",
                                        (site / file.name).string()));
        }
        return object_of(file.name, file.sha256, std::move(bytes));
      },
      [&](std::size_t i, const std::string& etag) { sent(numbers[i], etag); });
}

}  // namespace

UploadCounts counts_of(const std::vector<LocalFile>& files, const UploadPlan& plan) {
  UploadCounts counts;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const bool same = plan.states[i] == Remote::same;
    counts.unchanged += same ? 1 : 0;
    counts.sent += same ? 0 : 1;
    counts.bytes += same ? 0 : files[i].bytes;
  }
  counts.removed = static_cast<std::int64_t>(plan.removals.size());
  return counts;
}

std::vector<LocalFile> hash_files(const fs::path& site, const std::vector<std::string>& names,
                                  base::RunContext& context) {
  std::vector<LocalFile> files(names.size());
  base::in_parallel(names.size(), base::usable_cpus(), [&](std::size_t i) {
    context.interrupt.check();
    const files::OpenFile file = files::open_file_inside(site, names[i]);
    files[i] = {names[i], files::sha256_of_file(file), file.size};
  });
  return files;
}

RemoteSite read_remote(bucket::Bucket& bucket, base::Log& log) {
  RemoteSite remote{bucket.list(), {}};
  if (!remote.listed.contains(manifest_file)) {
    return remote;
  }
  const std::string where = fmt::format("{}/{}", to_string(bucket.place()), manifest_file);
  const auto json = bucket.read(manifest_file);
  try {
    remote.manifest = json ? parse_manifest(*json, where) : Manifest{};
  } catch (const base::Error& error) {
    log.warning(fmt::format("{}. Every object is looked at instead, and none is removed",
                            text::printable(error.what())));
  }
  return remote;
}

UploadPlan plan_upload(const std::vector<LocalFile>& files, const RemoteSite& remote,
                       bucket::Bucket& bucket) {
  UploadPlan plan;
  std::vector<std::string> asked;
  std::vector<std::size_t> numbers;  // Of `asked` in `files`.
  for (std::size_t i = 0; i < files.size(); ++i) {
    plan.states.push_back(state_of(files[i], remote));
    if (plan.states.back() == Remote::unknown) {
      asked.push_back(files[i].name);
      numbers.push_back(i);
    }
  }
  bucket.look_at(asked, [&](std::size_t i, const std::optional<bucket::ObjectFacts>& facts) {
    plan.states[numbers[i]] = state_of(files[numbers[i]], remote, facts);
  });
  refuse_foreign(files, plan.states, bucket.place());

  std::map<std::string, Remote> gone;
  for (const auto& [name, entry] : remote.manifest) {
    if (!std::ranges::binary_search(files, name, {}, &LocalFile::name)) {
      gone[name] = removal_state(name, remote);
    }
  }
  asked.clear();
  for (const auto& [name, state] : gone) {
    if (state == Remote::unknown) {
      asked.push_back(name);
    }
  }
  bucket.look_at(asked, [&](std::size_t i, const std::optional<bucket::ObjectFacts>& facts) {
    gone[asked[i]] = removal_state(facts);
  });
  for (const auto& [name, state] : gone) {
    if (state == Remote::same) {
      plan.removals.push_back(name);
    } else if (state == Remote::foreign) {
      plan.taken_over.push_back(name);
    }
  }
  return plan;
}

void upload(const fs::path& site, const std::vector<LocalFile>& files, const RemoteSite& remote,
            const UploadPlan& plan, bucket::Bucket& bucket, base::RunContext& context) {
  using std::chrono::steady_clock;
  Manifest manifest = manifest_of(files, remote, plan);
  OwnManifest own(bucket, remote);
  const auto count = static_cast<std::size_t>(counts_of(files, plan).sent);
  const bool changes_objects = count > 0 || !plan.removals.empty();
  if (changes_objects) {
    own.require_unchanged();
    Manifest intended = manifest;
    for (const std::string& name : plan.removals) {
      intended[name] = remote.manifest.at(name);
    }
    own.write(intended);
  }
  base::Progress progress(context.console, "publish", steady_clock::now());
  std::size_t sent = 0;
  for (const Step step : steps) {
    const std::vector<std::size_t> numbers = to_send(files, plan.states, step);
    if (!numbers.empty()) {
      own.require_unchanged();
    }
    send_step(site, files, numbers, bucket, [&](std::size_t i, const std::string& etag) {
      manifest[files[i].name].etag = etag;
      progress.update(++sent, count, "files", steady_clock::now());
    });
  }
  if (changes_objects) {
    own.require_unchanged();
    bucket.remove(plan.removals);
  }
  if (changes_objects || manifest != remote.manifest) {
    own.write(manifest);
  }
}

}  // namespace dora::publish
