/** What names an account or opens one, wherever in an error's text it stands. */
const SECRETS: readonly RegExp[] = [
  /\b(?:sk|pk|rk|ek|sess)-[A-Za-z0-9_*.-]{4,}/g,
  /\b(?:org|proj|user|acct|svcacct|key)[-_][A-Za-z0-9*]{6,}/g,
  /\b(?:Bearer|Basic)\s+[A-Za-z0-9+/=._~*-]{6,}/gi,
  /\beyJ[A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){1,2}/g,
  /\b(?:authorization|api-key|x-api-key|openai-organization|openai-project|cookie|set-cookie)["']?\s*[:=]\s*["']?[^"'\s,}]+/gi,
  /https?:\/\/[^\s/"'@]*@/g,
]

/** Members that say what went wrong; whatever a name like theirs means elsewhere, they stay. */
const KEPT: ReadonlySet<string> = new Set(['message', 'type', 'param', 'code'])

/** Members that echo the request, or name the vendor's account. */
const DROPPED = /header|authori[sz]ation|cookie|api.?key|organi[sz]ation|project|account|credential|token$|secret/i

const MESSAGE_MAX = 2_000

/** Takes account names, keys and header values out of a text. */
export function withoutSecrets(text: string): string {
  return SECRETS.reduce((clean, secret) => clean.replace(secret, '[removed]'), text)
}

/** An error's members without secrets. */
export function cleanError(error: object): Record<string, unknown> {
  const passed: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(error)) {
    if (!KEPT.has(key) && DROPPED.test(key)) continue
    const kept = pass(value, KEPT.has(key) ? 0 : 1)
    if (kept !== undefined) passed[key] = kept
  }
  return passed
}

/** Strings without secrets; numbers, booleans, null; of anything nested only that, four levels deep. */
function pass(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return withoutSecrets(value).slice(0, MESSAGE_MAX)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 4) return undefined
  if (Array.isArray(value)) return value.map((item) => pass(item, depth + 1)).filter((item) => item !== undefined)
  const kept = Object.entries(value).filter(([key]) => !DROPPED.test(key))
  return Object.fromEntries(kept.map(([key, item]) => [key, pass(item, depth + 1)]))
}
