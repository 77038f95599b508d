import type { Answer } from './answer.ts'
import { type Behaviour, readBehaviour } from './behaviours.ts'
import { choiceCount } from './chat-request.ts'
import { checkFields, type FieldTable } from './check-fields.ts'
import { CREATED, seedOf } from './digest.ts'
import { DONE, failHalfWay, interleave, unnamedEvent } from './event-text.ts'
import { asNumber, asObject, type JsonObject } from './json.ts'
import { logprobsOf } from './logprobs.ts'
import { readStop, readTokensMax } from './read-limits.ts'
import { longText } from './reply-text.ts'
import { readTextInput } from './text-input.ts'
import { countTokens, firstTokens, piecesOf } from './tokens.ts'
import { errorOfStatus } from './vendor-error.ts'

const fields: FieldTable = {
  best_of: 'an integer',
  echo: 'a boolean',
  frequency_penalty: 'anything',
  logit_bias: 'an object',
  logprobs: 'an integer',
  max_tokens: 'an integer',
  model: 'a string',
  n: 'an integer',
  presence_penalty: 'anything',
  prompt: 'anything',
  seed: 'an integer',
  stop: 'anything',
  stream: 'a boolean',
  stream_options: 'an object',
  suffix: 'a string',
  temperature: 'anything',
  top_p: 'anything',
  user: 'a string',
}

interface Completion {
  readonly text: string
  readonly finish: 'stop' | 'length'
}

/** The legacy completions: every prompt gets `n` choices. Unlike the vendor's, a missing `max_tokens` is no limit. */
export function completions(body: JsonObject): Answer {
  checkFields(body, fields, ['model', 'prompt'])
  const prompts = readTextInput(body, 'prompt')
  const { behaviour } = readBehaviour(prompts[0] ?? '')
  const count = choiceCount(body, behaviour.choices)
  const all = prompts.flatMap((prompt) =>
    Array.from({ length: count }, (_, index) => complete(prompt, index, count, body)),
  )
  const usage = usageOf(prompts, all)
  const envelope = { id: `cmpl-${seedOf(body)}`, object: 'text_completion', created: CREATED, model: body['model'] }
  if (body['stream'] === true) {
    const events = completionEvents(body, envelope, all, usage)
    return { kind: 'events', behaviour, events: behaviour.fail ? failHalfWay(events) : events }
  }
  if (behaviour.fail) throw errorOfStatus(500)
  const topCount = asNumber(body['logprobs'])
  const choices = all.map(({ text, finish }, index) => ({
    text,
    index,
    logprobs: topCount === undefined ? null : legacyLogprobs(text, topCount),
    finish_reason: finish,
  }))
  return { kind: 'json', behaviour, body: { ...envelope, choices, usage } }
}

function complete(prompt: string, index: number, count: number, body: JsonObject): Completion {
  const { behaviour, text: asked } = readBehaviour(prompt)
  const said = speak(behaviour, asked, count > 1 ? `Answer ${index + 1} of ${count}. ` : '')
  const stops = readStop(body)
    .map((stop) => said.indexOf(stop))
    .filter((at) => at >= 0)
  const stopped = stops.length > 0 ? said.slice(0, Math.min(...stops)) : said
  const tokensMax = readTokensMax(body, 'max_tokens')
  const text = tokensMax === undefined ? stopped : firstTokens(stopped, tokensMax)
  const echoed = body['echo'] === true ? prompt : ''
  return { text: echoed + text, finish: text.length < stopped.length ? 'length' : 'stop' }
}

function speak(behaviour: Behaviour, asked: string, lead: string): string {
  if (behaviour.echo) return asked
  if (behaviour.json) return JSON.stringify({ received: asked })
  if (behaviour.longKb !== undefined) return longText(behaviour.longKb)
  return `${lead}The sandbox model received a prompt. It reads: "${asked}"`
}

function* completionEvents(
  body: JsonObject,
  envelope: JsonObject,
  all: readonly Completion[],
  usage: unknown,
): Generator<string> {
  const withUsage = asObject(body['stream_options'])['include_usage'] === true
  const topCount = asNumber(body['logprobs'])
  for (const choice of interleave(all.map((completion, index) => choiceChunks(completion, index, topCount)))) {
    yield unnamedEvent({ ...envelope, choices: [choice], ...(withUsage ? { usage: null } : {}) })
  }
  if (withUsage) yield unnamedEvent({ ...envelope, choices: [], usage })
  yield DONE
}

function* choiceChunks(
  { text, finish }: Completion,
  index: number,
  topCount: number | undefined,
): Generator<JsonObject> {
  for (const piece of piecesOf(text)) {
    const logprobs = topCount === undefined ? null : legacyLogprobs(piece, topCount)
    yield { text: piece, index, logprobs, finish_reason: null }
  }
  yield { text: '', index, logprobs: null, finish_reason: finish }
}

function legacyLogprobs(text: string, topCount: number): JsonObject {
  const scored = logprobsOf(text, topCount)
  const offsets = [0]
  for (const { token } of scored) offsets.push(offsets.at(-1)! + token.length)
  return {
    tokens: scored.map(({ token }) => token),
    token_logprobs: scored.map(({ logprob }) => logprob),
    top_logprobs: scored.map((one) => Object.fromEntries(one.top_logprobs.map((top) => [top.token, top.logprob]))),
    text_offset: offsets.slice(0, -1),
  }
}

function usageOf(prompts: readonly string[], all: readonly Completion[]) {
  const prompt = prompts.reduce((sum, text) => sum + countTokens(text), 0)
  const completion = all.reduce((sum, { text }) => sum + countTokens(text), 0)
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion }
}
