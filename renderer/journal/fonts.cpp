// Asks fontconfig which fonts charts are drawn with on this machine.
#include "renderer/journal/fonts.h"

#include <array>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>

#include "renderer/journal/file_stamp.h"

namespace dora::journal {
namespace {

template <auto Destroy>
struct Destroyer {
  template <class Object>
  void operator()(Object* object) const {
    Destroy(object);
  }
};
using Config = std::unique_ptr<FcConfig, Destroyer<FcConfigDestroy>>;
using Pattern = std::unique_ptr<FcPattern, Destroyer<FcPatternDestroy>>;
using FontSet = std::unique_ptr<FcFontSet, Destroyer<FcFontSetDestroy>>;
using Characters = std::unique_ptr<FcCharSet, Destroyer<FcCharSetDestroy>>;

/// Requests fonts as gnuplot's workers do: their locale is C.UTF-8, whatever ours is.
Pattern request(FcConfig* config, const char* name) {
  Pattern pattern(FcNameParse(reinterpret_cast<const FcChar8*>(name)));
  FcPatternAddString(pattern.get(), FC_LANG, reinterpret_cast<const FcChar8*>("en"));
  FcConfigSubstitute(config, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  return pattern;
}

std::string described(const FcPattern* font) {
  FcChar8* file = nullptr;
  int version = 0;
  int index = 0;
  if (font == nullptr || FcPatternGetString(font, FC_FILE, 0, &file) != FcResultMatch) {
    return "none";
  }
  FcPatternGetInteger(font, FC_FONTVERSION, 0, &version);
  FcPatternGetInteger(font, FC_INDEX, 0, &index);
  const std::filesystem::path path(reinterpret_cast<const char*>(file));
  const auto stamp = stamp_of(path);
  return fmt::format("{} (face {}, version {}, {} bytes)", path.filename().string(), index, version,
                     stamp ? stamp->size : 0);
}

std::string face(FcConfig* config, const char* name) {
  const Pattern wanted = request(config, name);
  FcResult result = FcResultNoMatch;
  const Pattern found(FcFontMatch(config, wanted.get(), &result));
  return described(found.get());
}

/// The fonts that add characters, in the order in which they are tried.
std::string fallback_fonts(FcConfig* config, const char* name) {
  const Pattern wanted = request(config, name);
  FcResult result = FcResultNoMatch;
  const FontSet fonts(FcFontSort(config, wanted.get(), FcTrue, nullptr, &result));
  std::string text;
  for (int i = 1; fonts != nullptr && i < fonts->nfont; ++i) {
    text += (text.empty() ? "" : ", ") + described(fonts->fonts[i]);
  }
  return text.empty() ? "none" : text;
}

bool has_outlines(const FcPattern* font) {
  FcBool outline = FcFalse;
  FcBool color = FcFalse;
  FcPatternGetBool(font, FC_OUTLINE, 0, &outline);
  FcPatternGetBool(font, FC_COLOR, 0, &color);
  return outline == FcTrue && color == FcFalse;
}

/// The characters for which the first font that Pango tries has outlines.
Characters outlined(FcConfig* config, const char* name) {
  const Pattern wanted = request(config, name);
  FcResult result = FcResultNoMatch;
  const FontSet fonts(FcFontSort(config, wanted.get(), FcTrue, nullptr, &result));
  Characters outlined(FcCharSetCreate());
  Characters seen(FcCharSetCreate());
  for (int i = 0; fonts != nullptr && i < fonts->nfont; ++i) {
    FcCharSet* own = nullptr;
    if (FcPatternGetCharSet(fonts->fonts[i], FC_CHARSET, 0, &own) != FcResultMatch) {
      continue;
    }
    if (has_outlines(fonts->fonts[i])) {
      const Characters added(FcCharSetSubtract(own, seen.get()));
      outlined.reset(FcCharSetUnion(outlined.get(), added.get()));
    }
    seen.reset(FcCharSetUnion(seen.get(), own));
  }
  return outlined;
}

std::vector<layout::CharacterSet::Range> ranges_of(const FcCharSet* characters) {
  std::vector<layout::CharacterSet::Range> ranges;
  std::array<FcChar32, FC_CHARSET_MAP_SIZE> bits;
  FcChar32 next = 0;
  for (FcChar32 page = FcCharSetFirstPage(characters, bits.data(), &next); page != FC_CHARSET_DONE;
       page = FcCharSetNextPage(characters, bits.data(), &next)) {
    for (FcChar32 i = 0; i < 32 * FC_CHARSET_MAP_SIZE; ++i) {
      if ((bits[i / 32] >> (i % 32) & 1U) == 0) {
        continue;
      }
      if (!ranges.empty() && ranges.back().last + 1 == page + i) {
        ++ranges.back().last;
      } else {
        ranges.push_back({page + i, page + i});
      }
    }
  }
  return ranges;
}

/// In both weights, including the family `emoji`, in which Pango looks up runs of emoji.
layout::CharacterSet drawable_characters(FcConfig* config) {
  Characters all = outlined(config, "DejaVu Sans");
  for (const char* name : {"DejaVu Sans:bold", "DejaVu Sans,emoji", "DejaVu Sans,emoji:bold"}) {
    all.reset(FcCharSetIntersect(all.get(), outlined(config, name).get()));
  }
  return layout::CharacterSet(ranges_of(all.get()));
}

}  // namespace

Fonts fonts_in_use() {
  const Config config(FcInitLoadConfigAndFonts());
  if (!config) {
    return {{{"fonts", "none: fontconfig has no configuration"}}, {}};
  }
  return {{{"fontconfig", std::to_string(FcGetVersion())},
           {"font", face(config.get(), "DejaVu Sans")},
           {"bold font", face(config.get(), "DejaVu Sans:bold")},
           {"other fonts", fallback_fonts(config.get(), "DejaVu Sans")}},
          drawable_characters(config.get())};
}

}  // namespace dora::journal
