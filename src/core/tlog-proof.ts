import { HASH_BYTES } from './merkle.ts'

const HEADER = 'c2sp.org/tlog-proof@v1'

/** Everything a stranger needs to check one entry offline, beside the entry and the log's verifier key. */
export interface TlogProof {
  readonly index: number
  /** Inclusion proof in the tree of the checkpoint, leaf's sibling first. */
  readonly hashes: readonly Buffer[]
  /** The signed checkpoint, verbatim. */
  readonly checkpoint: string
  /** Application data, opaque to the format. */
  readonly extra?: Buffer
}

/** The file form (c2sp.org/tlog-proof@v1). */
export function formatTlogProof({ index, hashes, checkpoint, extra }: TlogProof): string {
  const lines = [HEADER]
  if (extra !== undefined) lines.push(`extra ${extra.toString('base64')}`)
  lines.push(`index ${index}`, ...hashes.map((hash) => hash.toString('base64')))
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/** Reads the file form; throws when it is malformed. Nothing in it is trusted yet. */
export function parseTlogProof(text: string): TlogProof {
  const split = text.indexOf('\n\n')
  const lines = text.slice(0, Math.max(split, 0)).split('\n')
  if (lines.shift() !== HEADER) throw new Error('not a tlog-proof@v1')
  const extra = lines[0]?.startsWith('extra ') ? Buffer.from(lines.shift()!.slice(6), 'base64') : undefined
  const index = /^index (0|[1-9]\d*)$/.exec(lines.shift() ?? '')?.[1]
  if (index === undefined || !Number.isSafeInteger(Number(index))) throw new Error('tlog-proof without index')
  const hashes = lines.map((line) => {
    const hash = Buffer.from(line, 'base64')
    if (hash.byteLength !== HASH_BYTES || hash.toString('base64') !== line)
      throw new Error('tlog-proof with a bad hash')
    return hash
  })
  const proof = { index: Number(index), hashes, checkpoint: text.slice(split + 2) }
  return extra === undefined ? proof : { ...proof, extra }
}
