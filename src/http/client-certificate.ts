import { createHash, X509Certificate } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { TLSSocket } from 'node:tls'
import { networkList } from './networks.ts'

/** SHA-256 of the certificate that the client proved to hold, base64url (RFC 8705 3.1); null: none. */
export type ReadCertificate = (request: IncomingMessage) => string | null

const NONE: ReadCertificate = () => null

/**
 * Where client certificates are believed: of our own TLS, where their authority is configured; in `Client-Cert`
 * (RFC 9440) from a listed proxy, which must drop what clients send under that name. From anybody else the header is air.
 */
export function clientCertificates(parts: {
  /** A certificate authority for clients is configured, and our own TLS asks for certificates. */
  readonly terminatesHere: boolean
  readonly trustedProxies: readonly string[]
}): ReadCertificate {
  if (parts.terminatesHere) return ofConnection
  if (parts.trustedProxies.length === 0) return NONE
  const isProxy = networkList(parts.trustedProxies)
  return (request) => {
    const header = request.headers['client-cert']
    if (typeof header !== 'string' || !isProxy(request.socket.remoteAddress ?? '')) return null
    return ofHeader(header)
  }
}

const prints = new WeakMap<TLSSocket, string | null>()

function ofConnection({ socket }: IncomingMessage): string | null {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return null
  const known = prints.get(socket)
  if (known !== undefined) return known
  const certificate = socket.getPeerX509Certificate()
  const print = certificate === undefined ? null : thumbprint(certificate)
  prints.set(socket, print)
  return print
}

/** One byte sequence of structured fields (RFC 8941 3.3.5); two headers come joined, and are none. */
function ofHeader(header: string): string | null {
  const encoded = /^:([A-Za-z0-9+/]{4,8192}={0,2}):$/.exec(header.trim())?.[1]
  if (encoded === undefined) return null
  try {
    return thumbprint(new X509Certificate(Buffer.from(encoded, 'base64')))
  } catch {
    return null
  }
}

function thumbprint(certificate: X509Certificate): string {
  return createHash('sha256').update(certificate.raw).digest('base64url')
}
