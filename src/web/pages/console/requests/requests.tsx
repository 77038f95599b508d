import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { WideTable } from '../../../console/wide-table.tsx'
import type { PageProps } from '../../../page-props.ts'
import { Alert } from '../../../parts/alert.tsx'
import { Clock } from './clock-text.tsx'

export function Requests({ words, frame, view }: PageProps<'console-requests'>) {
  const { requests } = words
  const states: readonly (string | null)[] = [null, ...Object.keys(requests.statuses)]
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={requests.title}>
      <p>{requests.lead}</p>
      {view.undecided.length === 0 ? null : (
        <Alert kind="warning" title={requests.undecided}>
          <ul>
            {view.undecided.map(({ value, what }) => (
              <li key={value} lang="en">
                {what} ({value})
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {view.mayReceive ? (
        <p class="actions">
          <a class="usa-button" href="/console/requests/new">
            {requests.newOne}
          </a>
        </p>
      ) : null}
      <nav class="pages-nav" aria-label={requests.status}>
        {states.map((status) => (
          <a
            key={status}
            href={status === null ? '/console/requests' : `/console/requests?status=${status}`}
            aria-current={status === view.status ? 'true' : undefined}
          >
            {status === null ? requests.all : requests.statuses[status]}
          </a>
        ))}
      </nav>
      {view.requests.length === 0 ? (
        <p>{requests.none}</p>
      ) : (
        <WideTable
          caption={requests.title}
          heads={[requests.number, requests.clock, requests.status, requests.received, requests.channel]}
        >
          {view.requests.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <a href={`/console/requests/${one.id}`}>{requests.one(one.number)}</a>
              </th>
              <td>
                <Clock clock={one.clock} words={words} />
              </td>
              <td>{requests.statuses[one.status] ?? one.status}</td>
              <td>{one.received}</td>
              <td>{one.channel}</td>
            </tr>
          ))}
        </WideTable>
      )}
      <h2>{requests.denials}</h2>
      <p>{requests.denialsLead}</p>
      {view.denials.length === 0 ? (
        <p>{requests.denialsNone}</p>
      ) : (
        <WideTable caption={requests.denials} heads={[requests.number, requests.deniedOn, requests.keptUntil]}>
          {view.denials.map((one) => (
            <tr key={one.href}>
              <th scope="row">
                <a href={one.href}>{requests.one(one.number)}</a>
              </th>
              <td>{one.day}</td>
              <td>{one.until ?? words.console.none}</td>
            </tr>
          ))}
        </WideTable>
      )}
    </ConsoleLayout>
  )
}
