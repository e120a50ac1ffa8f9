// A request to a language model, in the form of OpenAI's API and of those that imitate it. Pure.
#include "reports/llm/model_request.h"

#include <fmt/format.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace dora::llm {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write_text(Writer& writer, std::string_view text) {
  writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write_member(Writer& writer, const char* key, std::string_view text) {
  writer.Key(key);
  write_text(writer, text);
}

void write_messages(Writer& writer, const std::vector<Message>& messages) {
  writer.Key("messages");
  writer.StartArray();
  for (const Message& message : messages) {
    writer.StartObject();
    write_member(writer, "role", message.role);
    write_member(writer, "content", message.content);
    writer.EndObject();
  }
  writer.EndArray();
}

std::string joined(const std::vector<Message>& messages) {
  std::string text;
  for (const Message& message : messages) {
    text += (text.empty() ? "" : "\n\n") + message.content;
  }
  return text;
}

/// Only chat completions know it.
void write_schema(Writer& writer, const ModelRequest& request, SchemaForm form) {
  if (request.schema.empty() || request.api != Api::chat || form == SchemaForm::none) {
    return;
  }
  writer.Key("response_format");
  writer.StartObject();
  if (form == SchemaForm::json_object) {
    write_member(writer, "type", "json_object");
  } else {
    write_member(writer, "type", "json_schema");
    writer.Key("json_schema");
    writer.StartObject();
    write_member(writer, "name", request.schema_name);
    writer.Key("strict");
    writer.Bool(true);
    writer.Key("schema");
    writer.RawValue(request.schema.data(), request.schema.size(), rapidjson::kObjectType);
    writer.EndObject();
  }
  writer.EndObject();
}

void write_settings(Writer& writer, const ModelRequest& request, const Dialect& dialect) {
  const bool newer = dialect.max_completion_tokens && request.api == Api::chat;
  writer.Key(newer ? "max_completion_tokens" : "max_tokens");
  writer.Int(request.max_tokens);
  if (dialect.temperature) {
    writer.Key("temperature");
    writer.Double(request.temperature);
  }
  if (dialect.seed && request.seed) {
    writer.Key("seed");
    writer.Int64(*request.seed);
  }
  if (request.stream) {
    writer.Key("stream");
    writer.Bool(true);
    if (dialect.stream_options) {
      writer.Key("stream_options");
      writer.StartObject();
      writer.Key("include_usage");
      writer.Bool(true);
      writer.EndObject();
    }
  }
}

}  // namespace

std::string_view to_string(Api api) {
  return api == Api::chat ? "chat" : "completions";
}

std::optional<Api> parse_api(std::string_view text) {
  for (const Api api : {Api::chat, Api::completions}) {
    if (text == to_string(api)) {
      return api;
    }
  }
  return std::nullopt;
}

std::optional<Dialect> adapted(const Dialect& dialect, const RefusedParameter& refused) {
  const auto is_about = [&](std::string_view name) {
    return refused.name == name ||
           (refused.name.empty() && refused.message.find(name) != std::string_view::npos);
  };
  Dialect result = dialect;
  // The message about max_tokens names the other field, too: as advice.
  if (is_about("max_tokens") && !dialect.max_completion_tokens) {
    result.max_completion_tokens = true;
  } else if (is_about("max_completion_tokens") && dialect.max_completion_tokens) {
    result.max_completion_tokens = false;
  } else if (is_about("temperature")) {
    result.temperature = false;
  } else if (is_about("seed")) {
    result.seed = false;
  } else if (is_about("stream_options")) {
    result.stream_options = false;
  } else if (refused.name.starts_with("response_format") ||
             refused.message.find("response_format") != std::string_view::npos ||
             refused.message.find("json_schema") != std::string_view::npos) {
    result.schema =
        dialect.schema == SchemaForm::json_schema ? SchemaForm::json_object : SchemaForm::none;
  }
  return result == dialect ? std::nullopt : std::optional(result);
}

std::string body_of(const ModelRequest& request, const Dialect& dialect) {
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  writer.StartObject();
  write_member(writer, "model", request.model);
  if (request.api == Api::chat) {
    write_messages(writer, request.messages);
  } else {
    write_member(writer, "prompt", joined(request.messages));
  }
  write_settings(writer, request, dialect);
  write_schema(writer, request, dialect.schema);
  writer.EndObject();
  return {buffer.GetString(), buffer.GetSize()};
}

http::Request http_request(std::string_view base, const ModelRequest& request,
                           const Dialect& dialect) {
  http::Request result;
  result.url =
      fmt::format("{}/{}", base, request.api == Api::chat ? "chat/completions" : "completions");
  result.method = http::Method::post;
  result.headers = {{"Content-Type", "application/json"}};
  if (request.stream) {
    result.headers.push_back({"Accept", "text/event-stream"});
  }
  result.body = body_of(request, dialect);
  return result;
}

}  // namespace dora::llm
