// Fuzzes the reader of service_deployments.json: accepted input survives a round trip.
#include "collector/model/deployment_json.h"

#include "tests/fuzz/fuzzing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dora::model;
  static const dora::fuzz::InputFile file("service_deployments.json");
  static const dora::fuzz::InputFile written("written.json");

  file.write(dora::fuzz::text_of(data, size));
  const auto services = dora::fuzz::result_or_error([] { return read_deployments(file.path()); });
  if (!services) {
    return 0;
  }
  dora::files::AtomicFile output(written.path());
  write_deployments(*services, output);
  output.commit();
  dora::fuzz::require(read_deployments(written.path()) == *services);
  return 0;
}
