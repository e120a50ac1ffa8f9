// Checks signatures of AWS Signature Version 4 with nothing but Node's HMAC.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();

/// Unreserved characters stay, all others are encoded, with upper-case digits.
const encoded = text => encodeURIComponent(text).replace(/[!'()*]/g,
  c => '%' + c.charCodeAt(0).toString(16).toUpperCase());

/// The path as a signer of S3 sees it: each part decoded and encoded once.
const canonicalPath = path => path.split('/').map(part => encoded(decodeURIComponent(part))).join('/');

const canonicalQuery = query => query.split('&').filter(part => part !== '')
  .map(part => {
    const [name, ...value] = part.split('=');
    return [name, value.join('=')].map(text => encoded(decodeURIComponent(text)));
  })
  .sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
  .map(pair => pair.join('=')).join('&');

/// The signature that a request must have. `headers` by lower-case name, as sent.
export function signatureOf({ method, url, headers }, { signedHeaders, scope, secret }) {
  const [path, query = ''] = url.split('?');
  const lines = signedHeaders.map(name => {
    if (headers[name] === undefined) {
      throw new Error(`the signed header ${name} was not sent`);
    }
    return `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}\n`;
  });
  const request = [method, canonicalPath(path), canonicalQuery(query), lines.join(''),
    signedHeaders.join(';'), headers['x-amz-content-sha256']].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(request)].join('\n');
  const key = scope.split('/').reduce((key, part) => hmac(key, part), 'AWS4' + secret);
  return hmac(key, toSign).toString('hex');
}

/// Returns what is wrong with a request's signature; '' if it is right.
export function problemOf(request, { accessKey, secret, region }) {
  const { headers, body } = request;
  const found = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\S+), ?SignedHeaders=(\S+), ?Signature=([0-9a-f]{64})$/
    .exec(headers.authorization ?? '');
  if (!found) {
    return 'no signature';
  }
  const [, key, scope, names, signature] = found;
  const signedHeaders = names.split(';');
  const mustSign = Object.keys(headers).filter(name => name === 'host' || name.startsWith('x-amz-'));
  const unsigned = mustSign.filter(name => !signedHeaders.includes(name));
  if (unsigned.length > 0) {
    return `not signed: ${unsigned}`;
  }
  if (key !== accessKey || scope !== `${headers['x-amz-date'].slice(0, 8)}/${region}/s3/aws4_request`) {
    return `wrong key, day, region or service: ${key}/${scope}`;
  }
  if (headers['x-amz-content-sha256'] !== sha256(body)) {
    return 'the body is not the one that was signed';
  }
  let expected;
  try {
    expected = signatureOf(request, { signedHeaders, scope, secret });
  } catch (error) {
    return error.message;
  }
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) ? '' : 'wrong signature';
}
