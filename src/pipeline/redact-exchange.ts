import { createHmac } from 'node:crypto'
import { applyEdits, type Edit, orderEdits } from '../core/edits.ts'
import { jsonEscape, rawOffsets } from '../core/json-text.ts'
import { createPlaceholders, type Placeholders } from '../redaction/placeholders.ts'
import type { Entity } from '../redaction/recognizer.ts'
import { modelEdit, splitRecorded } from '../wires/read-request.ts'
import type { TextLeaf } from '../wires/wire.ts'
import { type Exchange, slot } from './exchange.ts'
import { leafRedactions } from './leaf-redactions.ts'
import { priorLabel } from './prior-label.ts'
import { ruleFor, type ValueRules, valueRules } from './value-rules.ts'

/**
 * Builds what is forwarded: the received text with every change spliced in. Also called for refusals, so that their
 * records hold the redacted text like all others.
 */
export function redactExchange(exchange: Exchange, pseudonymKey: Buffer, entities: readonly Entity[]): void {
  if (exchange.forwardable) return
  const text = slot(exchange, 'text')
  const reading = slot(exchange, 'reading')
  const principal = slot(exchange, 'principal')
  const placeholders = createPlaceholders({
    key: pseudonymKey,
    principal: principal.key,
    stable: slot(exchange, 'wire').placeholders === 'numbered',
    restorable: entities.filter((entity) => ruleFor(exchange, entity).restorable),
  })
  const values = valueRules(exchange, placeholders, pseudonymKey)
  const redactions = [...leafEdits(exchange, placeholders, values, text), ...numberEdits(exchange, values, text)]
  const { forwarded, recorded } = splitRecorded(text, reading, redactions)
  const edits: Edit[] = [...reading.edits, ...forwarded]
  for (const field of reading.userFields) {
    const digest = pseudonym(pseudonymKey, principal.key, field.value)
    edits.push({ start: field.start, end: field.end, text: JSON.stringify(digest) })
  }
  const { model } = exchange
  if (model && model.upstreamModel !== reading.model) edits.push(modelEdit(reading, model.upstreamModel))

  const ordered = orderEdits(edits)
  exchange.placeholders = placeholders
  exchange.recorded = recorded
  exchange.forwardable = {
    edits: ordered,
    // Untouched bodies leave as the very bytes that came.
    body:
      ordered.length === 0 && !exchange.expanded ? slot(exchange, 'received') : Buffer.from(applyEdits(text, ordered)),
  }
}

/** Redactions, removed labels and escaped look-alikes, as edits of the document. */
function leafEdits(exchange: Exchange, placeholders: Placeholders, values: ValueRules, text: string): Edit[] {
  const { runs, keys } = slot(exchange, 'reading')
  const { findings, numbers } = slot(exchange, 'inspection')
  const leaves = runs.flat()
  const issues = findings.length > 0 || numbers.length > 0
  // A typed look-alike keeps its number from being issued, so it stays text.
  if (issues)
    for (const leaf of [...leaves, ...keys]) if (mayHoldPlaceholder(leaf.text)) placeholders.reserve(leaf.text)
  const changes = new Map<TextLeaf, Edit[]>()
  for (const finding of findings) changes.set(finding.leaf, leafRedactions(finding, values))
  for (const leaf of leaves) {
    const label = leaf.assistant ? priorLabel(leaf.text, exchange.policy.disclosures.labelTexts) : null
    const typed = issues && !leaf.fixed && mayHoldPlaceholder(leaf.text) ? placeholders.lookAlikeEdits(leaf.text) : []
    if (label === null && typed.length === 0) continue
    const own = changes.get(leaf) ?? []
    if (label !== null) own.push(label)
    for (const edit of typed) if (!own.some((other) => other.start < edit.end && edit.start < other.end)) own.push(edit)
    changes.set(leaf, own)
  }
  return [...changes].flatMap(([leaf, own]) => inDocument(text, leaf, orderEdits(own)))
}

/** Edits of a leaf's text as edits of the document that holds it, escapes and all. */
function inDocument(text: string, leaf: TextLeaf, edits: readonly Edit[]): Edit[] {
  const token = { kind: 'string', start: leaf.start, end: leaf.end, value: leaf.text } as const
  const offsets = rawOffsets(
    text,
    token,
    edits.flatMap((edit) => [edit.start, edit.end]),
  )
  return edits.map((edit, i) => ({ start: offsets[2 * i]!, end: offsets[2 * i + 1]!, text: jsonEscape(edit.text) }))
}

function numberEdits(exchange: Exchange, values: ValueRules, text: string): Edit[] {
  return slot(exchange, 'inspection').numbers.flatMap(({ start, end, span, open }) => {
    const shown = open ? values.replace(span.entity, text.slice(start, end), false) : null
    return shown === null ? [] : [{ start, end, text: JSON.stringify(shown) }]
  })
}

function mayHoldPlaceholder(text: string): boolean {
  return text.includes('_') || text.includes('[')
}

/** What a `user` field leaves as: the same person at the same app looks the same to the vendor, and is nobody. */
function pseudonym(key: Buffer, principal: string, value: string): string {
  return `u_${createHmac('sha256', key).update(`user\0${principal}\0${value}`).digest('hex').slice(0, 32)}`
}
