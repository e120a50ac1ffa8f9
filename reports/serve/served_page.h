// A page of the finished site as `serve` shows it: with a question box and the server's own policy.
#pragma once

#include <string>
#include <string_view>

namespace dora::serve {

/// Puts the box before the page's content and takes out what the page forbids by itself: forms,
/// and a referrer, without which a form would not say where it comes from. The server's headers
/// forbid the rest.
std::string with_question_box(std::string page, std::string_view box);

/// The page with `body` in place of its main content, and another title.
std::string with_content(std::string page, std::string_view title, std::string_view body);

/// The picture that a page shows of a chart, as HTML whose addresses begin with `/`; empty if there
/// is none. `file` begins the name of the chart's files: `payments-api_deployment_metrics`.
std::string picture_of(std::string_view page, std::string_view file);

}  // namespace dora::serve
