import type { Frame } from '../../../pages/frame.ts'
import type { RunningSearchView } from '../../../pages/search-views.ts'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { Words } from '../../languages/en.ts'
import { Alert } from '../../parts/alert.tsx'

interface RunningProps {
  readonly words: Words
  readonly frame: Frame
  readonly search: RunningSearchView
  /** In the query language, as it is asked. */
  readonly query: string
}

/** What is being searched, and the way to stop it: it works without script, too. */
export function RunningSearch({ words, frame, search, query }: RunningProps) {
  const { running } = words.console.records
  const isRefreshed = search.refreshSeconds !== null
  return (
    <section class="run" aria-labelledby="running-title">
      <h2 id="running-title">{running.heading}</h2>
      <p>{running.what(search.agencies.join(', '))}</p>
      <p>
        <code>{query}</code>
      </p>
      <p>
        {running.written} {running.limit}
      </p>
      <p>
        {isRefreshed ? `${running.refreshed} ` : null}
        <a href={isRefreshed ? search.still : search.address}>{isRefreshed ? running.still : running.look}</a>
      </p>
      <form method="post" action={search.stop}>
        <CsrfField token={frame.person?.csrf ?? ''} />
        <button class="usa-button" type="submit">
          {running.stop}
        </button>
      </form>
    </section>
  )
}

/** It says nothing about what there is, and everything that was filled in is still there. */
export function StoppedSearch({ words, address }: { readonly words: Words; readonly address: string }) {
  const { stopped } = words.console.records
  return (
    <Alert kind="warning" title={stopped.title}>
      <p>{stopped.what}</p>
      <p>
        <a href={address}>{stopped.again}</a>
      </p>
    </Alert>
  )
}
