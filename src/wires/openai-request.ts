import type { Edit } from '../core/edits.ts'
import type { JsonNode } from '../core/json-text.ts'
import { memberOf } from '../core/json-text.ts'
import { addMember } from './member-edits.ts'
import * as shapes from './shapes.ts'
import type { RequestFacts } from './wire.ts'

/** Request fields that mean the same on several of OpenAI's endpoints (API as of openai 7.57). */

const FAR = 9_007_199_254_740_991

export const sampling = {
  temperature: shapes.number(0, 2),
  top_p: shapes.number(0, 1),
}

export const penalties = {
  frequency_penalty: shapes.number(-2, 2),
  presence_penalty: shapes.number(-2, 2),
  seed: shapes.integer(-FAR, FAR),
}

export const tokenCount = shapes.integer(0, 9_999_999)

/** Token ids as keys; a bias of at most 100 either way. */
export const logitBias = { is: 'map', key: /^\d{1,7}$/, of: shapes.number(-100, 100) } as const

export const stop = shapes.any(shapes.text, shapes.array(shapes.text, 16))

export const streamOptions = shapes.object({
  include_usage: shapes.boolean,
  include_obfuscation: shapes.boolean,
})

/** Long-lived caches hold the prompt at the vendor: memory. */
const cacheTtl = { is: 'forbidden', code: 'vendor_memory_off', allow: ['30m'] } as const

export const cacheBreakpoint = {
  prompt_cache_breakpoint: shapes.object({ mode: shapes.word('explicit'), ttl: cacheTtl }),
}

/** Who asks, and how the vendor serves: the same on chat and Responses. */
export const service = {
  user: shapes.user,
  safety_identifier: shapes.user,
  prompt_cache_key: shapes.user,
  prompt_cache_retention: {
    is: 'forbidden',
    code: 'vendor_memory_off',
    allow: ['in_memory', 'in-memory'],
  } as const,
  prompt_cache_options: shapes.object({
    mode: shapes.word('implicit', 'explicit'),
    ttl: cacheTtl,
    prewarm: shapes.boolean,
    comparison_response_id: shapes.vendorMemory,
  }),
  service_tier: shapes.word('auto', 'default', 'flex', 'scale', 'priority', 'fast'),
  metadata: shapes.recorded,
  moderation: shapes.object({
    model: shapes.name,
    policy: shapes.object({
      input: shapes.object({ mode: shapes.word('score', 'block') }),
      output: shapes.object({ mode: shapes.word('score', 'block') }),
    }),
  }),
}

export const effort = shapes.word('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max')
export const verbosity = shapes.word('low', 'medium', 'high')

/** A grammar for a custom tool's input. */
export const grammar = { syntax: shapes.word('lark', 'regex'), definition: shapes.text }

/** A schema for structured output, as both APIs name it. */
export const schemaFormat = {
  name: shapes.name,
  description: shapes.text,
  schema: shapes.open,
  strict: shapes.boolean,
}

type Facts = Omit<RequestFacts, 'fields'>

/** Facts of a request; `format` is the member that may ask for machine-readable output. */
export function readFacts(root: JsonNode, format?: JsonNode): Facts {
  const kind = format && memberOf(format, 'type')
  return {
    stream: isTrue(memberOf(root, 'stream')),
    wantsUsage: isTrue(at(root, 'stream_options', 'include_usage')),
    structured: kind?.kind === 'string' && kind.value !== 'text',
    answerTokensMax: answerTokensMax(root),
  }
}

/** `max_tokens` under its names, for each of the choices that the vendor makes. */
function answerTokensMax(root: JsonNode): number | null {
  const bounds = ['max_completion_tokens', 'max_output_tokens', 'max_tokens'].flatMap((name) => numberAt(root, name))
  const choices = Math.max(1, ...['n', 'best_of'].flatMap((name) => numberAt(root, name)))
  return bounds.length === 0 ? null : Math.max(...bounds) * choices
}

function numberAt(root: JsonNode, name: string): number[] {
  const node = memberOf(root, name)
  return node?.kind === 'number' ? [node.value] : []
}

/** Quotas need the usage of a stream: it is asked for where the client didn't, and taken out of the answer again. */
export function askForUsage(root: JsonNode, facts: Facts): Edit[] {
  if (!facts.stream || facts.wantsUsage || root.kind !== 'object') return []
  const options = memberOf(root, 'stream_options')
  if (options === undefined) return [addMember(root, 'stream_options', { include_usage: true })]
  if (options.kind !== 'object') return [{ start: options.start, end: options.end, text: '{"include_usage":true}' }]
  const asked = memberOf(options, 'include_usage')
  return asked === undefined
    ? [addMember(options, 'include_usage', true)]
    : [{ start: asked.start, end: asked.end, text: 'true' }]
}

export function at(node: JsonNode, ...keys: string[]): JsonNode | undefined {
  let value: JsonNode | undefined = node
  for (const key of keys) value = value && memberOf(value, key)
  return value
}

function isTrue(node: JsonNode | undefined): boolean {
  return node?.kind === 'boolean' && node.value
}
