import type { EntryId, IdSource } from '../core/ids.ts'
import { type RecordReader, type RecordWriter, StateMoved } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import type { EntryDraft, EntryType, Position, StateBasis, StateChange } from '../core/record.ts'
import type { StateCache } from './state-cache.ts'

/** One act of governance, as it is written down. */
export interface Act {
  readonly type: EntryType
  readonly agency: string
  /** Who did it: a person, somebody named otherwise (`os:<user>`, `scim:<issuer>`); null: the gateway itself. */
  readonly actor: Principal | string | null
  readonly meta: Readonly<Record<string, unknown>>
  readonly state?: readonly StateChange[]
  /** Fixed beforehand where the act may be asked for again: it is then written once. */
  readonly id?: EntryId
  /** JSON for the part `body`. */
  readonly body?: object
  /** Rows that it was worked out from: of two acts on the same row one counts, at whichever gateways they are given. */
  readonly basis?: readonly StateBasis[]
}

/** Acts of governance: each is an entry of the log, and in force once that entry is durable. */
export interface Ledger {
  readonly state: StateCache
  /**
   * Resolves once the act is durable and in force. Rejects with `StateMoved` where a row of its basis has changed: nothing of
   * it is written.
   */
  write(act: Act): Promise<Position>
}

export function createLedger(
  store: RecordWriter & Pick<RecordReader, 'stateOf'>,
  state: StateCache,
  ids: IdSource,
  policy: () => { version: string; series: string },
): Ledger {
  async function write({ type, agency, actor, meta, state: changes = [], basis, id = ids.entryId(), body }: Act) {
    const { version, series } = policy()
    const by =
      actor === null || typeof actor === 'string'
        ? (actor ?? 'gateway')
        : {
            issuer: actor.issuer,
            subject: actor.subject,
            client: actor.client,
            unit: actor.unit,
            roles: [...actor.roles],
          }
    const draft: EntryDraft = {
      id,
      type,
      agency,
      series,
      policy: version,
      meta: { ...meta, by },
      parts: body === undefined ? [] : [{ name: 'body', key: 'record', bytes: Buffer.from(JSON.stringify(body)) }],
      state: changes,
      ...(basis === undefined ? {} : { basis }),
    }
    const position = await store.append(draft)
    if (position.wasThere) await readAgain(changes, position.index)
    else state.apply(changes, position.index)
    return position
  }

  /** The entry of this id may be another gateway's, and its rows are those that hold. */
  async function readAgain(changes: readonly StateChange[], index: number): Promise<void> {
    for (const { kind, key } of changes)
      state.merge([{ kind, key, value: (await store.stateOf(kind, key)) ?? null, index }])
  }

  return { state, write }
}

/** The same, with what is answered where somebody else was first. */
export async function writeOr<Told>(
  ledger: Pick<Ledger, 'write'>,
  act: Act,
  told: (moved: StateMoved) => Told,
): Promise<Position | Told> {
  try {
    return await ledger.write(act)
  } catch (error) {
    if (error instanceof StateMoved) return told(error)
    throw error
  }
}
