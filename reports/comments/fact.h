// What a comment may speak of: facts of the report with names that stand for them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dora::comments {

/// What a figure measures. A clause that names one must cite a figure of it, and the other way
/// round.
enum class Metric : std::uint8_t {
  deployments,
  failed,
  failure_rate,
  lead_time,
  restore_time,
  outage,              ///< Time without a success.
  gap,                 ///< Time without a deployment.
  failing_services,    ///< Services that began failing.
  recovered_services,  ///< Services that were restored.
  new_services,
};
inline constexpr std::size_t metrics = 10;
std::string_view to_string(Metric metric);

/// Which time a figure is of.
enum class Scope : std::uint8_t {
  current,  ///< The week.
  before,   ///< The week before, or any earlier time.
  recent,   ///< The last weeks together.
  usual     ///< What would be usual.
};
inline constexpr std::size_t scopes = 4;

/// What the report says about a figure against the week before; never more than its verdicts say.
enum class Change : std::uint8_t {
  none,  ///< Nothing: too few, too early, not compared.
  up,
  down,
  flat  ///< No significant change, which is not: no change.
};
std::string_view to_string(Change change);

struct Fact {
  std::string id;       ///< `f1`: stands for the figure.
  std::string meaning;  ///< `deployments in the week`.
  std::string value;    ///< As the report shows it: `7.1%`, `3 h 5 min`.
  Metric metric = Metric::deployments;
  Scope scope = Scope::current;
  Change change = Change::none;
  bool unusual = false;   ///< A rule of the report found it.
  std::string service{};  ///< Alias of the service that it is of; empty: the record's subject.
  std::string tier{};     ///< Alias; empty: all tiers.
};

/// A name of others, and what stands for it outside.
struct Alias {
  std::string id;    ///< `s1`, `t1`
  std::string name;  ///< As in the label: untrusted.
};

/// One service, or all together, in one week.
struct Record {
  std::string id;    ///< `week`, or `service/` and the name.
  std::string week;  ///< `2024-W05`
  std::vector<Fact> facts;
  std::vector<Alias> aliases;
  bool noteworthy = false;          ///< There is a verdict, a failure or a finding.
  std::vector<std::string> titles;  ///< Of the merge requests that failed: untrusted.
};

const Fact* find_fact(const Record& record, std::string_view id);
const Alias* find_alias(const Record& record, std::string_view id);

/// The facts as compact JSON, without any name: what a model gets to read. The same facts give the
/// same bytes.
std::string figures_json(const Record& record);
/// Tells whether a comment was written from the same figures: the SHA-256 of the above.
std::string figures_hash(const Record& record);

}  // namespace dora::comments
