// Texts shared by several kinds of charts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "collector/model/collection.h"
#include "renderer/plan/chart_plan.h"

namespace dora::plan {

/// A service's name as a title.
std::string title_of(const std::string& service);

/// `1 deployment`, `no deployments`, `12 services`.
std::string deployments_text(std::int64_t count);
std::string services_text(std::size_t count);

/// ` · Jan 2021 – Dec 2022` and `, January 2021 to December 2022`; empty without periods.
std::string short_range_text(const Axis& axis);
std::string range_text(const Axis& axis);

/// The project, the day of collection in its time zone, and who made the picture.
chart::Credit credit_of(const model::Collection& collection);

/// Sets kind, id, service and stem.
void set_name(PlannedChart& planned, chart::Kind kind, const std::string& service);

}  // namespace dora::plan
