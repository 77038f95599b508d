import type { AuditScopeView } from '../../pages/audit-views.ts'
import type { Words } from '../languages/en.ts'

/** What the log told of a system when its audit looked. */
export function AuditScope({ words: { audits }, scope }: { words: Words; scope: AuditScopeView }) {
  const { facts } = audits
  const { probes, canaries, incidents, exceptions, decisions } = scope
  const lines = [
    [facts.answers, scope.answers],
    [facts.probes, facts.probesOf(probes.runs, probes.alarms)],
    [facts.canaries, canaries === null ? facts.notCounted : facts.canariesOf(canaries.runs, canaries.missed)],
    [
      facts.incidents,
      incidents === null ? facts.incidentsKept : facts.incidentsOf(incidents.total, incidents.open, incidents.high),
    ],
    [facts.exceptions, facts.exceptionsOf(exceptions.total, exceptions.inForce)],
    [facts.drift, scope.drift],
    [facts.stops, scope.stops],
    [facts.decisions, facts.decisionsOf(decisions.total, decisions.open, decisions.overdue)],
  ] as const
  return (
    <>
      <dl class="facts">
        {lines.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
        <div>
          <dt>{facts.policy}</dt>
          <dd>
            <code>{scope.policy}</code>
          </dd>
        </div>
      </dl>
      {scope.isWhole ? null : <p>{facts.notWhole}</p>}
      <p class="quiet">{facts.unknown}</p>
      {scope.drawn.length === 0 ? null : (
        <details>
          <summary>{facts.drawn}</summary>
          <ul class="plain-list">
            {scope.drawn.map(({ href, label }) => (
              <li key={label}>
                <a href={href}>{label}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
