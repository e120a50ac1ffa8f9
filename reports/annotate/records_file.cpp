// Records of others: texts that a model is asked about, one by one.
#include "reports/annotate/records_file.h"

#include <set>

#include <fmt/format.h>
#include <rapidjson/document.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/text/byte_order_mark.h"
#include "collector/base/text/surrogate.h"

namespace dora::annotate {
namespace {

constexpr std::int64_t largest_records = std::int64_t{256} << 20U;

std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

[[noreturn]] void refuse_line(const std::string& name, std::size_t line, std::string_view why) {
  throw base::Error(
      fmt::format("{}:{}: {}; it takes lines of {{\"id\": \"...\", \"text\": \"...\"}}, or texts "
                  "separated by the line of --delimiter",
                  name, line, why));
}

std::string member_of(const rapidjson::Document& object, const char* key, const std::string& name,
                      std::size_t line) {
  const auto found = object.FindMember(key);
  if (found == object.MemberEnd() || !found->value.IsString()) {
    refuse_line(name, line, fmt::format("no text '{}'", key));
  }
  std::string text(found->value.GetString(), found->value.GetStringLength());
  if (text::has_surrogate(text)) {
    refuse_line(name, line, fmt::format("'{}' holds half a character", key));
  }
  return text;
}

std::vector<TextRecord> parse_lines(std::string_view text, const std::string& name) {
  std::vector<TextRecord> records;
  std::set<std::string, std::less<>> seen;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = take_line(text);
    if (line.find_first_not_of(" \t") == std::string_view::npos) {
      continue;
    }
    rapidjson::Document object;
    object.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
        line.data(), line.size());
    if (object.HasParseError() || !object.IsObject()) {
      refuse_line(name, number, "not a JSON object");
    }
    TextRecord record{member_of(object, "id", name, number),
                      member_of(object, "text", name, number)};
    if (record.id.empty() || !seen.insert(record.id).second) {
      refuse_line(name, number, record.id.empty() ? "an empty id" : "an id that is there already");
    }
    records.push_back(std::move(record));
  }
  return records;
}

std::vector<TextRecord> split_text(std::string_view text, const std::string& delimiter) {
  std::vector<TextRecord> records;
  std::string current;
  const auto end_record = [&] {
    if (current.find_first_not_of(" \t\r\n") != std::string::npos) {
      records.push_back({std::to_string(records.size() + 1), std::move(current)});
    }
    current.clear();
  };
  while (!text.empty()) {
    const std::string_view whole = text;
    const std::string_view line = take_line(text);
    if (line == delimiter) {
      end_record();
    } else {
      current += whole.substr(0, whole.size() - text.size());
    }
  }
  end_record();
  return records;
}

}  // namespace

std::vector<TextRecord> parse_records(std::string_view text, const std::string& delimiter,
                                      const std::string& name) {
  text = text::without_byte_order_mark(text);
  std::vector<TextRecord> records =
      delimiter.empty() ? parse_lines(text, name) : split_text(text, delimiter);
  if (records.empty()) {
    throw base::Error(fmt::format("{} contains no records", name));
  }
  return records;
}

std::vector<TextRecord> read_records(const std::filesystem::path& file,
                                     const std::string& delimiter) {
  const std::string bytes = files::read_option_file(file, largest_records);
  return parse_records(bytes, delimiter, file.string());
}

}  // namespace dora::annotate
