import type { PageViews } from '../../pages/page-views.ts'
import { WideTable } from '../console/wide-table.tsx'
import type { Words } from '../languages/en.ts'

/** Clauses MS-62, MO-04: how much people have still to look at again, by unit. */
export function RevisitCounts({
  words: { revisits },
  units,
}: {
  words: Words
  units: NonNullable<PageViews['oversight']['revisits']>
}) {
  const said = (count: number | null): string => (count === null ? revisits.few : String(count))
  return (
    <div>
      <h2>{revisits.units}</h2>
      <p>{revisits.unitsLead}</p>
      <WideTable caption={revisits.units} heads={[revisits.unit, revisits.drawn, revisits.left]} numbersFrom={1}>
        {units.map(({ unit, total, open }) => (
          <tr key={unit}>
            <th scope="row" lang="en">
              {unit}
            </th>
            <td class="number">{said(total)}</td>
            <td class="number">{said(open)}</td>
          </tr>
        ))}
      </WideTable>
    </div>
  )
}
