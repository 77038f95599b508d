import { type Answer, createRequestSender } from '../aws/send-request.ts'
import { encodePath, encodeQuery, parseRequestCredential, signRequest } from '../aws/sign-request.ts'
import type { ObjectAddress } from './object-address.ts'

/** Objects under one prefix. Each call rejects when the store doesn’t do as it is asked within a while. */
export interface ObjectStore {
  /** In place of one of the same name; whoever reads sees the old one or the new one, whole. */
  put(name: string, body: Uint8Array): Promise<void>
  /** Null: there is none. */
  get(name: string): Promise<Buffer | null>
  remove(name: string): Promise<void>
  /** Names that begin so, in order. */
  list(start: string): Promise<string[]>
  close(): Promise<void>
}

export interface ObjectStoreSettings {
  readonly address: ObjectAddress
  /** `ID:SECRET`. */
  readonly credential: string
  /** File with authorities beside the well-known ones. */
  readonly caFile: string | null
}

export function openObjectStore({ address, credential, caFile }: ObjectStoreSettings): ObjectStore {
  const { origin, bucket, prefix, region } = address
  const key = { ...parseRequestCredential(credential, address.credential), region, service: 's3' } as const
  const { host } = new URL(origin)
  const sender = createRequestSender({ origin, caFile, name: 'the object store' })

  async function ask(
    method: 'GET' | 'PUT' | 'DELETE',
    name: string | null,
    { query = {}, body = NOTHING }: { query?: Record<string, string>; body?: Uint8Array } = {},
  ): Promise<Answer> {
    const path = name === null ? `/${bucket}` : `/${bucket}/${prefix}${name}`
    const headers = signRequest({ method, host, path, query, headers: {}, body }, key, new Date())
    const search = encodeQuery(query)
    const url = `${origin}${encodePath(path)}${search === '' ? '' : `?${search}`}`
    const answer = await sender.send(url, method, headers, body)
    const isAbsent = answer.status === 404 && name !== null
    if (answer.status >= 300 && !isAbsent) throw new Error(`${method} ${answer.status}${codeOf(answer.body)}`)
    return answer
  }

  return {
    async put(name, body) {
      if ((await ask('PUT', name, { body })).status === 404) throw new Error('PUT 404: there is no such bucket')
    },
    async get(name) {
      const { status, body } = await ask('GET', name)
      return status === 404 ? null : body
    },
    async remove(name) {
      await ask('DELETE', name)
    },
    async list(start) {
      const names: string[] = []
      for (let after: string | null = ''; after !== null; ) {
        const page: Record<string, string> = after === '' ? {} : { 'continuation-token': after }
        const { body } = await ask('GET', null, { query: { 'list-type': '2', prefix: `${prefix}${start}`, ...page } })
        const xml = body.toString()
        for (const [, found] of xml.matchAll(/<Key>([^<]*)<\/Key>/g)) names.push(unescape(found!).slice(prefix.length))
        const next = /<NextContinuationToken>([^<]*)</.exec(xml)
        after = next === null ? null : unescape(next[1]!)
      }
      return names.sort()
    },
    close: async () => sender.close(),
  }
}

const NOTHING = new Uint8Array()

/** The store’s own word for it, where it says one. */
function codeOf(bytes: Buffer): string {
  const code = /<Code>([A-Za-z]{1,64})<\/Code>/.exec(bytes.toString('utf8', 0, 2_000))
  return code === null ? '' : ` ${code[1]}`
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescape(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name]!)
}
