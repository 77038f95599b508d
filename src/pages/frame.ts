/** A link that says where it leads. */
export interface Link {
  readonly href: string
  readonly label: string
}

/** What a refusal says, by what a page finds the words of its reader’s language: `core/refusal-codes.ts`. */
export interface Told {
  readonly code: string
  readonly rule: string
  /** In the words of the rule, English. */
  readonly message: string
  readonly next: string | null
}

/** Around every page: who is there, in which language, and where help is. */
export interface Frame {
  /** BCP 47. */
  readonly language: string
  /** The other languages of the profile, each by its own name, and where this page is in it. */
  readonly languages: readonly (Link & { readonly language: string })[]
  readonly product: string
  readonly agency: string
  /** Path of the page, without query. */
  readonly path: string
  readonly person: FramePerson | null
  readonly contact: HelpContact
  readonly version: string
  readonly policyVersion: string
  /** File name of an asset, by the name that the sources give it. */
  readonly assets: Readonly<Record<string, string>>
}

/** Who is signed in. */
export interface FramePerson {
  readonly name: string
  readonly unit: string
  /** Goes into every form. */
  readonly csrf: string
  /** Seconds until the session ends unless it is used, and until it ends in any case. */
  readonly idleSeconds: number
  readonly lifeSeconds: number
  readonly roles: readonly string[]
  /** There is a page of the console that they may open. */
  readonly opensConsole: boolean
  /** Answers of theirs wait to be looked at again. */
  readonly hasRevisits: boolean
}

/** How to reach a person (clause MS-60). */
export interface HelpContact {
  readonly text: string
  readonly phone: string
  readonly relay: string
  readonly email: string | null
  readonly url: string
  readonly hours: string
}
