import type { Columns } from './column-label.ts'
import type { DigitGroups } from './digit-groups.ts'
import type { Glance } from './glance.ts'
import type { IdTokens } from './id-tokens.ts'
import type { Label, LabelKind } from './labels.ts'
import type { People } from './names/people.ts'
import type { Entity, Span, Tier } from './recognizer.ts'
import type { SpokenNumber } from './spoken-digits.ts'

/** A span before overlaps are settled. */
export interface Candidate extends Span {
  readonly validated: boolean
  readonly tier: Tier
  /** An agency's own recognizer found it: its label knows that agency's papers better than a shipped one. */
  readonly own?: true
}

/** One text under inspection, shared by all recognizers so that common passes are made once. */
export interface Scan {
  /** The normalised view: ASCII digits, dashes and spaces. */
  readonly text: string
  /** Which words may stand in it at all. */
  readonly glance: Glance
  readonly groups: DigitGroups
  /** Runs of letters and digits, and what names them. */
  readonly tokens: IdTokens
  /** What the JSON key or form field that holds a short text says it is. */
  readonly hint: LabelKind | null
  /** The JSON key or form field that holds a short text, as it is spelled; null where it gives no hint. */
  readonly key: string | null
  /** What the turn before asked for, where this short text answers it; null where it asked for nothing. */
  readonly asked: string | null
  /** Names that other texts of the conversation have shown; those of this one are added. */
  readonly people: People
  /** Whether the header of a table counts as label. */
  readonly tables: boolean
  /** What the header of a table says of the column that holds an offset; null outside of tables. */
  readonly column: Columns<LabelKind>
  /** The label on the left of an offset, looked for once however many recognizers ask. */
  readonly labelLeft: (at: number) => Label | null
  /** Numbers that are said digit by digit; looked for once, when somebody asks. */
  readonly spoken: () => readonly SpokenNumber[]
  readonly found: Candidate[]
  /** Characters looked at one by one; the linearity tests count them. */
  steps: number
}

/** Finds one entity. Never looks at more than a bounded window round an anchor, so its work is linear in the text. */
export interface Recognizer {
  readonly entity: Entity
  readonly name: string
  /** Tells two states of a recognizer with the same name apart; a shipped one changes with the engine. */
  readonly version?: string
  readonly find: (scan: Scan) => void
  /**
   * Where the shortest tail of a streamed text starts that could still be, or grow into, one. Shipped recognizers stand in
   * `tail.ts`.
   */
  readonly tail?: (text: string) => number
}
