import type { UpstreamFailure } from './target.ts'

/** Node's and OpenSSL's codes of a chain, a name or a handshake that wasn't accepted. */
const TLS_CODES =
  /^(ERR_TLS|ERR_SSL|CERT_|CRL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_|PATH_LENGTH|HOSTNAME_MISMATCH|EPROTO)/

/** Of headers only the egress proxy's are waited for so; the forwarder times the upstream's. */
const TIMEOUT_CODES = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT'])

/** What an error of the connection means for the caller. Once headers have come, whatever breaks truncates the answer. */
export function failureOf(error: Error, hasHeaders: boolean): UpstreamFailure {
  if (hasHeaders) return 'truncated'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (TIMEOUT_CODES.has(code)) return 'timeout'
  return TLS_CODES.test(code) ? 'tls' : 'unavailable'
}
