import { CREATED } from './digest.ts'
import { asArray, asObject, type JsonObject } from './json.ts'

interface Outcome {
  readonly status: 'in_progress' | 'completed' | 'incomplete' | 'failed'
  readonly output: readonly unknown[]
  readonly usage: unknown
  readonly incompleteReason?: string
  readonly error?: { readonly code: string; readonly message: string }
}

/** The Response object, with the request's settings echoed as the vendor does. */
export function responseObject(id: string, body: JsonObject, outcome: Outcome): JsonObject {
  return {
    id,
    object: 'response',
    created_at: CREATED,
    status: outcome.status,
    access_programs: null,
    background: false,
    completed_at: outcome.status === 'completed' ? CREATED : null,
    error: outcome.error ?? null,
    frequency_penalty: 0,
    incomplete_details: outcome.incompleteReason ? { reason: outcome.incompleteReason } : null,
    instructions: body['instructions'] ?? null,
    max_output_tokens: body['max_output_tokens'] ?? null,
    max_tool_calls: body['max_tool_calls'] ?? null,
    model: body['model'],
    output: outcome.output,
    parallel_tool_calls: body['parallel_tool_calls'] ?? true,
    presence_penalty: 0,
    previous_response_id: body['previous_response_id'] ?? null,
    prompt_cache_key: body['prompt_cache_key'] ?? null,
    prompt_cache_retention: body['prompt_cache_retention'] ?? null,
    reasoning: { effort: null, summary: null, ...asObject(body['reasoning']) },
    safety_identifier: body['safety_identifier'] ?? null,
    service_tier: 'default',
    store: body['store'] ?? true,
    temperature: body['temperature'] ?? 1,
    text: { format: { type: 'text' }, verbosity: 'medium', ...asObject(body['text']) },
    tool_choice: body['tool_choice'] ?? 'auto',
    tools: asArray(body['tools']),
    top_logprobs: body['top_logprobs'] ?? 0,
    top_p: body['top_p'] ?? 1,
    truncation: body['truncation'] ?? 'disabled',
    usage: outcome.usage,
    user: body['user'] ?? null,
    metadata: body['metadata'] ?? {},
  }
}
