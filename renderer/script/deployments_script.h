// Writes the script of a chart of deployments: bars, failure rate, two axes.
#pragma once

#include "renderer/chart/chart.h"
#include "renderer/script/script_writer.h"

namespace dora::script {

/// Everything but the end of the output. Without deployments it is a card that says so.
void put_deployments(ScriptWriter& script, const chart::Chart& chart);

}  // namespace dora::script
