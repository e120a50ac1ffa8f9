// Publishes sites to an S3 server: what is sent, in which order, what stays, and what is said.
//
// DORA_REPORT is the program.
import assert from 'node:assert/strict';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { BucketServer, keys, xmlError } from './bucket_server.mjs';
import { sha256 } from './signature.mjs';

const manifest = '.dora-report-manifest.json';
let server;
let folder;

before(async () => { server = await BucketServer.start(); });
after(() => server.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-publish-'));
  server.requests = [];
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  server.instead = () => undefined;
  server.list = text => text;
});

const report = deployments => JSON.stringify({ version: 1, project: 'p', as_of: '2024-03-01T00:00:00Z',
  totals: { deployments, failed: 0 }, services: [], attention: { services: [] } });

/// A small site with a name of each awkward kind.
const smallSite = () => ({
  'index.html': '<p>front</p>', 'services/a.html': '<p>a</p>', 'services/b.html': '<p>b</p>',
  'services/two words+100%.html': '<p>odd</p>', 'services/größe.html': '<p>ö</p>',
  'charts/a.png': 'png of a', 'charts/b&c=d.svg': '<svg/>', 'style.css': 'p {}', 'feed.xml': '<feed/>',
  'report.json': report(10), 'weekly/2024-W05.md': '# week', 'empty.txt': '',
});

/// Writes it as `report` does, with the list of its files.
function write(files) {
  const site = join(folder, 'site');
  rmSync(site, { recursive: true, force: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, name)), { recursive: true });
    writeFileSync(join(site, name), text);
  }
  writeFileSync(join(site, '.dora-report-site'),
    ['Written by dora-report, which replaces this folder whole. Its files:', ...Object.keys(files).sort(), '']
      .join('\n'));
  return site;
}

const environment = () => ({ PATH: process.env.PATH, LC_ALL: 'C.UTF-8', AWS_ACCESS_KEY_ID: keys.accessKey,
  AWS_SECRET_ACCESS_KEY: keys.secret, AWS_ENDPOINT_URL: server.endpoint });

function publish(prefix, { options = [], variables = {}, place = folder } = {}) {
  const env = { ...environment(), ...variables };
  return new Promise(resolve => execFile(process.env.DORA_REPORT,
    ['publish', '--site', join(folder, 'site'), '--to', `s3://site/${prefix}`, ...options],
    { cwd: place, env }, (error, output, errors) => resolve({ code: error ? error.code : 0, output, errors })));
}

/// Publishes, which must succeed, and returns the requests that changed something.
async function publishWell(prefix, settings) {
  server.requests = [];
  const result = await publish(prefix, settings);
  assert.equal(result.code, 0, result.errors);
  assert.deepEqual(server.requests.filter(each => each.problem).map(each => each.problem), []);
  return { ...result, changes: changes() };
}

/// `PUT index.html`, without the prefix, decoded, without the manifest.
function changes() {
  return server.requests.filter(({ method }) => method === 'PUT' || method === 'DELETE')
    .map(({ method, path }) => `${method} ${decodeURIComponent(path).replace(/^[a-z-]+\//, '')}`)
    .filter(each => !each.endsWith(manifest));
}

async function requireSame(prefix, files) {
  for (const [name, text] of Object.entries(files)) {
    const { status, body } = await server.object(`${prefix}/${name}`);
    assert.equal(status, 200, name);
    assert.equal(body.toString(), text, name);
  }
}

