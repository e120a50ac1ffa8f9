// Cases of redirects: to the same server, to others, and to invalid addresses.
#include <fmt/format.h>

#include "tests/tools/hostile_server/case.h"

namespace dora::test::hostile {
namespace {

Respond redirect(int status, const std::function<std::string(const Scene&)>& target) {
  return [status, target](const Request&, const Scene& scene) {
    return reply_with({status, {{"Location", target(scene)}}, ""});
  };
}

Case fixed(const std::string& name, const std::string& story, const std::string& target) {
  return own_reply(name, story, fails_with("redirect|HTTP 302"),
                   redirect(302, [target](const Scene&) { return target; }));
}

}  // namespace

std::vector<Case> redirect_cases() {
  const std::string list = "/api/v4/projects/42/merge_requests?page=1&per_page=100&sort=asc";
  const auto other = [list](const Scene& scene) { return scene.other_url + list; };
  const Outcome refused = fails_with("redirect|HTTP 30[1278]");
  return {
      own_reply("redirect-other", "302 to another server.", refused, redirect(302, other)),
      own_reply("redirect-other-301", "301 to another server.", refused, redirect(301, other)),
      own_reply("redirect-other-307", "307 to another server.", refused, redirect(307, other)),
      own_reply("redirect-other-308", "308 to another server.", refused, redirect(308, other)),
      own_reply("redirect-no-scheme", "302 to //host of another server.", refused,
                redirect(302,
                         [list](const Scene& scene) {
                           return scene.other_url.substr(std::string("http:").size()) + list;
                         })),
      own_reply("redirect-user-trick", "302 to a URL whose user name is our server.", refused,
                redirect(302,
                         [list](const Scene& scene) {
                           return fmt::format("{}@{}{}", scene.own_url, scene.other_url.substr(7),
                                              list);
                         })),
      own_reply("redirect-credentials", "302 to itself with a user and a password.",
                fails_with("redirect|HTTP 302"),
                redirect(302,
                         [list](const Scene& scene) {
                           return fmt::format("http://user:pass@{}{}", scene.own_url.substr(7),
                                              list);
                         })),
      own_reply("redirect-loop", "302 to itself forever.", refused,
                redirect(302, [list](const Scene& scene) { return scene.own_url + list; })),
      own_reply("redirect-no-location", "302 without Location.", refused,
                [](const Request&, const Scene&) {
                  return reply_with({302, {}, ""});
                }),
      own_reply("redirect-split", "302 with a line break in its target.", refused,
                redirect(302,
                         [](const Scene& scene) {
                           return scene.own_url + "/%0d%0aAuthorization:%20x\t\x01";
                         })),
      own_reply("redirect-long", "302 to an address of 50 KB.", refused,
                redirect(302,
                         [](const Scene& scene) {
                           return scene.own_url + "/" + std::string(50'000, 'a');
                         })),
      fixed("redirect-other-long", "302 to another server with a name of 50 KB.",
            "http://" + std::string(50'000, 'a') + ".example.org/"),
      fixed("redirect-file", "302 to a file.", "file:///etc/passwd"),
      fixed("redirect-gopher", "302 to gopher.", "gopher://127.0.0.1:1/_x"),
      fixed("redirect-ftp", "302 to FTP.", "ftp://127.0.0.1:1/x"),
  };
}

}  // namespace dora::test::hostile
