// Checks the checker: the examples in 'Authenticating Requests: Using the Authorization Header (AWS
// Signature Version 4)' of the API reference of Amazon S3, 'Signature Calculations for the
// Authorization Header: Transferring Payload in a Single Chunk'.
// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { problemOf, sha256, signatureOf } from './signature.mjs';

const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const keys = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secret, region: 'us-east-1' };
const scope = '20130524/us-east-1/s3/aws4_request';
const common = { host: 'examplebucket.s3.amazonaws.com', 'x-amz-date': '20130524T000000Z' };

const examples = [
  { name: 'GET Object', method: 'GET', url: '/test.txt', body: '', headers: { range: 'bytes=0-9' },
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41' },
  { name: 'PUT Object', method: 'PUT', url: '/test$file.text', body: 'Welcome to Amazon S3.',
    headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd' },
  { name: 'GET Bucket Lifecycle', method: 'GET', url: '/?lifecycle', body: '', headers: {},
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543' },
  { name: 'Get Bucket (List Objects)', method: 'GET', url: '/?max-keys=2&prefix=J', body: '', headers: {},
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7' },
];

function signed({ method, url, body, headers, signature }) {
  const all = { ...common, ...headers, 'x-amz-content-sha256': sha256(body) };
  const signedHeaders = Object.keys(all).sort();
  const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKey}/${scope},`
    + `SignedHeaders=${signedHeaders.join(';')},Signature=${signature}`;
  return { method, url, body, headers: { ...all, authorization }, signedHeaders };
}

test('the examples of the documentation have the signatures that it says', () => {
  for (const example of examples) {
    const request = signed(example);
    assert.equal(signatureOf(request, { signedHeaders: request.signedHeaders, scope, secret }),
      example.signature, example.name);
    assert.equal(problemOf(request, keys), '', example.name);
  }
});

test('whatever is changed, the signature is wrong', () => {
  const request = signed(examples[1]);
  const { headers } = request;
  const broken = [
    { ...request, method: 'GET' },
    { ...request, url: '/test%file.text'.replace('%', '%25') },
    { ...request, url: request.url + '?acl' },
    { ...request, body: 'Welcome to Amazon S4.' },
    { ...request, headers: { ...headers, host: 'example.com' } },
    { ...request, headers: { ...headers, 'x-amz-date': '20130524T000001Z' } },
    { ...request, headers: { ...headers, 'x-amz-meta-new': '1' } },
    { ...request, headers: { ...headers, date: undefined } },
    { ...request, headers: { ...headers, authorization: headers.authorization.replace('98ad', '98ae') } },
    { ...request, headers: { ...headers, authorization: undefined } },
  ];
  for (const each of broken) {
    assert.notEqual(problemOf(each, keys), '', JSON.stringify(each));
  }
  assert.equal(problemOf(request, { ...keys, secret: secret + 'x' }), 'wrong signature');
});
