import type { ComponentType } from 'preact'
import { render } from 'preact-render-to-string'
import type { PageName, Pages } from '../pages/render-page.ts'
import { LANGUAGES, wordsOf } from './languages/index.ts'
import type { PageProps } from './page-props.ts'
import { CONSOLE_PAGES } from './pages/console/list.ts'
import { Home } from './pages/home.tsx'
import { Notice } from './pages/notice.tsx'
import { Problem } from './pages/problem.tsx'
import { SessionEnded } from './pages/session-ended.tsx'
import { SignIn } from './pages/sign-in.tsx'
import { SignedOut } from './pages/signed-out.tsx'

/** THE list of pages. */
const PAGES: { readonly [Name in PageName]: ComponentType<PageProps<Name>> } = {
  'sign-in': SignIn,
  'signed-out': SignedOut,
  'session-ended': SessionEnded,
  notice: Notice,
  problem: Problem,
  home: Home,
  ...CONSOLE_PAGES,
}

/** What the server imports of all this. */
export const pages: Pages = {
  render(name, view, frame) {
    const Page = PAGES[name] as ComponentType<PageProps<typeof name>>
    return `<!doctype html>${render(<Page words={wordsOf(frame.language)} frame={frame} view={view} />)}`
  },
  languages: Object.fromEntries(Object.entries(LANGUAGES).map(([language, { name }]) => [language, name])),
}
