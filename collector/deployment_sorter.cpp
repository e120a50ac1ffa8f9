// Puts deployments that come in any order into the order of the files: by service, time, iid.
#include "collector/deployment_sorter.h"

#include "collector/store_database.h"

namespace dora::collector {
namespace {

/// SQLite's name for a private database in a temporary file.
constexpr const char* temporary = "";

SQLite::Database open() {
  SQLite::Database db(temporary, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  db.exec("PRAGMA journal_mode = OFF");
  db.exec("PRAGMA synchronous = OFF");
  db.exec("PRAGMA cache_size = -8000");  // KiB
  db.exec(
      "CREATE TABLE deployment (number INTEGER PRIMARY KEY, service TEXT, time INTEGER, iid "
      "INTEGER, failed INTEGER, tier TEXT, web_url TEXT, finished INTEGER, created INTEGER)");
  db.exec("BEGIN");
  return db;
}

model::Deployment read(SQLite::Statement& row) {
  model::Deployment result;
  result.deployment_time = to_instant(row.getColumn(1).getInt64());
  result.iid = row.getColumn(2).getInt64();
  result.status = row.getColumn(3).getInt() != 0 ? model::DeploymentStatus::failed
                                                 : model::DeploymentStatus::successful;
  result.tier = row.getColumn(4).getString();
  result.web_url = row.getColumn(5).getString();
  result.finished_time = to_optional_instant(row.getColumn(6));
  result.created_time = to_optional_instant(row.getColumn(7));
  return result;
}

}  // namespace

struct DeploymentSorter::Impl {
  SQLite::Database db = open();
  SQLite::Statement insert{
      db,
      "INSERT INTO deployment (service, time, iid, failed, tier, web_url, finished, created) "
      "VALUES (?,?,?,?,?,?,?,?)"};
  std::string service;
};

DeploymentSorter::DeploymentSorter()
    : impl_(guarded("a temporary file", [] { return std::make_unique<Impl>(); })) {}

DeploymentSorter::~DeploymentSorter() = default;

void DeploymentSorter::add(std::string_view service, const model::Deployment& deployment) {
  guarded("a temporary file", [&] {
    impl_->service = service;
    Row row(impl_->insert);
    row << impl_->service << deployment.deployment_time << deployment.iid
        << (deployment.status == model::DeploymentStatus::failed) << deployment.tier
        << deployment.web_url << deployment.finished_time << deployment.created_time;
    row.execute();
  });
}

void DeploymentSorter::for_each_service(
    const std::function<void(model::ServiceDeployments&)>& visit) {
  guarded("a temporary file", [&] {
    SQLite::Statement query(
        impl_->db,
        "SELECT service, time, iid, failed, tier, web_url, finished, created FROM deployment "
        "ORDER BY service, time, iid, number");
    model::ServiceDeployments current;
    while (query.executeStep()) {
      const std::string service = query.getColumn(0).getString();
      if (!current.deployments.empty() && service != current.service) {
        visit(current);
        current.deployments.clear();
      }
      current.service = service;
      current.deployments.push_back(read(query));
    }
    if (!current.deployments.empty()) {
      visit(current);
    }
  });
}

}  // namespace dora::collector
