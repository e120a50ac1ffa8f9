// Publishes a site: checked before anything is written, switched in one step.
#include "reports/publish.h"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>
#include <sys/stat.h>

#include "collector/base/cpu_quota.h"
#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/parallel.h"
#include "collector/base/text/printable.h"
#include "reports/publish/preflight.h"
#include "reports/publish/target.h"
#include "reports/publish_to_bucket.h"
#include "reports/shrink_check.h"
#include "reports/site/site_folder.h"
#include "reports/site/site_marker.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;

/// No page or picture comes close.
constexpr std::int64_t largest_file = std::int64_t{1} << 30U;

constexpr const char* no_jekyll = ".nojekyll";

publish::Limits limits_for(const PublishOptions& options, const publish::Target& target) {
  publish::Limits limits = limits_of(target.kind);
  if (limits.name_bytes) {
    *limits.name_bytes -= static_cast<std::int64_t>(target.place.prefix.size());
  }
  for (const std::string& text : options.limits) {
    if (!override_limit(text, limits)) {
      throw base::UsageError(fmt::format("--limit takes bytes=500M or entries=50000, not '{}'",
                                         text::printable(text)));
    }
  }
  return limits;
}

/// Whatever the umask was when the site was drawn.
void set_readable(bool is_private) {
  ::umask(is_private ? 027 : 022);
}

/// Written beside the old folder, compared by content with what is there, and put in its place in
/// one step. Files are copied: some targets accept no hard links.
void write_folder(const publish::SiteFacts& facts, const fs::path& site,
                  const publish::Target& target, base::RunContext& context) {
  site::SiteFolder folder(target.folder);
  base::in_parallel(facts.files.size(), base::usable_cpus(), [&](std::size_t i) {
    context.interrupt.check();
    const std::string& name = facts.files[i];
    if (name != site::site_marker_file) {  // The folder writes its own.
      folder.write(name, files::read_all(files::open_file_inside(site, name), largest_file));
    }
  });
  if (target.kind == publish::TargetKind::github_pages &&
      std::ranges::find(facts.files, no_jekyll) == facts.files.end()) {
    folder.write(no_jekyll, "");  // Else GitHub would leave out names that begin with `_`.
  }
  folder.publish();
}

/// One inside the other would publish the site within itself, and spoil it.
void require_apart(const fs::path& site, const fs::path& target) {
  const fs::path from = fs::canonical(site);
  const fs::path to = fs::weakly_canonical(target);
  const auto contains = [](const fs::path& outer, const fs::path& inner) {
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first ==
           outer.end();
  };
  if (contains(from, to) || contains(to, from)) {
    throw base::UsageError(
        fmt::format("--site {} and --to {}: one contains the other; choose a folder beside the "
                    "site",
                    site.string(), target.string()));
  }
}

}  // namespace

base::ExitCode publish(const PublishOptions& options, base::RunContext& context) {
  const publish::Target target = publish::parse_target(options.to);
  const publish::Limits limits = limits_for(options, target);
  const publish::SiteFacts facts = publish::look_at(options.site);
  const bool is_folder = target.kind != publish::TargetKind::s3;
  if (is_folder) {
    require_apart(options.site, target.folder);
  }
  for (const std::string& line : describe(facts, limits)) {
    std::cout << text::printable(line) << "\n";
  }
  const std::vector<std::string> problems = problems_of(facts, limits, target.kind);
  if (!problems.empty()) {
    for (const std::string& problem : problems) {
      context.log.warning(text::printable(problem));
    }
    throw base::Error(fmt::format(
        "{} would not accept the site; nothing was published. --limit replaces its limits",
        name_of(target.kind)));
  }
  if (is_folder && !options.allow_shrink) {
    require_no_shrinking(target.folder, options.site);
  }
  if (!is_folder) {
    publish_to_bucket(options, target, facts, context);
  }
  if (options.check) {
    context.log.info("the site fits; nothing was published (--check)");
    return base::ExitCode::done;
  }
  if (is_folder) {
    set_readable(options.is_private);
    write_folder(facts, options.site, target, context);
  }
  context.log.info(
      fmt::format("published to {}", is_folder ? target.folder.string() : to_string(target.place)));
  return base::ExitCode::done;
}

}  // namespace dora::reports
