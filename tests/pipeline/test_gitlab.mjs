// Starts the test GitLab for the tests of a file, and ends it.
//
// GITLAB_SERVER is its program, or GITLAB_URL the address of one that runs already, with the token below.
import { spawn } from 'node:child_process';

export const token = 'token-of-the-tests';

/// Starts a program that ends with its stdin or when told to; returns it and what `find` returned for
/// the first output that it accepts.
export async function started(program, words, find, options = {}) {
  const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
  let output = '';
  const found = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${program} ended with ${code}: ${output}`)));
    child.stdout.on('data', (data) => {
      output += data;
      const result = find(output);
      if (result) {
        resolve(result);
      }
    });
  });
  return { child, found };
}

/// A GitLab with the project platform/deployments (4242) of 6 services and 300 merge requests.
export async function startGitLab(more = []) {
  const notes = (url) => async () => (await (await fetch(`${url}/-/notes`)).json()).notes;
  if (process.env.GITLAB_URL) {
    return { url: process.env.GITLAB_URL, notes: notes(process.env.GITLAB_URL), stop: () => {} };
  }
  const { child, found: url } = await started(process.env.GITLAB_SERVER,
    ['--exit-with-stdin', '--services', '6', '--merge-requests', '300', '--months', '4', ...more],
    (output) => output.match(/listening on (\S+)\n/)?.[1],
    { env: { ...process.env, GITLAB_SERVER_TOKEN: token } });
  return { url, notes: notes(url), stop: () => child.stdin.end() };
}
