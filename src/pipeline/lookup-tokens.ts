import { identifierToken } from '../core/identifier-token.ts'
import { normaliseValue } from '../redaction/placeholders.ts'
import type { Exchange } from './exchange.ts'

/** Tokens of the identifiers in a prompt that the policy lets be looked up; none where it lets nobody look. */
export function lookupTokens({ inspection, policy, text = '' }: Exchange, key: Uint8Array): string[] {
  const kinds: readonly string[] = policy.access.lookup?.entities ?? []
  if (inspection === undefined || kinds.length === 0) return []
  const found = [
    ...inspection.findings.flatMap(({ leaf, spans }) => spans.map((span) => ({ span, value: cut(leaf.text, span) }))),
    ...inspection.numbers.map(({ span, start, end }) => ({ span, value: text.slice(start, end) })),
  ]
  const tokens = found
    .filter(({ span }) => kinds.includes(span.entity))
    .map(({ span, value }) => lookupToken(key, span.entity, value))
  return [...new Set(tokens)]
}

/** What stands for a value, in whichever way it is spelled. */
export function lookupToken(key: Uint8Array, entity: string, value: string): string {
  return identifierToken(key, entity, normaliseValue(entity, value))
}

function cut(text: string, { start, end }: { readonly start: number; readonly end: number }): string {
  return text.slice(start, end)
}
