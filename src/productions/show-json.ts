import type { ByteEdit } from '../core/edits.ts'
import { type JsonNode, type JsonString, memberOf, parseJsonStrict } from '../core/json-text.ts'
import { type TextBuilder, textBuilder } from './shown-text.ts'

/** An edit over the document's text, in UTF-16, that leads back to what was received. */
interface Back {
  readonly start: number
  readonly end: number
  readonly original: string
}

const PLACEHOLDER = /^\[[A-Z][A-Z0-9_]*\]$/

/**
 * A JSON document as lines `place: value` that people can read, with every string, number and word of it. What an edit took
 * out of a string is an atom; what was received and isn't part of the document any more follows at the end, as atoms too:
 * nothing of it is released before somebody has decided. Null: the bytes are no JSON.
 */
export function showJson(bytes: Buffer, edits: readonly ByteEdit[]): TextBuilder | null {
  const source = bytes.toString()
  let root: JsonNode
  try {
    root = parseJsonStrict(source)
  } catch {
    return null
  }
  const backs = inText(bytes, source, edits)
  const used = new Set<Back>()
  const out = textBuilder()
  show(root, '')
  let number = 0
  for (const back of backs) {
    const left = back.original.replace(/^[\s,]+|[\s,]+$/g, '')
    if (used.has(back) || left === '') continue
    if (number === 0) out.add('(received, not sent on)\n')
    out.atom(`[NOT_SENT_ON_${++number}]`, left)
    out.add('\n')
  }
  return out

  function show(node: JsonNode, place: string): void {
    if (node.kind === 'array') for (const [at, item] of node.items.entries()) show(item, join(place, String(at)))
    else if (node.kind === 'object') {
      const [role, content] = [memberOf(node, 'role'), memberOf(node, 'content')]
      const isTurn = role?.kind === 'string' && content?.kind === 'string'
      if (isTurn) leaf(content, role.value)
      for (const { key, value } of node.members)
        if (!isTurn || (value !== role && value !== content)) show(value, join(place, key))
    } else leaf(node, place)
  }

  function leaf(node: Exclude<JsonNode, { kind: 'object' | 'array' }>, place: string): void {
    if (place !== '') out.add(`${place}: `)
    if (node.kind === 'string') string(node)
    else {
      for (const back of within(node.start, node.end)) used.add(back)
      out.add(String(node.value))
    }
    out.add('\n')
  }

  function string(node: JsonString): void {
    const inside = within(node.start, node.end)
    const [whole] = inside
    if (whole !== undefined && whole.start === node.start && whole.end === node.end) {
      used.add(whole)
      // A whole value was replaced: by a placeholder, or by what the gateway sends in such a field.
      if (PLACEHOLDER.test(node.value)) out.atom(node.value, decoded(whole.original))
      else out.add(node.value)
      return
    }
    let at = node.start + 1
    for (const back of inside) {
      if (back.start < at || back.end >= node.end) continue
      used.add(back)
      out.add(inner(source.slice(at, back.start)))
      const shown = inner(source.slice(back.start, back.end))
      const original = inner(back.original)
      if (original === '') out.add(shown)
      else out.atom(PLACEHOLDER.test(shown) ? shown : '[REMOVED]', original)
      at = back.end
    }
    out.add(inner(source.slice(at, node.end - 1)))
  }

  function within(start: number, end: number): Back[] {
    return backs.filter((back) => back.start >= start && back.end <= end && !used.has(back))
  }
}

function join(place: string, key: string): string {
  return place === '' ? key : `${place}.${key}`
}

/** What stands between the quotes of a JSON string, read; as it stands where that is no such thing. */
function inner(raw: string): string {
  if (!raw.includes('\\')) return raw
  try {
    return JSON.parse(`"${raw}"`) as string
  } catch {
    return raw
  }
}

function decoded(raw: string): string {
  return raw.startsWith('"') && raw.endsWith('"') && raw.length > 1 ? inner(raw.slice(1, -1)) : raw
}

/** Byte offsets as offsets of the text. */
function inText(bytes: Buffer, source: string, edits: readonly ByteEdit[]): Back[] {
  const isAscii = bytes.byteLength === source.length
  let byte = 0
  let unit = 0
  const unitAt = (offset: number): number => {
    if (isAscii) return offset
    unit += bytes.toString('utf8', byte, offset).length
    byte = offset
    return unit
  }
  return [...edits]
    .toSorted((a, b) => a.start - b.start)
    .map((edit) => ({
      start: unitAt(edit.start),
      end: unitAt(edit.end),
      original: 'text' in edit ? edit.text : Buffer.from(edit.base64, 'base64').toString(),
    }))
}
