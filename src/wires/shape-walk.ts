import { createHash } from 'node:crypto'
import type { Edit } from '../core/edits.ts'
import type { JsonMember, JsonNode } from '../core/json-text.ts'
import { memberOf } from '../core/json-text.ts'
import { inlineForm } from './inline-content.ts'
import { changeMembers } from './member-edits.ts'
import { isHarmlessNumber, plainNumber } from './plain-number.ts'
import type { Shape } from './shape.ts'
import { fits } from './shape-fits.ts'
import { grantName, join } from './shape-path.ts'
import type { NumberLeaf, RequestReading, TextLeaf } from './wire.ts'

/** Why a request doesn't fit its wire. `detail` is a path, never a value. */
export class ShapeRefusal extends Error {
  override readonly name = 'ShapeRefusal'
  readonly code: 'malformed_body' | 'field_not_governed' | 'vendor_memory_off'
  readonly detail: string
  constructor(code: ShapeRefusal['code'], detail: string) {
    super(`${code}: ${detail}`)
    this.code = code
    this.detail = detail
  }
}

/** What the walk gathers; the same lists as in {@link RequestReading}, still growing. */
interface Found {
  model: { value: string; range: RequestReading['modelRange'] } | null
  readonly runs: TextLeaf[][]
  readonly keys: TextLeaf[]
  readonly numbers: NumberLeaf[]
  readonly unscannable: RequestReading['unscannable'][number][]
  readonly edits: Edit[]
  readonly userFields: RequestReading['userFields'][number][]
  readonly itemReferences: RequestReading['itemReferences'][number][]
  readonly recordedRanges: RequestReading['recordedRanges'][number][]
  readonly fields: string[]
}

/** Walks a document along its shape. Whatever the shape doesn't name ends the walk with a {@link ShapeRefusal}. */
export function walkShape(shape: Shape, text: string, root: JsonNode, granted: ReadonlySet<string>): Found {
  const walk = new ShapeWalk(text, granted)
  walk.value(shape, root, '', undefined)
  return walk.found
}

class ShapeWalk {
  readonly found: Found = {
    model: null,
    runs: [],
    keys: [],
    numbers: [],
    unscannable: [],
    edits: [],
    userFields: [],
    itemReferences: [],
    recordedRanges: [],
    fields: [],
  }
  readonly #document: string
  readonly #granted: ReadonlySet<string>
  /** The run that text parts of the content array being walked are added to. */
  #run: TextLeaf[] | null = null
  #recorded = false

  constructor(document: string, granted: ReadonlySet<string>) {
    this.#document = document
    this.#granted = granted
  }

  value(shape: Shape, node: JsonNode, path: string, label: string | undefined): void {
    switch (shape.is) {
      case 'text':
        return this.#text(node, path, label, shape)
      case 'name':
        if (node.kind !== 'string' || !shape.pattern.test(node.value)) return malformed(path)
        return this.#leaf(node, path, label, { fixed: true })
      case 'word':
        if (node.kind !== 'string' || !shape.of.includes(node.value)) malformed(path)
        return
      case 'number':
        return this.#number(node, path, shape)
      case 'boolean':
      case 'null':
        if (node.kind !== shape.is) malformed(path)
        return
      case 'array':
        return this.#array(node, path, label, shape)
      case 'object':
        return this.#object(node, path, shape)
      case 'map':
        return this.#map(node, path, shape)
      case 'tagged':
        return this.#tagged(node, path, label, shape)
      case 'any':
        return this.value(shape.of.find((of) => fits(of, node)) ?? malformed(path), node, path, label)
      case 'open':
        return this.#open(node, path, label)
      case 'unscannable':
        return this.#unscannable(node, path, label, shape)
      case 'reference':
        return this.#reference(node, path, shape)
      case 'model':
        if (node.kind !== 'string' || node.value === '') return malformed(path)
        this.found.model = { value: node.value, range: { start: node.start, end: node.end } }
        return
      case 'user':
        if (node.kind !== 'string') return malformed(path)
        this.found.userFields.push({ value: node.value, start: node.start, end: node.end })
        return
      case 'recorded':
        this.found.recordedRanges.push({ name: path, start: node.start, end: node.end })
        this.#recorded = true
        this.#open(node, path, label)
        this.#recorded = false
        return
      case 'forced':
        // A value of the wrong type is the client's mistake, even where no value of theirs is used.
        if (node.kind !== typeof shape.value && node.kind !== 'null') malformed(path)
        return
      case 'forbidden':
        if (node.kind === 'null' || shape.allow?.includes('value' in node ? node.value : undefined)) return
        return this.#ungoverned(path, shape.code, node, label)
    }
  }

  /** A value outside of the rules: read as open JSON where the catalog grants it, else refused. */
  #ungoverned(path: string, code: ShapeRefusal['code'], node: JsonNode, label: string | undefined): void {
    const field = grantName(path)
    if (!this.#granted.has(field)) throw new ShapeRefusal(code, path)
    this.found.fields.push(field)
    this.#open(node, path, label)
  }

