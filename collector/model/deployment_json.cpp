// Reads and writes service_deployments.json: every deployment of every service.
#include "collector/model/deployment_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/base/text/surrogate.h"
#include "collector/model/json_file.h"
#include "collector/model/json_text.h"
#include "collector/model/service_order.h"

namespace dora::model {
namespace {

constexpr std::string_view successful_text = "successful";
constexpr std::string_view failed_text = "failed";

void append_string(std::string& text, std::string_view value) {
  const auto is_special = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E ||
           c == '"' || c == '\\';
  };
  if (std::none_of(value.begin(), value.end(), is_special)) {  // True of nearly all.
    text.append("\"").append(value).append("\"");
    return;
  }
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  text += escape_controls({buffer.GetString(), buffer.GetSize()});
}

void append_time(std::string& text, const std::optional<Instant>& time) {
  if (time) {
    text.append("\"").append(to_string(*time)).append("\"");
  } else {
    text.append("null");
  }
}

/// `"<service>": [`
void append_start(std::string& text, std::string_view service) {
  append_string(text, service);
  text += ": [";
}

/// One line per deployment.
void append(std::string& text, const Deployment& deployment, bool first) {
  const bool failed = deployment.status == DeploymentStatus::failed;
  text += first ? "\n  " : ",\n  ";
  text += R"({"deployment_time":)";
  append_time(text, deployment.deployment_time);
  text += R"(,"deployment_status":)";
  append_string(text, failed ? failed_text : successful_text);
  text += R"(,"tier":)";
  append_string(text, deployment.tier);
  text.append(R"(,"iid":)").append(std::to_string(deployment.iid));
  text += R"(,"web_url":)";
  append_string(text, deployment.web_url);
  text += R"(,"finished_time":)";
  append_time(text, deployment.finished_time);
  text += R"(,"created_time":)";
  append_time(text, deployment.created_time);
  text += '}';
}

/// Receives the file's events: an object of arrays of flat objects. Unknown keys are skipped, so
/// that files of later versions can be read.
class DeploymentHandler
    : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, DeploymentHandler> {
 public:
  std::vector<ServiceDeployments> take() { return std::move(services_); }
  const std::string& problem() const { return problem_; }

  bool Null() { return scalar(true); }
  bool Bool(bool /*value*/) { return scalar(false); }
  bool Double(double /*value*/) { return scalar(false); }
  bool Int(int value) { return Int64(value); }
  bool Uint(unsigned value) { return Int64(value); }
  bool Uint64(std::uint64_t value) {
    return std::in_range<std::int64_t>(value) ? Int64(static_cast<std::int64_t>(value)) : Int64(-1);
  }
  bool Int64(std::int64_t value) {
    if (depth_ != in_deployment || key_ != "iid") {
      return scalar(false);
    }
    current_.iid = value;
    return value >= 0 || fail("\"iid\" is not the number of a merge request");
  }
  bool String(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    if (depth_ < in_deployment) {
      return shape_error();
    }
    return depth_ > in_deployment || set(std::string_view(text, size));
  }
  bool Key(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    if (depth_ == in_file) {
      services_.push_back({std::string(text, size), {}});
      if (text::has_surrogate({text, size})) {
        problem_ =
            fmt::format("the name of service {} holds half of a surrogate pair", services_.size());
        return false;
      }
    }
    key_.assign(text, size);
    return depth_ != in_deployment || is_new_key();
  }
  bool StartObject() {
    if (depth_ == in_service) {
      current_ = {};
      keys_seen_ = 0;
      has_time_ = has_status_ = false;
    }
    return (depth_ != in_file && (depth_ != in_deployment || !is_known_key())) ? enter()
                                                                               : shape_error();
  }
  bool EndObject(rapidjson::SizeType /*members*/) {
    --depth_;
    return depth_ != in_service || add();
  }
  bool StartArray() {
    const bool expected = depth_ == in_file || (depth_ >= in_deployment && !is_known_key());
    return expected ? enter() : shape_error();
  }
  bool EndArray(rapidjson::SizeType /*elements*/) {
    --depth_;
    if (depth_ == in_file) {
      services_.back().deployments.shrink_to_fit();  // They are kept for the whole run.
    }
    return true;
  }

 private:
  // The nesting depth of each kind of event.
  static constexpr int in_file = 1;
  static constexpr int in_service = 2;
  static constexpr int in_deployment = 3;

  bool enter() {
    ++depth_;
    return true;
  }

  static constexpr std::array<std::string_view, 7> known_keys{
      "deployment_time", "deployment_status", "tier",        "iid",
      "web_url",         "finished_time",     "created_time"};

  bool is_known_key() const {
    return depth_ == in_deployment && std::ranges::find(known_keys, key_) != known_keys.end();
  }
  /// Returns false, with a problem, for a known key that the deployment already has.
  bool is_new_key() {
    const auto found = std::ranges::find(known_keys, key_);
    if (found == known_keys.end()) {
      return true;
    }
    const unsigned bit = 1U << static_cast<unsigned>(found - known_keys.begin());
    const bool is_new = (keys_seen_ & bit) == 0;
    keys_seen_ |= bit;
    return is_new || fail(fmt::format("\"{}\" occurs twice", key_));
  }
  bool is_optional_time() const { return key_ == "finished_time" || key_ == "created_time"; }

  bool scalar(bool null) {
    if (depth_ < in_deployment) {
      return shape_error();
    }
    const bool allowed = !is_known_key() || (null && is_optional_time());
    return allowed || fail(fmt::format("\"{}\" has a value of the wrong type", key_));
  }

  bool set(std::string_view text) {
    if (is_known_key() && text::has_surrogate(text)) {
      return fail(fmt::format("\"{}\" holds half of a surrogate pair", key_));
    }
    if (key_ == "tier") {
      current_.tier = text;
    } else if (key_ == "web_url") {
      current_.web_url = text;
    } else if (key_ == "deployment_status") {
      has_status_ = text == successful_text || text == failed_text;
      current_.status =
          text == failed_text ? DeploymentStatus::failed : DeploymentStatus::successful;
    } else if (key_ == "deployment_time" || is_optional_time()) {
      return set_time(text);
    } else if (key_ == "iid") {
      return fail("\"iid\" is not a number");
    }
    return true;
  }

  bool set_time(std::string_view text) {
    const auto instant = parse_instant(text);
    if (!instant) {
      return fail(fmt::format("\"{}\" is not a date: '{}'", key_, text));
    }
    if (key_ == "finished_time") {
      current_.finished_time = instant;
    } else if (key_ == "created_time") {
      current_.created_time = instant;
    } else {
      current_.deployment_time = *instant;
      has_time_ = true;
    }
    return true;
  }

  bool add() {
    if (!has_time_ || !has_status_) {
      return fail(has_time_ ? "\"deployment_status\" is neither successful nor failed"
                            : "\"deployment_time\" is missing");
    }
    services_.back().deployments.push_back(std::move(current_));
    return true;
  }

  bool shape_error() {
    problem_ = "not an object of arrays of deployments";
    return false;
  }

  bool fail(std::string_view what) {
    problem_ = fmt::format("service '{}', deployment {}: {}", services_.back().service,
                           services_.back().deployments.size() + 1, what);
    return false;
  }

  std::vector<ServiceDeployments> services_;
  Deployment current_;
  std::string key_;
  std::string problem_;
  int depth_ = 0;
  unsigned keys_seen_ = 0;  ///< For the current deployment: one bit per known_keys entry.
  bool has_time_ = false;
  bool has_status_ = false;
};

}  // namespace

DeploymentsWriter::DeploymentsWriter(files::AtomicFile& file) : file_(file) {
  file_.write("{");
}

void DeploymentsWriter::begin(std::string_view service) {
  text_ = any_service_ ? "],\n" : "\n";
  append_start(text_, service);
  file_.write(text_);
  any_service_ = true;
  any_deployment_ = false;
}

void DeploymentsWriter::add(const Deployment& deployment) {
  text_.clear();
  append(text_, deployment, !any_deployment_);
  file_.write(text_);
  any_deployment_ = true;
}

void DeploymentsWriter::finish() {
  file_.write(any_service_ ? "]\n}\n" : "\n}\n");
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
  append_start(text, service.service);
  bool first = true;
  for (const Deployment& deployment : service.deployments) {
    append(text, deployment, std::exchange(first, false));
  }
  return text + "]\n}\n";
}

std::vector<ServiceDeployments> read_deployments(const std::filesystem::path& path) {
  DeploymentHandler handler;
  parse_json_file(path, handler, [&] { return handler.problem(); });
  auto services = handler.take();
  order_by_service(services, path);
  return services;
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
