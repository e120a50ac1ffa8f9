// Reads and writes service_deployments.json: every deployment of every service.
#include "collector/model/deployment_json.h"

#include <array>
#include <optional>
#include <utility>

#include "collector/model/instant_json.h"
#include "collector/model/service_list_json.h"

namespace dora::model {
namespace {

constexpr std::string_view successful_text = "successful";
constexpr std::string_view failed_text = "failed";

void append_deployment(std::string& text, const Deployment& deployment) {
  const bool failed = deployment.status == DeploymentStatus::failed;
  text += R"({"deployment_time":)";
  append_json(text, deployment.deployment_time);
  text += R"(,"deployment_status":)";
  append_json(text, failed ? failed_text : successful_text);
  text += R"(,"tier":)";
  append_json(text, deployment.tier);
  text.append(R"(,"iid":)").append(std::to_string(deployment.iid));
  text += R"(,"web_url":)";
  append_json(text, deployment.web_url);
  text += R"(,"finished_time":)";
  append_json(text, deployment.finished_time);
  text += R"(,"created_time":)";
  append_json(text, deployment.created_time);
  text += R"(,"title":)";
  append_json(text, deployment.title);
  text += R"(,"author":)";
  append_json(text, deployment.author);
  text += '}';
}

/// A deployment while it is read.
class DeploymentEntry {
 public:
  using Service = ServiceDeployments;
  static constexpr auto list = &ServiceDeployments::deployments;
  static constexpr std::string_view name = "deployment";
  static constexpr std::string_view plural = "deployments";
  static constexpr std::array<std::string_view, 9> keys{
      "deployment_time", "deployment_status", "tier",  "iid",   "web_url",
      "finished_time",   "created_time",      "title", "author"};

  static bool may_be_null(std::string_view key) {
    return key == "finished_time" || key == "created_time";
  }
  void set_iid(std::int64_t iid) { value_.iid = iid; }

  std::string set(std::string_view key, std::string_view text) {
    if (key == "tier") {
      value_.tier = text;
    } else if (key == "web_url") {
      value_.web_url = text;
    } else if (key == "title") {
      value_.title = text;
    } else if (key == "author") {
      value_.author = text;
    } else if (key == "deployment_status") {
      has_status_ = text == successful_text || text == failed_text;
      value_.status = text == failed_text ? DeploymentStatus::failed : DeploymentStatus::successful;
    } else {
      auto& time = key == "finished_time"  ? value_.finished_time
                   : key == "created_time" ? value_.created_time
                                           : time_;
      return set_time(time, key, text);
    }
    return "";
  }

  std::string problem() const {
    if (!time_) {
      return "\"deployment_time\" is missing";
    }
    return has_status_ ? "" : "\"deployment_status\" is neither successful nor failed";
  }
  Deployment take() {
    value_.deployment_time = time_.value();
    return std::move(value_);
  }

 private:
  Deployment value_;
  std::optional<Instant> time_;
  bool has_status_ = false;
};

}  // namespace

DeploymentsWriter::DeploymentsWriter(files::AtomicFile& file)
    : writer_(std::make_unique<ServiceListWriter>(file)) {}

DeploymentsWriter::~DeploymentsWriter() = default;

void DeploymentsWriter::begin(std::string_view service) {
  writer_->begin(service);
}

void DeploymentsWriter::add(const Deployment& deployment) {
  writer_->add(deployment, append_deployment);
}

void DeploymentsWriter::finish() {
  writer_->finish();
}

void write_deployments(const std::vector<ServiceDeployments>& services, files::AtomicFile& file) {
  DeploymentsWriter writer(file);
  for (const ServiceDeployments& service : services) {
    writer.begin(service.service);
    for (const Deployment& deployment : service.deployments) {
      writer.add(deployment);
    }
  }
  writer.finish();
}

std::string to_json(const ServiceDeployments& service) {
  std::string text = "{\n";
  ServiceListWriter::append_start(text, service.service);
  bool first = true;
  for (const Deployment& deployment : service.deployments) {
    text += ServiceListWriter::separator(std::exchange(first, false));
    append_deployment(text, deployment);
  }
  return text + "]\n}\n";
}

std::vector<ServiceDeployments> read_deployments(const std::filesystem::path& path) {
  return read_service_lists<DeploymentEntry>(path);
}

std::vector<ServiceDeployments> read_deployments(const std::filesystem::path& path,
                                                 DateBy date_by) {
  auto services = read_deployments(path);
  if (date_by == DateBy::created) {
    for (ServiceDeployments& service : services) {
      for (Deployment& deployment : service.deployments) {
        deployment.created_time = deployment.created_time.value_or(deployment.deployment_time);
      }
    }
  }
  return services;
}

}  // namespace dora::model
