// Writes a card for tools that are not GitLab: as Markdown, with its charts beside it.
#pragma once

#include <filesystem>

#include "reports/cards/card.h"

namespace dora::reports {

/// Writes the card to `file`, whose folder is made, and each chart to `<stem>.<name>.png` beside
/// it. Replaces an earlier card and its charts, whole files at a time. A stream, such as
/// /dev/stdout, gets the card alone. Throws a UsageError if a file there is not ours.
void write_card(const cards::Card& card, const std::filesystem::path& file);

/// Writes the card to stdout.
void print_card(const cards::Card& card);

}  // namespace dora::reports
