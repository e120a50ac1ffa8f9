// The test GitLab is no dialect of our own: gitbeaker, a client that others wrote, works with it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Gitlab } from '@gitbeaker/rest';

import { startGitLab, token } from './test_gitlab.mjs';

const project = 'platform/deployments';
let server;
let client;

before(async () => {
  server = await startGitLab();
  client = new Gitlab({ host: server.url, token });
});

after(() => server?.stop());

test('knows the user of the token', async () => {
  const user = await client.Users.showCurrentUser();
  assert.deepEqual([user.id, user.username], [71, 'user71']);
});

test('lists merge requests over several pages', async () => {
  const all = await client.MergeRequests.all({ projectId: project, perPage: 100, state: 'all' });
  assert.equal(new Set(all.map((each) => each.iid)).size, 300);
  const one = await client.MergeRequests.show(project, 290);
  assert.equal(one.iid, 290);
});

for (const [resource, place] of [['MergeRequestNotes', 'merge_requests/290'], ['IssueNotes', 'issues/7']]) {
  test(`writes ${place}/notes`, async () => {
    const number = Number(place.split('/')[1]);
    const notes = client[resource];
    const first = await notes.create(project, number, 'first');
    await notes.create(project, number, 'second');
    await notes.edit(project, number, first.id, { body: 'first, changed' });
    const bodies = async () => (await notes.all(project, number, { sort: 'asc', perPage: 1 }))
      .map((each) => each.body);
    assert.deepEqual(await bodies(), ['first, changed', 'second'], 'one a page');
    assert.equal((await notes.show(project, number, first.id)).author.id, 71);
    await notes.remove(project, number, first.id);
    assert.deepEqual(await bodies(), ['second']);
    await assert.rejects(notes.show(project, number, first.id), /404/);
  });
}

test('uploads a file', async () => {
  const upload = await client.ProjectMarkdownUploads.create(project,
    { content: new Blob(['png']), filename: 'chart.png' });
  assert.match(upload.url, /^\/uploads\/[0-9a-f]{32}\/chart\.png$/);
  assert.equal(upload.markdown, `![chart](${upload.url})`);
});

test('says what is wrong with the token', async () => {
  const other = new Gitlab({ host: server.url, token: 'wrong' });
  await assert.rejects(other.Users.showCurrentUser(), /401/);
});
