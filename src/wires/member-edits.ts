import type { Edit } from '../core/edits.ts'
import type { JsonObject } from '../core/json-node.ts'
import { memberOf } from '../core/json-text.ts'
import type { Shape } from './shape.ts'

/** The edits that field rules ask for in one object: recorded members are cut out, forced values are put in. */
export function changeMembers(node: JsonObject, fields: Readonly<Record<string, Shape>>): Edit[] {
  const edits: Edit[] = []
  const cut = new Set<string>()
  let added = ''
  for (const [key, shape] of ruledFields(fields)) {
    const value = memberOf(node, key)
    if (shape.is === 'recorded') {
      if (value !== undefined) cut.add(key)
    } else if (value === undefined) {
      if (shape.always) added += `${JSON.stringify(key)}:${JSON.stringify(shape.value)},`
    } else if (!('value' in value) || value.value !== shape.value) {
      edits.push({ start: value.start, end: value.end, text: JSON.stringify(shape.value) })
    }
  }
  const remains = node.members.length > cut.size
  if (added !== '')
    edits.push({ start: node.start + 1, end: node.start + 1, text: remains ? added : added.slice(0, -1) })
  return cut.size === 0 ? edits : [...edits, ...removeMembers(node, cut)]
}

type RuledField = readonly [key: string, shape: Shape & { is: 'recorded' | 'forced' }]
const ruled = new WeakMap<Readonly<Record<string, Shape>>, readonly RuledField[]>()

/** Shapes never change and few of their fields have a rule, so they are looked through once. */
function ruledFields(fields: Readonly<Record<string, Shape>>): readonly RuledField[] {
  let found = ruled.get(fields)
  if (found === undefined) {
    found = Object.entries(fields).filter((field): field is [string, RuledField[1]] => {
      return field[1].is === 'recorded' || field[1].is === 'forced'
    })
    ruled.set(fields, found)
  }
  return found
}

/** Cuts members out with the comma that goes with them: the one that follows, or for the last ones the one before. */
export function removeMembers(node: JsonObject, keys: ReadonlySet<string>): Edit[] {
  const edits: Edit[] = []
  const { members } = node
  for (let i = 0; i < members.length; i++) {
    if (!keys.has(members[i]!.key)) continue
    const first = i
    while (i + 1 < members.length && keys.has(members[i + 1]!.key)) i++
    const next = members[i + 1]
    const previous = members[first - 1]
    if (next !== undefined) edits.push({ start: members[first]!.keyStart, end: next.keyStart, text: '' })
    else edits.push({ start: previous?.value.end ?? members[first]!.keyStart, end: members[i]!.value.end, text: '' })
  }
  return edits
}

/** Adds a member in front of the others, or the only one. */
export function addMember(node: JsonObject, key: string, value: unknown): Edit {
  const comma = node.members.length === 0 ? '' : ','
  return { start: node.start + 1, end: node.start + 1, text: `${JSON.stringify(key)}:${JSON.stringify(value)}${comma}` }
}
