import { createHash } from 'node:crypto'
import { type ByteEdit, byteEdit } from '../../core/edits.ts'
import type { PlainPart } from './seal-entry.ts'

/** Joins the pieces of an answer to the parts of its record; sizes and digests are taken as the pieces pass. */
export interface SpoolFold {
  readonly segments: number
  add(body: Buffer, released: Buffer): void
  /** None when nothing was added. */
  parts(): PlainPart[]
  meta(): Record<string, unknown>
}

export function createSpoolFold(): SpoolFold {
  const bodies: Buffer[] = []
  const edits: ByteEdit[] = []
  const sizes = { body: 0, released: 0 }
  const digests = { body: createHash('sha256'), released: createHash('sha256') }
  let segments = 0
  return {
    get segments() {
      return segments
    },
    add(body, released) {
      if (!released.equals(body)) edits.push(byteEdit(sizes.body, sizes.body + body.byteLength, released))
      bodies.push(body)
      digests.body.update(body)
      digests.released.update(released)
      sizes.body += body.byteLength
      sizes.released += released.byteLength
      segments++
    },
    parts() {
      if (segments === 0) return []
      const body: PlainPart = { name: 'body', key: 'record', content: Buffer.concat(bodies) }
      return edits.length === 0
        ? [body]
        : [body, { name: 'out', key: 'sealed', content: Buffer.from(JSON.stringify({ edits })) }]
    },
    meta: () => ({
      body: { bytes: sizes.body, sha256: digests.body.digest('hex') },
      released: { bytes: sizes.released, sha256: digests.released.digest('hex') },
    }),
  }
}
