// Reads the names of services and tiers from branches, titles and labels, using RE2: no pattern
// makes it slow, whatever a title says.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "collector/gitlab/merge_request.h"
#include "collector/model/counting_settings.h"

namespace dora::names {

/// What the rules read; each is tried until one gives a name.
struct NameSources {
  /// Patterns in the order in which they are tried, after the labels with their prefixes:
  /// `branch:^deploy/(?P<service>[^/]+)/(?P<tier>[^/]+)$`; fields are branch, target, title, label.
  std::vector<std::string> service_from;
  std::vector<std::string> tier_from;
  std::string default_tier;                    ///< Of what has a service and no tier; empty: none.
  std::map<std::string, std::string> renames;  ///< Services' old names and the new ones.
};

NameSources sources_of(const model::CountingSettings& settings);

/// A name, and which rule read it.
struct ReadNames {
  std::vector<std::string_view> names;  ///< In byte order, without duplicates.
  std::size_t rule = 0;                 ///< 0: labels; N: the Nth pattern; past them: the default.
};

/// Names that it returns are valid as long as it and the merge request are.
class NameRules {
 public:
  NameRules();
  ~NameRules();
  /// Throws a UsageError that names the option and what is wrong with the pattern.
  explicit NameRules(const NameSources& sources);

  ReadNames services(const gitlab::MergeRequest& merge_request, std::string_view prefix) const;
  ReadNames tiers(const gitlab::MergeRequest& merge_request, std::string_view prefix) const;

  /// What each rule is called: `labels`, the patterns, `--default-tier`; by ReadNames::rule.
  std::vector<std::string> service_rules() const;
  std::vector<std::string> tier_rules() const;

 private:
  class Pattern;
  static std::vector<std::shared_ptr<const Pattern>> parse(const std::vector<std::string>& texts,
                                                           const char* option,
                                                           const std::string& group);
  static ReadNames read(const gitlab::MergeRequest& merge_request, std::string_view prefix,
                        const std::vector<std::shared_ptr<const Pattern>>& patterns);

  std::vector<std::shared_ptr<const Pattern>> service_patterns_;
  std::vector<std::shared_ptr<const Pattern>> tier_patterns_;
  std::string default_tier_;
  std::map<std::string, std::string, std::less<>> renamed_;
};

}  // namespace dora::names
