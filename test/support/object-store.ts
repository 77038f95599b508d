import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

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
    if (!isSigned(request, url, body)) return say(403, '<Error><Code>SignatureDoesNotMatch</Code></Error>')
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

/** From the request as it came, by the specification's words: nothing is shared with what signs. */
function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
  const said =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request,SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/
  const match = said.exec(request.headers.authorization ?? '')
  if (match === null) return false
  const [, id, day, region, signed, signature] = match as unknown as [string, string, string, string, string, string]
  const names = signed.split(';')
  const digest = createHash('sha256').update(body).digest('hex')
  const isComplete = ['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.includes(name))
  if (!isComplete || id !== OBJECT_KEY.id || region !== REGION || request.headers['x-amz-content-sha256'] !== digest)
    return false
  const query = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '')
    .sort()
    .join('&')
  const headers = names.map((name) => `${name}:${String(request.headers[name]).trim()}\n`).join('')
  const canonical = `${request.method}\n${url.pathname}\n${query}\n${headers}\n${signed}\n${digest}`
  const time = String(request.headers['x-amz-date'])
  const hashed = createHash('sha256').update(canonical).digest('hex')
  const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const key = mac(mac(mac(mac(`AWS4${OBJECT_KEY.secret}`, day), region), 's3'), 'aws4_request')
  const expected = mac(key, `AWS4-HMAC-SHA256\n${time}\n${day}/${region}/s3/aws4_request\n${hashed}`).toString('hex')
  return time.startsWith(day) && expected === signature
}