describe('a first publish', () => {
  test('sends every file with its type, pictures before pages and the front page last', async () => {
    const files = smallSite();
    write(files);
    const { changes, output } = await publishWell('first');
    assert.deepEqual([...changes].sort(), Object.keys(files).map(name => `PUT ${name}`).sort());
    const at = name => changes.indexOf(`PUT ${name}`);
    const pages = Object.keys(files).filter(name => /\.(html|xml|json)$/.test(name));
    for (const asset of Object.keys(files).filter(name => !pages.includes(name))) {
      pages.forEach(page => assert.ok(at(asset) < at(page), `${asset} is sent before ${page}`));
    }
    assert.equal(changes.at(-1), 'PUT index.html');
    await requireSame('first', files);
    assert.match(output, /sent: 12 files \(\d+ bytes\), unchanged: 0, removed: 0/);
    const types = { 'index.html': 'text/html; charset=utf-8', 'charts/a.png': 'image/png',
      'charts/b&c=d.svg': 'image/svg+xml', 'feed.xml': 'application/atom+xml; charset=utf-8',
      'report.json': 'application/json', 'style.css': 'text/css; charset=utf-8' };
    for (const [name, type] of Object.entries(types)) {
      const { headers } = await server.object(`first/${name}`);
      assert.equal(headers['content-type'], type);
      assert.equal(headers['cache-control'], 'no-cache');
    }
    const put = server.requests.find(each => each.method === 'PUT' && each.path.endsWith('style.css'));
    assert.equal(put.headers['x-amz-content-sha256'], sha256(files['style.css']));
    assert.equal(put.headers['x-amz-acl'], undefined);
  });

  test('signs names as they are sent', async () => {
    write(smallSite());
    await publishWell('names');
    const paths = server.requests.map(each => each.path);
    assert.ok(paths.includes('names/services/two%20words%2B100%25.html'), paths.join(' '));
    assert.ok(paths.includes('names/services/gr%C3%B6%C3%9Fe.html'));
    assert.ok(paths.includes('names/charts/b%26c%3Dd.svg'));
  });

  test('sends temporary keys with their token, signed', async () => {
    write(smallSite());
    await publishWell('token', { variables: { AWS_SESSION_TOKEN: 'token-of-a-session' } });
    for (const { headers } of server.requests) {
      assert.equal(headers['x-amz-security-token'], 'token-of-a-session');
      assert.match(headers.authorization, /SignedHeaders=[^,]*x-amz-security-token/);
    }
  });

  test('replaces nothing that somebody else put there', async () => {
    write(smallSite());
    await server.put('taken/index.html', 'home page of others');
    const { code, errors } = await publish('taken');
    assert.equal(code, 1);
    assert.match(errors, /s3:\/\/site\/taken contains index\.html, which dora-report did not write/);
    assert.deepEqual(changes(), []);
    assert.equal((await server.object('taken/index.html')).body.toString(), 'home page of others');
  });
});

