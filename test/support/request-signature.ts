import { createHash, createHmac } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may sign, and for what. */
export interface Signed {
  readonly id: string
  readonly secret: string
  readonly region: string
  readonly service: string
}

const SAID =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request,SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/

/** Of a request as it came, by the specification's words: nothing is shared with what signs. */
export function isSigned(request: IncomingMessage, url: URL, body: Buffer, as: Signed): boolean {
  const match = SAID.exec(request.headers.authorization ?? '')
  if (match === null) return false
  const [, id, day, region, service, signed, signature] = match as unknown as string[]
  const names = signed!.split(';')
  const digest = createHash('sha256').update(body).digest('hex')
  const isComplete = ['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.includes(name))
  const isFor = id === as.id && region === as.region && service === as.service
  if (!isComplete || !isFor || request.headers['x-amz-content-sha256'] !== digest) return false
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
  const key = mac(mac(mac(mac(`AWS4${as.secret}`, day!), as.region), as.service), 'aws4_request')
  const text = `AWS4-HMAC-SHA256\n${time}\n${day}/${as.region}/${as.service}/aws4_request\n${hashed}`
  return time.startsWith(day!) && mac(key, text).toString('hex') === signature
}
