import type { LabelOf } from './headings.ts'
import { HL7_ID_KINDS, HL7_SEGMENTS, X12_DIAGNOSES, X12_QUALIFIED, X12_SEGMENTS } from './message-fields.ts'
import { type NamedPlace, placeNames } from './named-places.ts'

const HL7 = /(?:^|[\r\n])(?:MSH|PID|NK1|PV1|IN1|GT1|DG1|ORC|OBR)\|/
const X12 = /(?:^|[~\r\n])(?:ISA|ST|NM1|INS|CLM|DMG)\*/
const SEGMENT_CHARS_MAX = 4_096
/** A field that means nothing to whoever asks. */
const UNNAMED = 'Reference Number'
const PLAIN = /^[0-9A-Za-z]+$/

/**
 * The fields of messages between hospitals, insurers and agencies (HL7 v2, X12), which have numbers and qualifiers where
 * tables have names. Null: the text holds no such message.
 */
export function messageFields<Label>(text: string, labelOf: LabelOf<Label>): ((at: number) => Label | null) | null {
  const fields: NamedPlace<Label>[] = []
  const meanings = new Map<string, Label | null>()
  const meaningOf = (name: string): Label | null => {
    const known = meanings.get(name)
    if (known !== undefined) return known
    const label = labelOf(name)
    meanings.set(name, label)
    return label
  }
  const add = (start: number, end: number, name: string): void => {
    // What stands before a field doesn't name it; but a value that shows by itself what it is stays that.
    const label = meaningOf(name) ?? (PLAIN.test(text.slice(start, end)) ? meaningOf(UNNAMED) : null)
    if (label !== null && end > start) fields.push({ start, end, label })
  }
  if (text.includes('|') && HL7.test(text)) readSegments(text, /[^\r\n]+/g, '|', (id, parts) => readHl7(id, parts, add))
  else if (text.includes('*') && X12.test(text))
    readSegments(text, /[^~\r\n]+/g, '*', (id, parts) => readX12(id, parts, add))
  else return null
  return placeNames(fields)
}

interface Part {
  readonly start: number
  readonly text: string
}

type Add = (start: number, end: number, name: string) => void

function readSegments(text: string, segments: RegExp, mark: string, read: (id: string, parts: Part[]) => void): void {
  for (const { 0: segment, index } of text.matchAll(segments)) {
    if (segment.length > SEGMENT_CHARS_MAX) continue
    const indent = segment.length - segment.trimStart().length
    const parts = split({ start: index + indent, text: segment.slice(indent) }, mark)
    if (parts.length > 1) read(parts[0]!.text, parts)
  }
}

function split({ start, text }: Part, mark: string): Part[] {
  let at = start
  return text.split(mark).map((part) => {
    const own = { start: at, text: part }
    at += part.length + mark.length
    return own
  })
}

function readHl7(id: string, parts: readonly Part[], add: Add): void {
  const names = HL7_SEGMENTS[id]
  if (names === undefined) return
  for (const [number, part] of parts.entries()) {
    const name = names[number]
    if (name === undefined) {
      if (number > 0) add(part.start, part.start + part.text.length, UNNAMED)
      continue
    }
    for (const repeated of split(part, '~')) readHl7Field(name, repeated, add)
  }
}

function readHl7Field(name: string, field: Part, add: Add): void {
  const components = split(field, '^')
  const [first] = components
  const end = field.start + field.text.length
  const after = first!.start + first!.text.length
  if (name === 'XCN') {
    // An id before the name, as a rule; older senders leave it out.
    add(first!.start, after, /[0-9]/.test(first!.text) ? 'NPI' : 'Provider Name')
    add(after, end, 'Provider Name')
  } else if (name.startsWith('CX ')) add(first!.start, after, HL7_ID_KINDS[components[4]?.text ?? ''] ?? name.slice(3))
  else if (name.startsWith('CE ')) add(first!.start, after, name.slice(3))
  else add(field.start, end, name)
}

function readX12(id: string, parts: readonly Part[], add: Add): void {
  if (id === 'HI') {
    for (const part of parts.slice(1)) {
      const [qualifier, code] = split(part, ':')
      if (X12_DIAGNOSES.has(qualifier!.text) && code !== undefined)
        add(code.start, code.start + code.text.length, 'Diagnosis Code')
    }
    return
  }
  const fixed = X12_SEGMENTS[id] ?? {}
  const qualified = X12_QUALIFIED[id] ?? []
  for (const [number, part] of parts.entries()) {
    if (number === 0) continue
    const said = qualified.find(({ by, at, says }) => at === number && says[parts[by]?.text ?? ''] !== undefined)
    const name = said === undefined ? fixed[number] : said.says[parts[said.by]!.text]
    add(part.start, part.start + part.text.length, name ?? UNNAMED)
  }
}
