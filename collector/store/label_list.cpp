// Stores a list of labels as one text.
#include "collector/store/label_list.h"

#include <utility>

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/base/text/surrogate.h"

namespace dora::store {
namespace {

class ListHandler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, ListHandler> {
 public:
  explicit ListHandler(std::vector<std::string>& labels) : labels_(labels) {}
  bool Default() { return false; }
  bool StartArray() { return !std::exchange(in_list_, true); }
  bool EndArray(rapidjson::SizeType /*elements*/) { return true; }
  bool String(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    if (count_ == labels_.size()) {
      labels_.emplace_back();
    }
    labels_[count_++].assign(text, size);
    return in_list_ && !text::has_surrogate({text, size});
  }
  std::size_t count() const { return count_; }

 private:
  std::vector<std::string>& labels_;
  std::size_t count_ = 0;
  bool in_list_ = false;
};

}  // namespace

std::string to_text(const std::vector<std::string>& labels) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.StartArray();
  for (const std::string& label : labels) {
    writer.String(label.data(), static_cast<rapidjson::SizeType>(label.size()));
  }
  writer.EndArray();
  return {buffer.GetString(), buffer.GetSize()};
}

bool parse_labels(std::string_view text, std::vector<std::string>& labels) {
  ListHandler handler(labels);
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  constexpr unsigned flags = rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
  const bool read = !reader.Parse<flags>(stream, handler).IsError();
  labels.resize(handler.count());
  return read;
}

}  // namespace dora::store
