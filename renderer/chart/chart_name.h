// Names the files of charts and service pages; the only place that does.
#pragma once

#include <string>
#include <string_view>

#include "renderer/chart/kind.h"
#include "renderer/chart/picture.h"

namespace dora::chart {

/// Returns a file name stem for a service, made of `a-z 0-9 . _ - ~` only. Safe names (lower case,
/// digits, dots, dashes, underscores; starting with a letter or digit; at most 80 characters; not a
/// reserved word such as `combined`, `index` or a Windows device name) stay as they are. All others
/// become their safe characters (`Müller import`: `muller-import`), `~` and the first 12
/// hexadecimal digits of the name's SHA-256, so that no two services share a file, even on disks
/// that ignore case: no safe name contains a `~`. Names without any safe character begin with
/// `word`.
std::string slug(std::string_view service, std::string_view word = "service");

/// What `--explain` calls the combined chart of all services; no service has this slug.
inline constexpr const char* combined_stem = "combined";

/// The id of a chart in charts.json: `combined`, `lead_time`, `service/<slug>`, `tiers/<slug>`.
/// `service` is ignored for charts of all services.
std::string chart_id(Kind kind, std::string_view service);

/// The stem of a chart's picture files: `combined_deployment_metrics`, `lead_time`,
/// `<slug>_deployment_metrics`, `<slug>_tiers`. No two charts share one, even on disks that ignore
/// case: no suffix of a service's stems is the end of another suffix or of an overall stem.
std::string chart_stem(Kind kind, std::string_view service);

/// The file name of a picture: `<stem>.png` or `.svg`; in themes other than `light`,
/// `<stem>.dark.png`. Different stems of chart_stem(), themes and formats give different names.
std::string picture_file(std::string_view stem, Theme theme, PictureFormat format);

/// True for every name that picture_file() gives to charts in the themes `light` and `dark`.
bool is_picture_file(std::string_view name);

}  // namespace dora::chart
