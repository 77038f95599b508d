import { createHash } from 'node:crypto'

/** Something that browsers fetch. */
export interface Asset {
  /** As sources name it. */
  readonly name: string
  readonly bytes: Buffer
}

/** The name that it is served by: another one whenever its content is another, so that it may be kept for ever. */
export function hashedName({ name, bytes }: Asset): string {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 10)
  return name.replaceAll('/', '-').replace(/(\.[a-z0-9]+)$/, `-${digest}$1`)
}
