// Completion of the command line in bash, zsh and fish.
#include "collector/base/cli/completion.h"

#include <iostream>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "collector/base/error.h"

namespace dora::cli {
namespace {

std::vector<const CLI::App*> commands_of(const CLI::App& program) {
  return program.get_subcommands([](const CLI::App*) { return true; });
}

bool takes_value(const CLI::Option& option) {
  return option.get_expected_max() != 0;
}

/// `--out`, `--scale`: the long names.
std::vector<std::string> options_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back("--" + name);
    }
  }
  return names;
}

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : commands_of(program)) {
    names.push_back(command->get_name());
  }
  return names;
}

std::string bash_script(const CLI::App& program) {
  const auto general = options_of(program);
  std::string cases;
  for (const CLI::App* command : commands_of(program)) {
    cases += fmt::format("    {}) words=\"{} {}\" ;;\n", command->get_name(),
                         fmt::join(options_of(*command), " "), fmt::join(general, " "));
  }
  return fmt::format(R"(# Completion of dora-report in bash.
_dora_report() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} command= word words
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in
      {0}) command=$word; break ;;
    esac
  done
  case $command in
{1}    *) words="{2} {3}" ;;
  esac
  COMPREPLY=()
  if [[ $current == -* || -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  fi
}}
complete -o default -F _dora_report dora-report
)",
                     fmt::join(command_names(program), "|"), cases,
                     fmt::join(command_names(program), " "), fmt::join(general, " "));
}

/// Within single quotes of a shell.
std::string shell_quoted(std::string_view text) {
  std::string result;
  for (const char c : text) {
    result += c == '\'' ? "'\\''" : std::string(1, c);
  }
  return result;
}

std::string fish_script(const CLI::App& program) {
  std::string script = "# Completion of dora-report in fish.\n";
  const std::string names = fmt::format("{}", fmt::join(command_names(program), " "));
  for (const CLI::App* command : commands_of(program)) {
    script += fmt::format(
        "complete -c dora-report -f -n 'not __fish_seen_subcommand_from {}' -a {} -d '{}'\n", names,
        command->get_name(), shell_quoted(command->get_description()));
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        script += fmt::format(
            "complete -c dora-report -n '__fish_seen_subcommand_from {}' -l {}{} -d '{}'\n",
            command->get_name(), name, takes_value(*option) ? " -r" : "",
            shell_quoted(option->get_description()));
      }
    }
  }
  return script;
}

/// In the brackets of a specification of _arguments.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : shell_quoted(text)) {
    if (c == '[' || c == ']' || c == ':') {
      result += '\\';
    }
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string zsh_script(const CLI::App& program) {
  std::string script =
      "#compdef dora-report\n# Completion of dora-report in zsh.\n_dora_report() {\n  local -a "
      "commands=(\n";
  for (const CLI::App* command : commands_of(program)) {
    script +=
        fmt::format("    '{}:{}'\n", command->get_name(), zsh_text(command->get_description()));
  }
  script +=
      "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n  "
      "case ${words[2]} in\n";
  for (const CLI::App* command : commands_of(program)) {
    script += fmt::format("    {})\n      _arguments \\\n", command->get_name());
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        script +=
            fmt::format("        '*--{}[{}]{}' \\\n", name, zsh_text(option->get_description()),
                        takes_value(*option) ? ":value:_files" : "");
      }
    }
    script += "        '*:file:_files'\n      ;;\n";
  }
  return script + "  esac\n}\n_dora_report \"$@\"\n";
}

}  // namespace

std::optional<std::string> completion_script(const CLI::App& program, std::string_view shell) {
  return shell == "bash"   ? std::optional(bash_script(program))
         : shell == "zsh"  ? std::optional(zsh_script(program))
         : shell == "fish" ? std::optional(fish_script(program))
                           : std::nullopt;
}

CLI::App* add_completion_command(CLI::App& program, std::string& shell) {
  CLI::App* command =
      program.add_subcommand("completion", "Print the completion script of a shell");
  command->add_option("SHELL", shell, "bash, zsh or fish")->required();
  command->footer(
      "Example:\n"
      "  dora-report completion bash > /etc/bash_completion.d/dora-report");
  return command;
}

void print_completion(const CLI::App& program, const std::string& shell) {
  const auto script = completion_script(program, shell);
  if (!script) {
    throw base::UsageError("completion takes bash, zsh or fish");
  }
  std::cout << *script;
}

}  // namespace dora::cli
