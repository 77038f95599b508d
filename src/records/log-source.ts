import type { Frontier, NodeSource } from '../core/merkle.ts'
import type { EntryType, StateChange } from '../core/record.ts'
import type { PartRow } from './commit/part-row.ts'
import type { StoredPassage } from './passages/stored-passage.ts'

/** An entry exactly as it is stored, nothing trusted. */
export interface RawEntry {
  readonly index: number
  readonly id: string
  readonly type: string
  readonly ref: string | null
  readonly isTerminal: boolean
  readonly time: string
  readonly entry: Buffer
  readonly leaf: Buffer
  readonly parts: readonly RawPart[]
  /** What was stored with it for later parts to refer to, this entry's among them. */
  readonly passages: readonly StoredPassage[]
}

export interface RawPart extends PartRow {
  readonly seal: Buffer
}

/** A store seen by a verifier: what lies there, without judgement. Each adapter has one; nothing is written through it. */
export interface LogSource {
  /** What the store says its tree is. */
  tree(): { readonly frontier: Frontier; readonly root: Buffer }
  /** Entries from an index on, in order. Without contents, parts are listed by name only; a function says it of some. */
  entries(from: number, hasContents: boolean | ((index: number) => boolean)): Iterable<RawEntry>
  /** Entries of these types with their contents, in order. */
  ofTypes(types: readonly EntryType[]): Iterable<RawEntry>
  /** A full tile and its root as stored, null when absent. */
  fullTile(level: number, index: number): { readonly hashes: Buffer; readonly root: Buffer } | null
  /** How many full tiles are stored at each level. */
  fullTiles(): ReadonlyMap<number, number>
  /** Every checkpoint from a size on, smallest first. */
  checkpoints(from: number): Iterable<{ readonly size: number; readonly note: string }>
  /** Last sequence number of each instance. */
  sequences(): ReadonlyMap<string, number>
  /** The rows of every projection. */
  state(): readonly StateChange[]
  /** Exchanges that have more than one terminal entry. */
  twiceTerminated(): readonly string[]
  /** Exchanges that have a prompt and no terminal entry, by the entries themselves. */
  openExchanges(): readonly string[]
  /** Exchanges that the store takes for open. */
  markedOpen(): readonly string[]
  /** Passages that no part refers to: what a destruction should have taken. */
  strayPassages(): number
  readonly nodeAt: NodeSource
}
