// Takes the place of cairo's PNG writer in a gnuplot that was started with LD_PRELOAD; knows no
// chart.
//
// DORA_PNG=exact in the environment: colours are not folded. What this encoder has no way to write
// (pictures with transparency) goes on to cairo's own.
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <cairo.h>
#include <dlfcn.h>

#include "renderer/png/encoder.h"

namespace {

using dora::renderer::png::Encoder;
using dora::renderer::png::Folding;
using dora::renderer::png::Pixels;

bool is_opaque(const Pixels& pixels) {
  for (int y = 0; y < pixels.height; ++y) {
    const std::uint32_t* row = pixels.row(y);
    std::uint32_t all = 0xFF000000U;
    for (int x = 0; x < pixels.width; ++x) {
      all &= row[x];
    }
    if (all != 0xFF000000U) {
      return false;
    }
  }
  return true;
}

/// The pixels of an image that has nothing transparent; none of any other surface.
Pixels opaque_pixels(cairo_surface_t* surface) {
  if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS ||
      cairo_surface_get_type(surface) != CAIRO_SURFACE_TYPE_IMAGE) {
    return {};
  }
  cairo_surface_flush(surface);
  const cairo_format_t format = cairo_image_surface_get_format(surface);
  const void* data = cairo_image_surface_get_data(surface);
  if (data == nullptr || (format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32)) {
    return {};
  }
  // cairo aligns rows to whole pixels (cairo_format_stride_for_width).
  const Pixels pixels{static_cast<const std::uint32_t*>(data),
                      cairo_image_surface_get_width(surface),
                      cairo_image_surface_get_height(surface),
                      static_cast<std::size_t>(cairo_image_surface_get_stride(surface)) / 4};
  const bool usable = pixels.width > 0 && pixels.height > 0;
  return usable && (format == CAIRO_FORMAT_RGB24 || is_opaque(pixels)) ? pixels : Pixels{};
}

Encoder& encoder() {
  const char* wish = std::getenv("DORA_PNG");
  const bool exact = wish != nullptr && std::strcmp(wish, "exact") == 0;
  static Encoder instance(exact ? Folding::none : Folding::low_bits);
  return instance;
}

cairo_status_t write_by_cairo(cairo_surface_t* surface, cairo_write_func_t write, void* closure) {
  using Function = cairo_status_t (*)(cairo_surface_t*, cairo_write_func_t, void*);
  void* symbol = ::dlsym(RTLD_NEXT, "cairo_surface_write_to_png_stream");
  Function function = nullptr;
  static_assert(sizeof(function) == sizeof(symbol));
  std::memcpy(&function, &symbol, sizeof(function));
  return function == nullptr ? CAIRO_STATUS_WRITE_ERROR : function(surface, write, closure);
}

}  // namespace

extern "C" cairo_status_t cairo_surface_write_to_png_stream(cairo_surface_t* surface,
                                                            cairo_write_func_t write,
                                                            void* closure) {
  try {
    const Pixels pixels = opaque_pixels(surface);
    if (pixels.first != nullptr) {
      const std::string_view file = encoder().encode(pixels);
      return write(closure, reinterpret_cast<const unsigned char*>(file.data()),
                   static_cast<unsigned int>(file.size()));
    }
  } catch (...) {
    // Out of memory: cairo needs less, and an exception must not get into gnuplot.
  }
  return write_by_cairo(surface, write, closure);
}
