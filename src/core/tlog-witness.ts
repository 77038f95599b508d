import { HASH_BYTES } from './merkle.ts'

/** What a log asks a witness: the size that the witness has seen, the proof from there on, and the checkpoint (C2SP). */
export interface AddCheckpoint {
  readonly oldSize: number
  readonly proof: readonly Buffer[]
  readonly checkpoint: string
}

/** A consistency proof has at most this many lines (C2SP tlog-witness). */
const PROOF_MAX = 63

/** The body of `POST <witness>/add-checkpoint`. */
export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return `old ${oldSize}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${checkpoint}`
}

/** Reads the body; throws when it is malformed. Nothing in it is trusted yet. */
export function parseAddCheckpoint(body: string): AddCheckpoint {
  const split = body.indexOf('\n\n')
  const [first = '', ...lines] = body.slice(0, Math.max(split, 0)).split('\n')
  const oldSize = /^old (0|[1-9]\d*)$/.exec(first)?.[1]
  if (oldSize === undefined || !Number.isSafeInteger(Number(oldSize)) || lines.length > PROOF_MAX)
    throw new Error('malformed add-checkpoint request')
  const proof = lines.map((line) => {
    const hash = Buffer.from(line, 'base64')
    if (hash.byteLength !== HASH_BYTES || hash.toString('base64') !== line) throw new Error('malformed proof line')
    return hash
  })
  return { oldSize: Number(oldSize), proof, checkpoint: body.slice(split + 2) }
}
