// Runs the pipeline that `init` writes, and the component, with gitlab-ci-local against the test
// GitLab: the first week, the second with warm caches, a merge request, and what goes wrong.
//
// DORA_REPORT is the program, GITLAB_SERVER the test GitLab, COMPONENT the component's file.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { artifact, outcomes, Runner } from './ci.mjs';
import { startGitLab } from './test_gitlab.mjs';

let server;
let runner;

before(async () => {
  server = await startGitLab();
  runner = new Runner(server.url);
});

after(() => {
  server?.stop();
  runner?.remove();
});

const passed = {
  'dora-collect': 'PASS', 'dora-render: [1/2]': 'PASS', 'dora-render: [2/2]': 'PASS', pages: 'PASS'
};

const schedule = { CI_PIPELINE_SOURCE: 'schedule' };

const site = (place, page = 'index.html') => readFileSync(artifact(place, 'pages', `public/${page}`), 'utf8');

describe('the pipeline that init writes', () => {
  let place;

  before(() => {
    place = runner.project('alone', {}, { init: true });
  });

  test('publishes a site', () => {
    const output = runner.run(place, schedule);
    assert.deepEqual(outcomes(output), passed, output);
    assert.match(site(place), /https:\/\/example.com\/r/);
    assert.doesNotMatch(site(place), /no-chart/);
  });

  test('publishes nothing from another branch', () => {
    execFileSync('git', ['-C', place, 'switch', '--quiet', '--create', 'other']);
    for (const source of ['schedule', 'web']) {
      assert.deepEqual(outcomes(runner.run(place, { CI_PIPELINE_SOURCE: source })), {}, source);
    }
    execFileSync('git', ['-C', place, 'switch', '--quiet', 'main']);
  });

  test('draws nothing again in the next week if nothing changed', () => {
    const output = runner.run(place, schedule);
    assert.match(output, /charts were up to date/);
    assert.doesNotMatch(output, /rendered [1-9]/);
  });

  test('puts the digest on an issue, once', async () => {
    const week = { ...schedule, DORA_DIGEST_ISSUE: '7' };
    const output = runner.run(place, week);
    assert.deepEqual(outcomes(output), { ...passed, 'dora-digest': 'PASS' }, output);
    assert.match(output, /note \d+ posted/);
    assert.match(runner.run(place, week), /note \d+ unchanged/);
    const notes = (await server.notes())['issues/7'];
    assert.equal(notes.length, 1);
    assert.match(notes[0].body, /https:\/\/example.com\/r\/weekly\//);
  });

  test('posts a card on a merge request, once', async () => {
    const request = {
      CI_PIPELINE_SOURCE: 'merge_request_event', CI_MERGE_REQUEST_IID: '290',
      CI_MERGE_REQUEST_PROJECT_ID: '4242'
    };
    const output = runner.run(place, request);
    assert.match(output, /note \d+ posted/, output);
    assert.match(runner.run(place, request), /note \d+ unchanged/);
    assert.equal((await server.notes())['merge_requests/290'].length, 1);
  });

  test('prints the card where there is no token', () => {
    const output = runner.run(place, {
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

describe('the pipeline that init writes, in trouble', () => {
  test('publishes the report with a placeholder for a chart that fails', () => {
    const tools = join(runner.folder, 'tools');
    mkdirSync(tools);
    // The real gnuplot behind a filter that corrupts one chart's script, and that ends with gnuplot.
    const gnuplot = spawnSync('sh', ['-c', 'command -v gnuplot'], { encoding: 'utf8' }).stdout.trim();
    writeFileSync(join(tools, 'gnuplot'), `#!/bin/sh
case "$*" in *--version* | *-e*) exec ${gnuplot} "$@" ;; esac
while IFS= read -r line; do
  case "$line" in *"combined_deployment_metrics"*) echo 'no such command' ;; esac
  printf '%s\\n' "$line"
done | { ${gnuplot} "$@"; kill $$; }
`, { mode: 0o755 });
    const place = runner.project('bad-chart', {}, { init: true });
    const output = runner.run(place, schedule, tools);
    assert.deepEqual(outcomes(output), { ...passed, 'dora-render: [1/2]': 'WARN' }, output);
    assert.match(site(place), /no-chart/);
    assert.doesNotMatch(site(place), /combined_deployment_metrics\.(png|svg)/);

    assert.deepEqual(outcomes(runner.run(place, schedule)), passed, 'in the next week');
    assert.doesNotMatch(site(place), /no-chart/);
  });

  test('publishes nothing, and says what is missing, without the charts of a shard', () => {
    const place = runner.project('no-shard', {}, { init: true });
    // The runner only warns that no file matches, and the job passes.
    const file = join(place, '.gitlab-ci.yml');
    const pipeline = readFileSync(file, 'utf8');
    const draw = '    - dora-report render --summary dora-data/summary.json --out "charts-$CI_NODE_INDEX"\n';
    const lose = '    - test "$CI_NODE_INDEX" != 2 || rm -r charts-2\n';
    assert.ok(pipeline.includes(draw));
    writeFileSync(file, pipeline.replace(draw, draw + lose));
    const output = runner.run(place, schedule);
    const { 'dora-collect': collected, 'dora-render: [1/2]': drawn, pages } = outcomes(output);
    assert.deepEqual([collected, drawn, pages], ['PASS', 'PASS', 'FAIL'], output);
    assert.match(output, /the charts of shard 2\/2 are missing/);
    assert.ok(!existsSync(artifact(place, 'pages', '')), 'what GitLab has published stays');
  });
});

describe('the component', () => {
  test('runs with its inputs', async () => {
    const place = runner.project('component', {
      'templates/report.yml': readFileSync(process.env.COMPONENT, 'utf8'),
      '.gitlab-ci.yml': [
        'stages: [build, test, deploy]',
        'include:',
        '  - local: templates/report.yml',
        '    inputs: {image: "unused", shards: 3, options: "--group-prefix team:", digest-issue: "8"}',
        ''
      ].join('\n')
    });
    const output = runner.run(place, schedule);
    assert.deepEqual(outcomes(output), {
      'dora-collect': 'PASS', 'dora-render: [1/3]': 'PASS', 'dora-render: [2/3]': 'PASS', 'dora-render: [3/3]': 'PASS',
      pages: 'PASS', 'dora-digest': 'PASS'
    }, output);
    assert.ok(existsSync(artifact(place, 'pages', 'public/index.html')));
    assert.equal((await server.notes())['issues/8'].length, 1);
  });
});
