import type { Words } from '../languages/en.ts'

/** A kind of words that are taken out; an agency’s own is called as its policy calls it. */
export function kindOf(kind: string, { kinds }: Pick<Words, 'kinds'>): string {
  return (kinds as Readonly<Record<string, string>>)[kind] ?? kind
}
