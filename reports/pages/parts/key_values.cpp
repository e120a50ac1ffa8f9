// Template values of key figures, their tables, and of lists.
#include "reports/pages/parts/key_values.h"

#include <utility>

namespace dora::pages {
templating::Record values_of(const KeyFigure& figure, const char* root) {
  templating::Record record = values_of(figure.bars, root);
  const templating::Record figures{{"name", {figure.name}},
                                   {"value", {figure.value}},
                                   {"detail", {unbroken_text(figure.detail)}},
                                   {"has_detail", {!figure.detail.empty()}},
                                   {"change", {unbroken_durations(figure.change)}},
                                   {"has_change", {!figure.change.empty()}},
                                   {"usual", {unbroken_text(figure.usual)}},
                                   {"has_usual", {!figure.usual.empty()}},
                                   {"up", {figure.up}},
                                   {"down", {figure.down}},
                                   {"change_few", {figure.change_few}},
                                   {"worse", {figure.worse}},
                                   {"better", {figure.better}},
                                   {"few", {figure.few}},
                                   {"has_band", {!figure.band.empty()}},
                                   {"band", {figure.band}},
                                   {"band_source", {figure.band_source}}};
  record.insert(record.end(), figures.begin(), figures.end());
  return record;
}

templating::Record values_of(const KeyRow& row) {
  const analysis::KeyBands& bands = row.bands;
  return {{"name", {row.name}},
          {"note", {row.note}},
          {"has_note", {!row.note.empty()}},
          {"still_open", {row.still_open}},
          {"has_still_open", {!row.still_open.empty()}},
          {"deployments", {row.deployments}},
          {"frequency", {row.frequency}},
          {"failed", {row.failed}},
          {"failure_rate", {row.failure_rate}},
          {"interval", {row.interval}},
          {"lead_time", {row.lead_time}},
          {"lead_time_p90", {row.lead_time_p90}},
          {"restore_time", {row.restore_time}},
          {"open_failures", {row.open_failures}},
          {"has_data", {row.has_data}},
          {"few", {row.few}},
          {"few_lead_times", {row.few_lead_times}},
          {"few_restores", {row.few_restores}},
          {"has_frequency_band", {!bands.deployment_frequency.empty()}},
          {"frequency_band", {bands.deployment_frequency}},
          {"has_rate_band", {!bands.failure_rate.empty()}},
          {"rate_band", {bands.failure_rate}},
          {"has_lead_band", {!bands.lead_time.empty()}},
          {"lead_band", {bands.lead_time}},
          {"has_restore_band", {!bands.restore_time.empty()}},
          {"restore_band", {bands.restore_time}}};
}

templating::Value list_of(const std::vector<KeyFigure>& figures, const char* root) {
  return templating::list_by(figures,
                             [root](const KeyFigure& figure) { return values_of(figure, root); });
}

templating::Value table_of(const KeyTable& table) {
  templating::Record record{{"head", {table.head}}};
  record.push_back(
      {"rows", templating::list_by(table.rows, [](const KeyRow& row) { return values_of(row); })});
  return {std::move(record)};
}

templating::Value list_of_names(const std::vector<std::string>& names) {
  templating::List list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    list.push_back(
        {templating::Record{{"text", {names[i]}}, {"has_next", {i + 1 < names.size()}}}});
  }
  return {std::move(list)};
}

}  // namespace dora::pages
