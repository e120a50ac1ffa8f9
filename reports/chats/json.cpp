// Writes a JSON text member by member.
#include "reports/chats/json.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/model/json/json_text.h"

namespace dora::chats {

struct Json::Impl {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer{buffer};
};

Json::Json() : impl_(std::make_unique<Impl>()) {}
Json::~Json() = default;

void Json::text(std::string_view name, std::string_view value) {
  key(name);
  impl_->writer.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void Json::truth(std::string_view name, bool value) {
  key(name);
  impl_->writer.Bool(value);
}

void Json::key(std::string_view name) {
  impl_->writer.Key(name.data(), static_cast<rapidjson::SizeType>(name.size()));
}

void Json::begin_object() {
  impl_->writer.StartObject();
}

void Json::end_object() {
  impl_->writer.EndObject();
}

void Json::begin_list() {
  impl_->writer.StartArray();
}

void Json::end_list() {
  impl_->writer.EndArray();
}

std::string Json::result() const {
  return model::escape_controls({impl_->buffer.GetString(), impl_->buffer.GetSize()});
}

}  // namespace dora::chats
