import type { EntryId, IdSource } from '../core/ids.ts'
import type { RecordWriter } from '../core/ports.ts'
import type { Principal } from '../core/principal.ts'
import type { EntryDraft, EntryType, Position, StateChange } from '../core/record.ts'
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
  /**
   * With `id`: whether the entry that stands under it is this act. Where another gateway wrote another one first, nothing of
   * this one is in force, and the position says so.
   */
  readonly isOurs?: () => Promise<boolean>
}

/** Acts of governance: each is an entry of the log, and in force once that entry is durable. */
export interface Ledger {
  readonly state: StateCache
  /** Resolves once the act is durable and in force. */
  write(act: Act): Promise<Position>
}

export function createLedger(
  store: RecordWriter,
  state: StateCache,
  ids: IdSource,
  policy: () => { version: string; series: string },
): Ledger {
  return {
    state,
    async write({ type, agency, actor, meta, state: changes = [], id = ids.entryId(), body, isOurs }) {
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
      }
      const position = await store.append(draft)
      if (isOurs !== undefined && !(await isOurs())) return { ...position, endedBefore: true }
      state.apply(changes, position.index)
      return position
    },
  }
}
