import type { ReviewCheck, ReviewResult } from '../core/answer-mark.ts'
import type { Link, Told } from './frame.ts'

/** Something that can be chosen, in the policy’s own words. */
export interface Choice {
  readonly id: string
  readonly name: string
  /** One sentence; null: the name says it. */
  readonly description: string | null
}

/** An approved system as people choose it: for what it may be used, and how far. */
export interface SystemChoice extends Choice {
  readonly vendor: string
  readonly purposes: readonly string[]
  readonly dataClass: string
  readonly notFor: readonly string[]
}

/** What is decided once for a conversation. */
export interface ChatSettings {
  readonly model: string
  readonly purpose: string
  readonly dataClass: string
}

export interface ChatView {
  /** Null: one that begins. */
  readonly id: string | null
  readonly title: string | null
  readonly systems: readonly SystemChoice[]
  readonly purposes: readonly Choice[]
  readonly dataClasses: readonly Choice[]
  readonly chosen: ChatSettings
  readonly turns: readonly TurnView[]
  /** Turns before these, which are not shown. */
  readonly earlier: number
  readonly recent: readonly ConversationView[]
  /** Approved applications that this person may open. */
  readonly applications: readonly Link[]
  readonly draft: string
  readonly refusal: RefusalView | null
  readonly isPrint: boolean
  /** Endings of the files that may be attached, with their dot. */
  readonly fileEndings: readonly string[]
}

/** Nothing was sent, and why. */
export interface RefusalView {
  readonly told: Told
  readonly clause: string | null
  readonly record: string
  /** The system asks for a stronger or a newer sign-in, in the issuer’s own words; null: it doesn’t. */
  readonly stepUp: { readonly acrValues: string; readonly maxAge: string } | null
  /** The text with what is in the way taken out; null: that wouldn’t help. */
  readonly without: string | null
}

export interface TurnView {
  readonly number: number
  readonly record: string
  readonly askedAt: string
  /** As it was sent; null: no longer there. */
  readonly question: string | null
  readonly removed: readonly RemovedView[]
  /** Files that went with it, as they were sent. */
  readonly files: readonly { readonly name: string; readonly text: string; readonly leftOut: readonly string[] }[]
  readonly answer: AnswerView | null
  readonly review: GivenReview | null
  readonly reports: readonly { readonly number: string; readonly at: string }[]
  /** Its asker said that it shouldn’t have been sent. */
  readonly isHidden: boolean
}

/** What of one kind was found in a question, and what became of it. Never the value. */
export interface RemovedView {
  readonly entity: string
  readonly count: number
  readonly operator: string
}

export interface AnswerView {
  /** Markdown, as the model wrote it; null: no longer there. */
  readonly text: string
  readonly status: 'complete' | 'stopped' | 'broken' | 'writing' | 'gateway'
  readonly problem: Told | null
  readonly label: LabelView | null
}

/** Who made an answer, on every answer. */
export interface LabelView {
  readonly text: string
  readonly language: string
  readonly system: string
  readonly model: string
  readonly provider: string
  readonly at: string
}

export interface GivenReview {
  readonly name: string
  readonly at: string
  readonly checked: readonly ReviewCheck[]
  readonly result: ReviewResult
}

export interface ConversationView extends Link {
  readonly at: string
  readonly system: string
}

export interface ConversationsView {
  readonly query: string
  readonly conversations: readonly ConversationView[]
  /** How far was looked, where something was looked for. */
  readonly scope: { readonly records: number; readonly unindexed: number; readonly lag: number } | null
}

export interface ReviewView {
  readonly conversation: string
  readonly turn: TurnView
  readonly isMissingChecks: boolean
  readonly isMissingReason: boolean
}
