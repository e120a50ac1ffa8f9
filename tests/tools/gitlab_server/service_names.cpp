// Invents service names: plausible, unusual and hostile ones.
#include "tests/tools/gitlab_server/service_names.h"

#include <array>
#include <string_view>

#include "tests/support/hostile_names.h"

namespace dora::test {
namespace {

constexpr std::array<std::string_view, 48> subjects{
    "payments",  "checkout", "search",   "catalog",   "inventory", "orders",   "shipping",
    "identity",  "pricing",  "invoices", "accounts",  "cart",      "reviews",  "returns",
    "warehouse", "email",    "media",    "analytics", "billing",   "customer", "delivery",
    "discounts", "events",   "fraud",    "gateway",   "geo",       "images",   "ledger",
    "loyalty",   "menus",    "metrics",  "messages",  "partners",  "photos",   "profile",
    "quotes",    "reports",  "routing",  "sessions",  "stock",     "storage",  "subscriptions",
    "suppliers", "support",  "taxes",    "tickets",   "tracking",  "wallet"};

constexpr std::array<std::string_view, 14> kinds{
    "api",   "web",     "worker", "service", "gateway", "sync",   "scheduler",
    "admin", "backend", "events", "jobs",    "export",  "import", "proxy"};

constexpr std::array<std::string_view, 8> regions{"",      "eu", "us", "apac",
                                                  "latam", "cn", "in", "au"};

/// `billing` and `BILLING` differ only where case matters.
constexpr std::array<std::string_view, 8> unusual{
    "BILLING",     "billing",       "Data Export",         "決済サービス",
    "search_v2.1", "müller-import", "Customer Data Hub 2", "在庫管理-api"};

std::string ordinary(std::size_t number) {
  const std::size_t pairs = subjects.size() * kinds.size();
  const std::size_t pair = number % pairs;
  // The diagonal walk gives neighbours both a different subject and a different kind.
  const std::string_view subject = subjects[pair % subjects.size()];
  const std::string_view kind =
      kinds[(pair / subjects.size() + pair % subjects.size()) % kinds.size()];
  std::string name = std::string(subject) + "-" + std::string(kind);
  const std::size_t round = number / pairs;
  if (round < regions.size()) {
    return round == 0 ? name : name + "-" + std::string(regions[round]);
  }
  return name + "-" + std::to_string(round);
}

}  // namespace

std::vector<std::string> service_names(std::size_t count, bool hostile) {
  constexpr std::size_t first_unusual = 4;
  constexpr std::size_t distance = 3;
  std::vector<std::string_view> special;
  if (hostile) {
    special.assign(hostile_names().begin(), hostile_names().end());
  }
  if (hostile || count >= 12) {
    special.insert(special.end(), unusual.begin(), unusual.end());
  }
  std::vector<std::string> names;
  names.reserve(count);
  std::size_t next_special = 0;
  std::size_t next_ordinary = 0;
  while (names.size() < count) {
    const bool turn = names.size() >= first_unusual && names.size() % distance == 0;
    if (turn && next_special < special.size()) {
      names.emplace_back(special[next_special++]);
    } else {
      names.push_back(ordinary(next_ordinary++));
    }
  }
  return names;
}

}  // namespace dora::test
