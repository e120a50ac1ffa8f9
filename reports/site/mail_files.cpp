// Writes what is sent by mail: the digest with its charts, the mail's own text, the whole message.
#include "reports/site/mail_files.h"

#include <utility>

#include <fmt/format.h>

#include "reports/inputs/picture_file.h"
#include "reports/site/mail_message.h"

namespace dora::site {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view page_begin = "<!DOCTYPE html>";

fs::path text_beside(const fs::path& page) {
  return fs::path(page).replace_extension(".txt");
}

void warn_of_size(const fs::path& path, std::size_t bytes, base::Log& log) {
  if (bytes > pages::single_file_limit) {
    log.warning(fmt::format(
        "{} has {:.1f} MB, and mail servers may refuse more than {}: render smaller pictures "
        "(--scale 1, --png palette)",
        path.string(), static_cast<double>(bytes) / 1e6, pages::single_file_limit / 1'000'000));
  }
}

std::string rendered_body(pages::MailBody body, std::string picture,
                          const templating::TemplateSet& templates, const fs::path& path,
                          base::Log& log) {
  body.picture = std::move(picture);
  std::string html = templates.render("mail_body", values_of(body));
  if (html.size() > pages::mail_body_limit) {
    log.warning(fmt::format("{} has {} bytes, and readers of mail may cut off what is after {}",
                            path.string(), html.size(), pages::mail_body_limit));
  }
  return html;
}

/// Where the site has the chart; empty if its address is unknown.
std::string address_of(const inputs::ChartView& chart, const std::string& site_url) {
  return chart.shown && !chart.file.empty() && !site_url.empty() ? site_url + "charts/" + chart.file
                                                                 : "";
}

}  // namespace

std::vector<UserFile> mail_files(const MailPaths& paths) {
  std::vector<UserFile> files;
  if (!paths.single_file.empty()) {
    files.push_back({"--single-file", paths.single_file, page_begin});
  }
  if (!paths.body.empty()) {
    files.push_back({"--mail-body", paths.body, page_begin, "mail.html"});
    files.push_back({"--mail-body", text_beside(paths.body), pages::mail_text_begin, "mail.txt"});
  }
  if (!paths.message.empty()) {
    files.push_back({"--eml", paths.message, mail_begin, "weekly.eml"});
  }
  return files;
}

std::vector<UserFileOutput> write_mail(const MailPaths& paths, const MailContent& content,
                                       const templating::TemplateSet& templates, base::Log& log) {
  std::vector<UserFileOutput> files;
  std::string single_file;
  if (!paths.single_file.empty()) {
    single_file = templates.render("single_file", values_of(content.single_file));
    warn_of_size(paths.single_file, single_file.size(), log);
    files.emplace_back(paths.single_file, single_file);
  }
  const std::string text = mail_text(content.body);
  if (!paths.body.empty()) {
    files.emplace_back(paths.body,
                       rendered_body(content.body, address_of(content.chart, content.body.site_url),
                                     templates, paths.body, log));
    files.emplace_back(text_beside(paths.body), text);
  }
  if (!paths.message.empty()) {
    MailMessage mail{
        mail_subject(content.body),  content.date, text, "", "", std::move(single_file),
        paths.single_file.filename()};
    if (content.chart.shown) {
      mail.picture = inputs::read_picture(content.chart.sources.front()).bytes;
    }
    const std::string cid = mail.picture.empty() ? "" : fmt::format("cid:{}", mail_picture_id);
    mail.html = rendered_body(content.body, cid, templates, paths.message, log);
    std::string message = mail_message(mail);
    warn_of_size(paths.message, message.size(), log);
    files.emplace_back(paths.message, std::move(message));
  }
  return files;
}

}  // namespace dora::site
