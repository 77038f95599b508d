import type { RequestRoute } from '../core/access-request.ts'
import type { ReviewCheck } from '../core/answer-mark.ts'

/** State kind of deliverables, by their id. */
export const DELIVERABLE = 'deliverable'

export const CITATION_STATES = ['unchecked', 'checked', 'wrong'] as const
export type CitationState = (typeof CITATION_STATES)[number]

export const FORMATS = ['html', 'docx', 'pdf', 'md', 'txt'] as const
export type Format = (typeof FORMATS)[number]

/** The final text; its words, and those of its citations, stand in the body of the entry. */
export interface DeliverableText {
  readonly entry: string
  /** Of the text (UTF-8), hexadecimal. */
  readonly sha256: string
  readonly characters: number
  /** In the order of the text. */
  readonly citations: readonly CitationState[]
}

/** Somebody else’s word on exactly this text (clause MO-46). */
export interface Approval {
  readonly state: 'asked' | 'returned' | 'approved'
  readonly to: RequestRoute
  readonly askedAt: string
  /** Who decided: principal key, issuer, name, and the role that they decided in. */
  readonly by: { readonly key: string; readonly issuer: string; readonly name: string; readonly role: string } | null
  readonly decidedAt: string | null
  /** Entry whose body has the reason. */
  readonly decision: string | null
}

/**
 * A document that answers of AI systems went into, as the state has it: the records used, what was checked, by whom, and
 * what was published. Every word that people wrote lies in the bodies of the entries that this names.
 */
export interface DeliverableRow {
  readonly id: string
  readonly agency: string
  readonly unit: string
  /** Principal key and name of whoever answers for it. */
  readonly owner: string
  readonly ownerName: string
  /** RFC 3339 UTC. */
  readonly begun: string
  readonly at: string
  /** Records whose answers were used. */
  readonly exchanges: readonly string[]
  /** Entry whose body has title, authors, and what the answers were used for. */
  readonly details: string
  readonly text: DeliverableText | null
  readonly attested: { readonly at: string; readonly checked: readonly ReviewCheck[] } | null
  readonly approval: Approval | null
  readonly published: readonly { readonly at: string; readonly format: Format; readonly sha256: string }[]
  /** How many steps it took: what a form was made from. */
  readonly steps: number
}

/** In the body of an entry, and nowhere else. */
export interface DeliverableDetails {
  readonly title: string
  /** People; a model is never an author (MO-45). */
  readonly authors: string
  /** Which parts of it AI helped with, and how. */
  readonly parts: string
}
