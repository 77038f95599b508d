import type { RecordColumn, RecordRow, RecordsResult, RecordsView } from '../../../pages/console-views.ts'
import type { Frame } from '../../../pages/frame.ts'
import { countText } from '../../console/count-text.ts'
import { WideTable } from '../../console/wide-table.tsx'
import type { Words } from '../../languages/en.ts'
import { Alert } from '../../parts/alert.tsx'
import { Timeline } from './timeline.tsx'

interface ResultProps {
  readonly words: Words
  readonly frame: Frame
  readonly result: RecordsResult
  readonly columns: RecordsView['columns']
  readonly nameOf: (filter: string, value: string) => string
}

/** What was found, and out of what: an empty answer says what it is worth. */
export function RecordsResultPart({ words, frame, result, columns, nameOf }: ResultProps) {
  const { records } = words.console
  const count = (number: number): string => countText(number, frame.language)
  if (result.total === 0)
    return (
      <section aria-labelledby="result-title">
        <h2 id="result-title">{records.noneTitle}</h2>
        <p>{records.noneLead}</p>
        {result.without.length === 0 ? null : (
          <>
            <p>{records.without}</p>
            <ul>
              {result.without.map(({ filter, value, total, href }) => (
                <li key={filter}>
                  <a href={href}>{records.withoutOne(records.filters[filter], nameOf(filter, value), count(total))}</a>
                </li>
              ))}
            </ul>
          </>
        )}
        <Scope words={words} frame={frame} result={result} />
      </section>
    )
  return (
    <>
      <section aria-labelledby="result-title">
        <h2 id="result-title">{foundText(words, frame, result)}</h2>
        <Scope words={words} frame={frame} result={result} />
        {result.slots.length < 2 ? null : <Timeline words={words} frame={frame} slots={result.slots} />}
        <Columns words={words} columns={columns} />
        <Rows words={words} result={result} columns={columns} />
        <nav class="pages-nav" aria-label={records.pages}>
          {result.newer === null ? null : (
            <a class="usa-button usa-button--outline" href={result.newer} rel="prev">
              {records.newer}
            </a>
          )}
          {result.older === null ? null : (
            <a class="usa-button usa-button--outline" href={result.older} rel="next">
              {records.older}
            </a>
          )}
        </nav>
      </section>
    </>
  )
}

/** Which of how many are shown. */
export function foundText({ console: { records } }: Words, frame: Frame, result: RecordsResult): string {
  const [first, last, total] = [result.first, result.last, result.total].map((number) =>
    countText(number, frame.language),
  ) as [string, string, string]
  return `${records.found(first, last, total)} ${result.areRecords ? records.foundRecords : records.foundMessages}`
}

/** Which columns there are stands in the address, as the search does. */
function Columns({ words, columns }: Pick<ResultProps, 'words' | 'columns'>) {
  const { records } = words.console
  return (
    <details>
      <summary>{records.columns}</summary>
      <ul class="pages-nav">
        {columns.map(({ column, isShown, href }) => (
          <li key={column}>
            <a href={href}>{(isShown ? records.columnLess : records.columnMore)(headOf(column, words))}</a>
          </li>
        ))}
      </ul>
    </details>
  )
}

function headOf(column: RecordColumn, { console: { records } }: Words): string {
  if (column === 'decision') return records.decisionAndClass
  return column === 'purpose' ? records.filters.purpose : records[column]
}

function Rows({ words, result, columns }: Pick<ResultProps, 'words' | 'result' | 'columns'>) {
  const { records } = words.console
  const shown = columns.filter(({ isShown }) => isShown).map(({ column }) => column)
  const kind = result.areRecords ? [] : [records.kind]
  return (
    <WideTable caption={records.table} heads={[records.time, ...kind, ...shown.map((column) => headOf(column, words))]}>
      {result.rows.map((row) => (
        <tr key={row.href}>
          <th scope="row">{row.href === null ? row.time : <a href={row.href}>{row.time}</a>}</th>
          {result.areRecords ? null : <td>{records.kinds[row.kind] ?? row.kind}</td>}
          {shown.map((column) => (
            <td key={column} class={column === 'excerpt' ? 'excerpt' : undefined}>
              <Cell words={words} row={row} column={column} />
            </td>
          ))}
        </tr>
      ))}
    </WideTable>
  )
}

interface CellProps {
  readonly words: Words
  readonly row: RecordRow
  readonly column: RecordColumn
}

function Cell({ words: { console }, row, column }: CellProps) {
  const { records } = console
  switch (column) {
    case 'person':
      return <Two first={row.person} second={row.unit} />
    case 'system':
      return <>{row.system}</>
    case 'decision':
      return <Two first={records.decision[row.decision as 'allow'] ?? row.decision} second={row.class} />
    case 'purpose':
      return <>{row.purpose}</>
    case 'excerpt':
      return (
        <>
          <span class="snippet">{row.snippet}</span>
          {row.marks.length === 0 ? null : (
            <span class="marks">
              {row.marks.map((mark) => (
                <span key={mark} class="usa-tag">
                  {records.marks[mark] ?? mark}
                </span>
              ))}
            </span>
          )}
        </>
      )
  }
}

function Two({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <>
      {first}
      <br />
      <span class="quiet">{second}</span>
    </>
  )
}

function Scope({ words, frame, result }: Pick<ResultProps, 'words' | 'frame' | 'result'>) {
  const { records } = words.console
  const { scope, from, to } = result
  const count = (number: number): string => countText(number, frame.language)
  const isComplete = scope.unindexed === 0 && scope.removedWords === 0 && scope.lag === 0
  const span =
    from !== null && to !== null
      ? records.scopeSpan(from, to)
      : from !== null
        ? records.scopeFrom(from)
        : to !== null
          ? records.scopeTo(to)
          : records.scopeEver
  return (
    <div class="scope">
      <p>
        <strong>{records.scope}:</strong> {records.scopeAll(count(scope.records))} {records.sides[result.side]} {span}{' '}
        {records.asOf(result.asOf)} {isComplete ? records.complete : null}
      </p>
      {isComplete ? null : (
        <ul>
          {scope.unindexed === 0 ? null : <li>{records.unindexed(count(scope.unindexed))}</li>}
          {scope.removedWords === 0 ? null : <li>{records.removedWords(count(scope.removedWords))}</li>}
          {scope.lag === 0 ? null : <li>{records.lag(count(scope.lag))}</li>}
        </ul>
      )}
      {result.total > 0 || isComplete ? null : (
        <Alert kind="warning">
          <p>{records.noCertificate}</p>
        </Alert>
      )}
    </div>
  )
}
