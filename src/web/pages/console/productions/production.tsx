import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { countText } from '../../../console/count-text.ts'
import { CsrfField } from '../../../frame/csrf-field.tsx'
import type { PageProps } from '../../../page-props.ts'
import { Alert } from '../../../parts/alert.tsx'
import { Said } from '../../../parts/said.tsx'
import { Patterns } from './patterns.tsx'

type Props = PageProps<'console-production'>

/** A production: what is still to be decided, its build as a job, its package, its seal, and who fetched it. */
export function ProductionPage(props: Props) {
  const { words, frame, view } = props
  const { productions } = words
  const { progress } = view
  const path = `/console/productions/${view.id}`
  const facts: readonly (readonly [string, string])[] = [
    [productions.mode, productions.modes[view.mode] ?? view.mode],
    [productions.status, productions.states[view.status] ?? view.status],
    ...(view.records === null ? [] : [[productions.records, countText(view.records, frame.language)] as const]),
    [productions.created, `${view.created}, ${view.createdBy}`],
    [productions.reason, view.reason],
  ]
  return (
    <ConsoleLayout
      words={words}
      frame={frame}
      console={view.console}
      title={
        progress === null
          ? productions.one(view.request.number, view.number)
          : productions.jobTitle(progress.percent, view.request.number)
      }
      job={{
        said:
          progress === null
            ? productions.saidOver(productions.states[view.status] ?? view.status)
            : productions.saidRunning(progress.percent),
        percent: progress?.percent ?? null,
        refreshSeconds: view.refreshSeconds,
      }}
    >
      <p>
        <a href={`/console/requests/${view.request.id}`}>{words.requests.back(view.request.number)}</a>
      </p>
      <dl class="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Job {...props} />
      {view.fault === null ? null : (
        <Alert kind="error" title={productions.fault}>
          <p>
            <Said words={words}>{view.fault}</Said>
          </p>
        </Alert>
      )}
      <Package {...props} />
      {view.mayChange ? (
        <>
          <h2>{productions.decide}</h2>
          {view.isRedacted ? null : <p>{productions.legal}</p>}
          <p>
            <a href={`${path}/undecided`}>{productions.toUndecided}</a>
          </p>
          {view.isRedacted ? <Patterns {...props} /> : null}
        </>
      ) : null}
      {view.mayBuild ? (
        <section class="run" aria-labelledby="build-title">
          <h2 id="build-title">{productions.build}</h2>
          <p>{productions.buildLead}</p>
          <form method="post" action={`${path}/build`}>
            <CsrfField token={frame.person?.csrf ?? ''} />
            <button class={view.package === null ? 'usa-button' : 'usa-button usa-button--outline'} type="submit">
              {view.status === 'open' ? productions.buildGo : productions.buildAgain}
            </button>
          </form>
        </section>
      ) : null}
      {view.mayCancel ? (
        <form method="post" action={`${path}/cancellation`}>
          <CsrfField token={frame.person?.csrf ?? ''} />
          <button class="usa-button usa-button--outline" type="submit">
            {progress === null ? productions.cancel : productions.cancelBuild}
          </button>
        </form>
      ) : null}
    </ConsoleLayout>
  )
}

function Job({ words, frame, view }: Props) {
  const { productions } = words
  const { progress } = view
  if (progress === null) return null
  const isRefreshed = view.refreshSeconds !== null
  const path = `/console/productions/${view.id}`
  const count = (number: number): string => countText(number, frame.language)
  return (
    <section class="run" aria-labelledby="job-title">
      <div data-figures>
        <h2 id="job-title">{productions.phases[progress.phase] ?? progress.phase}</h2>
        <progress class="job" max={100} value={progress.percent} aria-label={productions.progress} />
        <p>
          {productions.done(count(progress.done), count(progress.of))}{' '}
          {progress.minutes === null ? null : productions.minutes(progress.minutes)}
        </p>
      </div>
      <p>
        {isRefreshed ? `${productions.refreshed} ` : null}
        <a href={isRefreshed ? `${path}?still=1` : path}>{isRefreshed ? productions.still : productions.again}</a>
      </p>
    </section>
  )
}

function Package({ words, frame, view }: Props) {
  const { productions } = words
  const { package: built, sealed } = view
  if (built === null) return null
  const count = (number: number): string => countText(number, frame.language)
  const action = `/console/productions/${view.id}/seal`
  return (
    <>
      <h2>{productions.package}</h2>
      <dl class="facts">
        {built.counts.map(({ name, count: number }) => (
          <div key={name}>
            <dt>{productions.counts[name] ?? name}</dt>
            <dd>{count(number)}</dd>
          </div>
        ))}
        <div>
          <dt>{productions.size}</dt>
          <dd>{productions.bytes(count(built.bytes))}</dd>
        </div>
        <div>
          <dt>{productions.sha256}</dt>
          <dd>
            <code>{built.sha256}</code>
          </dd>
        </div>
        <div>
          <dt>{productions.manifest}</dt>
          <dd>
            <code>{built.manifest}</code>
          </dd>
        </div>
        <div>
          <dt>{productions.built}</dt>
          <dd>
            {built.built}, {built.builtBy}
          </dd>
        </div>
      </dl>
      {sealed === null ? null : <p>{productions.sealed(sealed.by, sealed.at)}</p>}
      {view.isOwn ? <p>{productions.sealOwn}</p> : null}
      {view.maySeal ? (
        <section class="run" aria-labelledby="seal-title">
          <h2 id="seal-title">{productions.seal}</h2>
          <p>{productions.sealLead}</p>
          <form method="post" action={action}>
            <CsrfField token={frame.person?.csrf ?? ''} />
            <input type="hidden" name="manifest" value={built.manifest} />
            <button class="usa-button" type="submit">
              {productions.sealGo}
            </button>
          </form>
        </section>
      ) : null}
      {view.files.length === 0 ? null : (
        <>
          <h2>{productions.files}</h2>
          <ul>
            {view.files.map(({ what, href }) => (
              <li key={what}>
                <a href={href} download>
                  {productions.file[what] ?? what}
                </a>
              </li>
            ))}
          </ul>
          <h2>{productions.downloads}</h2>
          {view.downloads.length === 0 ? <p>{productions.downloadsNone}</p> : null}
          <ul>
            {view.downloads.map(({ what, by, at }, place) => (
              <li key={`${place} ${at}`}>{productions.download(productions.file[what] ?? what, by, at)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
