import { readJson } from '../core/read-json.ts'
import { cleanError } from './error-secrets.ts'

/**
 * The body of an upstream's error as it is passed on: OpenAI's error shape, secrets removed. What isn't in that shape (an
 * HTML page of some proxy) says that it was an error and nothing else.
 */
export function passUpstreamError(body: string): string {
  const error = errorIn(body)
  if (error === null) return JSON.stringify({ error: UNREADABLE })
  return JSON.stringify({ error: { message: '', type: null, param: null, code: null, ...cleanError(error) } })
}

function errorIn(body: string): object | null {
  try {
    const { error } = readJson(body) as { error?: unknown }
    if (typeof error === 'string') return { message: error }
    return typeof error === 'object' ? error : null
  } catch {
    return null
  }
}

const UNREADABLE = { message: 'The AI system answered with an error.', type: 'server_error', param: null, code: null }
