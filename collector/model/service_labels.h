// How service labels are spelled: `service:x`, or GitLab's scoped `service::x`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dora::model {

/// GitLab calls a label with a double colon scoped
/// (https://docs.gitlab.com/user/project/labels/#scoped-labels). Both name the same service here;
/// to GitLab they are two labels, and its lists are filtered by only one.
enum class LabelSpelling : std::uint8_t { plain, scoped, both };
std::string_view to_string(LabelSpelling spelling);
std::optional<LabelSpelling> parse_label_spelling(std::string_view text);

/// Covers every service with a deployment; lists only those that differ from the majority.
struct ServiceLabels {
  LabelSpelling usual = LabelSpelling::plain;  ///< Never `both`.
  std::vector<std::string> other;              ///< Services with only the other spelling, by name.
  std::vector<std::string> both;               ///< Services with both spellings, by name.

  bool operator==(const ServiceLabels&) const = default;
};
LabelSpelling spelling_of(const ServiceLabels& labels, std::string_view service);

}  // namespace dora::model
