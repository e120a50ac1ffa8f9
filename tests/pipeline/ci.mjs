// Projects whose pipelines gitlab-ci-local runs against a test GitLab.
//
// DORA_REPORT is the program.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { token } from './test_gitlab.mjs';

const require = createRequire(import.meta.url);
const program = join(dirname(require.resolve('gitlab-ci-local/package.json')), 'src/index.js');

/// A folder with projects, and with the programs that their jobs find first.
export class Runner {
  constructor(url) {
    this.url = url;
    this.folder = mkdtempSync(join(tmpdir(), 'dora-pipeline-'));
    this.path = process.env.PATH;
    mkdirSync(join(this.folder, 'bin'));
    symlinkSync(process.env.DORA_REPORT, join(this.folder, 'bin', 'dora-report'));
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /// A project with these files, and those that `init` writes there, committed.
  project(name, files, { init = false } = {}) {
    const place = join(this.folder, name);
    mkdirSync(place);
    if (init) {
      execFileSync(process.env.DORA_REPORT, ['init', '--out', place, '--quiet']);
    }
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(place, file)), { recursive: true });
      writeFileSync(join(place, file), text);
    }
    const git = (...words) => execFileSync('git', ['-C', place, '-c', 'user.name=t',
      '-c', 'user.email=t@example.com', ...words]);
    git('init', '--quiet', '--initial-branch=main');
    git('remote', 'add', 'origin', 'git@gitlab.example.com:platform/deployments.git');
    git('add', '--all');
    git('commit', '--quiet', '--message=x');
    return place;
  }

  /// What gitlab-ci-local prints. `tools` is a folder with programs that replace those of the system.
  run(place, variables, tools = '') {
    const all = {
      CI_DEFAULT_BRANCH: 'main', CI_API_V4_URL: `${this.url}/api/v4`, CI_PROJECT_ID: '4242',
      CI_PAGES_URL: 'https://example.com/r', PRIVATE_TOKEN: token, ...variables
    };
    const result = spawnSync(process.execPath, [program, '--home', join(this.folder, 'home'),
      '--shell-isolation', '--no-artifacts-to-source', '--force-shell-executor',
      '--no-json-schema-validation',
      ...Object.entries(all).flatMap(([name, value]) => ['--variable', `${name}=${value}`])], {
      cwd: place,
      encoding: 'utf8',
      env: {
        PATH: [tools, join(this.folder, 'bin'), this.path].filter(Boolean).join(':'),
        HOME: this.folder, LC_ALL: 'C.UTF-8'
      }
    });
    return result.stdout + result.stderr;
  }
}

export const artifact = (place, job, file) => join(place, '.gitlab-ci-local', 'artifacts', job, file);

/// The closing lines tell what became of each job; the exit code does not.
export function outcomes(output) {
  return Object.fromEntries([...output.replace(/\x1b\[[0-9;]*m/g, '')
    .matchAll(/^ *(PASS|WARN|FAIL) +(dora-\S+(?: \[\S+\])?|pages)/gm)]
    .map(([, outcome, job]) => [job, outcome]));
}