describe('a later publish', () => {
  test('of the same site sends nothing', async () => {
    write(smallSite());
    await publishWell('same');
    const { output } = await publishWell('same');
    assert.deepEqual(server.requests.map(each => each.method), ['GET', 'GET', 'GET'],
      'the list, the manifest and report.json');
    assert.match(output, /sent: 0 files \(0 bytes\), unchanged: 12, removed: 0/);
  });

  test('sends a page that changed, even to one of the same size', async () => {
    const files = smallSite();
    write(files);
    await publishWell('page');
    files['services/a.html'] = '<p>A</p>';
    write(files);
    const { changes, output } = await publishWell('page');
    assert.deepEqual(changes, ['PUT services/a.html']);
    assert.match(output, /sent: 1 file \(8 bytes\), unchanged: 11, removed: 0/);
    await requireSame('page', files);
  });

  test('removes what the site has no more, after all is sent, and nothing of others', async () => {
    const files = smallSite();
    write(files);
    await publishWell('gone');
    await server.put('gone/notes.txt', 'of others');
    await server.put('gone/services/b.html', 'written over by others');
    await server.put('elsewhere/a.txt', 'of others');
    delete files['charts/a.png'];
    delete files['services/b.html'];
    files['index.html'] = '<p>new front</p>';
    write(files);
    const { changes, output, errors } = await publishWell('gone');
    assert.deepEqual(changes, ['PUT index.html', 'DELETE charts/a.png']);
    assert.match(output, /sent: 1 file \(16 bytes\), unchanged: 9, removed: 1/);
    assert.match(errors, /gone\/services\/b\.html is no longer part of the site, but somebody else wrote it/);
    for (const key of ['gone/notes.txt', 'elsewhere/a.txt', 'gone/services/b.html']) {
      assert.equal((await server.object(key)).status, 200, key);
    }
    assert.equal((await server.object('gone/charts/a.png')).status, 404);
  });

  test('sends again what is missing or was written over, whatever the manifest says', async () => {
    const files = smallSite();
    write(files);
    await publishWell('lost');
    await server.ask('DELETE', '/site/lost/charts/a.png');
    await server.put('lost/services/a.html', '<p>?</p>');  // Of the same size.
    const { changes } = await publishWell('lost');
    assert.deepEqual(changes, ['PUT charts/a.png', 'PUT services/a.html']);
    await requireSame('lost', files);
  });

  test('asks the objects if the manifest is lost or damaged, and removes none', async () => {
    const files = smallSite();
    write(files);
    for (const damage of [undefined, 'no JSON', '{"version": 1, "header_rules": 1, "objects": ['
      + `{"name": "../elsewhere/a.txt", "bytes": 9, "sha256": "${sha256('of others')}", "etag": "x"}]}`]) {
      await publishWell('adopted');
      await server.put('elsewhere/a.txt', 'of others');
      if (damage === undefined) {
        await server.ask('DELETE', `/site/adopted/${manifest}`);
      } else {
        await server.put(`adopted/${manifest}`, damage);
      }
      const { changes, errors } = await publishWell('adopted');
      assert.deepEqual(changes, []);
      assert.equal(server.requests.filter(each => each.method === 'HEAD').length, 12);
      assert.equal(/adopted\/\.dora-report-manifest\.json/.test(errors), damage !== undefined, errors);
      assert.deepEqual((await publishWell('adopted')).changes, []);
      assert.equal(server.requests.filter(each => each.method === 'HEAD').length, 0, 'it is written again');
      assert.equal((await server.object('elsewhere/a.txt')).status, 200);
    }
  });
});

describe('a publish that ends early', () => {
  for (const signal of ['SIGKILL', 'SIGTERM']) {
    test(`by ${signal} loses nothing, and the next one sends only the rest`, async () => {
      const files = smallSite();
      for (let i = 0; i < 100; ++i) {
        files[`charts/more-${i}.png`] = `picture ${i}`;
      }
      write(files);
      const prefix = `early-${signal.toLowerCase()}`;
      const child = spawn(process.env.DORA_REPORT,
        ['publish', '--site', join(folder, 'site'), '--to', `s3://site/${prefix}`],
        { env: { ...environment(), AWS_SESSION_TOKEN: 'of-the-first-run' } });
      let done = 0;
      const ended = new Promise(resolve => child.on('exit', (code, name) => resolve(code ?? name)));
      server.instead = async ({ method, headers }) => {
        if (method === 'PUT' && headers['x-amz-security-token'] === 'of-the-first-run' && ++done > 40) {
          if (done === 41) {
            child.kill(signal);
          }
          await ended;
          return { status: 500 };
        }
        return undefined;
      };
      assert.equal(await ended, signal === 'SIGTERM' ? 130 : signal);
      await server.idle();
      const there = [];
      for (const name of Object.keys(files)) {
        if ((await server.object(`${prefix}/${name}`)).status === 200) {
          there.push(name);
        }
      }
      assert.ok(there.length >= 39 && there.length < 100, `${there.length} arrived`);
      assert.ok(!there.includes('index.html'));
      delete files[there[0]];  // The next site lacks one that was sent.
      write(files);
      const { changes } = await publishWell(prefix);
      assert.deepEqual([...changes].sort(), [`DELETE ${there[0]}`, ...Object.keys(files)
        .filter(name => !there.includes(name)).map(name => `PUT ${name}`)].sort());
      await requireSame(prefix, files);
      assert.deepEqual((await publishWell(prefix)).changes, []);
    });
  }

  test('because of a refusal says so, and what was sent stays', async () => {
    write(smallSite());
    server.instead = ({ method, path }) =>
      (method === 'PUT' && path.endsWith('a.html') ? { status: 403, body: xmlError('AccessDenied') } : undefined);
    const { code, errors, output } = await publish('refused');
    assert.equal(code, 1);
    assert.match(errors, /cannot write services\/a\.html in s3:\/\/site\/refused: .*s3:PutObject/);
    assert.match(errors, /the next run sends the rest/);
    assert.doesNotMatch(output, /sent/);
    assert.equal((await server.object('refused/index.html')).status, 404);
  });
});

