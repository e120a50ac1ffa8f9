// What a user does first, on a machine that has only the package: `init`, the values that it asks for,
// and the pipeline, twice. scripts/nightly runs this in a bare Debian; it is no test of scripts/test.
//
// DORA_REPORT is the installed program, GITLAB_URL the test GitLab.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { artifact, outcomes, Runner } from './ci.mjs';
import { startGitLab } from './test_gitlab.mjs';

let server;
let runner;
let place;
let first;

const week = { CI_PIPELINE_SOURCE: 'schedule', DORA_DIGEST_ISSUE: '7' };
const request = {
  CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_IID: '290', CI_MERGE_REQUEST_PROJECT_ID: '4242'
};
const passed = {
  'dora-collect': 'PASS', 'dora-render: [1/2]': 'PASS', 'dora-render: [2/2]': 'PASS', pages: 'PASS',
  'dora-digest': 'PASS'
};

before(async () => {
  server = await startGitLab();
  runner = new Runner(server.url);
  place = runner.project('deployments', {}, { init: true });
});

after(() => {
  server?.stop();
  runner?.remove();
});

/// SHA-256 of each published file; report.json without the times of the run.
function published() {
  const folder = artifact(place, 'pages', 'public');
  const bytes = (file) => file.endsWith('/public/report.json')
    ? readFileSync(file, 'utf8').replace(/"(collected_at|as_of)":"[^"]*",/g, '') : readFileSync(file);
  return Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.path, entry.name))
    .map((file) => [file.slice(folder.length), createHash('sha256').update(bytes(file)).digest('hex')]));
}

test('the first week: a site, a digest and a card', async () => {
  const output = runner.run(place, week);
  assert.deepEqual(outcomes(output), passed, output);
  const card = runner.run(place, request);
  assert.deepEqual(outcomes(card), { 'dora-card': 'PASS' }, card);
  const site = published();
  assert.ok(site['/index.html'] && site['/report.json'], Object.keys(site).join(' '));
  assert.equal(Object.keys(site).filter((file) => file.match(/^\/services\/[^/]*\.html$/)).length, 6);
  const notes = await server.notes();
  assert.deepEqual(Object.entries(notes).map(([where, list]) => [where, list.length]).sort(),
    [['issues/7', 1], ['merge_requests/290', 1]]);
  assert.match(notes['issues/7'][0].body, /id=digest\/\d{4}-W\d\d/);
  assert.match(notes['merge_requests/290'][0].body, /Deployment risk/);
  first = { notes, site };
});

test('the site goes into a folder that a web server serves', () => {
  const served = join(runner.folder, 'www');
  const publish = () => execFileSync(process.env.DORA_REPORT,
    ['publish', '--site', artifact(place, 'pages', 'public'), '--to', served], { encoding: 'utf8' });
  publish();
  assert.deepEqual(readFileSync(join(served, 'index.html')),
    readFileSync(artifact(place, 'pages', 'public/index.html')));
});

test('again: nothing changes, nothing is posted', async () => {
  const output = runner.run(place, week);
  assert.deepEqual(outcomes(output), passed, output);
  assert.match(output, /incremental run: 0 new, 0 changed/);
  assert.doesNotMatch(output, /rendered [1-9]/);
  assert.match(output, /note \d+ unchanged/);
  assert.match(runner.run(place, request), /note \d+ unchanged/);
  assert.deepEqual(await server.notes(), first.notes);
  assert.deepEqual(published(), first.site);
});