  #text(node: JsonNode, path: string, label: string | undefined, shape: Shape & { is: 'text' }): void {
    if (node.kind !== 'string') return malformed(path)
    this.#leaf(node, path, label, {
      ...(shape.json && { json: true }),
      ...(shape.assistant && { assistant: true }),
    })
  }

  #leaf(node: JsonNode & { kind: 'string' }, path: string, label: string | undefined, more: Partial<TextLeaf>): void {
    const leaf: TextLeaf = {
      path,
      text: node.value,
      start: node.start,
      end: node.end,
      ...(label !== undefined && { label }),
      ...(this.#recorded && { recorded: true }),
      ...more,
    }
    if (this.#run !== null && !leaf.fixed) this.#run.push(leaf)
    else this.found.runs.push([leaf])
  }

  #number(node: JsonNode, path: string, shape: Shape & { is: 'number' }): void {
    if (node.kind !== 'number' || node.value < shape.min || node.value > shape.max) return malformed(path)
    if (shape.integer && !Number.isInteger(node.value)) return malformed(path)
    this.#numberLeaf(node, path, { open: false })
  }

  #numberLeaf(node: JsonNode & { kind: 'number' }, path: string, more: Pick<NumberLeaf, 'open' | 'label'>): void {
    const { start, end } = node
    const raw = this.#document.slice(start, end)
    const plain = plainNumber(raw)
    if (isHarmlessNumber(plain)) return
    this.found.numbers.push({ path, raw, plain, start, end, ...more, ...(this.#recorded && { recorded: true }) })
  }

  #array(node: JsonNode, path: string, label: string | undefined, shape: Shape & { is: 'array' }): void {
    if (node.kind !== 'array' || node.items.length > (shape.max ?? Number.POSITIVE_INFINITY)) return malformed(path)
    if (!shape.run) {
      for (const [i, item] of node.items.entries()) this.value(shape.of, item, `${path}[${i}]`, label)
      return
    }
    let run: TextLeaf[] = []
    for (const [i, item] of node.items.entries()) {
      const before = run.length
      this.#run = run
      this.value(shape.of, item, `${path}[${i}]`, label)
      this.#run = null
      if (run.length > before) continue
      // An image or a file between two texts keeps them apart.
      if (run.length > 0) this.found.runs.push(run)
      run = []
    }
    if (run.length > 0) this.found.runs.push(run)
  }

  #object(node: JsonNode, path: string, shape: Pick<Shape & { is: 'object' }, 'fields' | 'required'>): void {
    if (node.kind !== 'object') return malformed(path)
    for (const member of node.members) {
      const at = join(path, member.key)
      if (!Object.hasOwn(shape.fields, member.key)) {
        this.#ungoverned(at, 'field_not_governed', member.value, member.key)
        continue
      }
      const field = shape.fields[member.key]!
      // Clients send null for what they leave out; it holds nothing.
      if (member.value.kind === 'null' && !shape.required?.includes(member.key)) continue
      this.value(field, member.value, at, member.key)
    }
    for (const key of shape.required ?? []) if (memberOf(node, key) === undefined) malformed(join(path, key))
    this.found.edits.push(...changeMembers(node, shape.fields))
  }

  #map(node: JsonNode, path: string, shape: Shape & { is: 'map' }): void {
    if (node.kind !== 'object') return malformed(path)
    for (const member of node.members) {
      if (!shape.key.test(member.key)) malformed(join(path, member.key))
      this.#key(member, path)
      this.value(shape.of, member.value, join(path, member.key), member.key)
    }
  }

  #tagged(node: JsonNode, path: string, label: string | undefined, shape: Shape & { is: 'tagged' }): void {
    if (node.kind !== 'object') return malformed(path)
    const tag = memberOf(node, shape.tag)
    const absent = tag === undefined || tag.kind === 'null'
    const kind = absent ? shape.fallback : tag.kind === 'string' ? tag.value : undefined
    if (kind === undefined) return malformed(join(path, shape.tag))
    if (Object.hasOwn(shape.cases, kind)) return this.value(shape.cases[kind]!, node, path, label)
    const field = `${grantName(path)}.${kind}`
    if (!this.#granted.has(field)) throw new ShapeRefusal('field_not_governed', join(path, shape.tag))
    this.found.fields.push(field)
    this.#open(node, path, label)
  }

  /** Arbitrary JSON, even inside a content part, is no part of the message's text. */
  #open(node: JsonNode, path: string, label: string | undefined): void {
    const run = this.#run
    this.#run = null
    this.#openValue(node, path, label)
    this.#run = run
  }

  #openValue(node: JsonNode, path: string, label: string | undefined): void {
    if (node.kind === 'string') this.#leaf(node, path, label, {})
    else if (node.kind === 'number') this.#numberLeaf(node, path, { open: true, ...(label !== undefined && { label }) })
    else if (node.kind === 'array') {
      for (const [i, item] of node.items.entries()) this.#openValue(item, `${path}[${i}]`, label)
    } else if (node.kind === 'object') {
      for (const member of node.members) {
        this.#key(member, path)
        this.#openValue(member.value, join(path, member.key), member.key)
      }
    }
  }

  #key(member: JsonMember, path: string): void {
    const { key, keyStart, keyEnd } = member
    const at = { path: join(path, member.key), text: key, start: keyStart, end: keyEnd }
    this.found.keys.push(this.#recorded ? { ...at, recorded: true } : at)
  }

  #unscannable(node: JsonNode, path: string, label: string | undefined, shape: Shape & { is: 'unscannable' }): void {
    const form = inlineForm(shape.what, node)
    if (form === 'malformed') return malformed(path)
    // A remote address would make the vendor fetch something that nobody has seen.
    if (form === 'remote') this.#ungoverned(path, 'field_not_governed', node, label)
    const digest = node.kind === 'string' ? createHash('sha256').update(node.value).digest('hex') : undefined
    this.found.unscannable.push({ path, what: shape.what, ...(digest !== undefined && { digest }) })
  }

  #reference(node: JsonNode, path: string, shape: Shape & { is: 'reference' }): void {
    this.#object(node, path, shape)
    const id = memberOf(node, 'id')
    if (id?.kind !== 'string') return malformed(join(path, 'id'))
    this.found.itemReferences.push({ id: id.value, start: node.start, end: node.end })
  }
}

function malformed(path: string): never {
  throw new ShapeRefusal('malformed_body', path)
}
