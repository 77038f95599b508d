import type { JsonNode } from '../core/json-text.ts'
import type { Shape } from './shape.ts'

/** Whether a shape could be meant: by JSON type, of an array by its first element's. */
export function fits(shape: Shape, node: JsonNode): boolean {
  switch (shape.is) {
    case 'text':
    case 'name':
    case 'word':
    case 'model':
    case 'user':
      return node.kind === 'string'
    case 'number':
    case 'boolean':
    case 'null':
      return node.kind === shape.is
    case 'array':
      return node.kind === 'array' && (node.items.length === 0 || fits(shape.of, node.items[0]!))
    case 'object':
    case 'map':
    case 'tagged':
    case 'reference':
      return node.kind === 'object'
    case 'any':
      return shape.of.some((of) => fits(of, node))
    case 'unscannable':
      return node.kind === (shape.what === 'tokens' ? 'array' : 'string')
    case 'open':
    case 'recorded':
    case 'forced':
    case 'forbidden':
      return true
  }
}
