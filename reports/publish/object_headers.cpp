// What a file of a site is served as: its content type, and how long browsers may keep it.
#include "reports/publish/object_headers.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dora::publish {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 13> types{
    {{".css", "text/css; charset=utf-8"},
     {".csv", "text/csv; charset=utf-8"},
     {".eml", "message/rfc822"},
     {".htm", "text/html; charset=utf-8"},
     {".html", "text/html; charset=utf-8"},
     {".js", "text/javascript; charset=utf-8"},
     {".json", "application/json"},
     {".md", "text/markdown; charset=utf-8"},
     {".png", "image/png"},
     {".svg", "image/svg+xml"},
     {".txt", "text/plain; charset=utf-8"},
     {".woff2", "font/woff2"},
     {".xml", "application/xml"}}};

}  // namespace

ObjectHeaders headers_of(std::string_view name) {
  const auto* const type =
      std::ranges::find_if(types, [&](const auto& each) { return name.ends_with(each.first); });
  const bool is_feed = name == "feed.xml" || name.ends_with("/feed.xml");
  return {std::string(is_feed               ? "application/atom+xml; charset=utf-8"
                      : type != types.end() ? type->second
                                            : "application/octet-stream"),
          "no-cache"};
}

}  // namespace dora::publish
