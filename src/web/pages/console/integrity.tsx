import type { RecordView, VerdictView } from '../../../pages/console-views.ts'
import type { Frame } from '../../../pages/frame.ts'
import { countText } from '../../console/count-text.ts'
import { WideTable } from '../../console/wide-table.tsx'
import type { Words } from '../../languages/en.ts'
import { Alert } from '../../parts/alert.tsx'

interface IntegrityProps {
  readonly words: Words
  readonly frame: Frame
  readonly view: RecordView
}

/** The answer first, in one sentence; then what it rests on, and what it doesn’t prove. Lawful destruction is no alarm. */
export function Integrity({ words, frame, view }: IntegrityProps) {
  const { one } = words.console
  const { verdict, id } = view
  if (verdict === null) return <p>{one.noVerdict}</p>
  const count = (number: number): string => countText(number, frame.language)
  return (
    <section aria-labelledby="integrity-title">
      <h2 id="integrity-title">{one.integrity}</h2>
      <Answer words={words} verdict={verdict} />
      <p class="quiet">{one.checked(verdict.checkedAt, count(verdict.size))}</p>
      <p class="actions">
        <a class="usa-button usa-button--outline" href={view.console.here}>
          {one.again}
        </a>
        <a class="usa-button usa-button--outline" href={`/console/records/${id}/proof`}>
          {one.proof}
        </a>
      </p>
      <details>
        <summary>{one.details}</summary>
        <p>{one.detailsText}</p>
        <WideTable caption={one.details} heads={[one.entry, one.type, one.inTree, one.parts, one.leaf]}>
          {verdict.entries.map((entry) => (
            <tr key={entry.index}>
              <th scope="row">{count(entry.index)}</th>
              <td>{words.console.records.kinds[entry.type] ?? entry.type}</td>
              <td>{entry.inTree ? words.console.yes : words.console.no}</td>
              <td>{entry.parts}</td>
              <td class="excerpt">
                <code>{entry.leaf}</code>
              </td>
            </tr>
          ))}
        </WideTable>
        <h3>{one.head}</h3>
        <pre class="note">{verdict.checkpoint}</pre>
      </details>
      <details>
        <summary>{one.offline}</summary>
        <p>{one.offlineText}</p>
      </details>
      <details>
        <summary>{one.cannot}</summary>
        <p>{one.cannotText}</p>
      </details>
    </section>
  )
}

function Answer({ words, verdict }: { readonly words: Words; readonly verdict: VerdictView }) {
  const { one } = words.console
  const said = (fault: string): string => words.said(fault) || fault
  const schedule = verdict.schedule ?? verdict.citation ?? verdict.rule ?? ''
  if (verdict.answer === 'altered')
    return (
      <Alert kind="error" isUrgent>
        <p>
          <strong>{one.altered(said(verdict.faults[0] ?? ''))}</strong>
        </p>
        {verdict.faults.length < 2 ? null : (
          <ul>
            {verdict.faults.slice(1).map((fault) => (
              <li key={fault}>{said(fault)}</li>
            ))}
          </ul>
        )}
        <p>{one.alteredWhat}</p>
      </Alert>
    )
  if (verdict.answer === 'destroyed')
    return (
      <Alert kind="info">
        <p>
          <strong>
            {verdict.destroyedAt === null ? one.destroying(schedule) : one.destroyed(verdict.destroyedAt, schedule)}
          </strong>
        </p>
        <p>{one.destroyedWhy}</p>
        {verdict.citation === null ? null : <p>{verdict.citation}</p>}
      </Alert>
    )
  return (
    <Alert kind="success">
      <p>
        <strong>{one.unaltered(verdict.since)}</strong>
      </p>
    </Alert>
  )
}
