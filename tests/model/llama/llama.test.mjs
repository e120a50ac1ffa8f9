// Runs annotate and serve with llama.cpp: its tokens, its grammars, and words of chance, none of which
// may ever be shown.
//
// DORA_REPORT is the program, SAMPLE_SITE writes a report.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { workplace } from '../programs.mjs';
import { answersIn, checkComments, checkSchema, sum, tokensOf } from './annotated.mjs';
import { ModelServer } from './model_server.mjs';
import { checkAnswers } from './served.mjs';

let place;
let folder;
let server;

before(async () => {
  place = workplace();
  folder = place.folder;
  execFileSync(process.env.SAMPLE_SITE, [folder, 'busy-week']);
  server = await ModelServer.start();
});

after(async () => {
  place.close();
  await server?.close();
});

/// What was asked since the last call.
const asked = () => server.journal.splice(0);

const annotate = (base, ...words) => place.run(['annotate', '--data', 'data', '--all', '--model',
  'random', '--base-url', server.url + base, '--max-tokens', '60', ...words]);

/// What is written down is what the tokenizer counted.
function checkCounts(journal, result, answers) {
  const byId = new Map(journal.map((each) => [each.id, each]));
  for (const line of answers) {
    const answer = byId.get(line.answer_id);
    assert.equal(line.answer, answer.text);
    assert.equal(line.finish_reason, answer.finish_reason);
    assert.equal(line.prompt_tokens, server.tokensOf(line).length);
    assert.equal(line.completion_tokens, answer.completion_tokens);
    assert.equal(line.total_tokens, answer.prompt_tokens + answer.completion_tokens);
  }
  assert.deepEqual(tokensOf(result.errors, '[\\d,]+ tokens in'),
    { input: sum(journal, 'prompt_tokens'), output: sum(journal, 'completion_tokens') });
}

/// Other tokenizers, other counts: only "at most" is a promise.
function checkEstimate(journal, estimate, report) {
  const most = tokensOf(estimate.output, 'at most');
  assert.ok(sum(journal, 'prompt_tokens') <= most.input);
  assert.ok(sum(journal, 'completion_tokens') <= most.output);
  const first = journal.filter((each) => each.body.messages.length === 2);
  const about = tokensOf(estimate.output, 'about');
  report(`tokens in: ${sum(first, 'prompt_tokens')} of first requests, about ${about.input}; `
    + `${sum(journal, 'prompt_tokens')} of all, at most ${most.input}`);
}

describe('annotate', () => {
  for (const [what, base] of [['obeys the schema', '/v1'], ['ignores it', '/plain/v1']]) {
    test(`rejects all that a model of chance writes, where the server ${what}`, async (t) => {
      rmSync(join(folder, 'data/annotations.db'), { force: true });
      const estimate = await annotate(base, '--dry-run');
      assert.equal(estimate.code, 0, estimate.errors);
      assert.equal(asked().length, 0, 'an estimate asks nothing');
      const result = await annotate(base);
      checkComments(join(folder, 'data'), result);
      const journal = asked();
      assert.ok(journal.length > 10, `${journal.length} requests`);
      const answers = answersIn(join(folder, 'data'));
      checkCounts(journal, result, answers);
      checkEstimate(journal, estimate, (line) => t.diagnostic(line));
      if (base === '/v1') {
        checkSchema(answers);
        assert.equal((await annotate(base)).code, 0);
        assert.equal(asked().length, 0, 'nothing is asked twice');
      }
    });
  }

  test('keeps what a model writes about other records as it is', async () => {
    writeFileSync(join(folder, 'records.jsonl'), ['one', 'zwei ✓', '<three> & "more"']
      .map((text, i) => JSON.stringify({ id: `r${i}`, text })).join('\n'));
    writeFileSync(join(folder, 'prompt.txt'), 'Translate this.\n');
    const result = await place.run(['annotate', '--records', 'records.jsonl', '--prompt', 'prompt.txt',
      '--out', 'out', '--model', 'random', '--base-url', `${server.url}/v1`, '--max-tokens', '40']);
    assert.equal(result.code, 0, result.errors);
    const answers = answersIn(join(folder, 'out'));
    assert.equal(answers.length, 3);
    checkCounts(asked(), result, answers);
  });
});

describe('serve', () => {
  for (const base of ['/v1', '/plain/v1']) {
    test(`shows nothing that a model of chance writes at ${base}`, async () => {
      await checkAnswers(place, ['--model', 'random', '--base-url', server.url + base, '--max-tokens', '150']);
      assert.ok(asked().length >= 7, 'the model is asked');
    });
  }
});
