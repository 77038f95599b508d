import type { ComponentChildren } from 'preact'
import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { Field } from '../../console/field.tsx'
import { Severity } from '../../console/severity.tsx'
import { CsrfField } from '../../frame/csrf-field.tsx'
import type { PageProps } from '../../page-props.ts'
import { Alert } from '../../parts/alert.tsx'
import { WhatNext, WhyNot } from '../../parts/told.tsx'
import { IncidentActs } from './incident-acts.tsx'
import { IncidentTaskActs, IncidentTasks } from './incident-tasks.tsx'

type Props = PageProps<'console-incident'>

/** An incident: what it is, what is known, what happened, and what can be done about it. */
export function Incident({ words, frame, view }: Props) {
  const { one } = words.incidents
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={one.title(view.number)}>
      {view.since === null ? null : (
        <Alert kind="warning" isUrgent>
          <p>{one.since}</p>
          <ul>
            {view.since.map(({ kind, by, at }) => (
              <li key={`${kind} ${at}`}>{one.sinceOne(one.kinds[kind] ?? kind, by, at)}</li>
            ))}
          </ul>
        </Alert>
      )}
      {view.error === null || view.since !== null ? null : (
        <Alert kind="error" isUrgent>
          <WhyNot words={words} told={view.error} />
          <WhatNext words={words} told={view.error} />
        </Alert>
      )}
      <Facts words={words} frame={frame} view={view} />
      <Known words={words} frame={frame} view={view} />
      <IncidentTasks words={words} frame={frame} view={view} />
      {view.mayWork ? (
        <IncidentActs words={words} frame={frame} view={view} />
      ) : (
        <IncidentTaskActs words={words} frame={frame} view={view} />
      )}
      <Timeline words={words} frame={frame} view={view} />
      <p>
        <a href={`/console/incidents/${view.number}/export`}>{one.export}</a>
      </p>
      {view.mayRecordRisk ? (
        <p>
          <a href={`/oversight/risks?source=incident&reference=${encodeURIComponent(view.number)}`}>
            {words.risks.recordThis}
          </a>
        </p>
      ) : null}
      <p>
        <a href="/console/incidents">{one.back}</a>
      </p>
    </ConsoleLayout>
  )
}

function Facts({ words, frame, view }: Props) {
  const { one, queue, duration } = words.incidents
  const { found } = view
  return (
    <section aria-labelledby="facts-title">
      <h2 id="facts-title">{one.facts}</h2>
      <dl class="facts facts--columns">
        <Fact name={one.kind}>{view.type}</Fact>
        <Fact name={one.severity}>
          <Severity words={words} severity={view.severity} />
        </Fact>
        <Fact name={one.state}>{view.state}</Fact>
        <Fact name={one.owner}>{view.owner ?? queue.nobody}</Fact>
        <Fact name={one.discovered}>{view.discovered}</Fact>
        <Fact name={one.received}>{view.received}</Fact>
        <Fact name={one.due}>
          {view.due}
          {view.late === null ? null : <strong> ({queue.late(duration(view.late))})</strong>}
        </Fact>
        <Fact name={one.hears}>{view.hears.join(', ')}</Fact>
        {view.reporter === null ? null : (
          <Fact name={one.reporter}>{view.isReporterHidden ? one.hiddenReporter : view.reporter}</Fact>
        )}
        {view.unit === null ? null : <Fact name={one.unit}>{view.unit}</Fact>}
        {view.subjects.length === 0 ? null : <Fact name={one.subjects}>{view.subjects.join(', ')}</Fact>}
        {found === null ? null : (
          <Fact name={one.found}>
            {one.foundText(found.about, countText(found.count, frame.language), found.first, found.last)}
          </Fact>
        )}
        {view.suspensions.length === 0 ? null : <Fact name={one.suspensions}>{view.suspensions.join(', ')}</Fact>}
        {view.mergedInto === null ? null : (
          <Fact name={one.merged}>
            <a href={`/console/incidents/${view.mergedInto}`}>{view.mergedInto}</a>
          </Fact>
        )}
      </dl>
      {view.workTime === null ? null : (
        <Alert kind="info" title={one.workTimeTitle} level={3}>
          <p>
            {one.workTime[view.workTime.isWithin ? 'within' : view.workTime.day](view.workTime.at, view.workTime.hours)}
          </p>
          <p>{one.workTimeProves}</p>
        </Alert>
      )}
      {view.reporter === null ? <p>{one.gateway}</p> : null}
      {found?.isHint === true ? <p>{one.hint}</p> : null}
      {view.supervisorInvolved ? <p>{one.involved}</p> : null}
      {view.isAsked ? <p>{one.asked}</p> : null}
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Known({ words, frame, view }: Props) {
  const { one } = words.incidents
  return (
    <>
      {view.records.length === 0 ? null : (
        <section aria-labelledby="records-title">
          <h2 id="records-title">{one.records}</h2>
          <ul>
            {view.records.map(({ record, href, sent, answer, isWithheld }) => (
              <li key={record}>
                <p class="record-id">{href === null ? record : <a href={href}>{record}</a>}</p>
                {isWithheld ? <p>{one.evidenceWithheld}</p> : null}
                {sent === null && answer === null ? null : (
                  <details>
                    <summary>{one.evidence(record)}</summary>
                    <h3>{one.sent}</h3>
                    <p class="plain-text">{sent}</p>
                    <h3>{one.answered}</h3>
                    <p class="plain-text">{answer}</p>
                  </details>
                )}
              </li>
            ))}
          </ul>
          {view.records
            .filter(({ mayLift }) => mayLift)
            .map(({ record }) => (
              <details key={record}>
                <summary>{one.lift(record)}</summary>
                <p>{one.liftText}</p>
                <form class="usa-form" method="post" action={`/console/incidents/${view.number}/exposure`}>
                  <CsrfField token={frame.person?.csrf ?? ''} />
                  <input type="hidden" name="record" value={record} />
                  <Field
                    id={`lift-${record}`}
                    name="reason"
                    label={`${one.reason} ${words.console.required}`}
                    maxLength={2000}
                    required
                  />
                  <button class="usa-button usa-button--outline" type="submit">
                    {one.liftGo}
                  </button>
                </form>
              </details>
            ))}
          {view.kept === null ? null : <p>{one.kept[view.kept]}</p>}
        </section>
      )}
      {view.requires.length === 0 ? null : (
        <section aria-labelledby="requires-title">
          <h2 id="requires-title">{one.requires}</h2>
          <ul>
            {view.requires.map(({ field, isKnown }) => (
              <li key={field}>
                {one.factNames[field] ?? field}: {isKnown ? one.known : <strong>{one.unknown}</strong>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** What stands where a hidden reporter’s name would. */
const HIDDEN = 'hidden'

function Timeline({ words, view }: Props) {
  const { one } = words.incidents
  return (
    <section aria-labelledby="steps-title">
      <h2 id="steps-title">{one.steps}</h2>
      {view.isWithheld ? <p>{one.withheld}</p> : null}
      <ol class="steps">
        {view.steps.map(({ at, by, kind, task, reason, texts }) => (
          <li key={`${at} ${kind} ${task}`}>
            <p>
              <strong>
                {one.kinds[kind] ?? kind}
                {task === null ? '' : ` (${task})`}
              </strong>
              , {view.isReporterHidden && by === HIDDEN ? one.theReporter : by}, {at}
              {reason === null ? '' : `. ${reason}`}
            </p>
            {texts.map((text) => (
              <p key={text} class="plain-text">
                {text}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </section>
  )
}
