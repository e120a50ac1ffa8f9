// Pages of the server's own, which look like those of the site.
#include "reports/serve/own_page.h"

#include <utility>

#include "collector/base/files/open_file.h"
#include "reports/serve/page_key.h"
#include "reports/serve/served_page.h"
#include "reports/templating/escape.h"

namespace dora::serve {

std::string page_of_site(const webserver::SiteFiles& files, const webserver::SiteFile& file) {
  constexpr std::int64_t largest = std::int64_t{64} << 20U;
  return files::read_all(files.open(file), largest);
}

std::string own_page(const OwnPage& page, const Snapshot& snapshot,
                     const webserver::Visitor& visitor, const Pages& pages) {
  std::string text =
      "<!DOCTYPE html><html lang=\"en\"><head><title></title></head><body>"
      "<main></main></body></html>";
  if (const webserver::SiteFile* index = snapshot.files.find("/")) {
    text = page_of_site(snapshot.files, *index);
  }
  text = with_content(std::move(text), templating::escaped(page.title), page.body);
  return with_question_box(
      std::move(text), pages.box(snapshot.suggestions, page_key(visitor, snapshot), page.asked));
}

}  // namespace dora::serve