describe('of two runs at once', () => {
  const slow = smallSite();
  const quick = { ...smallSite(), 'index.html': '<p>the quick one</p>', 'services/a.html': '<p>quick</p>' };

  /// Starts a run whose first request of the kind waits until another run is done with its site.
  async function overtaken(prefix, isHeld) {
    write(slow);
    let held;
    const waiting = new Promise(resolve => { held = resolve; });
    let release;
    const released = new Promise(resolve => { release = resolve; });
    let first = true;
    server.instead = async request => {
      if (first && isHeld(request)) {
        first = false;
        held();
        await released;
      }
      return undefined;
    };
    const before = publish(prefix);
    await waiting;
    write(quick);
    await publishWell(prefix);
    const wanted = server.requests.length;
    write(slow);
    release();
    return { ...await before, later: server.requests.slice(wanted) };
  }

  for (const [name, isHeld] of [
    ['a page', ({ method, path }) => method === 'PUT' && path.endsWith('services/b.html')],
    ['the first manifest', ({ method, path }) => method === 'HEAD' && path.endsWith(manifest)]]) {
    test(`the one overtaken at ${name} ends before the front page`, async () => {
      const prefix = name.replaceAll(' ', '-');
      const { code, errors, later } = await overtaken(prefix, isHeld);
      assert.equal(code, 1, errors);
      assert.match(errors, new RegExp(`another run wrote s3://site/${prefix}/\\.dora-report-manifest\\.json`));
      assert.equal((await server.object(`${prefix}/index.html`)).body.toString(), quick['index.html']);
      assert.deepEqual(later.filter(({ method, path }) => method === 'DELETE' || path.endsWith('index.html')), []);
      await publishWell(prefix);
      await requireSame(prefix, slow);
    });
  }
});

test('the manifest is as its schema says', async () => {
  write(smallSite());
  await publishWell('schema');
  const file = join(folder, 'manifest.json');
  const schema = new URL('../data/schema/dora-report-manifest.schema.json', import.meta.url).pathname;
  const check = text => {
    writeFileSync(file, text);
    return spawnSync('/usr/bin/python3', ['-m', 'jsonschema', '-i', file, schema]).status;
  };
  const { body } = await server.object(`schema/${manifest}`);
  const entries = JSON.parse(body).objects;
  assert.deepEqual(entries.map(each => each.name), Object.keys(smallSite()).sort());
  assert.equal(entries.find(each => each.name === 'empty.txt').sha256, sha256(''));
  assert.ok(entries.every(each => each.etag !== ''));
  assert.equal(check(body), 0);
  assert.equal(check(body.toString().replace('"bytes"', '"size"')), 1);
});

// All in one folder: s3rver lists `a/b` before `a.b`, so that its second page would lack some.
test('thousands of objects are listed page by page', async () => {
  const files = smallSite();
  for (let i = 0; i < 2100; ++i) {
    files[`charts/picture-${i}.png`] = `picture ${i}`;
  }
  write(files);
  await publishWell('many');
  const { changes } = await publishWell('many');
  assert.deepEqual(changes, []);
  const lists = server.requests.filter(each => each.path.includes('list-type=2'));
  assert.equal(lists.length, 3);
  assert.match(lists[1].path, /^\?continuation-token=/);
});

