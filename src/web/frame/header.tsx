import type { Frame } from '../../pages/frame.ts'
import type { Words } from '../languages/en.ts'
import { CsrfField } from './csrf-field.tsx'
import { NAVIGATION } from './navigation.ts'

/** Whose service this is, who is signed in, where to go, and that it is all recorded. */
export function Header({ words, frame }: { words: Words; frame: Frame }) {
  const { person } = frame
  return (
    <header class="site-header">
      <div class="site-header__inner">
        <p class="site-name">
          <a href="/">{frame.product}</a>
          <span class="site-name__agency">{frame.agency}</span>
        </p>
        {person === null ? null : (
          <form class="site-person" method="post" action="/sign-out">
            <CsrfField token={person.csrf} />
            <span>{words.frame.signedInAs(person.name, person.unit)}</span>
            <button class="usa-button usa-button--outline" type="submit">
              {words.frame.signOut}
            </button>
          </form>
        )}
      </div>
      {person === null ? null : (
        <nav class="site-nav" aria-label={words.frame.navigation}>
          <ul>
            {NAVIGATION.filter(({ isFor }) => isFor?.(person) ?? true).map(({ href, label }) => (
              <li key={href}>
                <a href={href} aria-current={isCurrent(href, frame.path) ? 'page' : undefined}>
                  {label(words)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {person === null ? null : (
        <p class="notice-strip">
          <span>{words.frame.strip}</span> <a href="/notice">{words.frame.stripLink}</a>
        </p>
      )}
    </header>
  )
}

function isCurrent(href: string, path: string): boolean {
  return href === '/' ? path === '/' || path.startsWith('/chat') : path.startsWith(href)
}
