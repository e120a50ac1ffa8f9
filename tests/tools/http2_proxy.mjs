// Speaks HTTP/2 over TLS in front of a test GitLab, which cannot.
//
// Usage: node http2_proxy.mjs UPSTREAM KEY CERTIFICATE
// Prints `listening on https://127.0.0.1:PORT`. On SIGTERM it prints statistics as JSON
// and exits: connections, requests, and the peak number of concurrent requests on one connection.
// Also exits when its input ends.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';

const [upstream, key, certificate] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true });
const seen = { connections: 0, requests: 0, at_once: 0 };
const of_one_connection = ['connection', 'keep-alive', 'transfer-encoding'];

/// The headers that mean the same in both versions of HTTP.
function carried(headers) {
  const names = Object.keys(headers).filter(
    (name) => !name.startsWith(':') && !of_one_connection.includes(name)
  );
  return Object.fromEntries(names.map((name) => [name, headers[name]]));
}

function forward(stream, headers) {
  const url = new URL(headers[':path'], upstream);
  const options = { agent, method: headers[':method'], headers: carried(headers) };
  const request = http.request(url, options, (response) => {
    stream.respond({ ...carried(response.headers), ':status': response.statusCode });
    response.pipe(stream);
  });
  request.on('error', () => stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR));
  stream.on('error', () => request.destroy());
  request.end();
}

const server = http2.createSecureServer({ key: readFileSync(key), cert: readFileSync(certificate) });
server.on('session', (session) => {
  let under_way = 0;
  ++seen.connections;
  session.on('stream', (stream, headers) => {
    ++seen.requests;
    seen.at_once = Math.max(seen.at_once, ++under_way);
    stream.on('close', () => --under_way);
    forward(stream, headers);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`listening on https://127.0.0.1:${server.address().port}`);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit());
process.on('SIGTERM', () => {
  console.log(JSON.stringify(seen));
  process.exit();
});
