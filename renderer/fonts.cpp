// Which fonts charts are written with on this machine; asks fontconfig, draws nothing.
#include "renderer/fonts.h"

#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>

#include "renderer/file_stamp.h"

namespace dora::renderer {
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

/// As gnuplot's workers ask: their locale is C.UTF-8, whatever ours is.
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

/// Those that add characters, in the order in which they are tried.
std::string stand_ins(FcConfig* config, const char* name) {
  const Pattern wanted = request(config, name);
  FcResult result = FcResultNoMatch;
  const FontSet fonts(FcFontSort(config, wanted.get(), FcTrue, nullptr, &result));
  std::string text;
  for (int i = 1; fonts != nullptr && i < fonts->nfont; ++i) {
    text += (text.empty() ? "" : ", ") + described(fonts->fonts[i]);
  }
  return text.empty() ? "none" : text;
}

}  // namespace

Inputs fonts_in_use() {
  const Config config(FcInitLoadConfigAndFonts());
  if (!config) {
    return {{"fonts", "none: fontconfig has no configuration"}};
  }
  return {{"fontconfig", std::to_string(FcGetVersion())},
          {"font", face(config.get(), "DejaVu Sans")},
          {"bold font", face(config.get(), "DejaVu Sans:bold")},
          {"other fonts", stand_ins(config.get(), "DejaVu Sans")}};
}

}  // namespace dora::renderer
