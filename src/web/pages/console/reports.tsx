import type { ReportRow } from '../../../pages/console-keeping-views.ts'
import type { Frame } from '../../../pages/frame.ts'
import { BarChart } from '../../console/bar-chart.tsx'
import { ConsoleLayout } from '../../console/console-layout.tsx'
import { costText, countText } from '../../console/count-text.ts'
import { SelectField } from '../../console/field.tsx'
import { WideTable } from '../../console/wide-table.tsx'
import type { Words } from '../../languages/en.ts'
import type { PageProps } from '../../page-props.ts'

export function Reports({ words, frame, view }: PageProps<'console-reports'>) {
  const { reports, tooFew } = words.console
  const { total } = view
  const number = (count: number | null): string => (count === null ? tooFew : countText(count, frame.language))
  const cost = total.cost === null ? tooFew : `$${costText(total.cost, frame.language)}`
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={reports.title}>
      <form class="inline-form" method="get" action="/console/reports">
        <SelectField id="month" label={reports.month} choices={view.choices} value={view.month} />
        <button class="usa-button" type="submit">
          {reports.go}
        </button>
      </form>
      <p>{view.unit === null ? reports.ofAgency : reports.ofUnit(view.unit)}</p>
      <p class="lead">
        {reports.sentence(
          view.monthName,
          number(total.exchanges),
          number(total.refused),
          number(total.unreviewed),
          cost,
        )}
      </p>
      <p class="quiet">
        {reports.small} {reports.asOf(view.asOf)}
        {view.lag === 0 ? null : ` ${reports.lag(countText(view.lag, frame.language))}`}
      </p>
      <Tile id="months" words={words} frame={frame} title={reports.byMonth} rows={view.months} csv={view.monthsCsv} />
      {view.tables.map(({ field, rows, csv }) => (
        <Tile key={field} id={field} words={words} frame={frame} title={reports.by[field]} rows={rows} csv={csv} />
      ))}
    </ConsoleLayout>
  )
}

interface TileProps {
  readonly id: string
  readonly words: Words
  readonly frame: Frame
  readonly title: string
  readonly rows: readonly ReportRow[]
  readonly csv: string
}

/** A sentence, bars, the table, and the same as a file. */
function Tile({ id, words, frame, title, rows, csv }: TileProps) {
  const { reports, tooFew } = words.console
  const number = (count: number | null): string => (count === null ? tooFew : countText(count, frame.language))
  const shown = rows.filter(({ exchanges }) => exchanges !== null)
  const most = shown.reduce<ReportRow | null>((a, b) => ((b.exchanges ?? 0) > (a?.exchanges ?? 0) ? b : a), null)
  const sentence = most === null ? reports.noneShown : reports.most(most.name, number(most.exchanges))
  const of = title
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {rows.length === 0 ? (
        <p>{reports.nothing}</p>
      ) : (
        <>
          <p>{sentence}</p>
          {most === null ? null : (
            <BarChart
              id={id}
              label={`${reports.chart(of)}. ${sentence}`}
              bars={rows.map((row) => ({
                label: row.name,
                parts: [(row.exchanges ?? 0) - (row.refused ?? 0), row.refused ?? 0],
              }))}
            />
          )}
          <WideTable
            numbersFrom={1}
            caption={reports.table(of)}
            heads={[reports.name, reports.exchanges, reports.refused, reports.unreviewed, reports.cost]}
          >
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{row.name}</th>
                <td class="number">{number(row.exchanges)}</td>
                <td class="number">{number(row.refused)}</td>
                <td class="number">{number(row.unreviewed)}</td>
                <td class="number">{row.cost === null ? tooFew : costText(row.cost, frame.language)}</td>
              </tr>
            ))}
          </WideTable>
        </>
      )}
      <p>
        <a href={csv} download>
          {reports.csv(of)}
        </a>
      </p>
    </section>
  )
}