test('what S3 asks to try again is tried again', async () => {
  const files = smallSite();
  write(files);
  const failures = [
    { status: 503, body: xmlError('SlowDown') }, { status: 500, body: xmlError('InternalError') },
    { status: 429, headers: { 'retry-after': '0' }, body: '' }, { status: 400, body: xmlError('RequestTimeout') }];
  let removed = 0;
  server.instead = ({ method, path }, response) => {
    if (method === 'PUT' && failures.length > 0) {
      return failures.pop();
    }
    if (method === 'PUT' && path.endsWith('style.css') && removed++ === 0) {
      response.destroy();
    }
    return undefined;
  };
  await publishWell('again');
  await requireSame('again', files);
});

test('an answer of an encoded list is decoded', async () => {
  const files = smallSite();
  write(files);
  await publishWell('encoded');
  server.list = text => text.replace(/<Key>(.*?)<\/Key>/g, (_, key) => `<Key>${key.split('/')
    .map(part => encodeURIComponent(part.replace(/&amp;/g, '&')).replace(/%20/g, '+')).join('/')}</Key>`)
    .replace('<Contents>', '<EncodingType>url</EncodingType><Contents>');
  assert.deepEqual((await publishWell('encoded')).changes, []);
});

describe('errors', () => {
  const cases = [
    ['NoSuchBucket', { status: 404, body: xmlError('NoSuchBucket') }, /there is no bucket of that name/],
    ['AccessDenied', { status: 403, body: xmlError('AccessDenied') }, /the keys may not do this.*s3:ListBucket/],
    ['a redirect', { status: 301, headers: { location: 'http://127.0.0.1:1/', 'x-amz-bucket-region': 'eu-west-3' },
      body: xmlError('PermanentRedirect', '<Endpoint>x</Endpoint>') }, /set AWS_REGION=eu-west-3/],
    ['another region', { status: 400, body: xmlError('AuthorizationHeaderMalformed', '<Region>eu-west-1</Region>') },
      /set AWS_REGION=eu-west-1/],
    ['no XML', { status: 404, body: '<html>' }, /the answer is not one of S3: check --s3-endpoint/],
    ['an entity', { status: 400, body: '<!DOCTYPE a [<!ENTITY b "c">]><Error><Code>&b;</Code></Error>' },
      /the answer is not one of S3/],
    ['no list', { status: 200, body: '<html/>' }, /the response is not an object list of S3/],
    ['an endless list', { status: 200, body: '<ListBucketResult><IsTruncated>true</IsTruncated>'
      + '<NextContinuationToken>t</NextContinuationToken></ListBucketResult>' }, /not an object list of S3/],
    ['control characters', { status: 400, body: xmlError('Odd\u009b31m&#x202e;') }, /HTTP 400, Odd\\u\{009B\}31m\\u\{202E\}: no/],
  ];
  for (const [name, answer, expected] of cases) {
    test(name, async () => {
      write(smallSite());
      server.instead = () => answer;
      const { code, errors } = await publish('errors');
      assert.equal(code, 1, errors);
      assert.match(errors, expected);
      assert.deepEqual(changes(), []);
    });
  }

  test('a wrong secret is named, and not repeated', async () => {
    write(smallSite());
    const { code, errors, output } = await publish('errors',
      { variables: { AWS_SECRET_ACCESS_KEY: 'wrong-secret' }, options: ['--log-file', join(folder, 'log')] });
    assert.equal(code, 1);
    assert.match(errors, /AWS_SECRET_ACCESS_KEY does not belong to AWS_ACCESS_KEY_ID/);
    assert.equal(server.requests[0].problem, 'wrong signature');
    assert.doesNotMatch(errors + output + readFileSync(join(folder, 'log')), /wrong-secret/);
  });

  test('no keys, no bucket, no address', async () => {
    write(smallSite());
    for (const [settings, prefix, expected] of [
      [{ variables: { AWS_SECRET_ACCESS_KEY: '' } }, 'x', /AWS_SECRET_ACCESS_KEY is not set/],
      [{ variables: { AWS_ACCESS_KEY_ID: 'a b' } }, 'x', /AWS_ACCESS_KEY_ID holds a blank/],
      [{ variables: { AWS_REGION: 'evil.example/' } }, 'x', /the region .* is not a name like eu-central-1/],
      [{ options: ['--s3-endpoint', 'http://s3.example.com'] }, 'x', /is not encrypted.*--allow-insecure/],
      [{ options: ['--s3-endpoint', 'https://key:hidden@s3.example.com'] }, 'x',
        /--s3-endpoint is not the address of a server without user/],
      [{ variables: { AWS_ENDPOINT_URL: 'ftp://x' } }, 'x', /AWS_ENDPOINT_URL is not the address/],
      [{}, 'a/../b', /the prefix contains '\.', '\.\.'/],
    ]) {
      const { code, errors } = await publish(prefix, settings);
      assert.equal(code, 2, errors);
      assert.match(errors, expected);
      assert.doesNotMatch(errors, /hidden/);
    }
    assert.deepEqual(server.requests, []);
  });
});

