// Names the files of charts and service pages; the only place that does.
#include "renderer/chart/chart_name.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "collector/base/files/sha256.h"
#include "collector/base/text/fold.h"

namespace dora::chart {
namespace {

constexpr std::size_t longest_safe_name = 80;
constexpr std::size_t longest_slug_stem = 40;
constexpr std::size_t hash_digits = 12;
/// The endings of the charts' stems, in the order of the kinds; for charts of all services, the
/// whole stem.
constexpr std::array<std::string_view, 8> stem_words{"combined_deployment_metrics",
                                                     "failure_rate_heatmap",
                                                     "worst_failure_rates",
                                                     "lead_time",
                                                     "time_to_restore",
                                                     "_deployment_metrics",
                                                     "_lead_and_restore",
                                                     "_tiers"};

constexpr std::string_view word_of(Kind kind) {
  return stem_words.at(static_cast<std::size_t>(kind));
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool is_safe(char c) {
  return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
}

/// Reserved names: the combined chart, a folder's page, Windows devices
/// (https://learn.microsoft.com/windows/win32/fileio/naming-a-file), which are reserved with any
/// extension.
bool is_reserved(std::string_view name) {
  constexpr std::array<std::string_view, 6> words{"combined", "index", "con", "prn", "aux", "nul"};
  const std::string_view stem = name.substr(0, name.find('.'));
  const bool port = stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) &&
                    stem[3] >= '0' && stem[3] <= '9';
  return port || std::find(words.begin(), words.end(), stem) != words.end();
}

bool is_safe_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_safe_name && is_letter_or_digit(name.front()) &&
         name.back() != '.' && std::all_of(name.begin(), name.end(), is_safe) && !is_reserved(name);
}

bool is_stem(std::string_view stem) {
  return std::ranges::any_of(overall_kinds, [stem](Kind kind) { return stem == word_of(kind); }) ||
         std::ranges::any_of(service_kinds, [stem](Kind kind) {
           const std::string_view word = word_of(kind);
           return stem.size() > word.size() && stem.ends_with(word);
         });
}

/// The safe part of a name, in letters without accents: runs of anything else become one dash.
std::string safe_part(std::string_view name, std::string_view word) {
  std::string stem;
  for (const char c : text::folded(name)) {
    if (is_letter_or_digit(c) || ((c == '.' || c == '_') && !stem.empty())) {
      stem += c;
    } else if (!stem.empty() && stem.back() != '-') {
      stem += '-';
    }
  }
  stem.resize(std::min(stem.size(), longest_slug_stem));
  stem.erase(stem.find_last_not_of("-._") + 1);
  return stem.empty() ? std::string(word) : stem;
}

}  // namespace

std::string slug(std::string_view service, std::string_view word) {
  if (is_safe_name(service)) {
    return std::string(service);
  }
  return safe_part(service, word) + "~" + files::sha256(service).substr(0, hash_digits);
}

std::string chart_id(Kind kind, std::string_view service) {
  return is_overall(kind) ? std::string(name_of(kind))
                          : fmt::format("{}/{}", name_of(kind), slug(service));
}

std::string chart_stem(Kind kind, std::string_view service) {
  return (is_overall(kind) ? "" : slug(service)) + std::string(word_of(kind));
}

std::string picture_file(std::string_view stem, Theme theme, PictureFormat format) {
  return theme == Theme::light ? fmt::format("{}.{}", stem, name_of(format))
                               : fmt::format("{}.{}.{}", stem, name_of(theme), name_of(format));
}

bool is_picture_file(std::string_view name) {
  constexpr std::array<std::string_view, 4> endings{".png", ".svg", ".dark.png", ".dark.svg"};
  const bool plain = name.find('/') == std::string_view::npos && !name.starts_with('.');
  return plain && std::ranges::any_of(endings, [name](std::string_view ending) {
           return name.ends_with(ending) && is_stem(name.substr(0, name.size() - ending.size()));
         });
}

}  // namespace dora::chart
