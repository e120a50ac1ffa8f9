// An S3 server on loopback: s3rver, which checks no signatures of version 4, behind a door that does
// and that can fail, stall or change what passes.
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { problemOf } from './signature.mjs';

const require = createRequire(import.meta.url);
const S3rver = require('s3rver');

// s3rver encrypts continuation tokens with DES, which OpenSSL 3 no longer has.
const crypto = require('node:crypto');
for (const name of ['createCipheriv', 'createDecipheriv']) {
  const create = crypto[name];
  crypto[name] = (kind, key, iv) => (kind !== 'des' ? create(kind, key, iv)
    : create('aes-128-cbc', Buffer.concat([key, key]), Buffer.concat([iv, iv])));
}

/// The only keys that s3rver knows.
export const keys = { accessKey: 'S3RVER', secret: 'S3RVER', region: 'us-east-1' };

export const xmlError = (code, more = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>no</Message>${more}</Error>`;

export class BucketServer {
  /// Every request since the last reset: `{ method, path, headers, size }`, path without the bucket.
  requests = [];
  underWay = 0;
  /// Called with each request; what it returns is sent instead of an answer of the bucket.
  instead = () => undefined;
  /// Called with the text of each answer to a list.
  list = text => text;

  static async start() {
    const server = new BucketServer();
    server.folder = mkdtempSync(join(tmpdir(), 'dora-s3-'));
    server.store = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: server.folder,
      configureBuckets: [{ name: 'site' }] });
    server.port = (await server.store.run()).port;
    server.door = http.createServer(async (request, response) => {
      ++server.underWay;
      try {
        await server.receive(request, response);
      } catch (error) {
        response.destroy(error);  // The program ended while it sent.
      }
      --server.underWay;
    });
    await new Promise(resolve => server.door.listen(0, '127.0.0.1', resolve));
    server.endpoint = `http://127.0.0.1:${server.door.address().port}`;
    return server;
  }

  async stop() {
    this.door.closeAllConnections();
    this.door.close();
    await this.store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /// Resolves when every request has been answered.
  async idle() {
    while (this.underWay > 0) {
      await new Promise(resolve => setTimeout(resolve, 1));
    }
  }

  async receive(request, response) {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
    const { method, url, headers } = request;
    const seen = { method, path: url.replace(/^\/site\/?/, ''), headers, size: body.length };
    this.requests.push(seen);
    const problem = problemOf({ method, url, headers, body }, keys);
    if (problem !== '') {
      seen.problem = problem;
      response.writeHead(403).end(xmlError('SignatureDoesNotMatch'));
      return;
    }
    const other = await this.instead(seen, response);
    if (response.destroyed) {
      return;
    }
    if (other !== undefined) {
      response.writeHead(other.status, other.headers).end(method === 'HEAD' ? undefined : other.body);
      return;
    }
    const answer = await this.ask(method, url, headers, body);
    const text = url.includes('list-type=2') ? this.list(answer.body.toString()) : answer.body;
    delete answer.headers['transfer-encoding'];
    response.writeHead(answer.status, method === 'HEAD' ? answer.headers
      : { ...answer.headers, 'content-length': Buffer.byteLength(text) });
    response.end(text);
  }

  /// The answer of s3rver.
  ask(method, url, headers = {}, body = undefined) {
    return new Promise((resolve, reject) => {
      const request = http.request({ host: '127.0.0.1', port: this.port, method, path: url, agent: false,
        headers: { host: '127.0.0.1', ...headers } }, response => {
        const chunks = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers,
          body: Buffer.concat(chunks) }));
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /// What a reader without keys gets.
  async object(key) {
    return this.ask('GET', `/site/${key.split('/').map(encodeURIComponent).join('/')}`);
  }

  async put(key, body, headers = {}) {
    const answer = await this.ask('PUT', `/site/${key.split('/').map(encodeURIComponent).join('/')}`,
      { ...headers, 'content-length': Buffer.byteLength(body) }, body);
    if (answer.status !== 200) {
      throw new Error(`PUT ${key}: ${answer.status}`);
    }
  }
}
