import { WideTable } from '../console/wide-table.tsx'
import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { AccountabilityWarning } from '../parts/accountability-warning.tsx'
import { ChoiceField } from '../parts/choice-field.tsx'
import { PageError } from '../parts/page-error.tsx'
import { TextField } from '../parts/text-field.tsx'

/** Reviews of the policy and what probes found. */
export function Oversight({ words, frame, view }: PageProps<'oversight'>) {
  const { oversight } = words
  return (
    <Layout words={words} frame={frame} title={oversight.title}>
      <PageError words={words} error={view.error} />
      {view.unanswered === null ? null : <AccountabilityWarning words={words} {...view.unanswered} />}
      <p class="links">
        <a href="/oversight/audits">{words.audits.toList}</a>{' '}
        {view.unanswered === null ? null : <a href="/oversight/accountability">{words.accountability.title}</a>}{' '}
        {view.risks === null ? null : <a href="/oversight/risks">{words.risks.title}</a>}{' '}
        {view.mayReadAssessments ? <a href="/oversight/assessments">{words.assessments.title}</a> : null}
      </p>
      <h2>{oversight.reviews}</h2>
      {view.risks === null ? null : <p>{words.risks.counted(view.risks.open, view.risks.overdue)}</p>}
      {view.reviews.length === 0 ? <p>{oversight.noReviews}</p> : null}
      <div class="cards">
        {view.reviews.map((review) => (
          <Review key={`${review.id} ${review.dueDay}`} words={words} frame={frame} view={review} />
        ))}
      </div>
      {view.checks === null || view.checks.versions.length === 0 ? null : (
        <Versions words={words} versions={view.checks.versions} />
      )}
      {view.checks === null ? null : <Checks words={words} frame={frame} checks={view.checks} />}
      {view.bias === null ? null : <Bias words={words} bias={view.bias} />}
    </Layout>
  )
}

type Page = PageProps<'oversight'>

function Review({ words, frame, view }: Pick<Page, 'words' | 'frame'> & { view: Page['view']['reviews'][number] }) {
  const { oversight } = words
  return (
    <article class="card">
      <h3>{view.name}</h3>
      <p>
        <span class="status">{oversight.states[view.state]}</span> {oversight.due(view.due)}
      </p>
      {view.missing.length === 0 ? null : <p>{oversight.missing(view.missing.join(', '))}</p>}
      <ul>
        {view.signatures.map(({ seat, name, at, policy, minutes }) => (
          <li key={seat}>
            {seat}: {name}, {at} (<code>{policy}</code>)<p class="turn__text">{minutes}</p>
          </li>
        ))}
      </ul>
      {view.seats.length === 0 ? null : (
        <form class="usa-form" method="post" action={`/oversight/reviews/${view.id}`}>
          <CsrfField token={frame.person?.csrf ?? ''} />
          <input type="hidden" name="due" value={view.dueDay} />
          <p>
            <a href="/console/reports">{oversight.look}</a> <a href="/policy">{words.policy.title}</a>
          </p>
          <ChoiceField
            name="seat"
            label={oversight.seat}
            choices={view.seats}
            chosen={view.seats[0]!.value}
            none={words.policy.choose}
            isRequired
          />
          <TextField
            name="minutes"
            label={oversight.minutes}
            hint={oversight.minutesHint}
            value=""
            rows={5}
            maxLength={20_000}
          />
          <button class="usa-button" type="submit">
            {oversight.sign}
          </button>
        </form>
      )}
    </article>
  )
}

function Versions({
  words,
  versions,
}: Pick<Page, 'words'> & { versions: NonNullable<Page['view']['checks']>['versions'] }) {
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
            <p>
              {said.accept} <code>statehouse resume --id {one.suspension}</code>
            </p>
          </article>
        ))}
      </div>
    </section>
  )
}

type Check = NonNullable<Page['view']['checks']>['lines'][number]

