// Makes a small model for llama.cpp: random weights around the vocabulary of a real one.
//
// No package has the weights of a language model, but node-llama-cpp carries tokenizers. With weights of
// chance, everything but sense is real: tokens, their count, grammars, limits. The bytes are the same
// every time; they are kept outside the checkout, because making them takes seconds.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
export const bundle = here('node_modules/node-llama-cpp/llama/gitRelease.bundle');

/// The folder of what is made once for all checkouts.
export function cacheFolder() {
  const folder = process.env.DORA_TEST_CACHE
    || join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'dora-report-tests');
  mkdirSync(folder, { recursive: true });
  return folder;
}

const width = 64;
const inner = 128;
const heads = 4;
const layers = 2;
export const context = 8192;

/// How messages become one text: for servers, and for tests that count its tokens. Text that asks for
/// the answer would be part of the grammar, which this vocabulary's leading blank does not fit.
const template = "{% for each in messages %}[{{ each['role'] }}] {{ each['content'] }}\n{% endfor %}";
export const promptOf = (messages) =>
  messages.map(({ role, content }) => `[${role}] ${content}\n`).join('');

/// The file that has the vocabulary, out of the package's copy of llama.cpp.
function vocabularyFile() {
  const folder = mkdtempSync(join(tmpdir(), 'dora-vocabulary-'));
  try {
    execFileSync('git', ['clone', '--quiet', '--bare', bundle, folder]);
    return execFileSync('git', ['-C', folder, 'show', 'HEAD:models/ggml-vocab-llama-spm.gguf'],
      { maxBuffer: 1 << 26 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
const u32 = (value) => { const bytes = Buffer.alloc(4); bytes.writeUInt32LE(value); return bytes; };
const u64 = (value) => { const bytes = Buffer.alloc(8); bytes.writeBigUInt64LE(BigInt(value)); return bytes; };
const f32 = (value) => { const bytes = Buffer.alloc(4); bytes.writeFloatLE(value); return bytes; };
const text = (value) => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);
const type = { u32: 4, f32: 6, string: 8, array: 9 };
const sizeOf = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };

/// Reads the keys of a file without tensors: the bytes of those of the tokenizer, and its tokens.
function readVocabulary(file) {
  const kept = [];
  let tokens = [];
  let at = 24;
  const number = () => { at += 8; return Number(file.readBigUInt64LE(at - 8)); };
  const string = () => { const length = number(); at += length; return file.toString('utf8', at - length, at); };
  const value = (kind) => {
    if (kind === type.string) {
      return string();
    }
    if (kind !== type.array) {
      at += sizeOf[kind];
      return undefined;
    }
    const item = file.readUInt32LE(at);
    at += 4;
    return Array.from({ length: number() }, () => value(item));
  };
  for (let left = Number(file.readBigUInt64LE(16)); left > 0; --left) {
    const begin = at;
    const key = string();
    const kind = file.readUInt32LE(at);
    at += 4;
    const found = value(kind);
    if (key.startsWith('tokenizer.')) {
      kept.push(file.subarray(begin, at));
    }
    tokens = key === 'tokenizer.ggml.tokens' ? found : tokens;
  }
  return { kept, tokens };
}

/// Numbers from -1 to 1: mulberry32.
function* chance(seed) {
  for (let state = seed; ;) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    yield ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  }
}

/// Texts of chance rarely end. Every token's first number is the same, no layer changes it, and what
/// ends a string, a list, an object or the text adds to its likelihood by it.
const ends = new Set(['"', ']', '}', '</s>']);
const constant = 4;
const pull = 6;

function tensors(tokens) {
  const random = chance(1);
  const filled = (rows, columns, scale) => {
    const data = new Float32Array(rows * columns);
    for (let i = 0; i < data.length; ++i) {
      data[i] = random.next().value * scale;
    }
    return { rows, columns, data };
  };
  const ones = () => ({ rows: 0, columns: width, data: new Float32Array(width).fill(1) });
  const withoutFirstRow = (tensor) => { tensor.data.fill(0, 0, tensor.columns); return tensor; };
  const withFirstColumn = (tensor, valueOf) => {
    for (let row = 0; row < tensor.rows; ++row) {
      tensor.data[row * tensor.columns] = valueOf(row);
    }
    return tensor;
  };
  const scale = (columns) => Math.sqrt(3 / columns);
  const result = {
    'token_embd.weight': withFirstColumn(filled(tokens.length, width, Math.sqrt(3)), () => constant),
    'output_norm.weight': ones(),
    'output.weight': withFirstColumn(filled(tokens.length, width, Math.sqrt(3)),
      (row) => (ends.has(tokens[row]) ? pull : 0)),
  };
  for (let i = 0; i < layers; ++i) {
    const layer = (name) => `blk.${i}.${name}.weight`;
    result[layer('attn_norm')] = ones();
    result[layer('attn_q')] = filled(width, width, scale(width));
    result[layer('attn_k')] = filled(width, width, scale(width));
    result[layer('attn_v')] = filled(width, width, scale(width));
    result[layer('attn_output')] = withoutFirstRow(filled(width, width, scale(width)));
    result[layer('ffn_norm')] = ones();
    result[layer('ffn_gate')] = filled(inner, width, scale(width));
    result[layer('ffn_up')] = filled(inner, width, scale(width));
    result[layer('ffn_down')] = withoutFirstRow(filled(width, inner, scale(inner)));
  }
  return result;
}

function modelFile() {
  const { kept, tokens } = readVocabulary(vocabularyFile());
  const keys = [
    ['general.architecture', type.string, text('llama')],
    ['general.name', type.string, text('random')],
    ['tokenizer.chat_template', type.string, text(template)],
    ['llama.block_count', type.u32, u32(layers)],
    ['llama.context_length', type.u32, u32(context)],
    ['llama.embedding_length', type.u32, u32(width)],
    ['llama.feed_forward_length', type.u32, u32(inner)],
    ['llama.attention.head_count', type.u32, u32(heads)],
    ['llama.attention.head_count_kv', type.u32, u32(heads)],
    ['llama.attention.layer_norm_rms_epsilon', type.f32, f32(1e-5)],
    ['llama.rope.dimension_count', type.u32, u32(width / heads)],
    ['llama.vocab_size', type.u32, u32(tokens.length)],
  ].map(([key, kind, bytes]) => Buffer.concat([text(key), u32(kind), bytes]));
  const all = Object.entries(tensors(tokens));
  const infos = [];
  const data = [];
  let offset = 0;
  for (const [name, { rows, columns, data: numbers }] of all) {
    const shape = rows === 0 ? [columns] : [columns, rows];
    infos.push(text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(offset));
    data.push(Buffer.from(numbers.buffer));  // Each is a multiple of 32 bytes long, as it must be.
    offset += numbers.byteLength;
  }
  const head = Buffer.concat([Buffer.from('GGUF'), u32(3), u64(all.length),
    u64(keys.length + kept.length), ...keys, ...kept, ...infos]);
  return Buffer.concat([head, Buffer.alloc((32 - (head.length % 32)) % 32), ...data]);
}

/// Returns the path of the model; makes it if it is not there. A change of this file makes another.
export function randomModel() {
  const version = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex').slice(0, 12);
  const path = join(cacheFolder(), `random-llama-${version}.gguf`);
  if (!existsSync(path)) {
    const part = `${path}.${process.pid}`;
    writeFileSync(part, modelFile());
    renameSync(part, path);
  }
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(randomModel());
}
