// Serves llama.cpp, in this process, behind an API like OpenAI's: real tokens, counted; answers that
// obey a schema. /v1 obeys, /plain/v1 ignores the schema as servers without grammars do.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { getLlama, LlamaGrammarEvaluationState, LlamaLogLevel } from 'node-llama-cpp';
import { context as contextSize, promptOf, randomModel } from './random_model.mjs';

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts));
}

export class ModelServer {
  /// Every request that was answered: { id, body, text, prompt_tokens, completion_tokens }.
  journal = [];
  #grammars = new Map();
  #turn = Promise.resolve();

  static async start() {
    const server = new ModelServer();
    server.llama = await getLlama({ build: 'never', gpu: false, logLevel: LlamaLogLevel.error });
    server.model = await server.llama.loadModel({ modelPath: randomModel() });
    const context = await server.model.createContext({ contextSize, threads: 1 });
    server.sequence = context.getSequence();
    server.http = createServer((request, response) => server.#reply(request, response));
    await new Promise((resolve) => server.http.listen(0, '127.0.0.1', resolve));
    server.url = `http://127.0.0.1:${server.http.address().port}`;
    return server;
  }

  async close() {
    this.http.closeAllConnections();
    this.http.close();
    await this.llama.dispose();
  }

  /// The tokens of a prompt, as the model reads it.
  tokensOf({ messages }) {
    return [this.model.tokens.bos, ...this.model.tokenize(promptOf(messages))];
  }

  async #reply(request, response) {
    const send = (status, value) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const fail = (code, type, message) => send(code, { error: { code, type, message } });
    try {
      const obeys = request.url.startsWith('/v1/');
      if (request.method !== 'POST' || !/^(\/plain)?\/v1\/chat\/completions$/.test(request.url)) {
        fail(404, 'not_found_error', 'no such address');
        return;
      }
      const body = await bodyOf(request);
      const prompt = this.tokensOf(body);
      if (prompt.length + body.max_tokens > contextSize) {
        fail(400, 'exceed_context_size_error', `the request takes ${prompt.length} tokens`);
        return;
      }
      // One after the other: there is one sequence.
      const answer = this.#turn.then(() => this.#generate(prompt, body, obeys));
      this.#turn = answer.catch(() => {});
      send(200, await answer);
    } catch (error) {
      fail(500, 'server_error', error.stack);
    }
  }

  async #grammarOf(body) {
    const schema = body.response_format?.json_schema?.schema;
    const key = JSON.stringify(schema);
    if (schema && !this.#grammars.has(key)) {
      this.#grammars.set(key, await this.llama.createGrammarForJsonSchema(schema));
    }
    return this.#grammars.get(key);
  }

  async #generate(prompt, body, obeys) {
    const grammar = obeys ? await this.#grammarOf(body) : undefined;
    await this.sequence.clearHistory();
    const tokens = [];
    let finish_reason = 'length';
    for await (const token of this.sequence.evaluate(prompt, {
      temperature: body.temperature, seed: body.seed, yieldEogToken: true,
      grammarEvaluationState: grammar && new LlamaGrammarEvaluationState({ model: this.model, grammar }),
    })) {
      if (this.model.isEogToken(token)) {
        finish_reason = 'stop';
        break;
      }
      tokens.push(token);
      if (tokens.length >= body.max_tokens) {
        break;
      }
    }
    const content = this.model.detokenize(tokens);
    const id = randomUUID();
    const usage = { prompt_tokens: prompt.length, completion_tokens: tokens.length };
    this.journal.push({ id, body, text: content, finish_reason, ...usage });
    return {
      id, object: 'chat.completion', created: Math.floor(Date.now() / 1000), model: 'random',
      choices: [{ index: 0, finish_reason, message: { role: 'assistant', content, refusal: null } }],
      usage: { ...usage, total_tokens: prompt.length + tokens.length },
    };
  }
}
