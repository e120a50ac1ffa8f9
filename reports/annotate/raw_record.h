// One answered request as a line of annotations.jsonl or as a tagged block. Pure.
#pragma once

#include <string>
#include <string_view>

#include "reports/annotate/store.h"
#include "reports/llm/model_request.h"

namespace dora::annotate {

/// A JSON object without a line end: id, key, model, the messages that were sent, the answer,
/// finish reason, tokens, times and the verdict of the check.
std::string raw_line(const std::string& record, const llm::ModelRequest& request,
                     const StoredAnswer& stored);

/// `<a-block><a-snippet>.</a-snippet><a-annotation>.</a-annotation><a-meta>{}</a-meta></a-block>`
/// Inside snippet and annotation, `&` is written `&amp;` and `<` is written `&lt;`, nothing else;
/// so no text can end its tag, and replacing `&lt;`, then `&amp;` gives every text back. In the
/// JSON of meta they are \u0026 and \u003C.
std::string block(const std::string& record, std::string_view snippet, const StoredAnswer& stored);

}  // namespace dora::annotate
