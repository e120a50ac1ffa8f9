// The names that the search box of every page finds, as a script that also works from disk.
#include "reports/results/names_script.h"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "collector/base/text/printable.h"
#include "collector/model/wording.h"
#include "reports/pages/groups_page.h"
#include "reports/pages/service_page.h"
#include "reports/pages/services_page.h"
#include "reports/pages/week_page.h"

namespace dora::results {
namespace {

using JsonWriter = rapidjson::Writer<rapidjson::StringBuffer>;

void put(JsonWriter& writer, const char* kind, const std::string& name, const std::string& page) {
  writer.StartArray();
  for (const std::string& text : {std::string(kind), name, page}) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }
  writer.EndArray();
}

}  // namespace

std::string names_script(const analysis::ReportData& data,
                         const std::vector<model::Period>& weeks) {
  rapidjson::StringBuffer buffer;
  JsonWriter writer(buffer);
  writer.StartArray();
  for (const std::size_t service : pages::by_name(data)) {
    const std::string& name = data.summary.services[service].service;
    put(writer, "service", text::printable(name), pages::service_file(name, "html"));
  }
  for (const std::string& group : pages::groups_of(data)) {
    put(writer, "group", text::printable(group), pages::group_stem(group) + ".html");
  }
  for (auto week = weeks.rbegin(); week != weeks.rend(); ++week) {
    put(writer, "week", "W" + model::name(*week).substr(1),
        pages::week_file(model::label(*week), "html"));
  }
  writer.EndArray();
  return "doraNames(" + std::string(buffer.GetString(), buffer.GetSize()) + ");\n";
}

}  // namespace dora::results
