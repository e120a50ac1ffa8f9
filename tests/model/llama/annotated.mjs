// Checks what annotate wrote when its model wrote nonsense.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const sum = (list, name) => list.reduce((total, each) => total + each[name], 0);

/// Reads annotations.jsonl.
export function answersIn(folder) {
  return readFileSync(join(folder, 'annotations.jsonl'), 'utf8').trim().split('\n').map(JSON.parse);
}

const number = (text, pattern) => Number(text.match(pattern)[1].replaceAll(',', ''));

/// The tokens of each line that begins with one of the names: `about: 8 requests, 1,234 tokens in, 56 out`.
export function tokensOf(output, name) {
  const line = output.match(new RegExp(`^${name}.*$`, 'm'))[0];
  return { input: number(line, /([\d,]+) tokens in/), output: number(line, /in, ([\d,]+) out/) };
}

/// All answers were rejected: our own sentences take their place.
export function checkComments(folder, result) {
  assert.equal(result.code, 0, result.errors);
  assert.match(result.errors, / 0 accepted, \d+ rejected, 0 without an answer/);
  assert.ok(answersIn(folder).every((each) => each.verdict !== 'accepted'));
  const { comments } = JSON.parse(readFileSync(join(folder, 'annotations.json'), 'utf8'));
  assert.ok(comments.length > 100, 'most services have a comment');
  for (const { model, sentences } of comments) {
    assert.equal(model, '');
    assert.match(sentences.join(' '), /^[ -~]+$/, 'our sentences are plain English');
  }
}

/// Answers that ended before the limit obey the schema.
export function checkSchema(answers) {
  const whole = answers.filter((each) => each.finish_reason === 'stop');
  assert.ok(whole.length > 0, 'some answers end before the limit');
  whole.forEach((each) => assert.ok(Array.isArray(JSON.parse(each.answer).sentences)));
}
