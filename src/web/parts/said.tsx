import type { Words } from '../languages/en.ts'
import { PolicyText } from './policy-text.tsx'

/** A sentence that was made where no language is known, in the reader’s; one that no language has stays English and says so. */
export function Said({ words, children }: { readonly words: Words; readonly children: string }) {
  if (children === '') return null
  const said = words.said(children)
  return said === '' ? <PolicyText>{children}</PolicyText> : said
}
