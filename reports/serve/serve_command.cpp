// The command-line options of `serve`.
#include "reports/serve/serve_command.h"

#include <CLI/CLI.hpp>

#include "collector/base/cli/parsed_option.h"
#include "collector/base/cli/tier_order_option.h"

namespace dora::serve {
namespace {

void add_network_options(CLI::App& command, ServeOptions& options) {
  constexpr const char* group = "Network";
  command.add_option("--port", options.port, "Port to listen on; 0 takes a free one")
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--listen", options.listen,
                  "IP address to listen on. Another than loopback needs --password-file, and a "
                  "proxy with TLS in front: the password would travel readable otherwise")
      ->type_name("ADDRESS")
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--password-file", options.password_file,
                  "File with a password that browsers ask for (user: dora), instead of the token "
                  "in the printed address")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--public-url", options.public_url,
                  "Address of a proxy in front, such as https://dora.example.com: requests with "
                  "any other name are refused")
      ->type_name("URL")
      ->group(group);
}

void add_question_options(CLI::App& command, ServeOptions& options) {
  constexpr const char* group = "Questions";
  command
      .add_option("--questions-per-minute", options.questions_a_minute,
                  "How many a browser, or all programs together, may ask; 0: any number")
      ->type_name("N")
      ->capture_default_str()
      ->group(group);
  command
      .add_option_function<std::string>(
          "--log-text",
          [&options](const std::string& text) {
            if (text != "on" && text != "off") {
              throw CLI::ValidationError("--log-text", "takes on or off, not '" + text + "'");
            }
            options.log_text = text == "on";
          },
          "Whether the log has the text of questions and answers, or only that there were some")
      ->type_name("on|off")
      ->default_str("on")
      ->group(group);
}

void add_model_options(CLI::App& command, ServeOptions& options) {
  constexpr const char* group = "Model";
  command
      .add_option("--model", options.model.model,
                  "A model that chooses the function for a question and words its figures; it gets "
                  "the question with aliases for the report's names (default: none)")
      ->type_name("NAME")
      ->group(group);
  cli::add_parsed_option(command, "--api", "chat|completions", options.model.api,
                         [](const std::string& text) { return llm::parse_api(text); })
      ->description("Chat completions, or the older completions for servers that lack them")
      ->default_str("chat")
      ->group(group);
  command.add_option("--max-tokens", options.model.max_tokens, "Of an answer")
      ->type_name("N")
      ->check(CLI::Range(16, 1'000'000))
      ->capture_default_str()
      ->group(group);
  command
      .add_option("--model-concurrency", options.model.concurrency,
                  "Questions that the model is asked at a time; further ones wait, a few for each")
      ->type_name("N")
      ->check(CLI::Range(1, 64))
      ->capture_default_str()
      ->group(group);
  options.model.endpoint.timeout = std::chrono::seconds(60);  // Somebody waits.
  options.model.endpoint.retries = 1;
  llm::add_endpoint_options(command, options.model.endpoint);
  llm::add_cost_options(
      command, options.cost, group,
      "Ask the model nothing that could make this run cost more US dollars; questions are then "
      "answered without it");
}

}  // namespace

CLI::App* add_serve_command(CLI::App& program, ServeOptions& options) {
  CLI::App* command =
      program.add_subcommand("serve", "Show a report in the browser, with a box for questions");
  command
      ->add_option("--data", options.data,
                   "Folder with the data that the site was made from, as `collect` writes it")
      ->type_name("FOLDER")
      ->required();
  command->add_option("--site", options.site, "Folder of the site, as `report` writes it")
      ->type_name("FOLDER")
      ->required();
  command
      ->add_option("--templates", options.templates,
                   "Folder with files that replace built-in templates of the same name")
      ->type_name("FOLDER");
  cli::add_tier_order_option(*command, [&options](std::vector<std::string> tiers) {
    options.tier_order = std::move(tiers);
  });
  add_network_options(*command, options);
  add_question_options(*command, options);
  add_model_options(*command, options);
  command->footer(
      "Answers are computed from the data, as the report's own figures are; no model and no\n"
      "key is needed (for --model: OPENAI_API_KEY, also in .env). The printed address has a\n"
      "token that opens the report in a browser. Programs of the same user on this machine\n"
      "need none; others send it as `Authorization: Bearer TOKEN`. Without JavaScript, and\n"
      "from curl, POST /chat takes the form field `text`.\n"
      "When `collect` and `report` write data and site again, they are shown within seconds;\n"
      "until both belong together, the report before stays.\n"
      "Questions and answers are logged to chat_history.log, or to --log-file, for this user "
      "only.\n\n"
      "Examples:\n"
      "  dora-report serve --data data --site site\n"
      "  curl -d 'text=What broke in production last week?' http://127.0.0.1:5000/chat\n"
      "  curl 'http://127.0.0.1:5000/answer?function=rank&metric=failures&n=5'");
  return command;
}

}  // namespace dora::serve
