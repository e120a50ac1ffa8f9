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
    labels_.emplace_back(text, size);
    return true;
  }

 private:
  std::vector<std::string>& labels_;
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

std::vector<std::string> parse_labels(std::string_view text) {
  std::vector<std::string> labels;
  Handler handler(labels);
  rapidjson::MemoryStream stream(text.data(), text.size());
  rapidjson::Reader reader;
  reader.Parse<rapidjson::kParseIterativeFlag>(stream, handler);
  return labels;
}

}  // namespace dora::collector
