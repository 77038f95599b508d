import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { kindOf } from '../../console/kind-of.ts'
import { WideTable } from '../../console/wide-table.tsx'
import type { PageProps } from '../../page-props.ts'
import { Alert } from '../../parts/alert.tsx'
import { Integrity } from './integrity.tsx'
import { LabelForm, RevealForm } from './record-forms.tsx'
import { LeftBy } from './record-left.tsx'

export function RecordPage({ words, frame, view }: PageProps<'console-record'>) {
  const { one } = words.console
  const [time] = view.facts.find(({ name }) => name === 'time')?.values ?? []
  const isAltered = view.verdict?.answer === 'altered'
  const isUnowned = view.verdict?.answer === 'altered' && view.facts.length <= 2
  const shown = (value: string): string => one.value[value] ?? value
  return (
    <ConsoleLayout
      words={words}
      frame={frame}
      console={view.console}
      title={time === undefined ? one.titleAltered : one.title(time)}
    >
      <nav class="pages-nav" aria-label={words.console.record}>
        <a href={view.back}>{one.back}</a>
        {view.newer === null ? null : (
          <a href={view.newer} rel="prev">
            {one.newer}
          </a>
        )}
        {view.older === null ? null : (
          <a href={view.older} rel="next">
            {one.older}
          </a>
        )}
      </nav>
      <p class="record-id">
        {one.id}: <code>{view.id}</code>
      </p>
      <Integrity words={words} frame={frame} view={view} />
      {isUnowned ? (
        <Alert kind="warning">
          <p>{one.alteredOwner}</p>
        </Alert>
      ) : null}
      <h2>{one.facts}</h2>
      <dl class="facts facts--columns">
        {view.facts.map(({ name, values }) => (
          <div key={name}>
            <dt>{one.fact[name]}</dt>
            {values.map((value) => (
              <dd key={value}>{shown(value)}</dd>
            ))}
          </div>
        ))}
      </dl>
      {view.sameDay === null ? null : (
        <p>
          <a href={view.sameDay}>{one.sameDay}</a>
        </p>
      )}
      <h2>{one.trace}</h2>
      {view.trace.length === 0 ? (
        <p>{one.noTrace}</p>
      ) : (
        <WideTable caption={one.trace} heads={[one.rule, one.result, one.clauses, one.detail]}>
          {view.trace.map((step) => (
            <tr key={`${step.rule} ${step.result}`}>
              <th scope="row">{step.rule}</th>
              <td>{shown(step.result)}</td>
              <td>{step.clauses.join(', ')}</td>
              <td>{step.detail}</td>
            </tr>
          ))}
        </WideTable>
      )}
      {view.decidedBy.length === 0 ? null : (
        <details>
          <summary>{one.decidedBy}</summary>
          <dl class="facts">
            {view.decidedBy.map(({ name, value }) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <h2>{one.removed}</h2>
      {view.removed.length === 0 ? (
        <p>{one.removedNone}</p>
      ) : (
        <ul>
          {view.removed.map(({ kind, count }) => (
            <li key={kind}>{one.removedOne(kindOf(kind, words), countText(count, frame.language))}</li>
          ))}
        </ul>
      )}
      <h2>{one.said}</h2>
      {view.said === null ? (
        <p>{isAltered ? one.saidAltered : one.saidNone}</p>
      ) : (
        <ol class="said">
          {view.said.map(({ role, text }, at) => (
            <li key={at}>
              <h3>{one.roles[role] ?? role}</h3>
              <p class="said__text">{text}</p>
            </li>
          ))}
        </ol>
      )}
      <h2>{one.answer}</h2>
      {view.answer === null ? (
        <p>{isAltered ? one.saidAltered : one.answerNone}</p>
      ) : (
        <p class="said__text">{view.answer}</p>
      )}
      <LeftBy words={words} view={view} />
      <RevealForm words={words} frame={frame} view={view} />
      <LabelForm words={words} frame={frame} view={view} />
      <details>
        <summary>{one.entries}</summary>
        <ul>
          {view.entries.map((entry) => (
            <li key={entry.index}>
              {countText(entry.index, frame.language)}: {words.console.records.kinds[entry.type] ?? entry.type},{' '}
              {entry.time} ({entry.parts})
            </li>
          ))}
        </ul>
      </details>
      {view.looks === null ? null : (
        <p>
          <a href={view.looks}>{one.looks}</a>
        </p>
      )}
    </ConsoleLayout>
  )
}