describe('a file of the working folder', () => {
  test('cannot choose where the keys go', async t => {
    write(smallSite());
    const other = await BucketServer.start();
    t.after(() => other.stop());
    writeFileSync(join(folder, '.env'), `AWS_ENDPOINT_URL=${other.endpoint}\nAWS_ENDPOINT_URL_S3=${other.endpoint}\n`);
    await publishWell('dotenv');
    writeFileSync(join(folder, 'dora-report.toml'), `s3-endpoint = "${other.endpoint}"\n`);
    const { code, errors } = await publish('dotenv');
    assert.equal(code, 2);
    assert.match(errors, /may not be set by a file in the working folder.*give --s3-endpoint/);
    assert.deepEqual(other.requests, []);
  });

  test('elsewhere can, and the environment comes first', async () => {
    write(smallSite());
    const place = join(folder, 'work');
    mkdirSync(place);
    const config = join(folder, 'settings.toml');
    writeFileSync(config, `s3-endpoint = "${server.endpoint}"\n`, { mode: 0o600 });
    await publishWell('config', { place, options: ['--config', config], variables: { AWS_ENDPOINT_URL: '' } });
    assert.ok(server.requests.length > 0);
    writeFileSync(config, 's3-endpoint = "http://127.0.0.1:1"\n', { mode: 0o600 });
    await publishWell('config', { place, options: ['--config', config],
      variables: { AWS_ENDPOINT_URL_S3: server.endpoint } });
  });
});

test('a report with half of the deployments is refused', async () => {
  const files = smallSite();
  write(files);
  await publishWell('shrink');
  files['report.json'] = report(4);
  write(files);
  const { code, errors } = await publish('shrink');
  assert.equal(code, 1);
  assert.match(errors, /the site in s3:\/\/site\/shrink has 10\. .*--allow-shrink/);
  assert.deepEqual((await publishWell('shrink', { options: ['--allow-shrink'] })).changes, ['PUT report.json']);
});

test('--check prints the limits and what would be sent, and sends nothing', async () => {
  write(smallSite());
  const { output, errors, changes } = await publishWell('check', { options: ['--check', '--private'] });
  assert.deepEqual(changes, []);
  assert.deepEqual(server.requests.map(each => each.method), ['GET']);
  assert.match(output, /largest file: .* \(limit: 5,000 MB\)/);
  assert.match(output, /longest name: 28 characters \(limit: 1,018\)/);
  assert.match(output, /limits: https:\/\/docs\.aws\.amazon\.com/);
  assert.match(output, /to send: 12 files \(\d+ bytes\), unchanged: 0, to remove: 0/);
  assert.match(errors, /nothing was published \(--check\)/);
  assert.match(errors, /--private changes nothing here/);
});
