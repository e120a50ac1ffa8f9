// Has a language model write comments on the figures of a report, or on other records.
#include "reports/annotate/annotate.h"

#include <algorithm>
#include <functional>
#include <iostream>

#include <fmt/format.h>

#include "collector/base/error.h"
#include "collector/base/files/atomic_file.h"
#include "collector/base/files/open_file.h"
#include "collector/base/text/printable.h"
#include "reports/annotate/comment_tasks.h"
#include "reports/annotate/raw_record.h"
#include "reports/annotate/records_file.h"
#include "reports/annotate/session.h"
#include "reports/comments/records.h"
#include "reports/report_inputs.h"
#include "reports/site/weekly_site.h"
#include "reports/templating/template_set.h"

namespace dora::reports {
namespace {

constexpr const char* raw_name = "annotations.jsonl";
constexpr const char* blocks_name = "annotations.blocks";
constexpr const char* prompt_name = "annotate_prompt.txt";
constexpr std::int64_t largest_prompt = std::int64_t{1} << 20U;

std::optional<llm::Prices> known_prices(const AnnotateOptions& options, base::Log& log) {
  const auto prices = prices_of(options.cost, options.asking.model);
  if (!prices && !options.cost.prices.empty()) {
    log.warning(fmt::format("--prices {} has no price of the model '{}': tokens only",
                            options.cost.prices.string(), text::printable(options.asking.model)));
  }
  return prices;
}

annotate::SessionOptions session_options(const AnnotateOptions& options, base::Log& log) {
  annotate::SessionOptions session;
  session.endpoint = options.endpoint;
  session.model = options.asking.model;
  session.folder = options.records.empty() ? options.data : options.out;
  session.concurrency = options.concurrency;
  session.requests_a_record = options.records.empty() ? 2 : 1;
  session.if_key = options.if_key;
  session.dry_run = options.dry_run;
  session.prices = known_prices(options, log);
  session.max_cost = options.cost.max_cost;
  return session;
}

void print_path(const std::filesystem::path& file) {
  std::cout << text::printable(file.string()) << "\n";
}

/// Writes a line or a block for each record that has an answer, in the order of the records.
void write_raw(const std::filesystem::path& file, std::size_t count,
               const annotate::Machine::TaskAt& task_at, const annotate::AnswerStore& store,
               const std::function<std::string(std::size_t, const annotate::Task&,
                                               const annotate::Settled&)>& text) {
  files::AtomicFile raw(file);
  for (std::size_t i = 0; i < count; ++i) {
    const annotate::Task task = task_at(i);
    if (const auto answer = settled(task, store)) {
      raw.write(text(i, task, *answer));
    }
  }
  raw.commit();
}

std::string json_line(const annotate::Task& task, const annotate::Settled& settled) {
  return raw_line(task.record, settled.request, settled.answer) + "\n";
}

/// Drops comments on earlier weeks whose figures have changed since.
void drop_stale(std::vector<comments::StoredComment>& comments, const std::string& week,
                const std::function<std::string(const std::string& week)>& figures_of) {
  std::erase_if(comments, [&](const comments::StoredComment& each) {
    return each.week != week && each.figures != figures_of(each.week);
  });
}

/// Stores the comments that are answered and writes annotations.json.
void export_comments(const AnnotateOptions& options, const annotate::CommentTasks& tasks,
                     const std::function<std::string(const std::string& week)>& figures_of,
                     annotate::AnswerStore& store) {
  std::vector<comments::StoredComment> comments;
  for (std::size_t i = 0; i < tasks.count(); ++i) {
    if (const auto answer = settled(tasks.task(i), store)) {
      if (auto comment = tasks.comment(i, *answer)) {
        comments.push_back(std::move(*comment));
      }
    }
  }
  store.keep_comments(comments);
  std::vector<comments::StoredComment> all = store.comments(tasks.week());
  drop_stale(all, tasks.week(), figures_of);
  files::write_file(options.data / comments::annotations_name, annotations_json(all));
  write_raw(
      options.data / raw_name, tasks.count(), [&](std::size_t i) { return tasks.task(i); }, store,
      [](std::size_t, const annotate::Task& task, const annotate::Settled& settled) {
        return json_line(task, settled);
      });
  print_path(options.data / comments::annotations_name);
}

base::ExitCode annotate_report(const AnnotateOptions& options, base::RunContext& context) {
  site::check_week(options.week);
  const templating::TemplateSet templates(options.templates);
  annotate::Session session(session_options(options, context.log), context);
  const ReportInputs inputs = read_report_inputs(options.data, {}, context.log);
  const analysis::Analysis analysis = analyse(inputs.data, model::TierOrder(options.tier_order));
  const analysis::WeeklyDigests digests(inputs.data, analysis);
  const auto week = site::chosen_week(digests.weeks(), options.week);
  if (!week) {
    context.log.info("the data contain no full week yet: there is nothing to comment on");
    return base::ExitCode::done;
  }
  const annotate::CommentTasks tasks(
      inputs.data, analysis, digests, *week,
      comments::WordList(templates.file(comments::words_name), comments::words_name),
      {options.asking, std::string(templates.file(prompt_name)), options.all, options.with_titles});
  const auto task_at = [&tasks](std::size_t i) { return tasks.task(i); };
  if (options.dry_run) {
    session.estimate(tasks.count(), task_at);
    return base::ExitCode::done;
  }
  const base::ExitCode code = session.ask(tasks.count(), task_at);
  const auto figures_of = [&](const std::string& label) -> std::string {
    const auto found = std::ranges::find(digests.weeks(), label,
                                         [](model::Period each) { return model::label(each); });
    if (found == digests.weeks().end()) {
      return "";
    }
    const auto index = static_cast<std::size_t>(found - digests.weeks().begin());
    const analysis::Week of = digests.digest(index);
    return figures_hash(
        comments::week_record({inputs.data, analysis, of, digests.findings_at(index)}));
  };
  export_comments(options, tasks, figures_of, session.store());
  return code;
}

/// The same machine over texts of any kind: the answer is not checked.
annotate::Task text_task(const AnnotateOptions& options, const std::string& prompt,
                         const annotate::TextRecord& record) {
  return {record.id,
          [&](const std::string&, const std::vector<std::string>&) {
            llm::ModelRequest request;
            request.api = options.asking.api;
            request.model = options.asking.model;
            request.max_tokens = options.asking.max_tokens;
            request.messages = {{"system", prompt}, {"user", record.text}};
            return request;
          },
          [](const std::string&) { return std::vector<std::string>(); }};
}

base::ExitCode annotate_records(const AnnotateOptions& options, base::RunContext& context) {
  if (options.prompt.empty() || options.out.empty()) {
    throw base::UsageError(
        "--records needs --prompt FILE, which says what to do with each, and --out FOLDER for the "
        "results");
  }
  const std::string prompt = files::read_option_file(options.prompt, largest_prompt);
  const std::vector<annotate::TextRecord> records =
      annotate::read_records(options.records, options.delimiter);
  if (!options.dry_run) {
    files::make_folder(options.out);
  }
  annotate::Session session(session_options(options, context.log), context);
  const auto task_at = [&](std::size_t i) { return text_task(options, prompt, records[i]); };
  if (options.dry_run) {
    session.estimate(records.size(), task_at);
    return base::ExitCode::done;
  }
  context.log.info("--records: answers are kept as they are; no number in them is checked");
  const base::ExitCode code = session.ask(records.size(), task_at);
  const std::filesystem::path file = options.out / (options.blocks ? blocks_name : raw_name);
  write_raw(file, records.size(), task_at, session.store(),
            [&](std::size_t i, const annotate::Task& task, const annotate::Settled& settled) {
              return options.blocks ? block(task.record, records[i].text, settled.answer)
                                    : json_line(task, settled);
            });
  print_path(file);
  return code;
}

}  // namespace

base::ExitCode annotate(const AnnotateOptions& options, base::RunContext& context) {
  if (options.data.empty() == options.records.empty()) {
    throw base::UsageError("say what to comment on: --data DATA for a report, or --records FILE");
  }
  if (const std::string missing = annotate::missing_for(options.endpoint, options.asking.model);
      !options.dry_run && !missing.empty()) {
    if (!options.if_key) {
      throw base::UsageError(missing + "; with --if-key, the run succeeds without comments");
    }
    context.log.info(missing + ": there will be no comments");
    return base::ExitCode::done;
  }
  return options.records.empty() ? annotate_report(options, context)
                                 : annotate_records(options, context);
}

}  // namespace dora::reports
