import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'
import type { Amendment } from '../policy/schema/amendment.ts'
import type { ApprovalSeat } from '../policy/schema/approvals.ts'
import type { Ask, Terms } from './approval-row.ts'

/** What a request says in its author’s words. They stand in the log, and in no row of state. */
export interface Words {
  /** A tool that isn’t in the catalog, as its author calls it; null: a system of it. */
  readonly tool: string | null
  readonly need: string
  readonly who: string
  /** A whole entry of the catalog, as somebody proposes it. */
  readonly proposal: Readonly<Record<string, unknown>> | null
}

/** What would change for people, as they were shown it before they signed. */
export interface ShownChange {
  /** Digests of the policy in force and of the one that would be. */
  readonly before: string
  readonly after: string
  /** In plain sentences. */
  readonly lines: readonly string[]
}

/** What somebody signs who approves: exactly what was shown to them. */
export interface Statement {
  readonly form: 'statehouse-approval/v1'
  readonly request: string
  readonly version: number
  /** How many steps the request had; one more, and it is another statement. */
  readonly revision: number
  readonly seat: ApprovalSeat
  /** Principal keys: who signs, and whom they stand in for. */
  readonly by: string
  readonly insteadOf: string | null
  readonly ask: Ask
  readonly terms: Terms
  readonly words: Words
  /** Null: nothing is written into the catalog by this request. */
  readonly change: ShownChange | null
  /** What is written into the policy with the last approval; null before it. */
  readonly amendment: Amendment | null
  /** How the signer must have signed in. */
  readonly demanded: { readonly level: number; readonly withinMinutes: number }
}

/** The text that is signed (RFC 8785), and its SHA-256, hex. */
export function signedText(statement: Statement): { readonly text: string; readonly digest: string } {
  const text = canonicalJson(statement)
  return { text, digest: digestOf(text) }
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
