// Writes a merge request like GitLab's API, full or simple.
#include "tests/tools/gitlab_server/merge_request_json.h"

#include <string_view>

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "tests/tools/gitlab_server/merge_request_text.h"

namespace dora::test {
namespace {

/// `json.field("iid", 7)`: keys and values in the order of the calls.
class Object {
 public:
  Object() : writer_(buffer_) { writer_.StartObject(); }

  void field(const char* key, std::string_view value) {
    writer_.Key(key);
    string(value);
  }
  void field(const char* key, const std::string& value) { field(key, std::string_view(value)); }
  void field(const char* key, const char* value) { field(key, std::string_view(value)); }
  void field(const char* key, std::int64_t value) {
    writer_.Key(key);
    writer_.Int64(value);
  }
  void field(const char* key, int value) { field(key, std::int64_t{value}); }
  void field(const char* key, bool value) {
    writer_.Key(key);
    writer_.Bool(value);
  }
  void field(const char* key, std::nullptr_t) {
    writer_.Key(key);
    writer_.Null();
  }
  void field(const char* key, const std::optional<Moment>& moment) {
    moment ? field(key, to_text(*moment)) : field(key, nullptr);
  }
  void field(const char* key, const std::vector<std::string>& values) {
    writer_.Key(key);
    writer_.StartArray();
    for (const std::string& value : values) {
      string(value);
    }
    writer_.EndArray();
  }
  void begin(const char* key) {
    writer_.Key(key);
    writer_.StartObject();
  }
  void end() { writer_.EndObject(); }
  std::string finish() {
    writer_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }

