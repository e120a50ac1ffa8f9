// Programs that tests start in a folder of their own, and what is left of them at the end.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const key = 'sk-test-0123456789';
export const environment = { PATH: process.env.PATH, OPENAI_API_KEY: key, no_proxy: '*' };

/// A new folder, the programs that run in it, and close() to end both.
export function workplace() {
  const folder = mkdtempSync(join(tmpdir(), 'dora-model-'));
  const children = [];

  /// Starts a program; returns what the pattern's first group matches in what it writes to `from`.
  function start(program, words, pattern, { env = {}, from = 'stdout' } = {}) {
    const stdio = from === 'stdout' ? ['pipe', 'pipe', 'inherit'] : ['pipe', 'ignore', 'pipe'];
    const child = spawn(program, words, { cwd: folder, env: { ...process.env, ...env }, stdio });
    children.push(child);
    return new Promise((resolve, reject) => {
      let text = '';
      child[from].on('data', (data) => {
        text += data;
        const found = text.match(pattern);
        if (found) {
          resolve(found[1]);
        }
      });
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`${program} ended: ${text}`)));
    });
  }

  /// Runs a program to its end, by default dora-report, with a key for a model.
  function run(words, { program = process.env.DORA_REPORT, env = {} } = {}) {
    const child = spawn(program, words, { cwd: folder, env: { ...environment, ...env } });
    let output = '';
    let errors = '';
    child.stdout.on('data', (data) => { output += data; });
    child.stderr.on('data', (data) => { errors += data; });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code) => resolve({ code, output, errors }));
    });
  }

  const json = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

  function close() {
    for (const child of children) {
      child.kill();
    }
    rmSync(folder, { recursive: true, force: true });
  }
  return { folder, start, run, json, close };
}

/// The test GitLab with a few services of four months up to now; returns its address.
export function gitlab(place) {
  const end = new Date().toISOString().replace(/:.*/, ':00:00Z');
  return place.start(process.env.GITLAB_SERVER, ['--exit-with-stdin', '--services', '8',
    '--merge-requests', '900', '--months', '4', '--end', end], /listening on (http:\S+)/);
}

/// Every name of others in the data in folder/data: services, tiers, titles, authors, links.
export function namesOfOthers(place) {
  const deployments = Object.values(place.json('data/service_deployments.json')).flat();
  const names = new Set([...Object.keys(place.json('data/summary.json')),
    ...deployments.flatMap((each) => [each.tier, each.title, each.author, each.web_url])]);
  names.delete('');
  return names;
}
