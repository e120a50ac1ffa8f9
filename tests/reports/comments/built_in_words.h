// The words of comments as they are compiled in.
#pragma once

#include "reports/comments/word_list.h"
#include "reports/templating/template_set.h"

namespace dora::test {

inline comments::WordList built_in_words() {
  return comments::WordList(templating::TemplateSet().file("annotate_words.txt"),
                            "annotate_words.txt");
}

}  // namespace dora::test
