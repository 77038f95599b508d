import type { Words } from '../languages/en.ts'

/** THE list of pages that everybody who is signed in is shown the way to. */
export const NAVIGATION: readonly { readonly href: string; readonly label: (words: Words) => string }[] = [
  { href: '/', label: (words) => words.navigation.chat },
  { href: '/notice', label: (words) => words.navigation.notice },
]

/** Pages for anybody, at the foot of every page. */
export const ABOUT: readonly { readonly href: string; readonly label: (words: Words) => string }[] = []
