// The command-line options of `annotate`.
#include "reports/annotate/annotate_command.h"

#include <string>

#include <CLI/CLI.hpp>

#include "collector/base/cli/help_format.h"
#include "collector/base/cli/parsed_option.h"
#include "collector/base/cli/tier_order_option.h"
#include "reports/llm/cost_options.h"

namespace dora::reports {
namespace {

void add_what_options(CLI::App& command, AnnotateOptions& options) {
  constexpr const char* group = "What";
  command
      .add_option("--data", options.data,
                  "Folder with the collected data: a comment for the last full week and for each "
                  "of its services with a verdict, a failure or a finding")
      ->type_name("FOLDER")
      ->group(group);
  command
      .add_option("--week", options.week,
                  "ISO week to comment on, such as 2024-W05 (default: the last full one)")
      ->type_name("WEEK")
      ->group(group);
  command.add_flag("--all", options.all, "Include services with nothing unusual")->group(group);
  command
      .add_flag("--with-titles", options.with_titles,
                "Let the model read the titles of failed merge requests too; the report says so. "
                "Otherwise nothing but figures leaves the machine")
      ->group(group);
  command
      .add_option("--templates", options.templates,
                  "Folder with files that replace the built-in ones: annotate_prompt.txt, "
                  "annotate_words.txt")
      ->type_name("FOLDER")
      ->group(group);
}

void add_model_options(CLI::App& command, AnnotateOptions& options) {
  constexpr const char* group = "Model";
  command.add_option("--model", options.asking.model, "The model's name at that address")
      ->type_name("NAME")
      ->group(group);
  cli::add_parsed_option(command, "--api", "chat|completions", options.asking.api,
                         [](const std::string& text) { return llm::parse_api(text); })
      ->description("Chat completions, or the older completions for servers that lack them")
      ->default_str("chat")
      ->group(group);
  command
      .add_option("--max-tokens", options.asking.max_tokens,
                  "Longest answer, in tokens; reasoning models need more")
      ->type_name("N")
      ->check(CLI::Range(16, 1'000'000))
      ->capture_default_str()
      ->group(group);
  command.add_option("--concurrency", options.concurrency, "Concurrent requests")
      ->type_name("N")
      ->check(CLI::Range(1, 256))
      ->capture_default_str()
      ->group(group);
  command
      .add_flag("--if-key", options.if_key,
                "Succeed without comments if there is no key, model or money left, as in the "
                "pipeline of a fork")
      ->group(group);
}

void add_cost_options(CLI::App& command, AnnotateOptions& options) {
  constexpr const char* group = "Cost";
  command
      .add_flag(
          "--dry-run", options.dry_run,
          "Print the largest and the likely number of tokens and what they cost; send nothing")
      ->group(group);
  llm::add_cost_options(
      command, options.cost, group,
      "Stop before a request that could make this run cost more than this many US dollars");
}

void add_record_options(CLI::App& command, AnnotateOptions& options) {
  constexpr const char* group = "Other records";
  command
      .add_option("--records", options.records,
                  "Ask about the records in this file instead: lines of {\"id\": \"...\", "
                  "\"text\": \"...\"}. Numbers in the answers are not checked")
      ->type_name("FILE")
      ->group(group);
  command
      .add_option("--delimiter", options.delimiter,
                  "The file is text in which this line separates the records")
      ->type_name("LINE")
      ->group(group);
  command
      .add_option("--prompt", options.prompt,
                  "File that tells the model what to do with each record")
      ->type_name("FILE")
      ->group(group);
  command.add_option("-o,--out", options.out, "Folder for the results and annotations.db")
      ->type_name("FOLDER")
      ->group(group);
  cli::add_parsed_option(
      command, "--format", "jsonl|blocks", options.blocks,
      [](const std::string& text) -> std::optional<bool> {
        return text == "blocks"  ? std::optional(true)
               : text == "jsonl" ? std::optional(false)
                                 : std::nullopt;
      },
      "jsonl or blocks")
      ->description(
          "annotations.jsonl, a JSON object a line, or annotations.blocks: "
          "<a-block><a-snippet>...</a-snippet><a-annotation>...</a-annotation><a-meta>{...}"
          "</a-meta></a-block>, where & in a text is &amp; and < is &lt;")
      ->default_str("jsonl")
      ->group(group);
}

}  // namespace

CLI::App* add_annotate_command(CLI::App& program, AnnotateOptions& options) {
  CLI::App* command = program.add_subcommand(
      "annotate", "Comment on a week's figures with a language model; every sentence is checked");
  add_what_options(*command, options);
  add_model_options(*command, options);
  llm::add_endpoint_options(*command, options.endpoint);
  add_cost_options(*command, options);
  add_record_options(*command, options);
  cli::add_tier_order_option(*command, [&options](std::vector<std::string> tiers) {
    options.tier_order = std::move(tiers);
  });
  command->footer(
      "The model gets figures without names and answers with sentences that cite them; the report\n"
      "puts in names and numbers. A sentence with any other word, number or claim is rejected.\n"
      "annotations.db keeps every answer: an unchanged week costs nothing.\n\n"
      "Exit codes: 0 done; 1 no answer came; 2 usage error, also no key or no model; 3 some\n"
      "records have no answer (--max-cost, or the server); 130 interrupted.\n\n"
      "Examples:\n"
      "  OPENAI_API_KEY=... dora-report annotate --data data --model gpt-4o-mini --dry-run\n"
      "  dora-report annotate --data data --base-url http://127.0.0.1:11434/v1 --model llama3.2\n"
      "  dora-report annotate --records code.txt --delimiter ---- --prompt explain.txt \\\n"
      "    --model gpt-4o-mini --out explained --format blocks");
  return command;
}

}  // namespace dora::reports
