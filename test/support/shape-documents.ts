import type { Shape } from '#src/wires/shape.ts'

/** Somewhere in a document where a caller could put a value. */
export interface Position {
  readonly path: readonly (string | number)[]
  readonly kind: 'string' | 'number' | 'key'
}

export interface ShapeDocument {
  readonly value: unknown
  /** Every string leaf, number and key of it. */
  readonly positions: readonly Position[]
}

/** Valid documents that together use every field, kind and alternative of a shape at least once. */
export function documentsOf(shape: Shape): ShapeDocument[] {
  return variantsOf(shape).map((value) => ({ value, positions: positionsOf(value) }))
}

/** The document's text with a value in that position; of a key, with its name. */
export function plant(document: ShapeDocument, position: Position, planted: string | number): string {
  const value = structuredClone(document.value)
  const { path, kind } = position
  const last = path.at(-1)!
  let parent = value as Record<string | number, unknown>
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string | number, unknown>
  if (kind !== 'key') parent[last] = planted
  else {
    const held = parent[last]
    delete parent[last]
    parent[String(planted)] = held
  }
  return JSON.stringify(value)
}

export function positionsOf(value: unknown, path: readonly (string | number)[] = []): Position[] {
  if (typeof value === 'string') return [{ path, kind: 'string' }]
  if (typeof value === 'number') return [{ path, kind: 'number' }]
  if (Array.isArray(value)) return value.flatMap((item, i) => positionsOf(item, [...path, i]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => [
    { path: [...path, key], kind: 'key' as const },
    ...positionsOf(member, [...path, key]),
  ])
}

const IMAGE = 'data:image/png;base64,iVBORw0KGgo='

/** At least one value for a shape; none for one that only takes what is forbidden. */
function variantsOf(shape: Shape): unknown[] {
  switch (shape.is) {
    case 'text':
      return [shape.json ? '{"to":"somebody"}' : 'some text']
    case 'name':
      return ['name_a']
    case 'word':
      return [...shape.of]
    case 'number':
      return [Math.min(Math.max(1, shape.min), shape.max)]
    case 'boolean':
      return [true]
    case 'null':
      return [null]
    case 'array': {
      const items = variantsOf(shape.of)
      return items.length === 0 ? [[]] : [items.slice(0, shape.max ?? items.length)]
    }
    case 'object':
      return objectsOf(shape.fields, shape.required ?? [])
    case 'reference':
      return objectsOf(shape.fields, Object.keys(shape.fields))
    case 'map':
      return variantsOf(shape.of).map((value) => ({ '50256': value }))
    case 'tagged':
      return Object.entries(shape.cases).flatMap(([kind, of]) =>
        variantsOf(of).map((value) => ({ ...(value as object), [shape.tag]: kind })),
      )
    case 'any':
      return shape.of.flatMap(variantsOf)
    case 'open':
      return [{ key: 'value', list: [7, 'item', { deep: 'text' }] }]
    case 'unscannable':
      if (shape.what === 'tokens')
        return [
          [1, 2],
          [[1], [2, 3]],
        ]
      return [shape.what === 'image' ? IMAGE : 'aGVsbG8=']
    case 'model':
      return ['general-drafting']
    case 'user':
      return ['somebody']
    case 'recorded':
      return [{ ticket: 'some text' }]
    case 'forced':
      return [shape.value]
    case 'forbidden':
      return [...(shape.allow ?? [])]
  }
}

/** One object with every field, and one more for each further variant of a field. */
function objectsOf(fields: Readonly<Record<string, Shape>>, required: readonly string[]): unknown[] {
  const variants = Object.entries(fields).map(([key, shape]) => [key, variantsOf(shape)] as const)
  const full = Object.fromEntries(variants.filter(([, of]) => of.length > 0).map(([key, of]) => [key, of[0]]))
  const least = Object.fromEntries(Object.entries(full).filter(([key]) => required.includes(key)))
  return [full, ...variants.flatMap(([key, of]) => of.slice(1).map((value) => ({ ...least, [key]: value })))]
}
