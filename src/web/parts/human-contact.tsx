import type { HelpContact } from '../../pages/frame.ts'
import type { Words } from '../languages/en.ts'

/** How to reach a person: phone, TTY or relay, hours, and whatever else there is (clause MS-60). */
export function HumanContact({ words, contact }: { words: Words; contact: HelpContact }) {
  return (
    <>
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
    </>
  )
}
