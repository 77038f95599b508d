import type { Words } from '../languages/en.ts'

/** What people call a kind of value; an agency’s own kinds by the policy’s word for them. */
export function kindName(words: Words, kind: string): string {
  const known: Readonly<Record<string, string | undefined>> = words.kinds
  return known[kind] ?? kind.replaceAll('_', ' ')
}
