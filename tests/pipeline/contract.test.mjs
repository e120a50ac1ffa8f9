// What the program and the test GitLab say to each other keeps to GitLab's contract: Prism stands
// between them and refuses every request and answer that does not.
//
// DORA_REPORT is the program, CONTRACT the OpenAPI file.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';

import { started, startGitLab, token } from './test_gitlab.mjs';

const require = createRequire(import.meta.url);
const prism = join(dirname(require.resolve('@stoplight/prism-cli/package.json')), 'dist/index.js');

let server;
let proxy;
let log = '';
let url;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-contract-'));
  server = await startGitLab();
  ({ child: proxy, found: url } = await started(process.execPath,
    [prism, 'proxy', '--errors', '--port', '0', process.env.CONTRACT, server.url],
    (output) => output.match(/listening on (http:\/\/127\.0\.0\.1:\d+)/)?.[1]));
  proxy.stdout.on('data', (data) => { log += data; });
});

after(() => {
  proxy?.kill();
  server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/// The program's outcome; Prism must have refused nothing.
async function run(...words) {
  log = '';
  const child = spawn(process.env.DORA_REPORT, words, {
    cwd: folder,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', GITLAB_API_URL: url, PRIVATE_TOKEN: token }
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data) => { output += data; });
  child.stderr.on('data', (data) => { errors += data; });
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.equal(code, 0, errors + log);
  assert.doesNotMatch(log, /violation|error/i, log);
  return { output, requests: log.match(/forwarding/gi)?.length ?? 0 };
}

const attach = (...target) => run('attach', '--project', 'platform/deployments', '--data', 'data',
  '--charts', 'charts', ...target);

test('collecting keeps to the contract', async () => {
  const collect = ['collect', '--project', 'platform/deployments', '--out', 'data'];
  const first = await run(...collect);
  assert.ok(first.requests >= 5, `seen by Prism: ${first.requests}`);
  await run(...collect);
  await run('render', '--summary', 'data/summary.json', '--out', 'charts');
});

test('a card is posted, left alone, updated and removed', async () => {
  const place = ['--merge-request', '290'];
  assert.match((await attach(...place)).output, /^note \d+ posted$/m);
  const again = await attach(...place);
  assert.match(again.output, /^note \d+ unchanged$/m);
  assert.ok(again.requests >= 3, `seen by Prism: ${again.requests}`);
  assert.match((await attach(...place, '--site-url', 'https://example.com/r')).output, /^note \d+ updated$/m);
  assert.match((await attach(...place, '--remove')).output, /^notes deleted: 1$/m);
});

test('a digest is put on an issue', async () => {
  assert.match((await attach('--issue', '7', '--digest')).output, /^note \d+ posted$/m);
});

test('Prism refuses what the contract does not allow', async () => {
  const api = `${url}/api/v4/projects/4242`;
  const auth = { 'PRIVATE-TOKEN': token };
  const json = { ...auth, 'Content-Type': 'application/json' };
  const form = new FormData();
  form.append('attachment', new Blob(['png']), 'chart.png');
  const refused = [
    ['too large a page', 422, 'merge_requests?per_page=500', { headers: auth }],
    ['a note without text', 422, 'merge_requests/290/notes', { method: 'POST', headers: json, body: '{}' }],
    ['no file', 422, 'uploads', { method: 'POST', headers: auth, body: form }],
    ['no token', 401, 'merge_requests', {}],
    ['a path that GitLab does not have', 404, 'merge_requests/290/remarks', { headers: auth }]
  ];
  for (const [what, status, path, request] of refused) {
    assert.equal((await fetch(`${api}/${path}`, request)).status, status, what);
  }
  assert.equal((await fetch(`${api}/merge_requests?per_page=100`, { headers: auth })).status, 200);
});
