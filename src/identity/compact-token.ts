import { decodeUtf8Strict, JsonRefusal, parseJsonStrict, valueOf as plainValue } from '../core/json-text.ts'
import { TokenRefused } from './token-refused.ts'

/** Node caps all headers at 16 KiB together; a directory token with 200 groups is about 12.5 KB. */
const TOKEN_CHARACTERS_MAX = 14 * 1024

const COMPACT = /^[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]{2,}$/
const VENDOR_KEY = /^(sk|pk|rk|gsk|key|api|hf|xai|pplx|AIza)[-_A-Za-z0-9]{16,}$/
const KID = /^[\w.=+/-]{1,128}$/

/** Headers by which a token would bring, or point to, the key that it is to be verified with. */
const FORBIDDEN_HEADERS = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip', 'enc'] as const

export type Claims = Readonly<Record<string, unknown>>

export interface CompactToken {
  readonly header: Claims
  readonly claims: Claims
  readonly algorithm: string
  readonly keyId: string | null
  readonly typ: string
}

/**
 * Reads a signed token without believing it yet: its form is exact, neither segment names a key twice, and nothing in the
 * header chooses the key. What is read here is what is used later; the library's own reading is only for the signature.
 */
export function readCompactToken(token: string): CompactToken {
  if (token.length > TOKEN_CHARACTERS_MAX) throw new TokenRefused('too_long')
  if (!COMPACT.test(token)) throw new TokenRefused(VENDOR_KEY.test(token) ? 'vendor_key' : 'not_compact')
  const { header, claims } = readSegments(token)
  if (FORBIDDEN_HEADERS.some((name) => name in header)) throw new TokenRefused('header_forbidden')
  const { alg, kid, typ } = header
  if (typeof alg !== 'string' || (typ !== undefined && typeof typ !== 'string')) throw new TokenRefused('header_claim')
  if (kid !== undefined && (typeof kid !== 'string' || !KID.test(kid))) throw new TokenRefused('kid')
  return { header, claims, algorithm: alg, keyId: kid ?? null, typ: normalType(typ) }
}

/** Header and claims of a text in JWS compact form, strictly read and not verified. Throws {@link TokenRefused}. */
export function readSegments(compact: string): { readonly header: Claims; readonly claims: Claims } {
  if (!COMPACT.test(compact)) throw new TokenRefused('not_compact')
  const [header, claims] = compact.split('.') as [string, string, string]
  return { header: segment(header), claims: segment(claims) }
}

function segment(part: string): Claims {
  const bytes = Buffer.from(part, 'base64url')
  // A second spelling of the same bytes would be a second token with the same meaning.
  if (bytes.toString('base64url') !== part) throw new TokenRefused('not_compact')
  try {
    const node = parseJsonStrict(decodeUtf8Strict(bytes))
    if (node.kind === 'object') return plainValue(node) as Claims
  } catch (error) {
    if (!(error instanceof JsonRefusal)) throw error
    throw new TokenRefused(error.code === 'duplicate_key' ? 'duplicate_claim' : 'not_json')
  }
  throw new TokenRefused('not_json')
}

// RFC 7515 4.1.9: compared without case, `application/` may be left out.
function normalType(typ: string | undefined): string {
  const lower = (typ ?? 'JWT').toLowerCase().replace(/^application\//, '')
  return lower === 'jwt' ? 'JWT' : lower
}
