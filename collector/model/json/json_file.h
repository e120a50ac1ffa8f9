// Streams a JSON file through a RapidJSON handler; include it only in .cpp files of the model.
#pragma once

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include <fcntl.h>
#include <fmt/format.h>
#include <rapidjson/error/en.h>
#include <rapidjson/filereadstream.h>
#include <rapidjson/reader.h>

#include "collector/base/error.h"
#include "collector/base/files/open_file.h"
#include "collector/base/text/byte_order_mark.h"

namespace dora::model {

/// Parses without recursion and with a fixed buffer, so neither nesting nor size costs memory.
/// Skips a byte order mark. Accepts NaN and Infinity as numbers, because Python writes them;
/// handlers decide. If the handler stops the parser, `problem()` says why. Throws an Error that
/// names the file and the byte.
template <class Handler, class Problem>
void parse_json_file(const std::filesystem::path& path, Handler& handler, Problem problem) {
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  const files::OpenFile opened = files::open_named_file(path);
  const int own = ::fcntl(opened.descriptor.get(), F_DUPFD_CLOEXEC, 0);
  const std::unique_ptr<std::FILE, Close> file(own < 0 ? nullptr : ::fdopen(own, "rb"));
  if (!file) {
    throw base::Error(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
  }
  auto buffer = std::make_unique<std::array<char, 64 * 1024>>();
  rapidjson::FileReadStream stream(file.get(), buffer->data(), buffer->size());
  const char* first = stream.Peek4();
  if (first != nullptr && std::string_view(first, 4).starts_with(text::byte_order_mark)) {
    for (std::size_t i = 0; i < text::byte_order_mark.size(); ++i) {
      stream.Take();
    }
  }
  rapidjson::Reader reader;
  constexpr unsigned flags = rapidjson::kParseValidateEncodingFlag |
                             rapidjson::kParseIterativeFlag | rapidjson::kParseNanAndInfFlag;
  const rapidjson::ParseResult result = reader.Parse<flags>(stream, handler);
  if (std::ferror(file.get()) != 0) {
    throw base::Error(fmt::format("cannot read {}: {}", path.string(), std::strerror(errno)));
  }
  if (result.Code() == rapidjson::kParseErrorTermination) {
    throw base::Error(
        fmt::format("{}: {} (at byte {})", path.string(), problem(), result.Offset()));
  }
  if (result.IsError()) {
    throw base::Error(fmt::format("{}: not JSON at byte {}: {}", path.string(), result.Offset(),
                                  rapidjson::GetParseError_En(result.Code())));
  }
}

}  // namespace dora::model
