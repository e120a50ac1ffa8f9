// The key that the forms on a page send: whose page it is, and which report it shows.
#include "reports/serve/page_key.h"

namespace dora::serve {
namespace {

constexpr char separator = '.';
constexpr std::size_t version_size = 16;  // Enough to tell reports apart.

std::string_view version_of(const Snapshot& snapshot) {
  return std::string_view(snapshot.files.sha256()).substr(0, version_size);
}

}  // namespace

std::string page_key(const webserver::Visitor& visitor, const Snapshot& snapshot) {
  return visitor.form_key + separator + std::string(version_of(snapshot));
}

bool is_own_page(std::string_view key, const webserver::Visitor& visitor) {
  return webserver::Access::is_own_form(visitor, key.substr(0, key.find(separator)));
}

bool is_other_report(std::string_view key, const Snapshot& snapshot) {
  const std::size_t at = key.find(separator);
  return at != std::string_view::npos && key.substr(at + 1) != version_of(snapshot);
}

}  // namespace dora::serve
