// Writes what is sent by mail: the digest with its charts, the mail's own text, the whole message.
#pragma once

#include <filesystem>
#include <vector>

#include "collector/base/log.h"
#include "reports/pages/mail_body.h"
#include "reports/pages/single_file.h"
#include "reports/site/user_file.h"
#include "reports/templating/template_set.h"

namespace dora::site {

/// Empty paths: not asked for.
struct MailPaths {
  std::filesystem::path single_file;
  std::filesystem::path body;  ///< HTML; beside it, with the ending `.txt`, the same as plain text.
  std::filesystem::path message;
};

/// The files that there will be, for check_user_file().
std::vector<UserFile> mail_files(const MailPaths& paths);

/// What the files say.
struct MailContent {
  pages::SingleFile single_file;
  pages::MailBody body;     ///< Without its picture.
  model::Instant date;      ///< Of the message.
  inputs::ChartView chart;  ///< Of all services.
};

/// Returns the complete files; commit() moves each to its place. Warns of files that mail servers
/// or readers may refuse. Throws an Error if one cannot be written or a picture not be read.
std::vector<UserFileOutput> write_mail(const MailPaths& paths, const MailContent& content,
                                       const templating::TemplateSet& templates, base::Log& log);

}  // namespace dora::site
