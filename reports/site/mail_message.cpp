// A mail as a file that any program sends (RFC 5322 and MIME), made with GMime.
#include "reports/site/mail_message.h"

#include <memory>

#include <gmime/gmime.h>

#include "collector/base/files/sha256.h"

namespace dora::site {
namespace {

struct Release {
  void operator()(void* object) const { g_object_unref(object); }
};
/// GMime counts references; each pointer here is one.
template <class Object>
using Owned = std::unique_ptr<Object, Release>;

GMimeObject* object_of(void* object) {
  return GMIME_OBJECT(object);
}

/// A part in Base64, which every server carries unchanged.
Owned<GMimePart> part_of(const char* type, const char* subtype, const std::string& bytes) {
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  Owned<GMimePart> part(g_mime_part_new_with_type(type, subtype));
  g_mime_part_set_content(part.get(), content.get());
  g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_BASE64);
  if (std::string(type) == "text") {
    g_mime_object_set_content_type_parameter(object_of(part.get()), "charset", "utf-8");
  }
  return part;
}

/// The boundary is made of the content, so that it stays the same and is not inside.
Owned<GMimeMultipart> multipart(const char* subtype, const std::string& seed) {
  Owned<GMimeMultipart> result(g_mime_multipart_new_with_subtype(subtype));
  const std::string boundary = "=_" + files::sha256(subtype + seed).substr(0, 32);
  g_mime_multipart_set_boundary(result.get(), boundary.c_str());
  return result;
}

Owned<GMimeMultipart> related_of(const MailMessage& mail) {
  Owned<GMimeMultipart> related = multipart("related", mail.html);
  g_mime_multipart_add(related.get(), object_of(part_of("text", "html", mail.html).get()));
  const Owned<GMimePart> picture = part_of("image", "png", mail.picture);
  g_mime_part_set_content_id(picture.get(), mail_picture_id);
  g_mime_object_set_disposition(object_of(picture.get()), GMIME_DISPOSITION_INLINE);
  g_mime_part_set_filename(picture.get(), "deployments.png");
  g_mime_multipart_add(related.get(), object_of(picture.get()));
  return related;
}

Owned<GMimeMultipart> body_of(const MailMessage& mail) {
  Owned<GMimeMultipart> body = multipart("alternative", mail.html);
  g_mime_multipart_add(body.get(), object_of(part_of("text", "plain", mail.text).get()));
  if (mail.picture.empty()) {
    g_mime_multipart_add(body.get(), object_of(part_of("text", "html", mail.html).get()));
  } else {
    g_mime_multipart_add(body.get(), object_of(related_of(mail).get()));
  }
  if (mail.attachment.empty()) {
    return body;
  }
  Owned<GMimeMultipart> mixed = multipart("mixed", mail.html);
  g_mime_multipart_add(mixed.get(), object_of(body.get()));
  const Owned<GMimePart> attachment = part_of("text", "html", mail.attachment);
  g_mime_object_set_disposition(object_of(attachment.get()), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename(attachment.get(), mail.attachment_name.c_str());
  g_mime_multipart_add(mixed.get(), object_of(attachment.get()));
  return mixed;
}

}  // namespace

std::string mail_message(const MailMessage& mail) {
  static const bool ready = (g_mime_init(), true);
  static_cast<void>(ready);
  const Owned<GMimeMessage> message(g_mime_message_new(FALSE));
  g_mime_object_set_header(object_of(message.get()), "X-Mailer", "dora-report", nullptr);
  g_mime_message_set_subject(message.get(), mail.subject.c_str(), "utf-8");
  using std::chrono::floor;
  using std::chrono::seconds;
  const auto since_epoch = floor<seconds>(mail.date).time_since_epoch().count();
  const std::unique_ptr<GDateTime, decltype(&g_date_time_unref)> date(
      g_date_time_new_from_unix_utc(since_epoch), &g_date_time_unref);
  g_mime_message_set_date(message.get(), date.get());
  g_mime_message_set_mime_part(message.get(), object_of(body_of(mail).get()));
  const std::unique_ptr<char, decltype(&g_free)> text(
      g_mime_object_to_string(object_of(message.get()), nullptr), &g_free);
  return text.get();
}

}  // namespace dora::site
