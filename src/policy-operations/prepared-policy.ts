import type { NamedAmendment } from '../policy/amend.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Problem } from '../policy/problem.ts'

/** Who signed a bundle, and its place in the order of bundles. */
export interface Seal {
  /** Grows by one with each bundle; an older one is never taken again. */
  readonly sequence: number
  /** SHA-256 of the signed manifest, hex. */
  readonly manifest: string
  /** RFC 3339; not in force before. */
  readonly notBefore: string
  readonly signers: readonly { readonly role: string; readonly name: string }[]
}

/** A policy that passed everything that is asked of it before it may become live. */
export interface PreparedPolicy {
  readonly policy: PolicySet
  /** Null: the folder isn’t signed, and this deployment doesn’t ask for it. */
  readonly seal: Seal | null
  /** What works and should be looked at all the same. */
  readonly warnings: readonly Problem[]
  /** How many policy tests were run and held. */
  readonly tests: number
  /** What was approved in the gateway and is part of it, oldest first. */
  readonly amendments?: readonly NamedAmendment[]
  /** What was approved and is no part of it, because what the files say by now doesn’t let it be. */
  readonly leftOut?: readonly { readonly id: string; readonly problems: readonly Problem[] }[]
  /** The same reading of the files with other amendments: all of them, or {@link PolicyError}. */
  readonly amended?: ((amendments: readonly NamedAmendment[]) => PreparedPolicy) | undefined
}
