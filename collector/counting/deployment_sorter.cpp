// Sorts deployments into file order: by service, time, iid.
#include "collector/counting/deployment_sorter.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <vector>

#include "collector/store/database.h"

namespace dora::counting {
namespace {

/// SQLite's name for a private database in a temporary file.
constexpr const char* temporary = "";
constexpr const char* temporary_name = "a temporary file (see TMPDIR)";

SQLite::Database open() {
  SQLite::Database db(temporary,
                      SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
  db.exec("PRAGMA journal_mode = OFF");
  db.exec("PRAGMA synchronous = OFF");
  db.exec("PRAGMA cache_size = -2000");  // KiB
  db.exec(
      "CREATE TABLE deployment (number INTEGER PRIMARY KEY, service TEXT, time INTEGER, iid "
      "INTEGER, failed INTEGER, tier TEXT, web_url TEXT, finished INTEGER, created INTEGER, "
      "merge_request INTEGER, title TEXT, author TEXT)");
  db.exec("BEGIN");
  return db;
}

model::Deployment read(SQLite::Statement& row) {
  model::Deployment result;
  result.deployment_time = store::to_instant(row.getColumn(1));
  result.iid = row.getColumn(2).getInt64();
  result.status = row.getColumn(3).getInt() != 0 ? model::DeploymentStatus::failed
                                                 : model::DeploymentStatus::successful;
  result.tier = row.getColumn(4).getString();
  result.web_url = row.getColumn(5).getString();
  result.finished_time = store::to_optional_instant(row.getColumn(6));
  result.created_time = store::to_optional_instant(row.getColumn(7));
  result.title = row.getColumn(9).getString();
  result.author = row.getColumn(10).getString();
  return result;
}

struct Numbered {
  model::Deployment deployment;
  std::int64_t merge_request = 0;
};

/// Holds the deployments in a database, which can sort more than fits into memory.
class SortedTable {
 public:
  void add(const std::string& service, const model::Deployment& deployment,
           std::int64_t merge_request) {
    // Names every member: a member added to the struct does not compile until it is added here.
    const auto& [time, status, tier, iid, web_url, finished, created, title, author] = deployment;
    store::Row row(insert_);
    row << service << time << iid << (status == model::DeploymentStatus::failed) << tier << web_url
        << finished << created << merge_request << title << author;
    row.execute();
  }

  void for_each(const DeploymentSorter::Visit& visit) {
    SQLite::Statement query(db_,
                            "SELECT service, time, iid, failed, tier, web_url, finished, created, "
                            "merge_request, title, "
                            "author FROM deployment ORDER BY service, time, iid, number");
    while (query.executeStep()) {
      visit(query.getColumn(0).getString(), read(query), query.getColumn(8).getInt64());
    }
  }

 private:
  SQLite::Database db_ = open();
  SQLite::Statement insert_{
      db_,
      "INSERT INTO deployment (service, time, iid, failed, tier, web_url, finished, created, "
      "merge_request, title, author) VALUES (?,?,?,?,?,?,?,?,?,?,?)"};
};

}  // namespace

struct DeploymentSorter::Impl {
  using Services = std::map<std::string, std::vector<Numbered>, std::less<>>;

  void move_to_table() {
    table.emplace();
    for (const auto& [service, deployments] : in_memory) {
      for (const Numbered& each : deployments) {
        table->add(service, each.deployment, each.merge_request);
      }
    }
    in_memory.clear();
  }

  std::size_t most_in_memory = 0;
  std::size_t count = 0;
  Services in_memory;
  std::optional<SortedTable> table;
};

DeploymentSorter::DeploymentSorter(std::size_t most_in_memory) : impl_(std::make_unique<Impl>()) {
  impl_->most_in_memory = most_in_memory;
}

DeploymentSorter::~DeploymentSorter() = default;

void DeploymentSorter::add(std::string_view service, const model::Deployment& deployment,
                           std::int64_t merge_request) {
  store::with_store_errors(temporary_name, [&] {
    if (++impl_->count == impl_->most_in_memory + 1) {
      impl_->move_to_table();
    }
    if (impl_->table) {
      impl_->table->add(std::string(service), deployment, merge_request);
      return;
    }
    auto found = impl_->in_memory.find(service);
    if (found == impl_->in_memory.end()) {
      found = impl_->in_memory.try_emplace(std::string(service)).first;
    }
    found->second.push_back({deployment, merge_request});
  });
}

void DeploymentSorter::for_each(const Visit& visit) {
  store::with_store_errors(temporary_name, [&] {
    if (impl_->table) {
      impl_->table->for_each(visit);
      return;
    }
    for (auto& [service, deployments] : impl_->in_memory) {
      std::stable_sort(deployments.begin(), deployments.end(), [](const auto& a, const auto& b) {
        return std::tie(a.deployment.deployment_time, a.deployment.iid) <
               std::tie(b.deployment.deployment_time, b.deployment.iid);
      });
      for (const Numbered& each : deployments) {
        visit(service, each.deployment, each.merge_request);
      }
    }
  });
}

}  // namespace dora::counting
