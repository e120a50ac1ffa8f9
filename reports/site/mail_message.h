// A mail as a file that any program sends (RFC 5322 and MIME), made with GMime.
#pragma once

#include <string>

#include "collector/model/instant.h"

namespace dora::site {

struct MailMessage {
  std::string subject;
  model::Instant date;
  std::string text;
  std::string html;
  std::string picture;  ///< A PNG that the HTML shows as `cid:` with mail_picture_id; empty: none.
  std::string attachment;  ///< HTML; empty: none.
  std::string attachment_name;
};

inline constexpr const char* mail_picture_id = "chart@dora-report";

/// The message without sender and receiver, which whoever sends it adds. Begins with mail_begin.
/// The same content gives the same bytes.
std::string mail_message(const MailMessage& mail);
inline constexpr std::string_view mail_begin = "X-Mailer: dora-report";

}  // namespace dora::site
