// Decides what a bucket lacks of a site, in which order it is sent, and what is removed. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reports/bucket/bucket.h"
#include "reports/publish/manifest.h"

namespace dora::publish {

struct LocalFile {
  std::string name;
  std::string sha256;
  std::int64_t bytes = 0;
};

/// What is there under the name of a file or of an entry of the manifest.
enum class Remote : std::uint8_t {
  absent,
  same,     ///< The file, or for a removal: still what we put there.
  other,    ///< Something else of ours, to be replaced.
  foreign,  ///< Somebody else put it there.
  unknown,  ///< The object must be asked.
};

/// All that is known of a bucket without asking its objects.
struct RemoteSite {
  std::map<std::string, bucket::ListedObject> listed;
  Manifest manifest;
};

/// Of a file that is to be published. The manifest alone proves nothing: its entry counts if the
/// object has the size and the ETag that the entry names.
Remote state_of(const LocalFile& file, const RemoteSite& remote);
/// The same after the object was asked; nullopt: it is gone. An object without our SHA-256 is
/// foreign, unless the manifest lists it: then somebody replaced what was ours.
Remote state_of(const LocalFile& file, const RemoteSite& remote,
                const std::optional<bucket::ObjectFacts>& facts);

/// Of what the manifest lists and the site no longer has: `same` may be removed.
Remote removal_state(const std::string& name, const RemoteSite& remote);
Remote removal_state(const std::optional<bucket::ObjectFacts>& facts);

/// Steps, one after the other, so that no page is there before its pictures, and the front page
/// comes last.
enum class Step : std::uint8_t { assets, pages, front_page };
Step step_of(std::string_view name);
inline constexpr std::array steps{Step::assets, Step::pages, Step::front_page};

/// Numbers of `files`, in their order, that `states` does not call the same, of one step.
std::vector<std::size_t> to_send(const std::vector<LocalFile>& files,
                                 const std::vector<Remote>& states, Step step);

}  // namespace dora::publish
