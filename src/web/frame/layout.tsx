import type { ComponentChildren } from 'preact'
import type { Frame } from '../../pages/frame.ts'
import type { Words } from '../languages/en.ts'
import { Footer } from './footer.tsx'
import { Header } from './header.tsx'
import { SessionDialog } from './session-dialog.tsx'

export interface LayoutProps {
  readonly words: Words
  readonly frame: Frame
  /** The page’s name: its heading, and first in the window’s title. */
  readonly title: string
  /** Where the page’s name is in another language than the page. */
  readonly titleLanguage?: string
  /** Islands that the page needs, by the name of their source. */
  readonly islands?: readonly string[]
  /** The heading is there for those who hear the page: the page’s first words say the same. */
  readonly isTitleHidden?: boolean
  /** Without script the page is asked for again after so many seconds; with it an island asks. */
  readonly refreshSeconds?: number | null
  readonly children: ComponentChildren
}

/** What stands around every page, in the same order everywhere. */
export function Layout({
  words,
  frame,
  title,
  titleLanguage,
  islands = [],
  isTitleHidden = false,
  refreshSeconds = null,
  children,
}: LayoutProps) {
  const scripts = frame.person === null ? islands : ['session.js', ...islands]
  return (
    <html lang={frame.language} dir={words.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title lang={titleLanguage}>{`${title} – ${frame.product}, ${frame.agency}`}</title>
        <link rel="icon" type="image/svg+xml" href={`/assets/${frame.assets['icon.svg']}`} />
        <link rel="stylesheet" href={`/assets/${frame.assets['styles.css']}`} />
        {refreshSeconds === null ? null : (
          <noscript>
            <meta http-equiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
        {scripts.map((name) => (
          <script key={name} type="module" src={`/assets/${frame.assets[name]}`} />
        ))}
      </head>
      <body>
        <a class="usa-skipnav" href="#main">
          {words.frame.skip}
        </a>
        <Header words={words} frame={frame} />
        <main id="main" class="page" tabindex={-1}>
          <h1 class={isTitleHidden ? 'usa-sr-only' : undefined} lang={titleLanguage}>
            {title}
          </h1>
          {children}
        </main>
        <Footer words={words} frame={frame} />
        {frame.person === null ? null : <SessionDialog words={words} person={frame.person} />}
      </body>
    </html>
  )
}
