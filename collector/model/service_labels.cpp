// How service labels are spelled: `service:x`, or GitLab's scoped `service::x`.
#include "collector/model/service_labels.h"

#include <algorithm>

namespace dora::model {

std::string_view to_string(LabelSpelling spelling) {
  return spelling == LabelSpelling::plain    ? "plain"
         : spelling == LabelSpelling::scoped ? "scoped"
                                             : "both";
}

std::optional<LabelSpelling> parse_label_spelling(std::string_view text) {
  for (const auto spelling : {LabelSpelling::plain, LabelSpelling::scoped, LabelSpelling::both}) {
    if (text == to_string(spelling)) {
      return spelling;
    }
  }
  return std::nullopt;
}

LabelSpelling spelling_of(const ServiceLabels& labels, std::string_view service) {
  if (std::binary_search(labels.both.begin(), labels.both.end(), service)) {
    return LabelSpelling::both;
  }
  const bool plain = labels.usual == LabelSpelling::plain;
  const bool other = std::binary_search(labels.other.begin(), labels.other.end(), service);
  return plain != other ? LabelSpelling::plain : LabelSpelling::scoped;
}

}  // namespace dora::model
