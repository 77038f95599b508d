import type { FramePerson } from '../../pages/frame.ts'
import type { Words } from '../languages/en.ts'

interface NavigationLink {
  readonly href: string
  readonly label: (words: Words) => string
  /** Left out: everybody. */
  readonly isFor?: (person: FramePerson) => boolean
}

/** THE list of pages that everybody who is signed in is shown the way to. */
export const NAVIGATION: readonly NavigationLink[] = [
  { href: '/', label: (words) => words.navigation.chat },
  { href: '/catalog', label: (words) => words.navigation.catalog },
  { href: '/deliverables', label: (words) => words.navigation.deliverables },
  { href: '/decisions', label: (words) => words.decisions.title },
  { href: '/revisits', label: (words) => words.revisits.title, isFor: (person) => person.hasRevisits },
  { href: '/console', label: (words) => words.console.navigation, isFor: (person) => person.opensConsole },
  { href: '/reports', label: (words) => words.incidents.reports.title },
  { href: '/notice', label: (words) => words.navigation.notice },
]

/** Pages for anybody, at the foot of every page. */
export const ABOUT: readonly { readonly href: string; readonly label: (words: Words) => string }[] = [
  { href: '/register', label: (words) => words.register.title },
  { href: '/help', label: (words) => words.help.title },
  { href: '/privacy', label: (words) => words.privacy.title },
  { href: '/accessibility', label: (words) => words.accessibility.title },
  { href: '/status', label: (words) => words.status.title },
]
