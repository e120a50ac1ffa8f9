// Collects the facts of a record and gives them, services and tiers their aliases.
#pragma once

#include <string>
#include <string_view>

#include "reports/analysis/attention.h"
#include "reports/comments/fact.h"

namespace dora::comments {

class FactList {
 public:
  FactList(std::string id, std::string week);

  /// Gives the fact its id.
  void add(Fact fact);
  /// Returns the alias of a name, the same for the same name; empty for an empty one.
  std::string service(std::string_view name);
  std::string tier(std::string_view name);
  Record take() { return std::move(record_); }

 private:
  std::string alias(char kind, std::string_view name);

  Record record_;
};

/// Adds what a rule found; `service` is an alias, empty for the record's own subject.
void add_finding(const analysis::Attention& found, const std::string& service, FactList& facts);

}  // namespace dora::comments
