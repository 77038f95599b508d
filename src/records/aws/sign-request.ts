import { createHash, createHmac } from 'node:crypto'

/** Who signs, for which service. */
export interface RequestKey {
  readonly id: string
  readonly secret: string
  readonly region: string
  readonly service: 's3' | 'kms'
}

/** A request as it is signed: `path` and `query` not yet encoded. */
export interface SignedRequest {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Signed with it, beside the host and what is added here. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const ALGORITHM = 'AWS4-HMAC-SHA256'

/** The headers that a request is sent with, `authorization` among them: AWS Signature Version 4, in headers. */
export function signRequest(request: SignedRequest, key: RequestKey, at: Date): Record<string, string> {
  const time = `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`
  const day = time.slice(0, 8)
  const digest = sha256(request.body)
  const headers: Record<string, string> = {
    ...request.headers,
    host: request.host,
    'x-amz-content-sha256': digest,
    'x-amz-date': time,
  }
  const names = Object.keys(headers).sort()
  const canonical = [
    request.method,
    encodePath(request.path),
    encodeQuery(request.query),
    ...names.map((name) => `${name}:${headers[name]!.trim()}`),
    '',
    names.join(';'),
    digest,
  ].join('\n')
  const scope = `${day}/${key.region}/${key.service}/aws4_request`
  const text = [ALGORITHM, time, scope, sha256(Buffer.from(canonical))].join('\n')
  const signing = [day, key.region, key.service, 'aws4_request'].reduce<Buffer | string>(mac, `AWS4${key.secret}`)
  const signature = mac(signing, text).toString('hex')
  const authorization = `${ALGORITHM} Credential=${key.id}/${scope},SignedHeaders=${names.join(';')},Signature=${signature}`
  return { ...headers, authorization }
}

/** Each segment by RFC 3986; slashes stay. */
export function encodePath(path: string): string {
  return path.split('/').map(encode).join('/')
}

export function encodeQuery(query: Readonly<Record<string, string>>): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name]!)}`)
    .join('&')
}

function encode(text: string): string {
  const hex = (char: string): string => `%${char.charCodeAt(0).toString(16).toUpperCase()}`
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, hex)
}

function mac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** A line `ID:SECRET`; throws, without showing it, when it is none. `name` says which credential that is. */
export function parseRequestCredential(line: string, name: string): Pick<RequestKey, 'id' | 'secret'> {
  const colon = line.indexOf(':')
  if (colon < 1) throw new Error(`credential ${name} is no line ID:SECRET`)
  return { id: line.slice(0, colon), secret: line.slice(colon + 1) }
}
