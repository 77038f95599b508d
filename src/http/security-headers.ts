/** Headers of every answer; HSTS only where the gateway itself speaks TLS (RFC 6797 7.2). */
export function securityHeaders(tls: boolean): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    ...(tls ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}
