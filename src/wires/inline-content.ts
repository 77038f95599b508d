import type { JsonNode } from '../core/json-text.ts'
import type { Shape } from './shape.ts'

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/
const DATA_URL = /^data:[a-z0-9.+/-]+(?:;[a-z0-9-]+=[a-z0-9._-]+)*;base64,[A-Za-z0-9+/]*={0,2}$/i
const REMOTE = /^[a-z][a-z0-9+.-]*:/i

/** How content that no text detector reads is given: in the request itself, by an address elsewhere, or in no valid way. */
export function inlineForm(
  what: (Shape & { is: 'unscannable' })['what'],
  node: JsonNode,
): 'inline' | 'remote' | 'malformed' {
  if (what === 'tokens') return isTokens(node) ? 'inline' : 'malformed'
  if (node.kind !== 'string') return 'malformed'
  if (DATA_URL.test(node.value)) return what === 'blob' ? 'malformed' : 'inline'
  if (what === 'image') return REMOTE.test(node.value) ? 'remote' : 'malformed'
  return BASE64.test(node.value) ? 'inline' : 'malformed'
}

/** Token ids: one text's, or several texts'. */
function isTokens(node: JsonNode): boolean {
  if (node.kind !== 'array') return false
  return node.items.every((item) => item.kind === 'number') || node.items.every((item) => isTokenList(item))
}

function isTokenList(node: JsonNode): boolean {
  return node.kind === 'array' && node.items.every((item) => item.kind === 'number')
}
