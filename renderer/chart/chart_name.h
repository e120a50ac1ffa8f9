// The one function that names the files of a service: charts and pages; knows nothing of charts.
#pragma once

#include <string>
#include <string_view>

#include "renderer/chart/kind.h"
#include "renderer/chart/picture.h"

namespace dora::chart {

/// A file name stem for a service, made of `a-z 0-9 . _ - ~` only. Safe names (lower case, digits,
/// dots, dashes, underscores; beginning with a letter or digit; at most 80 characters; not a word
/// that means something else: `combined`, `index`, device names of Windows) stay as they are. All
/// others become what is safe of them, `~` and the first 12 hexadecimal digits of the name's
/// SHA-256, so that no two services share a file, on disks that ignore case too: no safe name holds
/// a `~`.
std::string slug(std::string_view service);

/// What `--explain` calls the charts of all services together; no service has this slug.
inline constexpr const char* combined_stem = "combined";

/// What charts.json calls a chart: `combined`, `lead_time`, `service/<slug>`, `tiers/<slug>`.
/// `service` means nothing to charts of all services.
std::string chart_id(Kind kind, std::string_view service);

/// What the names of a chart's pictures begin with: `combined_deployment_metrics`, `lead_time`,
/// `<slug>_deployment_metrics`, `<slug>_tiers`. No two charts have one, on disks that ignore case,
/// too: those of services end in words of which none is the end of another one or of the others.
std::string chart_stem(Kind kind, std::string_view service);

/// A picture of a chart: `<stem>.png` and `.svg`, in other themes than `light` `<stem>.dark.png`.
/// Different stems of chart_stem(), themes and formats give different names.
std::string picture_file(std::string_view stem, Theme theme, PictureFormat format);

/// True for every name that picture_file gives to charts in the themes `light` and `dark`.
bool is_picture_file(std::string_view name);

}  // namespace dora::chart
