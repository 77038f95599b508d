import { createHash, timingSafeEqual } from 'node:crypto'
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as requestHttp,
  type ServerResponse,
} from 'node:http'
import { request as requestHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream'
import { rootCertificates } from 'node:tls'
import { ConnectProblem } from './find-issuer.ts'
import type { FreshToken } from './fresh-token.ts'

export interface LocalGateway {
  readonly origin: string
  close(): Promise<void>
}

export interface LocalGatewayOptions {
  /** Origin of the gateway. */
  readonly gateway: string
  /** What tools send in place of a token. */
  readonly key: string
  readonly token: FreshToken
  /** 0 picks a free one. */
  readonly port: number
  /** More certificate authorities, PEM. */
  readonly ca: string | null
}

/** Where tools put a key. None of these headers goes on. */
const KEY_HEADERS = ['authorization', 'api-key', 'x-api-key', 'x-goog-api-key']
/** RFC 9110 7.6.1: they are about one connection. `host` is the gateway's own. */
const HOP_HEADERS = /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|dpop|cookie)$/

/**
 * The gateway under a loopback address: whoever knows the local key is answered with the signed-in person's token. Bytes go
 * through as they come, both ways. Pages that reach loopback under a name of their own (DNS rebinding) are turned away.
 */
export async function startLocalGateway(options: LocalGatewayOptions): Promise<LocalGateway> {
  const server = createServer((request, response) => {
    answer(request, response, options, hosts).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: LocalGatewayOptions,
  hosts: readonly string[],
): Promise<void> {
  if (!hosts.includes((request.headers.host ?? '').toLowerCase()))
    return refuse(response, 421, 'This address answers only to loopback host names.')
  if (!holdsKey(request, options.key))
    return refuse(response, 401, 'Send the local key that statehouse connect printed.')
  let token: string
  try {
    token = await options.token.get()
  } catch (error) {
    if (!(error instanceof ConnectProblem)) throw error
    return refuse(response, 401, error.message)
  }
  forward(request, response, options, token)
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { gateway, ca }: LocalGatewayOptions,
  token: string,
): void {
  const url = new URL(gateway)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  const onward = send({
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port,
    method: request.method,
    // As it came: a second reading of the path could be another path.
    path: request.url,
    headers: { ...headersFor(request), authorization: `Bearer ${token}` },
    ...(ca === null ? {} : { ca: [...rootCertificates, ca] }),
  })
  onward.on('response', (incoming) => {
    response.writeHead(incoming.statusCode ?? 502, withoutHop(incoming.headers))
    pipeline(incoming, response, () => undefined)
  })
  onward.on('error', () => {
    if (response.headersSent) response.destroy()
    else refuse(response, 502, 'The gateway could not be reached.')
  })
  // A tool that stops listening stops the answer at the gateway too.
  response.on('close', () => onward.destroy())
  request.pipe(onward)
}

function holdsKey(request: IncomingMessage, key: string): boolean {
  return KEY_HEADERS.some((name) => {
    const value = request.headers[name]
    return typeof value === 'string' && isSame(value.replace(/^Bearer +/i, ''), key)
  })
}

function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(a), digest(b))
}

function headersFor({ headers }: IncomingMessage): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(withoutHop(headers)).filter(([name]) => !KEY_HEADERS.includes(name)))
}

function withoutHop(headers: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_HEADERS.test(name)))
}

/** In the shape that SDKs read. */
function refuse(response: ServerResponse, status: number, message: string): void {
  const error = { message, type: 'statehouse_connect', param: null, code: null }
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify({ error }))
}
