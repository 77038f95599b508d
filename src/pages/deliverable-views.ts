import type { ReviewCheck } from '../core/answer-mark.ts'
import type { RequestTo } from './catalog-views.ts'
import type { Link, Told } from './frame.ts'

export interface DeliverableLine extends Link {
  readonly at: string
  readonly state: DeliverableState
  readonly by: string
}

/** Where it stands, in one word of the page’s language. */
export type DeliverableState = 'begun' | 'written' | 'attested' | 'asked' | 'returned' | 'approved' | 'published'

export interface DeliverablesView {
  readonly own: readonly DeliverableLine[]
  readonly toApprove: readonly DeliverableLine[]
}

/** An answer that can be used, or is. */
export interface UsableAnswer {
  readonly record: string
  /** First words of the question, as it was sent. */
  readonly label: string
  readonly at: string
  readonly isUsed: boolean
}

export interface DeliverableFormView {
  readonly action: string
  /** One that is there already; null: it begins. */
  readonly id: string | null
  readonly answers: readonly UsableAnswer[]
  readonly title: string
  readonly authors: string
  readonly parts: string
  readonly error: Told | null
}

export interface DeliverableView {
  readonly id: string
  readonly title: string
  readonly authors: string
  readonly state: DeliverableState
  readonly isOwn: boolean
  readonly owner: string
  /** What a form on this page is made from. */
  readonly steps: number
  readonly statement: { readonly lines: readonly string[]; readonly language: string }
  readonly unreviewed: number
  readonly text: string | null
  readonly citations: readonly { readonly text: string; readonly state: 'unchecked' | 'checked' | 'wrong' }[]
  /** Files that went with the questions, and the longest run of words that the text has in common with each. */
  readonly sources: readonly { readonly name: string; readonly shared: string | null; readonly words: number }[]
  readonly attested: { readonly at: string; readonly checked: readonly ReviewCheck[] } | null
  readonly needsApproval: boolean
  readonly approval: {
    readonly state: 'asked' | 'returned' | 'approved'
    readonly to: RequestTo
    readonly by: string | null
    readonly at: string
    readonly reason: string | null
  } | null
  readonly published: readonly { readonly at: string; readonly format: string; readonly sha256: string }[]
  readonly error: Told | null
}

export interface FindUseView {
  readonly text: string
  /** Null: nothing was looked for. */
  readonly found:
    | readonly {
        readonly href: string
        readonly label: string
        readonly at: string
        readonly system: string
        readonly shared: string
        readonly words: number
      }[]
    | null
  readonly looked: number
  readonly isTooShort: boolean
}
