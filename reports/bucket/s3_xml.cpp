// Reads the XML that S3 answers with: lists of objects and errors. Expat appears in this file only.
#include "reports/bucket/s3_xml.h"

#include <charconv>
#include <functional>
#include <limits>
#include <memory>
#include <type_traits>

#include <expat.h>

namespace dora::bucket {
namespace {

constexpr std::size_t deepest = 8;
constexpr std::size_t longest_text = std::size_t{16} * 1024;

struct ParserCleanup {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserCleanup>;

/// Receives the elements with text only: `ListBucketResult/Contents/Key`, and the text.
using Leaf = std::function<void(std::string_view path, const std::string& text)>;
using Closed = std::function<void(std::string_view path)>;

struct Reader {
  XML_Parser parser = nullptr;
  Leaf leaf;
  Closed closed;
  std::string path;
  std::string text;
  std::size_t depth = 0;
  bool has_children = false;
  bool refused = false;

  void refuse() {
    refused = true;
    XML_StopParser(parser, XML_FALSE);
  }
};

void on_start(void* user, const XML_Char* name, const XML_Char** /*attributes*/) {
  auto& reader = *static_cast<Reader*>(user);
  const std::string_view element(name);
  if (++reader.depth > deepest || element.size() > longest_text) {
    reader.refuse();
    return;
  }
  reader.path.append(reader.path.empty() ? "" : "/").append(element);
  reader.text.clear();
  reader.has_children = false;
}

void on_end(void* user, const XML_Char* name) {
  auto& reader = *static_cast<Reader*>(user);
  if (!reader.has_children) {
    reader.leaf(reader.path, reader.text);
  }
  reader.closed(reader.path);
  const std::size_t length = std::string_view(name).size();
  reader.path.resize(reader.path.size() - std::min(reader.path.size(), length + 1));
  reader.has_children = true;
  --reader.depth;
}

void on_text(void* user, const XML_Char* text, int size) {
  auto& reader = *static_cast<Reader*>(user);
  if (reader.text.size() + static_cast<std::size_t>(size) > longest_text) {
    reader.refuse();
    return;
  }
  reader.text.append(text, static_cast<std::size_t>(size));
}

/// S3 sends none. Without one there are no entities to expand.
void on_doctype(void* user, const XML_Char* /*name*/, const XML_Char* /*system*/,
                const XML_Char* /*public_id*/, int /*internal*/) {
  static_cast<Reader*>(user)->refuse();
}

bool read_xml(std::string_view xml, Leaf leaf, Closed closed) {
  const Parser parser(XML_ParserCreate(nullptr));
  if (!parser || xml.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
    return false;
  }
  Reader reader{parser.get(), std::move(leaf), std::move(closed), {}, {}};
  XML_SetUserData(parser.get(), &reader);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
  return XML_Parse(parser.get(), xml.data(), static_cast<int>(xml.size()), XML_TRUE) ==
             XML_STATUS_OK &&
         !reader.refused;
}

std::optional<std::int64_t> size_of(const std::string& text) {
  std::int64_t size = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, size);
  return error == std::errc() && end == last && size >= 0 ? std::optional(size) : std::nullopt;
}

int hex_digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

/// As in forms, a blank is a plus sign: that is how S3 and MinIO encode keys in lists.
std::string decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low >= 0) {
      result += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      result += text[i] == '+' ? ' ' : text[i];
    }
  }
  return result;
}

/// A page while it is read.
struct ListReader {
  ListPage page;
  ListedObject object;
  std::optional<std::int64_t> size;
  bool is_encoded = false;
  bool is_list = false;
  bool is_valid = true;

  void take(std::string_view path, const std::string& text) {
    if (path == "ListBucketResult/Contents/Key") {
      object.key = text;
    } else if (path == "ListBucketResult/Contents/Size") {
      size = size_of(text);
    } else if (path == "ListBucketResult/Contents/ETag") {
      object.etag = plain_etag(text);
    } else if (path == "ListBucketResult/IsTruncated") {
      page.is_last = text != "true";
    } else if (path == "ListBucketResult/NextContinuationToken") {
      page.next = text;
    } else if (path == "ListBucketResult/EncodingType") {
      is_encoded = text == "url";
    }
  }

  void close(std::string_view path) {
    if (path == "ListBucketResult") {
      is_list = true;
    } else if (path == "ListBucketResult/Contents") {
      is_valid = is_valid && size && !object.key.empty();
      object.bytes = size.value_or(0);
      page.objects.push_back(std::move(object));
      object = {};
      size.reset();
    }
  }
};

}  // namespace

std::string plain_etag(std::string_view text) {
  if (text.starts_with("W/")) {
    text.remove_prefix(2);
  }
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  return std::string(text);
}

std::optional<ListPage> parse_list(std::string_view xml) {
  ListReader reader;
  const bool read = read_xml(
      xml, [&](std::string_view path, const std::string& text) { reader.take(path, text); },
      [&](std::string_view path) { reader.close(path); });
  if (!read || !reader.is_list || !reader.is_valid) {
    return std::nullopt;
  }
  if (reader.is_encoded) {  // The list says so only after its objects, in some servers.
    for (ListedObject& object : reader.page.objects) {
      object.key = decoded(object.key);
    }
  }
  return std::move(reader.page);
}

std::optional<S3Error> parse_error(std::string_view xml) {
  S3Error error;
  const bool read = read_xml(
      xml,
      [&](std::string_view path, const std::string& text) {
        if (path == "Error/Code") {
          error.code = text;
        } else if (path == "Error/Message") {
          error.message = text;
        } else if (path == "Error/Region") {
          error.region = text;
        }
      },
      [](std::string_view /*path*/) {});
  return read && !error.code.empty() ? std::optional(std::move(error)) : std::nullopt;
}

}  // namespace dora::bucket
