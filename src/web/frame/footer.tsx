import type { Frame } from '../../pages/frame.ts'
import type { Words } from '../languages/en.ts'
import { HumanContact } from '../parts/human-contact.tsx'
import { ABOUT } from './navigation.ts'

/** The way to a person, in the same place on every page (WCAG 3.2.6, clause MS-60). */
export function Footer({ words, frame }: { words: Words; frame: Frame }) {
  return (
    <footer class="site-footer">
      <div class="site-footer__inner">
        <section aria-labelledby="help-title">
          <h2 id="help-title">{words.frame.helpTitle}</h2>
          <HumanContact words={words} contact={frame.contact} />
        </section>
        <section aria-labelledby="about-title">
          <h2 id="about-title">{words.frame.about}</h2>
          <ul class="plain-list">
            {ABOUT.map(({ href, label }) => (
              <li key={href}>
                <a href={href}>{label(words)}</a>
              </li>
            ))}
            {frame.languages.map(({ href, label, language }) => (
              <li key={href}>
                <a href={href} lang={language} hreflang={language}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
          <p class="site-version">{words.frame.version(frame.version, frame.policyVersion)}</p>
        </section>
      </div>
    </footer>
  )
}
