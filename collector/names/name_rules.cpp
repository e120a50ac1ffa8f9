// Reads the names of services and tiers from branches, titles and labels, using RE2: no pattern
// makes it slow, whatever a title says.
#include "collector/names/name_rules.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <re2/re2.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"
#include "collector/gitlab/label_name.h"

namespace dora::names {
namespace {

enum class Field : std::uint8_t { branch, target, title, label };

constexpr std::array<std::pair<std::string_view, Field>, 4> fields{{{"branch:", Field::branch},
                                                                    {"target:", Field::target},
                                                                    {"title:", Field::title},
                                                                    {"label:", Field::label}}};

}  // namespace

/// A field and what is read from it.
class NameRules::Pattern {
 public:
  /// Throws a UsageError unless the pattern has the named group.
  Pattern(std::string text, const char* option, const std::string& group) : text_(std::move(text)) {
    const auto* const found = std::ranges::find_if(
        fields, [&](const auto& each) { return text_.starts_with(each.first); });
    if (found == fields.end()) {
      fail(option, "begins with branch:, target:, title: or label:");
    }
    field_ = found->second;
    RE2::Options quiet;
    quiet.set_log_errors(false);
    expression_ = std::make_unique<RE2>(text_.substr(found->first.size()), quiet);
    if (!expression_->ok()) {
      fail(option, fmt::format("takes a regular expression of RE2: {}", expression_->error()));
    }
    const auto& groups = expression_->NamedCapturingGroups();
    const auto place = groups.find(group);
    if (place == groups.end()) {
      fail(option, fmt::format("needs a group (?P<{}>...)", group));
    }
    group_ = place->second;
  }

  const std::string& text() const { return text_; }

  /// True if a pattern with this text has the group.
  static bool has_group(const std::string& text, const std::string& group) {
    return text.find("(?P<" + group + ">") != std::string::npos;
  }

  void add_names(const gitlab::MergeRequest& merge_request,
                 std::vector<std::string_view>& names) const {
    switch (field_) {
      case Field::branch:
        add_name(merge_request.source_branch, names);
        return;
      case Field::target:
        add_name(merge_request.target_branch, names);
        return;
      case Field::title:
        add_name(merge_request.title, names);
        return;
      case Field::label:
        break;
    }
    for (const std::string& label : merge_request.labels) {
      add_name(label, names);
    }
  }

 private:
  [[noreturn]] void fail(const char* option, const std::string& what) const {
    throw base::UsageError(
        fmt::format("{} {}: it {}", option, text::printable(text_), text::printable(what)));
  }

  void add_name(const std::string& text, std::vector<std::string_view>& names) const {
    std::vector<re2::StringPiece> parts(static_cast<std::size_t>(group_) + 1);
    if (expression_->Match(text, 0, text.size(), RE2::UNANCHORED, parts.data(),
                           static_cast<int>(parts.size())) &&
        !parts.back().empty()) {
      names.emplace_back(parts.back().data(), parts.back().size());
    }
  }

  std::string text_;
  Field field_ = Field::branch;
  std::unique_ptr<RE2> expression_;
  int group_ = 0;
};

NameSources sources_of(const model::CountingSettings& settings) {
  return {settings.service_from, settings.tier_from, settings.default_tier, settings.renames};
}

NameRules::NameRules() = default;
NameRules::~NameRules() = default;

NameRules::NameRules(const NameSources& sources)
    : service_patterns_(parse(sources.service_from, "--service-from", "service")),
      tier_patterns_(parse(sources.tier_from, "--tier-from", "tier")),
      default_tier_(sources.default_tier),
      renamed_(sources.renames.begin(), sources.renames.end()) {
  // A pattern that reads both need not be given twice.
  std::vector<std::string> both;
  std::ranges::copy_if(sources.service_from, std::back_inserter(both),
                       [](const std::string& text) { return Pattern::has_group(text, "tier"); });
  const auto more = parse(both, "--service-from", "tier");
  tier_patterns_.insert(tier_patterns_.end(), more.begin(), more.end());
}

std::vector<std::shared_ptr<const NameRules::Pattern>> NameRules::parse(
    const std::vector<std::string>& texts, const char* option, const std::string& group) {
  std::vector<std::shared_ptr<const Pattern>> patterns;
  patterns.reserve(texts.size());
  for (const std::string& text : texts) {
    patterns.push_back(std::make_shared<const Pattern>(text, option, group));
  }
  return patterns;
}

ReadNames NameRules::read(const gitlab::MergeRequest& merge_request, std::string_view prefix,
                          const std::vector<std::shared_ptr<const Pattern>>& patterns) {
  ReadNames result{gitlab::names_in_labels(merge_request.labels, prefix), 0};
  while (result.names.empty() && result.rule < patterns.size()) {
    patterns[result.rule++]->add_names(merge_request, result.names);
  }
  std::ranges::sort(result.names);
  result.names.erase(std::unique(result.names.begin(), result.names.end()), result.names.end());
  return result;
}

ReadNames NameRules::services(const gitlab::MergeRequest& merge_request,
                              std::string_view prefix) const {
  ReadNames result = read(merge_request, prefix, service_patterns_);
  if (!renamed_.empty()) {
    for (std::string_view& name : result.names) {
      const auto found = renamed_.find(name);
      name = found == renamed_.end() ? name : std::string_view(found->second);
    }
    std::ranges::sort(result.names);
    result.names.erase(std::unique(result.names.begin(), result.names.end()), result.names.end());
  }
  return result;
}

ReadNames NameRules::tiers(const gitlab::MergeRequest& merge_request,
                           std::string_view prefix) const {
  ReadNames result = read(merge_request, prefix, tier_patterns_);
  if (result.names.empty() && !default_tier_.empty()) {
    result = {{default_tier_}, tier_patterns_.size() + 1};
  }
  return result;
}

std::vector<std::string> NameRules::service_rules() const {
  std::vector<std::string> rules{"labels"};
  std::ranges::transform(service_patterns_, std::back_inserter(rules),
                         [](const auto& pattern) { return pattern->text(); });
  return rules;
}

std::vector<std::string> NameRules::tier_rules() const {
  std::vector<std::string> rules{"labels"};
  std::ranges::transform(tier_patterns_, std::back_inserter(rules),
                         [](const auto& pattern) { return pattern->text(); });
  rules.emplace_back("--default-tier");
  return rules;
}

}  // namespace dora::names
