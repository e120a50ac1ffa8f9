// The names of the files that the collector writes and other stages read.
#pragma once

namespace dora::model {

inline constexpr const char* summary_file = "summary.json";
inline constexpr const char* deployments_file = "service_deployments.json";
inline constexpr const char* open_merge_requests_file = "open_merge_requests.json";
inline constexpr const char* weeks_file = "weeks.json";
inline constexpr const char* collection_file = "collection.json";

}  // namespace dora::model
