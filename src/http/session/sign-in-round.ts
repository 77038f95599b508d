import type { SignInQuestion } from '../../core/sign-in.ts'
import type { SealedCookies } from './sealed-cookies.ts'

/** Text that was not sent when a session ended, and whose it is. */
export interface Draft {
  /** Principal key. */
  readonly owner: string
  readonly text: string
}

/** What goes with a person to the issuer and back, where nobody can read it, and is kept nowhere else. */
export interface SignInRound {
  readonly question: SignInQuestion
  readonly returnTo: string
  readonly draft: Draft | null
}

export interface SignInRounds {
  /** `Set-Cookie` values. A draft that is too long for them is left out, and `keptDraft` says so. */
  start(round: SignInRound): { readonly cookies: readonly string[]; readonly keptDraft: boolean }
  /** The round that an answer belongs to; null: none of this browser’s, or too old. */
  find(state: string, cookies: ReadonlyMap<string, string>): SignInRound | null
  /** Each round is good for one answer. */
  end(state: string): readonly string[]
  /** For the page that the person comes back to. Only to whom it belongs. */
  keepDraft(draft: Draft): readonly string[]
  takeDraft(owner: string, cookies: ReadonlyMap<string, string>): { text: string; cookies: readonly string[] } | null
}

const DRAFT = 'statehouse-draft'

/** Each round has cookies of its own: a second tab doesn’t end the first one’s. */
export function signInRounds(sealed: SealedCookies): SignInRounds {
  const nameOf = (state: string): string => `statehouse-sign-in-${state.replace(/[^\w-]/g, '').slice(0, 16)}`
  return {
    start(round) {
      const name = nameOf(round.question.state)
      const cookies = sealed.put(name, round)
      if (cookies !== null) return { cookies, keptDraft: round.draft !== null }
      return { cookies: sealed.put(name, { ...round, draft: null }) ?? [], keptDraft: false }
    },
    find: (state, cookies) => sealed.get(nameOf(state), cookies) as SignInRound | null,
    end: (state) => sealed.clear(nameOf(state)),
    keepDraft: (draft) => sealed.put(DRAFT, draft) ?? [],
    takeDraft(owner, cookies) {
      const draft = sealed.get(DRAFT, cookies) as Draft | null
      if (draft === null) return null
      return { text: draft.owner === owner ? draft.text : '', cookies: sealed.clear(DRAFT) }
    },
  }
}
