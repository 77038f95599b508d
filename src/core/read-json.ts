import { parseJsonStrict, valueOf } from './json-text.ts'

/** A string token, and whether a colon follows it. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?/gs

/**
 * A JSON document from outside, or from a record. V8 takes a key that is written with escapes for another one after it has
 * seen a key that begins with a backslash (nodejs/node#63785, open for Node 24 and 26), so whoever gets us to read the one
 * could change what the other says. Documents with such keys are read by our own parser, all others by the engine's.
 * Throws `SyntaxError` or `JsonRefusal` for what isn't JSON, or can't be read in one way only.
 */
export function readJson(text: string): unknown {
  return hasEscapedKey(text) ? valueOf(parseJsonStrict(text)) : JSON.parse(text)
}

function hasEscapedKey(text: string): boolean {
  if (!text.includes('\\')) return false
  for (const [token, colon] of text.matchAll(TOKEN)) if (colon !== undefined && token.includes('\\')) return true
  return false
}
