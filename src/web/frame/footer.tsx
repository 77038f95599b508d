import type { Frame } from '../../pages/frame.ts'
import type { Words } from '../languages/en.ts'
import { ABOUT } from './navigation.ts'

/** The way to a person, in the same place on every page (WCAG 3.2.6, clause MS-60). */
export function Footer({ words, frame }: { words: Words; frame: Frame }) {
  const { contact } = frame
  return (
    <footer class="site-footer">
      <div class="site-footer__inner">
        <section aria-labelledby="help-title">
          <h2 id="help-title">{words.frame.helpTitle}</h2>
          <p>{contact.text}</p>
          <dl class="facts">
            <div>
              <dt>{words.frame.phone}</dt>
              <dd>
                <a href={`tel:${contact.phone}`}>{contact.phone}</a>
              </dd>
            </div>
            <div>
              <dt>{words.frame.relay}</dt>
              <dd>{contact.relay}</dd>
            </div>
            {contact.email === null ? null : (
              <div>
                <dt>{words.frame.email}</dt>
                <dd>
                  <a href={`mailto:${contact.email}`}>{contact.email}</a>
                </dd>
              </div>
            )}
            <div>
              <dt>{words.frame.hours}</dt>
              <dd>{contact.hours}</dd>
            </div>
            <div>
              <dt>{words.frame.website}</dt>
              <dd>
                <a href={contact.url}>{new URL(contact.url).host}</a>
              </dd>
            </div>
          </dl>
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
