// Reads and writes open_merge_requests.json: what would be a deployment if it ended now.
#include "collector/model/open_merge_requests.h"

#include <array>
#include <optional>
#include <utility>

#include "collector/model/instant_json.h"
#include "collector/model/service_list_json.h"

namespace dora::model {
namespace {

void append_open_merge_request(std::string& text, const OpenMergeRequest& merge_request) {
  text += R"({"created_time":)";
  append_json(text, merge_request.created_time);
  text += R"(,"tier":)";
  append_json(text, merge_request.tier);
  text.append(R"(,"iid":)").append(std::to_string(merge_request.iid));
  text += R"(,"web_url":)";
  append_json(text, merge_request.web_url);
  text += '}';
}

/// An open merge request while it is read.
class OpenMergeRequestEntry {
 public:
  using Service = ServiceOpenMergeRequests;
  static constexpr auto list = &ServiceOpenMergeRequests::merge_requests;
  static constexpr std::string_view name = "merge request";
  static constexpr std::string_view plural = "merge requests";
  static constexpr std::array<std::string_view, 4> keys{"created_time", "tier", "iid", "web_url"};

  static bool may_be_null(std::string_view /*key*/) { return false; }
  void set_iid(std::int64_t iid) { value_.iid = iid; }

  std::string set(std::string_view key, std::string_view text) {
    if (key == "created_time") {
      return set_time(time_, key, text);
    }
    (key == "tier" ? value_.tier : value_.web_url) = text;
    return "";
  }

  std::string problem() const { return time_ ? "" : "\"created_time\" is missing"; }
  OpenMergeRequest take() {
    value_.created_time = time_.value();
    return std::move(value_);
  }

 private:
  OpenMergeRequest value_;
  std::optional<Instant> time_;
};

}  // namespace

OpenMergeRequestsWriter::OpenMergeRequestsWriter(files::AtomicFile& file)
    : writer_(std::make_unique<ServiceListWriter>(file)) {}

OpenMergeRequestsWriter::~OpenMergeRequestsWriter() = default;

void OpenMergeRequestsWriter::begin(std::string_view service) {
  writer_->begin(service);
}

void OpenMergeRequestsWriter::add(const OpenMergeRequest& merge_request) {
  writer_->add(merge_request, append_open_merge_request);
}

void OpenMergeRequestsWriter::finish() {
  writer_->finish();
}

void write_open_merge_requests(const std::vector<ServiceOpenMergeRequests>& services,
                               files::AtomicFile& file) {
  OpenMergeRequestsWriter writer(file);
  for (const ServiceOpenMergeRequests& service : services) {
    writer.begin(service.service);
    for (const OpenMergeRequest& merge_request : service.merge_requests) {
      writer.add(merge_request);
    }
  }
  writer.finish();
}

std::vector<ServiceOpenMergeRequests> read_open_merge_requests(const std::filesystem::path& path) {
  return read_service_lists<OpenMergeRequestEntry>(path);
}

}  // namespace dora::model
