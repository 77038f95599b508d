import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { WideTable } from '../../console/wide-table.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { Alert } from '../../parts/alert.tsx'
import { Said } from '../../parts/said.tsx'

export function Exports({ words, frame, view }: PageProps<'console-exports'>) {
  const { exports } = words
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={exports.title}>
      <p>{exports.lead}</p>
      {view.exports.length === 0 ? (
        <p>{exports.none}</p>
      ) : (
        <WideTable
          caption={exports.title}
          heads={[exports.ordered, exports.search, exports.status, exports.rows]}
          numbersFrom={3}
        >
          {view.exports.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`/console/exports/${one.id}`}>{one.ordered}</a>
              </th>
              <td class="excerpt">
                <code>{one.query}</code>
              </td>
              <td>{exports.states[one.status] ?? one.status}</td>
              <td class="number">{one.rows === null ? null : countText(one.rows, frame.language)}</td>
            </tr>
          ))}
        </WideTable>
      )}
    </ConsoleLayout>
  )
}

/** One export: how far it is, then its files with their digests. */
export function ExportPage({ words, frame, view }: PageProps<'console-export'>) {
  const { exports } = words
  const path = `/console/exports/${view.id}`
  const isRunning = view.status === 'running'
  const isRefreshed = view.refreshSeconds !== null
  const count = (number: number): string => countText(number, frame.language)
  const facts: readonly (readonly [string, string])[] = [
    [exports.status, exports.states[view.status] ?? view.status],
    [exports.purpose, view.purpose],
    [exports.matter, view.matter],
    [exports.why, view.reason],
    [exports.frozen, count(view.upTo)],
    [exports.found, count(view.found)],
    ...(view.status === 'done' ? [[exports.written, count(view.written)] as const] : []),
  ]
  return (
    <ConsoleLayout
      words={words}
      frame={frame}
      console={view.console}
      title={isRunning ? exports.jobTitle(view.percent) : exports.one(view.ordered)}
      job={{
        said: isRunning ? exports.saidRunning(view.percent) : exports.saidOver(exports.states[view.status] ?? ''),
        percent: isRunning ? view.percent : null,
        refreshSeconds: view.refreshSeconds,
      }}
    >
      {isRunning ? (
        <section class="run" aria-label={exports.progress}>
          <div data-figures>
            <progress class="job" max={100} value={view.percent} aria-label={exports.progress} />
            <p>
              {exports.done(count(view.written), count(view.found))}{' '}
              {view.minutes === null ? null : exports.minutes(view.minutes)}
            </p>
          </div>
          <p>
            {isRefreshed ? `${exports.refreshed} ` : null}
            <a href={isRefreshed ? `${path}?still=1` : path}>{isRefreshed ? exports.still : exports.again}</a>
          </p>
          <form method="post" action={`${path}/cancellation`}>
            <CsrfField token={frame.person?.csrf ?? ''} />
            <button class="usa-button usa-button--outline" type="submit">
              {exports.cancel}
            </button>
          </form>
        </section>
      ) : null}
      {view.fault === null ? null : (
        <Alert kind="error" title={exports.fault}>
          <p>
            <Said words={words}>{view.fault}</Said>
          </p>
        </Alert>
      )}
      <dl class="facts">
        <div>
          <dt>{exports.search}</dt>
          <dd>
            <code>{view.query}</code>
          </dd>
        </div>
        {facts
          .filter(([, value]) => value !== '')
          .map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {view.files.length === 0 ? null : (
        <>
          <h2>{exports.files}</h2>
          <WideTable caption={exports.files} heads={[exports.file, exports.sha256, exports.size]} numbersFrom={2}>
            {view.files.map((file) => (
              <tr key={file.name}>
                <th scope="row">
                  <a href={file.href} download>
                    {file.name}
                  </a>
                </th>
                <td class="excerpt">
                  <code>{file.sha256}</code>
                </td>
                <td class="number">{count(file.bytes)}</td>
              </tr>
            ))}
          </WideTable>
        </>
      )}
      {view.keptUntil === null ? null : <p>{exports.kept(view.keptUntil)}</p>}
      <p>
        <a href={view.search}>{exports.back}</a>
      </p>
    </ConsoleLayout>
  )
}
