// Where a site is published, and what is accepted there.
#include "reports/publish/target.h"

#include <charconv>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/text/printable.h"

namespace dora::publish {
namespace {

std::optional<std::int64_t> parse_amount(std::string_view text) {
  std::int64_t factor = 1;
  if (!text.empty()) {
    switch (text.back()) {
      case 'K':
        factor = 1'000;
        break;
      case 'M':
        factor = 1'000'000;
        break;
      case 'G':
        factor = 1'000'000'000;
        break;
      default:
        break;
    }
  }
  text.remove_suffix(factor == 1 ? 0 : 1);
  std::int64_t amount = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, amount);
  constexpr std::int64_t most = 1'000'000'000;
  return error == std::errc() && end == last && amount > 0 && amount <= most
             ? std::optional(amount * factor)
             : std::nullopt;
}

}  // namespace

Target parse_target(std::string_view text) {
  const std::size_t colon = text.find(':');
  Target target;
  constexpr std::string_view s3 = "s3://";
  if (text.starts_with(s3)) {
    return {TargetKind::s3, {}, bucket::parse_place(text.substr(s3.size()))};
  }
  if (colon == std::string_view::npos) {
    target.folder = text;
  } else {
    const std::string_view kind = text.substr(0, colon);
    if (kind != "gitlab-pages" && kind != "github-pages") {
      throw base::UsageError(fmt::format(
          "--to {}: '{}' is not known; targets are gitlab-pages:FOLDER, github-pages:FOLDER, "
          "s3://BUCKET/PREFIX and FOLDER",
          text::printable(text), text::printable(kind)));
    }
    target.kind = kind == "gitlab-pages" ? TargetKind::gitlab_pages : TargetKind::github_pages;
    target.folder = text.substr(colon + 1);
  }
  if (target.folder.empty()) {
    throw base::UsageError("--to: the folder is missing, as in gitlab-pages:public");
  }
  return target;
}

std::string_view name_of(TargetKind kind) {
  switch (kind) {
    case TargetKind::gitlab_pages:
      return "GitLab Pages";
    case TargetKind::github_pages:
      return "GitHub Pages";
    case TargetKind::s3:
      return "S3";
    case TargetKind::folder:
      break;
  }
  return "the folder";
}

Limits limits_of(TargetKind kind) {
  switch (kind) {
    case TargetKind::gitlab_pages:
      return {1'000'000'000, 200'000,
              "GitLab.com: https://docs.gitlab.com/user/gitlab_com/#gitlab-pages, "
              "https://docs.gitlab.com/administration/instance_limits/"
              "#number-of-files-per-gitlab-pages-website; other instances set limits of their own, "
              "100 MB by default",
              std::nullopt, std::nullopt};
    case TargetKind::github_pages:
      return {
          1'000'000'000, std::nullopt,
          "https://docs.github.com/pages/getting-started-with-github-pages/github-pages-limits, "
          "https://github.com/actions/upload-pages-artifact#file-permissions",
          std::nullopt, std::nullopt};
    case TargetKind::s3:
      return {std::nullopt, std::nullopt,
              "https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html, "
              "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html",
              5'000'000'000, 1024};
    case TargetKind::folder:
      break;
  }
  return {};
}

bool override_limit(std::string_view text, Limits& limits) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) {
    return false;
  }
  const std::string_view name = text.substr(0, equals);
  const auto amount = parse_amount(text.substr(equals + 1));
  if (!amount || (name != "bytes" && name != "entries")) {
    return false;
  }
  (name == "bytes" ? limits.bytes : limits.entries) = amount;
  return true;
}

}  // namespace dora::publish
