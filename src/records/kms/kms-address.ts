/** Where a key lies that never leaves its service: `aws-kms+https://HOST?key=K&region=R&credential=file:PATH[&ca=PATH]`. */
export interface KmsAddress {
  /** `https://host[:port]`. */
  readonly origin: string
  /** Id, alias or ARN, as the service names its keys. */
  readonly key: string
  readonly region: string
  /** File of a line `ID:SECRET`. */
  readonly credentialFile: string
  /** File with authorities beside the well-known ones. */
  readonly caFile: string | null
}

const SCHEME = /^aws-kms\+(https?):\/\//
const KNOWN = new Set(['key', 'region', 'credential', 'ca'])

/** Throws with what is wrong; never shows the address whole. */
export function parseKmsAddress(text: string): KmsAddress {
  const url = SCHEME.test(text) ? URL.parse(text.replace(SCHEME, '$1://')) : null
  if (url === null) throw new Error('not an address: aws-kms+https://HOST?key=K&region=R&credential=file:PATH')
  if (url.username !== '' || url.password !== '')
    throw new Error('the credential is named, not written: credential=file:PATH')
  if (url.protocol === 'http:' && !/^(?:127\.0\.0\.1|\[::1\])$/.test(url.hostname))
    throw new Error('http: only to this machine, by its literal address')
  for (const name of url.searchParams.keys()) if (!KNOWN.has(name)) throw new Error(`knows no ${name}`)
  const value = (name: string): string => url.searchParams.get(name) ?? ''
  if (value('key') === '') throw new Error('names no key: key=ID')
  if (value('region') === '') throw new Error('names no region: region=us-gov-west-1')
  const credentialFile = /^file:(.+)$/.exec(value('credential'))?.[1]
  if (credentialFile === undefined) throw new Error('names no credential: credential=file:PATH')
  const { origin } = url
  return { origin, key: value('key'), region: value('region'), credentialFile, caFile: value('ca') || null }
}
