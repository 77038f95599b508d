import type { DigitGroups } from './digit-groups.ts'
import type { IdTokens } from './id-tokens.ts'
import type { LabelKind } from './labels.ts'
import type { People } from './names/people.ts'
import type { Entity, Span } from './recognizer.ts'

/** `shape`: the value proves itself. `label`: only a word nearby tells it from any other number or word. */
export type Tier = 'shape' | 'label'

/** A span before overlaps are settled. */
export interface Candidate extends Span {
  /** A check digit, a registry of ranges or an unmistakable frame held. */
  readonly validated: boolean
  readonly tier: Tier
}

/** One text under inspection, shared by all recognizers so that common passes are made once. */
export interface Scan {
  /** The normalised view: ASCII digits, dashes and spaces. */
  readonly text: string
  readonly groups: DigitGroups
  /** Runs of letters and digits, and what names them. */
  readonly tokens: IdTokens
  /** What the JSON key or form field that holds a short text says it is. */
  readonly hint: LabelKind | null
  /** The JSON key or form field that holds a short text, as it is spelled. */
  readonly key: string | null
  /** Names that other texts of the conversation have shown; those of this one are added. */
  readonly people: People
  /** What the header of a table says of the column that holds an offset; null outside of tables. */
  readonly column: (at: number) => LabelKind | null
  readonly found: Candidate[]
  /** Characters looked at one by one; the linearity tests count them. */
  steps: number
}

/** Finds one entity. Never looks at more than a bounded window round an anchor, so its work is linear in the text. */
export interface Recognizer {
  readonly entity: Entity
  readonly name: string
  readonly find: (scan: Scan) => void
}
