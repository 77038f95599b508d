/** One message of a resident, and its answer. */
export interface PublicTurn {
  /** As it was sent: with what was taken out as placeholders. */
  readonly asked: string
  /** Kinds of values that were taken out, and how many of each. */
  readonly removed: Readonly<Record<string, number>>
  readonly answer: string
  /** What the answer says of itself; null: the gateway answered, not a model. */
  readonly label: string | null
  /** Number of its record; null for the gateway’s own answers, whose record has none to ask for. */
  readonly record: string | null
}

/** What residents are told before they write (clause MS-60). */
export interface PublicNoticeView {
  readonly ai: string
  readonly recorded: string
  readonly dontEnter: string
  readonly emergency: string
  readonly language: string
}

export type PublicProblem =
  | { readonly kind: 'empty' | 'too-long' | 'expired' | 'unavailable' | 'full' }
  | { readonly kind: 'limited'; readonly minutes: number }
  /** Stopped: not for what it says, and another wording wouldn’t help. */
  | { readonly kind: 'refused' | 'stopped'; readonly record: string }

export interface PublicChatView {
  readonly action: string
  readonly notice: PublicNoticeView
  readonly turns: readonly PublicTurn[]
  /** Goes along in the form; empty before the first message. */
  readonly conversation: string
  readonly problem: PublicProblem | null
  /** What was written and couldn’t be sent. */
  readonly draft: string
  readonly isFull: boolean
  readonly lengthMax: number
}
