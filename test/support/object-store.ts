import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSigned } from './request-signature.ts'

/** An object store on this machine, as S3 behaves: it checks every signature by itself, lists a few names at a time. */
export interface ObjectStoreDouble {
  readonly address: string
  /** `bucket/name` → bytes. */
  readonly objects: Map<string, Buffer>
  /** The next requests are answered with this status, once each. */
  fail(status: number, times: number): void
  /** The request of this number, from now on and from 1, is answered with 500. */
  failAt(nth: number): void
  close(): Promise<void>
}

export const OBJECT_KEY = { id: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const REGION = 'us-test-1'
const PAGE = 3

export async function startObjectStore(credential: string): Promise<ObjectStoreDouble> {
  const objects = new Map<string, Buffer>()
  let failing = { status: 0, times: 0 }
  let left = 0

  async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const body = Buffer.concat(pieces)
    const url = new URL(request.url!, 'http://store')
    const say = (status: number, text = ''): void => void reply.writeHead(status).end(text)
    if (left > 0 && --left === 0) return say(500, '<Error><Code>InternalError</Code></Error>')
    if (failing.times > 0) {
      failing.times--
      return say(failing.status, '<Error><Code>SlowDown</Code></Error>')
    }
    if (!isSigned(request, url, body, { ...OBJECT_KEY, region: REGION, service: 's3' }))
      return say(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>')
    const [bucket = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent)
    const name = `${bucket}/${rest.join('/')}`
    if (bucket !== 'records') return say(404, '<Error><Code>NoSuchBucket</Code></Error>')
    if (request.method === 'PUT') {
      objects.set(name, body)
      return say(200)
    }
    if (request.method === 'DELETE') {
      objects.delete(name)
      return say(204)
    }
    if (rest.length > 0) {
      const found = objects.get(name)
      return found === undefined
        ? say(404, '<Error><Code>NoSuchKey</Code></Error>')
        : void reply.writeHead(200).end(found)
    }
    const prefix = `${bucket}/${url.searchParams.get('prefix') ?? ''}`
    const from = Number(url.searchParams.get('continuation-token') ?? '0')
    const names = [...objects.keys()].filter((one) => one.startsWith(prefix)).sort()
    const keys = names
      .slice(from, from + PAGE)
      .map((one) => `<Contents><Key>${one.slice(bucket.length + 1)}</Key></Contents>`)
    const more = from + PAGE < names.length ? `<NextContinuationToken>${from + PAGE}</NextContinuationToken>` : ''
    say(200, `<?xml version="1.0"?><ListBucketResult>${keys.join('')}${more}</ListBucketResult>`)
  }

  const server = createServer((request, reply) => void answer(request, reply))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `s3+http://127.0.0.1:${port}/records/its/log?region=${REGION}&credential=${credential}`,
    objects,
    fail: (status, times) => {
      failing = { status, times }
    },
    failAt: (nth) => {
      left = nth
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
