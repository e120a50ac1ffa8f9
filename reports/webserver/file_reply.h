// Replies with a file, a part of it, or that the client has it already.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "reports/webserver/message.h"
#include "reports/webserver/site_files.h"

namespace dora::webserver {

/// As the file is.
Reply file_reply(const Request& request, const SiteFiles& files, const SiteFile& file);

/// What is sent in place of a file's bytes. `version` differs where the result does.
struct Changed {
  std::string version;
  std::function<std::string(std::string)> change;
};
Reply changed_reply(const Request& request, const SiteFiles& files, const SiteFile& file,
                    const Changed& changed);

/// Of a text in memory. `tag` is quoted.
Reply text_reply(const Request& request, std::string text, const char* content_type,
                 const std::string& tag);

}  // namespace dora::webserver
