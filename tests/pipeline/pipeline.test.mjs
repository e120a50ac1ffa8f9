// Runs the pipeline that `init` writes, and the component, with gitlab-ci-local against the test
// GitLab: the first week, the second with warm caches, a merge request.
//
// DORA_REPORT is the program, GITLAB_SERVER the test GitLab, COMPONENT the component's file.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';

const token = 'token-of-the-pipeline';
const require = createRequire(import.meta.url);
const program = join(dirname(require.resolve('gitlab-ci-local/package.json')), 'src/index.js');

let server;
let url;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-pipeline-'));
  mkdirSync(join(folder, 'bin'));
  symlinkSync(process.env.DORA_REPORT, join(folder, 'bin', 'dora-report'));
  server = spawn(process.env.GITLAB_SERVER, ['--exit-with-stdin', '--services', '6',
    '--merge-requests', '300', '--months', '4'],
    { env: { ...process.env, GITLAB_SERVER_TOKEN: token }, stdio: ['pipe', 'pipe', 'inherit'] });
  url = await new Promise((resolve) => server.stdout.once('data',
    (data) => resolve(data.toString().replace(/^listening on /, '').trim())));
});

after(() => {
  server?.stdin.end();
  rmSync(folder, { recursive: true, force: true });
});

/// A project with these files, committed.
function project(name, files) {
  const place = join(folder, name);
  mkdirSync(place);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, file)), { recursive: true });
    writeFileSync(join(place, file), text);
  }
  return place;
}

function commit(place) {
  const git = (...words) => execFileSync('git', ['-C', place, '-c', 'user.name=t',
    '-c', 'user.email=t@example.com', ...words]);
  git('init', '--quiet', '--initial-branch=main');
  git('remote', 'add', 'origin', 'git@gitlab.example.com:platform/deployments.git');
  git('add', '--all');
  git('commit', '--quiet', '--message=x');
}

function run(place, variables) {
  const all = {
    CI_DEFAULT_BRANCH: 'main', CI_API_V4_URL: `${url}/api/v4`, CI_PROJECT_ID: '4242',
    CI_PAGES_URL: 'https://example.com/r', PRIVATE_TOKEN: token, ...variables
  };
  const result = spawnSync(process.execPath, [program, '--home', join(folder, 'home'),
    '--shell-isolation', '--no-artifacts-to-source', '--force-shell-executor', '--no-json-schema-validation',
    ...Object.entries(all).flatMap(([name, value]) => ['--variable', `${name}=${value}`])], {
    cwd: place,
    encoding: 'utf8',
    env: { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: folder, LC_ALL: 'C.UTF-8' }
  });
  return result.stdout + result.stderr;
}

const artifact = (place, job, file) => join(place, '.gitlab-ci-local', 'artifacts', job, file);

/// The closing lines tell what became of each job; the exit code does not.
function outcomes(output) {
  return Object.fromEntries([...output.replace(/\x1b\[[0-9;]*m/g, '')
    .matchAll(/^ *(PASS|WARN|FAIL) +(dora-\S+(?: \[\S+\])?|pages)/gm)]
    .map(([, outcome, job]) => [job, outcome]));
}

async function notes() {
  return (await (await fetch(`${url}/-/notes`)).json()).notes;
}

describe('the pipeline that init writes', () => {
  let place;

  before(() => {
    place = project('alone', {});
    execFileSync(process.env.DORA_REPORT, ['init', '--out', place, '--quiet']);
    commit(place);
  });

  test('publishes a site', () => {
    const output = run(place, { CI_PIPELINE_SOURCE: 'schedule' });
    assert.deepEqual(outcomes(output), {
      'dora-collect': 'PASS', 'dora-render: [1/2]': 'PASS', 'dora-render: [2/2]': 'PASS', pages: 'PASS'
    }, output);
    const page = readFileSync(artifact(place, 'pages', 'public/index.html'), 'utf8');
    assert.match(page, /https:\/\/example.com\/r/);
    assert.doesNotMatch(page, /no-chart/);
  });

  test('publishes nothing from another branch', () => {
    execFileSync('git', ['-C', place, 'switch', '--quiet', '--create', 'other']);
    for (const source of ['schedule', 'web']) {
      assert.deepEqual(outcomes(run(place, { CI_PIPELINE_SOURCE: source })), {}, source);
    }
    execFileSync('git', ['-C', place, 'switch', '--quiet', 'main']);
  });

  test('draws nothing again in the next week if nothing changed', () => {
    const output = run(place, { CI_PIPELINE_SOURCE: 'schedule' });
    assert.match(output, /charts were up to date/);
    assert.doesNotMatch(output, /rendered [1-9]/);
  });

  test('posts a card on a merge request, once', async () => {
    const request = {
      CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_IID: '290',
      CI_MERGE_REQUEST_PROJECT_ID: '4242'
    };
    const output = run(place, request);
    assert.match(output, /note \d+ posted/, output);
    assert.match(run(place, request), /note \d+ unchanged/);
    assert.equal((await notes())['merge_requests/290'].length, 1);
  });

  test('prints the card where there is no token', () => {
    const output = run(place, {
      CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_IID: '291', PRIVATE_TOKEN: '',
      CI_MERGE_REQUEST_LABELS: 'service:x,tier:production'
    });
    assert.equal(outcomes(output)['dora-card'], 'WARN', 'collecting needs a token here, too');
  });

  test('leaves what is there alone', () => {
    const again = spawnSync(process.env.DORA_REPORT, ['init', '--out', place], { encoding: 'utf8' });
    assert.equal(again.status, 2);
    assert.match(again.stderr, /gitlab-ci.yml exists; `init` replaces nothing/);
  });
});

describe('the component', () => {
  test('runs with its inputs', () => {
    const place = project('component', {
      'templates/report.yml': readFileSync(process.env.COMPONENT, 'utf8'),
      '.gitlab-ci.yml': [
        'stages: [build, test, deploy]',
        'include:',
        '  - local: templates/report.yml',
        '    inputs: {image: "unused", shards: 3, options: "--group-prefix team:"}',
        ''
      ].join('\n')
    });
    commit(place);
    const output = run(place, { CI_PIPELINE_SOURCE: 'schedule' });
    assert.deepEqual(outcomes(output), {
      'dora-collect': 'PASS', 'dora-render: [1/3]': 'PASS', 'dora-render: [2/3]': 'PASS', 'dora-render: [3/3]': 'PASS', pages: 'PASS'
    }, output);
    assert.ok(existsSync(artifact(place, 'pages', 'public/index.html')));
  });
});
