// A small site, served on loopback, for tests that ask it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "reports/serve/router.h"
#include "reports/serve/snapshot_reloader.h"
#include "reports/webserver/server.h"
#include "tests/reports/report_stage.h"
#include "tests/support/raw_http.h"

namespace dora::test {

class ServedSite : public ReportStage {
 protected:
  /// Reports, unless there is a site already, and serves.
  void serve(const Sample& sample, std::size_t questions_a_minute = 0, bool log_text = true);
  /// Reports anew; look() then notices.
  void write_again(const Sample& sample);
  /// As often as a change takes to be taken: a second look finds it complete.
  void look(int looks = 2);

  /// Questions go to the model at this address, as long as the result lives.
  [[nodiscard]] std::shared_ptr<void> use_model(const std::string& url,
                                                std::optional<double> max_cost = {},
                                                int concurrency = 2);

  /// With the token. `head` as for raw_request().
  RawReply ask(const std::string& head, const std::string& body = "") const;
  RawReply get(const std::string& path, const std::string& more = "") const;
  /// POST /chat.
  RawReply chat(const std::string& text, const std::string& more = "") const;
  std::uint16_t port() const { return server_->port(); }
  const questions::Report& report() const { return current_->get()->report; }
  serve::CurrentSnapshot& current() { return *current_; }
  serve::ModelPool& models() { return *models_; }

  /// Of a browser: the cookie that the token gives, and the key of the forms on its pages.
  std::string cookie() const;
  std::string form_key(const std::string& cookie) const;

  static inline const std::string token_ = std::string(64, 'a');

  std::size_t most_kept_open_ = 10'000;  ///< Files of the site.

 private:
  std::optional<serve::CurrentSnapshot> current_;
  std::optional<serve::Pages> pages_;
  std::optional<serve::ChatLog> chat_log_;
  std::optional<serve::SnapshotUpdate> update_;
  std::optional<serve::QuestionHandler> questions_;
  std::optional<serve::Router> router_;
  std::optional<serve::ModelPool> models_;
  std::optional<webserver::Access> access_;
  std::optional<webserver::Server> server_;
};

}  // namespace dora::test
