// A list of labels as one text, as the store keeps it; knows no labels' meaning.
#include "collector/label_list.h"

#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace dora::collector {
namespace {

class Handler : public rapidjson::BaseReaderHandler<rapidjson::UTF8<>, Handler> {
 public:
  explicit Handler(std::vector<std::string>& labels) : labels_(labels) {}
  bool String(const char* text, rapidjson::SizeType size, bool /*copy*/) {
    if (count_ == labels_.size()) {
      labels_.emplace_back();
    }
    labels_[count_++].assign(text, size);
    return true;
  }
  std::size_t count() const { return count_; }

 private:
  std::vector<std::string>& labels_;
  std::size_t count_ = 0;
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

void parse_labels(std::string_view text, std::vector<std::string>& labels) {
  Handler handler(labels);
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  reader.Parse<rapidjson::kParseIterativeFlag>(stream, handler);
  labels.resize(handler.count());
}

}  // namespace dora::collector
