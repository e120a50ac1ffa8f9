// annotations.json: the comments of weeks, as patterns without a figure or a name in them.
#include "reports/comments/annotations_file.h"

#include <fmt/format.h>
#include <rapidjson/document.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/text/surrogate.h"
#include "collector/model/instant_json.h"
#include "reports/comments/comment_check.h"

namespace dora::comments {
namespace {

using rapidjson::Value;

constexpr std::int64_t largest_file = std::int64_t{64} << 20U;
constexpr std::size_t longest_name = 4096;
constexpr int annotations_version = 1;

[[noreturn]] void fail(const std::string& name, std::string_view what) {
  throw base::Error(
      fmt::format("{}: {}; run 'dora-report annotate' again, or remove the file", name, what));
}

/// Reads members of one comment; anything that is missing or of another type is an Error.
class CommentReader {
 public:
  CommentReader(const Value& object, const std::string& name) : object_(object), name_(name) {}

  const Value& member(const char* key) const {
    const auto found = object_.FindMember(key);
    if (found == object_.MemberEnd()) {
      fail(name_, fmt::format("a comment has no '{}'", key));
    }
    return found->value;
  }

  std::string text(const char* key, std::size_t most) const { return text(key, member(key), most); }

  std::string text(const char* key, const Value& value, std::size_t most) const {
    const std::string_view text = value.IsString()
                                      ? std::string_view(value.GetString(), value.GetStringLength())
                                      : std::string_view();
    if (!value.IsString() || text.size() > most || text::has_surrogate(text)) {
      fail(name_, fmt::format("'{}' of a comment is not a text of at most {} bytes", key, most));
    }
    return std::string(text);
  }

  bool flag(const char* key) const {
    const Value& value = member(key);
    if (!value.IsBool()) {
      fail(name_, fmt::format("'{}' of a comment is neither true nor false", key));
    }
    return value.GetBool();
  }

 private:
  const Value& object_;
  const std::string& name_;
};

StoredComment comment_of(const Value& value, const std::string& name) {
  if (!value.IsObject()) {
    fail(name, "a comment is not an object");
  }
  const CommentReader reader(value, name);
  StoredComment comment;
  comment.record = reader.text("record", longest_name);
  comment.week = reader.text("week", 8);
  comment.figures = reader.text("figures", 64);
  comment.model = reader.text("model", longest_model);
  const auto written = model::parse_instant(reader.text("written", 40));
  if (!written) {
    fail(name, "'written' of a comment is no time");
  }
  comment.written = *written;
  comment.titles = reader.flag("titles");
  const Value& sentences = reader.member("sentences");
  if (!sentences.IsArray() || sentences.Empty() || sentences.Size() > most_sentences) {
    fail(name, fmt::format("'sentences' of a comment is not a list of 1 to {}", most_sentences));
  }
  for (const Value& sentence : sentences.GetArray()) {
    comment.sentences.push_back(reader.text("sentences", sentence, longest_comment));
  }
  return comment;
}

void append_comment(std::string& json, const StoredComment& comment) {
  json += "{\"record\":";
  model::append_json(json, comment.record);
  json += ",\"week\":";
  model::append_json(json, comment.week);
  json += ",\"figures\":";
  model::append_json(json, comment.figures);
  json += ",\"model\":";
  model::append_json(json, comment.model);
  json += ",\"written\":";
  model::append_json(json, std::optional(comment.written));
  json += comment.titles ? ",\"titles\":true" : ",\"titles\":false";
  json += ",\"sentences\":[";
  for (std::size_t i = 0; i < comment.sentences.size(); ++i) {
    json += i == 0 ? "" : ",";
    model::append_json(json, comment.sentences[i]);
  }
  json += "]}";
}

}  // namespace

std::string annotations_json(const std::vector<StoredComment>& comments) {
  std::string json = fmt::format("{{\"version\":{},\"comments\":[", annotations_version);
  for (std::size_t i = 0; i < comments.size(); ++i) {
    json += i == 0 ? "\n" : ",\n";
    append_comment(json, comments[i]);
  }
  return json + "\n]}\n";
}

std::vector<StoredComment> parse_annotations(std::string_view json, const std::string& name) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
      json.data(), json.size());
  if (document.HasParseError() || !document.IsObject()) {
    fail(name, "not the JSON that annotate writes");
  }
  const Value& file = document;
  const auto version = file.FindMember("version");
  if (version == file.MemberEnd() || !version->value.IsInt() ||
      version->value.GetInt() != annotations_version) {
    fail(name, "of another version of dora-report");
  }
  const auto list = file.FindMember("comments");
  if (list == file.MemberEnd() || !list->value.IsArray()) {
    fail(name, "holds no list of comments");
  }
  std::vector<StoredComment> comments;
  for (const Value& each : list->value.GetArray()) {
    comments.push_back(comment_of(each, name));
  }
  return comments;
}

std::vector<StoredComment> read_annotations(const std::filesystem::path& folder) {
  std::error_code error;
  const std::filesystem::path file = folder / annotations_name;
  if (!std::filesystem::exists(std::filesystem::symlink_status(file, error))) {
    return {};
  }
  const std::string bytes =
      files::read_all(files::open_file_inside(folder, annotations_name), largest_file);
  return parse_annotations(bytes, file.string());
}

}  // namespace dora::comments
