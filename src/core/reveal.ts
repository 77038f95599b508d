/** Kind of the rows that reveals of sealed parts leave; their key is the reveal. */
export const REVEAL = 'reveal'

/** A reveal that takes, or took, more than one look: by two people, or in an emergency. Instants in ms since the epoch. */
export interface RevealRow {
  readonly exchange: string
  readonly agency: string
  readonly part: 'orig' | 'out'
  /** `issuer|subject` of who asked, and by which roles. */
  readonly by: string
  readonly roles: readonly string[]
  readonly purpose: string
  readonly reason: string
  readonly at: number
  /** Who agreed; null: nobody yet, or nobody had to. */
  readonly approvedBy: string | null
  /** Until when the one who asked may look; null: not yet. */
  readonly until: number | null
  readonly emergency: EmergencyRow | null
}

interface EmergencyRow {
  /** What whoever took it calls the case. */
  readonly case: string
  /** By when somebody else reviews it. */
  readonly reviewBy: number
  readonly reviewedBy: string | null
  readonly finding: 'justified' | 'not-justified' | null
}
