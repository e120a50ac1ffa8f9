// Starts the programs that these tests run, and ends them.
import { spawn } from 'node:child_process';

const children = [];

/// Starts a program; returns what the pattern's first group matches in what it writes to `from`.
export function start(program, words, pattern, { env = {}, from = 'stdout' } = {}) {
  const stdio = from === 'stdout' ? ['pipe', 'pipe', 'inherit'] : ['pipe', 'ignore', 'pipe'];
  const child = spawn(program, words, { stdio, env: { ...process.env, ...env } });
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

export function endAll() {
  for (const child of children) {
    child.kill();
  }
}

/// Runs dora-report in a folder, to its end.
export function run(folder, words, environment = {}) {
  const child = spawn(process.env.DORA_REPORT, words,
    { cwd: folder, env: { PATH: process.env.PATH, no_proxy: '*', ...environment } });
  let output = '';
  let errors = '';
  child.stdout.on('data', (data) => { output += data; });
  child.stderr.on('data', (data) => { errors += data; });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output, errors }));
  });
}
