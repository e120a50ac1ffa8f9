// Reads files of bands: built-in ones, by name, and a user's.
#include "reports/inputs/bands_file.h"

#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/text/byte_order_mark.h"
#include "collector/base/text/printable.h"
#include "templates/embedded.h"

namespace dora::inputs {
namespace {

using rapidjson::Value;

constexpr std::string_view bands_extension = ".json";
constexpr std::int64_t largest_bands_file = std::int64_t{1} << 20U;

/// Throws an Error for anything that differs from templates/README.md.
class Reader {
 public:
  explicit Reader(std::string place) : place_(std::move(place)) {}

  analysis::Bands bands(std::string_view file) const {
    const std::string_view text = text::without_byte_order_mark(file);
    rapidjson::Document document;
    document.Parse<rapidjson::kParseValidateEncodingFlag | rapidjson::kParseIterativeFlag>(
        text.data(), text.size());
    if (document.HasParseError()) {
      fail(fmt::format("not JSON at byte {}: {}", document.GetErrorOffset(),
                       rapidjson::GetParseError_En(document.GetParseError())));
    }
    analysis::Bands result;
    result.name = fmt::format("{} {}", this->text(document, "label"), year(document));
    result.source = this->text(document, "source");
    result.url = this->text(document, "url");
    result.note = this->text(document, "note");
    result.deployment_frequency = scale(document, "deployment_frequency", "hours");
    result.failure_rate = scale(document, "failure_rate", "percent");
    result.lead_time = scale(document, "lead_time", "hours");
    result.restore_time = scale(document, "restore_time", "hours");
    return result;
  }

 private:
  const Value& member(const Value& object, const char* key) const {
    if (!object.IsObject() || !object.HasMember(key)) {
      fail(fmt::format("\"{}\" is missing", key));
    }
    return object[key];
  }

  std::string text(const Value& object, const char* key) const {
    const Value& value = member(object, key);
    if (!value.IsString()) {
      fail(fmt::format("\"{}\" is not text", key));
    }
    return text::printable({value.GetString(), value.GetStringLength()});
  }

  int year(const Value& object) const {
    const Value& value = member(object, "year");
    if (!value.IsInt() || value.GetInt() < 1000 || value.GetInt() > 9999) {
      fail("\"year\" is not a year");
    }
    return value.GetInt();
  }

  analysis::BandScale scale(const Value& object, const char* key, const char* unit) const {
    const Value& levels = member(object, key);
    if (!levels.IsArray() || levels.Empty()) {
      fail(fmt::format("\"{}\" is not a list of levels", key));
    }
    analysis::BandScale result;
    for (const Value& value : levels.GetArray()) {
      const bool is_last = result.size() + 1 == levels.Size();
      analysis::BandLevel next = level(value, unit);
      if (!is_last && next.limit == analysis::BandLevel().limit) {
        fail(
            fmt::format("in \"{0}\", level '{1}' has neither \"at_most_{2}\" nor "
                        "\"less_than_{2}\", which only the last may omit",
                        key, next.name, unit));
      }
      if (!result.empty() && next.limit < result.back().limit) {
        fail(fmt::format("in \"{}\", level '{}' has a better limit than the one before it", key,
                         next.name));
      }
      result.push_back(std::move(next));
    }
    return result;
  }

  analysis::BandLevel level(const Value& value, const char* unit) const {
    analysis::BandLevel result;
    result.name = text(value, "level");
    result.published = text(value, "published");
    for (const auto& [word, inclusive] : {std::pair("at_most_", true), {"less_than_", false}}) {
      const std::string key = word + std::string(unit);
      if (!value.HasMember(key.c_str())) {
        continue;
      }
      const Value& limit = value[key.c_str()];
      if (!limit.IsNumber() || limit.GetDouble() < 0) {
        fail(fmt::format("\"{}\" of level '{}' is not a number of at least 0", key, result.name));
      }
      result.limit = limit.GetDouble();
      result.inclusive = inclusive;
    }
    return result;
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw base::Error(fmt::format("{}: {}; see templates/README.md for the format of a bands file",
                                  place_, what));
  }

  std::string place_;
};

}  // namespace

std::vector<std::string> band_names() {
  std::vector<std::string> names;
  for (const templates::EmbeddedFile& file : templates::embedded_files()) {
    if (file.name.ends_with(bands_extension)) {
      names.emplace_back(file.name.substr(0, file.name.size() - bands_extension.size()));
    }
  }
  return names;
}

analysis::Bands read_bands(const std::string& which) {
  for (const templates::EmbeddedFile& file : templates::embedded_files()) {
    if (file.name == which + std::string(bands_extension)) {
      return Reader(fmt::format("{} (built in)", file.name)).bands(file.content);
    }
  }
  if (!which.ends_with(bands_extension)) {
    throw base::UsageError(fmt::format(
        "--bands {}: unknown name; choose one of {}, or a file of your own that ends in {}", which,
        fmt::join(band_names(), ", "), bands_extension));
  }
  return Reader(which).bands(files::read_option_file(which, largest_bands_file));
}

}  // namespace dora::inputs
