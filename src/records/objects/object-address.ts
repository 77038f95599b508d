/** Where objects lie: `s3+https://HOST/BUCKET/PREFIX?region=R&credential=file:PATH`. */
export interface ObjectAddress {
  /** `https://host[:port]`. */
  readonly origin: string
  readonly bucket: string
  /** Before each name, with its slash; empty: none. */
  readonly prefix: string
  readonly region: string
  /** `env:NAME` or `file:PATH` of a line `ID:SECRET`. */
  readonly credential: string
}

const SCHEME = /^s3\+(https?):\/\//

/** Whether a mirror is named that is an object store. */
export function isObjectAddress(text: string): boolean {
  return SCHEME.test(text)
}

/** Throws with what is wrong; never shows the address whole. */
export function parseObjectAddress(text: string): ObjectAddress {
  const url = URL.parse(text.replace(SCHEME, '$1://'))
  if (url === null) throw new Error('not an address: s3+https://HOST/BUCKET/PREFIX?region=R&credential=file:PATH')
  const [bucket = '', ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent)
  const prefix = rest.filter((name) => name !== '').join('/')
  const credential = url.searchParams.get('credential') ?? ''
  if (url.username !== '' || url.password !== '')
    throw new Error('the credential is named, not written: credential=file:PATH')
  if (url.protocol === 'http:' && !/^(?:127\.0\.0\.1|\[::1\])$/.test(url.hostname))
    throw new Error('http: only to this machine, by its literal address')
  if (bucket === '') throw new Error('names no bucket')
  if (!/^(?:env|file):./.test(credential)) throw new Error('names no credential: credential=file:PATH or env:NAME')
  for (const name of url.searchParams.keys())
    if (name !== 'region' && name !== 'credential') throw new Error(`knows no ${name}`)
  const region = url.searchParams.get('region') ?? 'us-east-1'
  return { origin: url.origin, bucket, prefix: prefix === '' ? '' : `${prefix}/`, region, credential }
}
