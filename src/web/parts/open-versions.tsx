import type { Frame } from '../../pages/frame.ts'
import type { PageViews } from '../../pages/page-views.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import type { Words } from '../languages/en.ts'

type Version = PageViews['oversight']['versions'][number]

/** Clause MS-54: versions that nobody has accepted, what canaries found of them, and how two people accept one. */
export function OpenVersions({ words, frame, versions }: { words: Words; frame: Frame; versions: readonly Version[] }) {
  const { versions: said, checks } = words.oversight
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{said.title}</h2>
      <p>{said.lead}</p>
      <div class="cards">
        {versions.map((one) => (
          <article key={one.suspension} class="card">
            <h3 lang="en">{one.system}</h3>
            <p>
              <span class="status">{one.refusedFrom === null ? said.refused : said.flagged}</span>{' '}
              {one.refusedFrom === null ? null : said.until(one.refusedFrom)}
            </p>
            <p lang="en">{one.reason}</p>
            <p>{said.since(one.since)}</p>
            {one.canaries.length === 0 ? (
              <p>{said.noCanary}</p>
            ) : (
              <ul>
                {one.canaries.map(({ name, version, isExpected, at }) => (
                  <li key={name}>
                    <span lang="en">{name}</span>:{' '}
                    {isExpected ? checks.outcomes.canary.quiet : checks.outcomes.canary.alarm}, {at}{' '}
                    {version === null ? null : <code>{version}</code>}
                  </li>
                ))}
              </ul>
            )}
            <Accept words={words} frame={frame} version={one} />
          </article>
        ))}
      </div>
    </section>
  )
}

function Accept({ words, frame, version }: { words: Words; frame: Frame; version: Version }) {
  const { versions: said } = words.oversight
  const { acceptAs, suspension, reason, system } = version
  if (acceptAs === null) return <p>{said.others}</p>
  if (acceptAs === 'own') return <p>{said.own}</p>
  const id = `why-${suspension}`
  return (
    <form class="usa-form" method="post" action={`/oversight/versions/${encodeURIComponent(suspension)}`}>
      <CsrfField token={frame.person?.csrf ?? ''} />
      <input type="hidden" name="seen" value={reason} />
      <input type="hidden" name="asked" value={acceptAs === 'second' ? 'yes' : 'no'} />
      <p>{acceptAs === 'second' ? said.second : said.first}</p>
      <label class="usa-label" for={id}>
        {said.why}
      </label>
      <textarea class="usa-textarea" id={id} name="reason" rows={2} maxlength={500} required />
      <button class="usa-button" type="submit" aria-label={`${said.accept}: ${system}`}>
        {said.accept}
      </button>
    </form>
  )
}