function Checks({
  words,
  frame,
  checks,
}: Pick<Page, 'words' | 'frame'> & { checks: NonNullable<Page['view']['checks']> }) {
  const { checks: said } = words.oversight
  const { missing, client, lines } = checks
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">{said.title}</h2>
      <p>{said.lead}</p>
      {missing === null || lines.length === 0 ? null : (
        <div class="usa-alert usa-alert--warning">
          <div class="usa-alert__body">
            <p class="usa-alert__text">{missing === 'client' ? said.noClient : said.noCredential(client ?? '')}</p>
          </div>
        </div>
      )}
      {lines.length === 0 ? (
        <p>{said.none}</p>
      ) : (
        <WideTable caption={said.check} heads={[said.check, said.state, said.last, said.next, said.run]}>
          {lines.map((line) => (
            <CheckLine key={`${line.kind} ${line.check} ${line.model}`} words={words} frame={frame} line={line} />
          ))}
        </WideTable>
      )}
    </section>
  )
}

function CheckLine({ words, frame, line }: Pick<Page, 'words' | 'frame'> & { line: Check }) {
  const { checks: said } = words.oversight
  const { kind, check, model, everyDays, state, last, outcome, next, failures, fault, mayRun } = line
  const name = `${said.kinds[kind]} ${check}${model === null ? '' : `, ${model}`}`
  return (
    <tr>
      <th scope="row">
        {said.kinds[kind]} <span lang="en">{check}</span>
        <br />
        <span lang="en">{model}</span>
      </th>
      <td>
        {said.states[state]}
        {failures === 0 ? null : (
          <>
            <br />
            <span class="quiet">
              {said.failed(failures)} <code>{fault}</code>
            </span>
          </>
        )}
      </td>
      <td>
        {last ?? said.never}
        {outcome === null ? null : (
          <>
            <br />
            <span class="quiet">{said.outcomes[kind][outcome]}</span>
          </>
        )}
      </td>
      <td>
        {mayRun ? (next ?? said.soon) : null}
        <br />
        <span class="quiet">{said.every(everyDays)}</span>
      </td>
      <td>
        {mayRun && model !== null ? (
          <form method="post" action="/oversight/checks/runs">
            <CsrfField token={frame.person?.csrf ?? ''} />
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="check" value={check} />
            <input type="hidden" name="model" value={model} />
            <button class="usa-button usa-button--outline" type="submit" aria-label={`${said.run}: ${name}`}>
              {said.run}
            </button>
          </form>
        ) : null}
      </td>
    </tr>
  )
}

function Bias({ words, bias }: Pick<Page, 'words'> & { bias: NonNullable<Page['view']['bias']> }) {
  const { oversight } = words
  return (
    <div>
      <h2>{oversight.bias}</h2>
      <p>{oversight.biasLead}</p>
      {bias.length === 0 ? (
        <p>{oversight.noBias}</p>
      ) : (
        <WideTable
          caption={oversight.probe}
          heads={[
            oversight.probe,
            oversight.when,
            oversight.favourable,
            oversight.gap,
            oversight.pairs,
            oversight.says,
          ]}
        >
          {bias.map((one) => (
            <tr key={one.id}>
              <th scope="row" lang="en">
                {one.probe}
                <br />
                {one.model}
              </th>
              <td>{one.at}</td>
              <td lang="en">
                {one.sides[0]} {one.first}
                <br />
                {one.sides[1]} {one.second}
              </td>
              <td>
                {one.gap}
                <br />
                <span class="quiet">{one.interval}</span>
              </td>
              <td class="number">
                {one.pairs}
                {one.unclear + one.altered === 0 ? null : (
                  <>
                    <br />
                    <span class="quiet">{oversight.unclear(one.unclear, one.altered)}</span>
                  </>
                )}
              </td>
              <td>{one.alarm ? oversight.alarm(one.falseAlarms) : oversight.noAlarm}</td>
            </tr>
          ))}
        </WideTable>
      )}
    </div>
  )
}
