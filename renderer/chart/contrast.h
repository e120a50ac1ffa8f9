// The contrast ratio of two colours, by WCAG's formula.
#pragma once

#include "renderer/chart/theme.h"

namespace dora::chart {

/// 1 to 21: https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
double contrast(Color a, Color b);

}  // namespace dora::chart
