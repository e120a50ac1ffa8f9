// Service names that try to break whatever shows, stores or draws them.
#include "tests/support/hostile_names.h"

namespace dora::test {
namespace {

/// About sixty characters, each as wide as it is tall.
constexpr const char* long_and_wide =
    "日本語のとても長い名前のサービスで図の題名に収まるかどうかを確かめるための"
    "六十文字に近い名前を持つ決済および請求の統合基盤試験用環境";

}  // namespace

const std::vector<std::string>& hostile_names() {
  static const std::vector<std::string> names{
      // Commands for gnuplot, a shell, printf.
      "`touch owned`", "$(touch owned)", "'; system(\"touch owned\"); '", "\"; !touch owned",
      "it's 'quoted'", "back\\slash\\n", "%s%n 100%", "@macro {/Bold x}_{y}^{z}",
      // Pages and templates.
      "<script>alert(1)</script>", "</title></style><script>alert(1)</script>",
      "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)' x='", "javascript:alert(1)",
      "<!-- comment", "]]> &lt;b&gt; &amp;", "{{name}} {{{raw}}} {{> page}} {{#services}}",
      // Paths and options.
      "../../etc/passwd", "..", "/etc/passwd", ".hidden", "-rf", "--help", "con", "combined",
      "index", "a/b", "a b", "Case", "case", std::string(255, 'x'),
      // Formulas.
      "=1+1", "+1-1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1",
      // Markdown.
      "[link](javascript:alert(1))", "![image](https://elsewhere.example/x.png)",
      "<https://elsewhere.example>", "pipe | table | cell", "@all #1 !2 ~3 **bold** # heading", "`",
      "``` fence",
      // Characters.
      "right\u202eto left", "isolate\u2066d", "line\nbreak", "escape\x1b[31mred\a",
      "delete\x7f\x01", "separator\u2028s", "שירות (א) 1", "🚀 rocket 👩‍👩‍👧",
      long_and_wide};
  return names;
}

}  // namespace dora::test
