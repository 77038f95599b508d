import { ConsoleLayout } from '../../console/console-layout.tsx'
import type { PageProps } from '../../page-props.ts'
import { DecisionRecord } from '../../parts/decision-record.tsx'
import { PolicyText } from '../../parts/policy-text.tsx'

/** Clause MS-30: decisions that nobody has closed, unit by unit in the order of their names. */
export function UnitDecisions({ words, frame, view }: PageProps<'console-decisions'>) {
  const { decisions } = words
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={decisions.title}>
      <p class="lead">{decisions.unitsLead}</p>
      {view.units.map(({ unit, open, overdue, records }) => (
        <section key={unit} aria-label={unit}>
          <h2>
            <PolicyText>{unit}</PolicyText>
          </h2>
          <p>{decisions.counts(open, overdue)}</p>
          {records === null || records.length === 0 ? null : (
            <ul class="plain-list">
              {records.map(({ exchange, due, system }) => (
                <li key={exchange}>
                  <a href={`/console/decisions/${exchange}`}>{exchange}</a> <PolicyText>{system}</PolicyText>,{' '}
                  {decisions.due(due)}
                </li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </ConsoleLayout>
  )
}

/** One of them, to be read. */
export function ReadDecision({ words, frame, view }: PageProps<'console-decision'>) {
  const { decisions } = words
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={decisions.one}>
      <DecisionRecord words={words} decision={view.decision} />
      <p>
        <a href={`/console/records/${view.decision.exchange}`}>{decisions.toRecord}</a>{' '}
        <a href="/console/decisions">{decisions.back}</a>
      </p>
    </ConsoleLayout>
  )
}
