import type { JsonNode } from '../core/json-text.ts'
import type { Shape } from './shape.ts'

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/
/** As the vendor writes what it encrypts; only what was released before is let through, by its digest. */
const ENCRYPTED = /^[A-Za-z0-9+/_-]+={0,2}$/
/** The type says what the content is, and nothing else: a number of many digits has no place in it. */
const DATA_URL = /^data:(?![^,]*\d[-.\d]{6})[a-z0-9.+/-]+(?:;[a-z0-9-]+=[a-z0-9._-]+)*;base64,[A-Za-z0-9+/]*={0,2}$/i
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
  const form = what === 'blob' ? ENCRYPTED : BASE64
  return node.value !== '' && form.test(node.value) ? 'inline' : 'malformed'
}

/** Token ids: one text's, or several texts'. */
function isTokens(node: JsonNode): boolean {
  if (node.kind !== 'array') return false
  return node.items.every(isToken) || node.items.every(isTokenList)
}

function isTokenList(node: JsonNode): boolean {
  return node.kind === 'array' && node.items.every(isToken)
}

/** No vocabulary is larger; a longer number says something else. */
const TOKEN_MAX = 9_999_999

function isToken(node: JsonNode): boolean {
  return node.kind === 'number' && Number.isInteger(node.value) && node.value >= 0 && node.value <= TOKEN_MAX
}
