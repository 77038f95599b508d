import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { countText } from '../../../console/count-text.ts'
import { WideTable } from '../../../console/wide-table.tsx'
import type { PageProps } from '../../../page-props.ts'

export function Sample({ words, frame, view }: PageProps<'console-sample'>) {
  const { sample, scope, codings } = words.requests
  const path = `/console/requests/${view.request.id}`
  const count = (number: number): string => countText(number, frame.language)
  const share = (value: number): string =>
    new Intl.NumberFormat(frame.language, { style: 'percent', maximumFractionDigits: 1 }).format(value)
  const { rate } = view
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={sample.title(view.seed)}>
      <p>
        <a href={`${path}/records`}>{words.requests.coding.list}</a>
      </p>
      {view.side === 'both' ? null : <p>{words.console.records.sides[view.side]}</p>}
      <p>{sample.drawn(view.drawnBy, view.drawn)}</p>
      <p>
        {sample.looked(count(view.looked), count(view.records.length))}{' '}
        {rate === null
          ? null
          : sample.rate(count(view.overturned), share(rate.share), share(rate.low), share(rate.high))}
      </p>
      {view.records.length === 0 ? (
        <p>{scope.none}</p>
      ) : (
        <WideTable caption={sample.title(view.seed)} heads={[scope.entry, sample.first, sample.second]}>
          {view.records.map((row) => (
            <tr key={row.exchange}>
              <th scope="row">
                <a href={`${path}/records/${row.exchange}`}>{count(row.index)}</a>
              </th>
              <td>{codings[row.coding ?? 'uncoded'] ?? row.coding}</td>
              <td>
                {row.second === null ? null : (codings[row.second] ?? row.second)}
                {row.second === null && row.mayLook ? (
                  <a href={`${path}/samples/${view.id}/records/${row.exchange}`}>{sample.look}</a>
                ) : null}
              </td>
            </tr>
          ))}
        </WideTable>
      )}
    </ConsoleLayout>
  )
}
