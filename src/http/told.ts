import type { Refusal } from '../core/refusal-codes.ts'
import type { Told } from '../pages/frame.ts'

/** A refusal as pages are given it: what it is, for the words of the reader’s language, and what the rule itself said. */
export function toldOf({ code, rule, message, next }: Refusal): Told {
  return { code, rule, message, next }
}
