// Writes a card for tools that are not GitLab: as Markdown, with its charts beside it.
#include "reports/card_output.h"

#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/base/text/percent_encode.h"
#include "reports/inputs/picture_file.h"
#include "reports/notes/card_marker.h"
#include "reports/site/user_file.h"

namespace dora::reports {
namespace {

namespace fs = std::filesystem;

/// What every card begins with; see marker_line().
constexpr std::string_view card_begin = "<!-- dora-report id=";

std::string text_of(const cards::Card& card, const std::vector<std::string>& addresses) {
  return notes::marker_line({card.id, {}}) + "\n" + markdown_of(card, addresses);
}

/// A picture belongs to the card beside it: without a card it is somebody else's.
void require_own_picture(const fs::path& picture, const fs::path& card) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(picture, error)) && !fs::exists(card, error)) {
    throw base::UsageError(
        fmt::format("--output: the chart would replace {}, which no card of dora-report refers to; "
                    "move it away or choose another name",
                    picture.string()));
  }
}

/// A stream, such as /dev/stdout, has no place for pictures beside it.
bool is_stream(const fs::path& file) {
  std::error_code error;
  return fs::exists(file, error) && !fs::is_regular_file(file, error);
}

/// Writes the charts and returns their addresses in the card.
std::vector<std::string> write_pictures(const cards::Card& card, const fs::path& file) {
  const fs::path folder = file.parent_path();
  const std::vector<cards::Picture> pictures = pictures_of(card);
  std::vector<std::string> names;
  for (const cards::Picture& picture : pictures) {
    names.push_back(fmt::format("{}.{}.png", file.stem().string(), picture.name));
    require_own_picture(folder / names.back(), file);
  }
  if (!folder.empty()) {
    files::make_folder(folder);
  }
  std::vector<std::string> addresses;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    files::AtomicFile png(folder / names[i]);
    png.write(inputs::read_picture(pictures[i].source).bytes);
    png.commit();
    addresses.push_back(text::percent_encode(names[i]));
  }
  return addresses;
}

std::vector<std::string> bare_addresses(const cards::Card& card) {
  std::vector<std::string> addresses;
  for (const cards::Picture& picture : pictures_of(card)) {
    addresses.push_back(picture.name + ".png");
  }
  return addresses;
}

}  // namespace

void write_card(const cards::Card& card, const fs::path& file) {
  site::check_user_file({"--output", file, card_begin, "card.md"});
  site::UserFileOutput output(
      file, text_of(card, is_stream(file) ? bare_addresses(card) : write_pictures(card, file)));
  output.commit();
}

void print_card(const cards::Card& card) {
  std::cout << text_of(card, bare_addresses(card));
}

}  // namespace dora::reports
