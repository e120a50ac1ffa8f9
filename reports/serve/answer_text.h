// Writes the answer to a question in the format that the client takes.
#pragma once

#include <string>
#include <string_view>

#include "reports/serve/asked_question.h"
#include "reports/serve/pages.h"
#include "reports/webserver/message.h"

namespace dora::serve {

ReplyFormat format_for(const webserver::Request& request);
const char* content_type_of(ReplyFormat format);

/// `model` is the one that worded it. Throws an Error if a page of the site cannot be read.
std::string answer_text(const AskedQuestion& asked, const Pages& pages, std::string_view model);

/// The event with a model's words, which follows the answer.
std::string words_event(const AskedQuestion& asked, std::string_view model);

}  // namespace dora::serve