 private:
  void string(std::string_view value) {
    writer_.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
  }

  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> writer_;
};

std::string project_url(const Project& project) {
  return project.web_root + "/" + project.path;
}

std::string group_of(const Project& project) {
  return project.path.substr(0, project.path.rfind('/'));
}

/// One in sixty is a bot, named like access tokens' or like people name Renovate's.
std::string username_of(int number) {
  switch (number % 240) {
    case 0:
      return "project_4242_bot_0a1b2c3d4e5f6071";
    case 60:
      return "group_42_bot_1f2e3d4c5b6a7988";
    case 120:
      return "project_4242_bot";
    case 180:
      return "renovate-bot";
    default:
      return fmt::format("user{}", number);
  }
}

void put_user(Object& json, const char* key, int number, const Project& project) {
  const std::string username = username_of(number);
  json.begin(key);
  json.field("id", 1000 + number);
  json.field("username", username);
  json.field("name", fmt::format("User {}", number));
  json.field("state", "active");
  json.field("locked", false);
  json.field("avatar_url", fmt::format("{}/uploads/-/system/user/avatar/{}/avatar.png",
                                       project.web_root, 1000 + number));
  json.field("web_url", project.web_root + "/" + username);
  json.end();
}

/// 1,048,576 characters, GitLab's maximum; escaped, they are more.
std::string longest_description() {
  constexpr std::string_view line = "One line of \"many\": nothing else to see.\n";
  std::string text;
  while (text.size() < std::size_t{1} << 20U) {
    text += line;
  }
  text.resize(std::size_t{1} << 20U);
  return text;
}

void put_head(Object& json, const MergeRequest& merge_request, const Project& project,
              const MergeRequestText& text) {
  json.field("id", merge_request.id);
  json.field("iid", merge_request.iid);
  json.field("project_id", project.id);
  json.field("title", merge_request.title);
  json.field("description",
             merge_request.long_description ? longest_description() : text.description);
  json.field("state", to_text(merge_request.state));
  json.field("created_at", std::optional(merge_request.created_at));
  json.field("updated_at", std::optional(merge_request.updated_at));
}

std::string web_url(const MergeRequest& merge_request, const Project& project) {
  return fmt::format("{}/-/merge_requests/{}", project_url(project), merge_request.iid);
}

/// The milestone repeats the keys of the merge request: iid, state, created_at, web_url.
void put_milestone(Object& json, const MergeRequest& merge_request, const Project& project) {
  const std::string month = month_label(merge_request.created_at);
  json.begin("milestone");
  json.field("id", 887'000 + merge_request.iid % 100);
  json.field("iid", merge_request.iid % 100);
  json.field("group_id", 4347);
  json.field("title", month);
  json.field("description", "");
  json.field("state", "closed");
  json.field("created_at", month + "-01T08:00:00.000Z");
  json.field("updated_at", month + "-01T08:00:00.000Z");
  json.field("due_date", month + "-28");
  json.field("start_date", month + "-01");
  json.field("expired", true);
  json.field("web_url", fmt::format("{}/groups/{}/-/milestones/{}", project.web_root,
                                    group_of(project), merge_request.iid % 100));
  json.end();
}

void put_people_and_dates(Object& json, const MergeRequest& merge_request, const Project& project,
                          const MergeRequestText& text) {
  const auto put_finisher = [&](const char* key, bool known) {
    known ? put_user(json, key, text.finisher, project) : json.field(key, nullptr);
  };
  put_finisher("merged_by", merge_request.merged_at.has_value());
  put_finisher("merge_user", merge_request.merged_at.has_value());
  json.field("merged_at", merge_request.merged_at);
  put_finisher("closed_by", merge_request.closed_at.has_value());
  json.field("closed_at", merge_request.closed_at);
  json.field("target_branch", "main");
  json.field("source_branch", text.branch);
  json.field("user_notes_count", text.notes);
  json.field("upvotes", 0);
  json.field("downvotes", 0);
  put_user(json, "author", text.author, project);
  json.field("assignees", std::vector<std::string>());
  put_user(json, "assignee", text.author, project);
  json.field("reviewers", std::vector<std::string>());
}

void put_status(Object& json, const MergeRequest& merge_request, const MergeRequestText& text) {
  const bool merged = merge_request.state == State::merged;
  json.field("draft", false);
  json.field("imported", false);
  json.field("imported_from", "none");
  json.field("work_in_progress", false);
  json.field("merge_when_pipeline_succeeds", false);
  json.field("merge_status", merged ? "can_be_merged" : "unchecked");
  json.field("detailed_merge_status", merged ? "not_open" : "unchecked");
  json.field("sha", text.sha);
  json.field("merge_commit_sha", merged ? std::string(text.sha.rbegin(), text.sha.rend()) : "");
  json.field("squash_commit_sha", nullptr);
  json.field("discussion_locked", nullptr);
  json.field("should_remove_source_branch", nullptr);
  json.field("force_remove_source_branch", true);
  json.field("prepared_at", std::optional(merge_request.created_at));
}

void put_tail(Object& json, const MergeRequest& merge_request, const Project& project) {
  const std::string reference = fmt::format("!{}", merge_request.iid);
  json.field("reference", reference);
  json.begin("references");
  json.field("short", reference);
  json.field("relative", reference);
  json.field("full", project.path + reference);
  json.end();
  json.field("web_url", web_url(merge_request, project));
  json.begin("time_stats");
  json.field("time_estimate", 0);
  json.field("total_time_spent", 0);
  json.field("human_time_estimate", nullptr);
  json.field("human_total_time_spent", nullptr);
  json.end();
  json.field("squash", true);
  json.field("squash_on_merge", true);
  json.begin("task_completion_status");
  json.field("count", 0);
  json.field("completed_count", 0);
  json.end();
  json.field("has_conflicts", false);
  json.field("blocking_discussions_resolved", true);
  json.field("approvals_before_merge", nullptr);
}

}  // namespace

std::string full_json(const MergeRequest& merge_request, const Project& project) {
  const MergeRequestText text = invent_text(merge_request.text_seed, merge_request.iid);
  Object json;
  put_head(json, merge_request, project, text);
  put_people_and_dates(json, merge_request, project, text);
  json.field("source_project_id", project.id);
  json.field("target_project_id", project.id);
  json.field("labels", merge_request.labels);
  if (text.has_milestone) {
    put_milestone(json, merge_request, project);
  } else {
    json.field("milestone", nullptr);
  }
  put_status(json, merge_request, text);
  put_tail(json, merge_request, project);
  return json.finish();
}

std::string simple_json(const MergeRequest& merge_request, const Project& project) {
  Object json;
  put_head(json, merge_request, project, invent_text(merge_request.text_seed, merge_request.iid));
  json.field("web_url", web_url(merge_request, project));
  return json.finish();
}

std::string project_json(const Project& project) {
  const std::string name = project.path.substr(project.path.rfind('/') + 1);
  Object json;
  json.field("id", project.id);
  json.field("description", "What runs where, one merge request for each deployment");
  json.field("name", name);
  json.field("name_with_namespace", group_of(project) + " / " + name);
  json.field("path", name);
  json.field("path_with_namespace", project.path);
  json.field("default_branch", "main");
  json.field("web_url", project_url(project));
  json.field("visibility", "private");
  json.field("archived", false);
  json.field("merge_requests_enabled", true);
  return json.finish();
}

}  // namespace dora::test
