import type { KeyObject } from 'node:crypto'
import { type Checkpoint, openCheckpoint, parseCheckpointText } from '../../core/checkpoint.ts'
import { EMPTY_ROOT } from '../../core/merkle.ts'
import { isConsistent } from '../../core/merkle-proof.ts'
import { cosignatureLine, type NoteVerifier, parseSignedNote } from '../../core/signed-note.ts'
import { type AddCheckpoint, parseAddCheckpoint } from '../../core/tlog-witness.ts'

/** What a witness remembers of each log: the newest checkpoint that it cosigned. */
export interface WitnessMemory {
  get(origin: string): Promise<string | null>
  /** Resolves once it survives a crash. */
  set(origin: string, checkpoint: string): Promise<void>
}

export interface WitnessOptions {
  readonly name: string
  readonly privateKey: KeyObject
  /** Keys of the logs that it witnesses; a log may have more than one. */
  readonly logs: readonly NoteVerifier[]
  readonly memory: WitnessMemory
  readonly now: () => number
}

export interface WitnessReply {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422
  readonly type: string
  readonly body: string
}

/** C2SP tlog-witness: cosigns what extends what it has seen, and nothing else. */
export interface WitnessService {
  /** The answer to `POST /add-checkpoint`. What it cosigns is remembered durably before it answers. */
  addCheckpoint(body: string): Promise<WitnessReply>
}

export function createWitness({ name, privateKey, logs, memory, now }: WitnessOptions): WitnessService {
  /** One at a time for each log: what is compared is what is replaced. */
  const turns = new Map<string, Promise<unknown>>()

  async function judge(request: AddCheckpoint, checkpoint: Checkpoint): Promise<WitnessReply> {
    const { oldSize, proof } = request
    const { origin, size, root } = checkpoint
    if (oldSize > size) return refusal(400, 'the old size is larger than the checkpoint')
    const kept = await memory.get(origin)
    const last = kept === null ? { size: 0, root: EMPTY_ROOT } : parseCheckpointText(parseSignedNote(kept).text)
    const seen: WitnessReply = { status: 409, type: 'text/x.tlog.size', body: `${last.size}\n` }
    if (oldSize !== last.size) return seen
    if (size === last.size && !root.equals(last.root)) return seen
    const isSound = last.size === 0 ? proof.length === 0 : isConsistent(last.size, last.root, size, root, proof)
    if (!isSound) return refusal(422, 'the proof does not show that the checkpoint extends what was seen')
    const { text } = parseSignedNote(request.checkpoint)
    await memory.set(origin, request.checkpoint)
    const seconds = Math.floor(now() / 1_000)
    return { status: 200, type: 'text/plain; charset=utf-8', body: cosignatureLine(text, name, privateKey, seconds) }
  }

  return {
    async addCheckpoint(body) {
      let request: AddCheckpoint
      let origin: string
      try {
        request = parseAddCheckpoint(body)
        origin = parseCheckpointText(parseSignedNote(request.checkpoint).text).origin
      } catch (error) {
        return refusal(400, (error as Error).message)
      }
      const keys = logs.filter((log) => log.name === origin)
      if (keys.length === 0) return refusal(404, 'this witness does not know the log')
      let checkpoint: Checkpoint
      try {
        checkpoint = openCheckpoint(request.checkpoint, ...keys)
      } catch (error) {
        return refusal(403, (error as Error).message)
      }
      const before = turns.get(origin) ?? Promise.resolve()
      const turn = before.then(() => judge(request, checkpoint))
      turns.set(
        origin,
        turn.catch(() => undefined),
      )
      return turn
    },
  }
}

function refusal(status: WitnessReply['status'], why: string): WitnessReply {
  return { status, type: 'text/plain; charset=utf-8', body: `${why}\n` }
}
