import { parseCheckpointText } from '../../core/checkpoint.ts'
import { consistencyProof } from '../../core/merkle-proof.ts'
import type { LogReader } from '../../core/ports.ts'
import { cosignedAt, parseSignedNote } from '../../core/signed-note.ts'
import { formatAddCheckpoint } from '../../core/tlog-witness.ts'
import { withNodes } from '../tree-nodes.ts'
import type { Witness } from './witness-policy.ts'

export type WitnessFetch = (
  url: string,
  init: { signal: AbortSignal; redirect: 'error'; headers: Record<string, string>; method: string; body: string },
) => Promise<Response>

export type WitnessAnswer =
  /** Its signature line, and when it signed (seconds since the epoch). */
  | { readonly kind: 'cosigned'; readonly line: string; readonly at: number }
  /** It has seen this many entries. */
  | { readonly kind: 'seen'; readonly size: number }
  /** What it has seen is no beginning of this log. */
  | { readonly kind: 'inconsistent'; readonly size: number }
  | { readonly kind: 'failed'; readonly why: string }

const PATIENCE_MS = 5_000
const ANSWER_MAX = 16_384

/** Asks a witness to cosign a checkpoint, given what it was last known to have seen. Never rejects. */
export async function askWitness(
  fetch: WitnessFetch,
  log: LogReader,
  { verifier, url }: Witness,
  oldSize: number,
  checkpoint: string,
): Promise<WitnessAnswer> {
  try {
    const note = parseSignedNote(checkpoint)
    const { size } = parseCheckpointText(note.text)
    if (oldSize > size) return { kind: 'seen', size: oldSize }
    const proof =
      oldSize === 0 || oldSize === size
        ? []
        : await withNodes(log, size, (nodeAt) => consistencyProof(oldSize, size, nodeAt))
    const answer = await fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      body: formatAddCheckpoint({ oldSize, proof, checkpoint }),
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const text = (await answer.text()).slice(0, ANSWER_MAX)
    if (answer.status === 409) return conflict(text, oldSize)
    if (answer.status === 422) return { kind: 'inconsistent', size: oldSize }
    if (answer.status !== 200) return { kind: 'failed', why: `it answered ${answer.status}` }
    for (const line of text.split('\n').filter((one) => one !== '')) {
      const at = cosignedAt(parseSignedNote(`${note.text}\n${line}\n`), verifier)
      if (at !== null) return { kind: 'cosigned', line: `${line}\n`, at }
    }
    return { kind: 'failed', why: 'its answer is not signed by its key' }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return { kind: 'failed', why: cause instanceof Error ? cause.message : String(cause) }
  }
}

/** The same size in both: then it is the root that differs. */
function conflict(text: string, oldSize: number): WitnessAnswer {
  const size = Number(text.trim())
  if (!/^\d+\n?$/.test(text) || !Number.isSafeInteger(size))
    return { kind: 'failed', why: 'it answered 409 without a size' }
  return size === oldSize ? { kind: 'inconsistent', size } : { kind: 'seen', size }
}
