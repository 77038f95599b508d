import type { ExchangeId } from '../core/ids.ts'
import type { RecordStore, SearchPage, SearchQuery } from '../core/ports.ts'
import type { PlacedChange } from '../core/record.ts'
import type { ScanOriginals } from './search/originals-job.ts'

/** A record store with what a gateway's start, end and operator need of it. */
export interface GatewayStore extends RecordStore {
  /**
   * Ends every exchange that this gateway began, that has no terminal entry and no place in `open`, with one `interrupted`
   * entry that holds what was spooled. Called at boot and after an outage. `open` is asked after the log was, so it must be
   * what is open then. Resolves with the exchanges that were ended.
   */
  recoverInterrupted(options: { readonly open: { has(id: ExchangeId): boolean } }): Promise<ExchangeId[]>
  /** A search over all agencies, for the operator's shell: never reachable by a request. */
  searchEverywhere(query: Omit<SearchQuery, 'agencies'>): Promise<SearchPage>
  /**
   * Resolves once no file of this gateway's search index holds a word of these entries. For a disposition, between the
   * deletion of their contents and the entry that says it is done.
   */
  purgeSearch(indexes: readonly number[]): Promise<void>
  /** Looks through sealed originals; whoever calls has asked whether they may. */
  readonly scanOriginals: ScanOriginals
  /** Tells of projections that other gateways change, from the store's opening on, at most a second later. */
  follow(changed: (changes: readonly PlacedChange[]) => void): void
  /**
   * Resolves once whoever follows knows what any gateway had changed before this was called. Rejects with `StoreUnavailable`
   * when that can't be known.
   */
  heard(): Promise<void>
  /** Used proofs as all gateways of the log know them; null where there is but one. */
  readonly usedProofs: {
    readonly sinceMs: number
    claim(id: string, untilMs: number): Promise<'first' | 'used' | 'full'>
  } | null
}
