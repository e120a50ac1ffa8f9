// Replaces cairo's PNG writer in a gnuplot that was started with LD_PRELOAD.
//
// DORA_PNG=exact in the environment: colours are not folded. Pictures that this encoder cannot
// write (those with transparency) are passed on to cairo's own.
#include <cstdint>
#include <cstdlib>
#include <cstring>

#include <cairo.h>
#include <dlfcn.h>
#include <malloc.h>

#include "renderer/png/encoder.h"

namespace {

using dora::png::Encoder;
using dora::png::Folding;
using dora::png::Pixels;

/// The pixels of an image with 32 bits per pixel; empty for any other surface.
Pixels pixels_of(cairo_surface_t* surface) {
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
                      static_cast<std::size_t>(cairo_image_surface_get_stride(surface)) / 4,
                      format == CAIRO_FORMAT_ARGB32};
  return pixels.width > 0 && pixels.height > 0 ? pixels : Pixels{};
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

/// glibc gives the memory of a picture, some megabytes, back to the kernel after each one, and the
/// kernel clears it for the next: a sixth of a chart's time.
__attribute__((constructor)) void keep_memory() {
  constexpr int more_than_a_picture = 64 << 20;
  ::mallopt(M_MMAP_THRESHOLD, more_than_a_picture);
  ::mallopt(M_TRIM_THRESHOLD, more_than_a_picture);
}

}  // namespace

extern "C" cairo_status_t cairo_surface_write_to_png_stream(cairo_surface_t* surface,
                                                            cairo_write_func_t write,
                                                            void* closure) {
  try {
    const Pixels pixels = pixels_of(surface);
    const std::string_view file =
        pixels.first == nullptr ? std::string_view{} : encoder().encode(pixels);
    if (!file.empty()) {
      return write(closure, reinterpret_cast<const unsigned char*>(file.data()),
                   static_cast<unsigned int>(file.size()));
    }
  } catch (...) {
    // Out of memory: cairo needs less, and an exception must not get into gnuplot.
  }
  return write_by_cairo(surface, write, closure);
}
