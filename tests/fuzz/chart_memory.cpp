// Fuzzes the journal of charts: reading never fails, and the next run finds what is recorded
// afterwards.
#include <algorithm>

#include "renderer/journal/journal.h"
#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::journal;
  using dora::fuzz::require;
  static const dora::fuzz::InputFile file("journal");

  const std::string text = dora::fuzz::text_of(data, size);
  const std::size_t line = std::min(text.find('\n'), text.size());
  if (const auto read = parse_memory_line(std::string_view(text).substr(line))) {
    require(parse_memory_line(to_text(*read)) == read);
  }

  file.write(text);
  const ChartRecord record{"key", {{"overall.png", "hash", FileStamp()}}};
  {
    RenderJournal memory(file.path());
    memory.remember("overall", record, {{"gnuplot", "5.4"}}, {{"title", "All"}});
  }
  const RenderJournal next(file.path());
  const ChartRecord* found = next.find("overall");
  require(found != nullptr && *found == record);
  require(next.inputs_of("overall").second == Inputs{{"title", "All"}});
  return 0;
}
