import { WideTable } from '../console/wide-table.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'

/** Every clause of the source policies, and how far it is kept. The clauses’ words and reasons are in English. */
export function Conformance({ words, frame, view }: PageProps<'conformance'>) {
  const { conformance } = words
  const named = (status: string): string => conformance.statuses[status as keyof typeof conformance.statuses] ?? status
  return (
    <Layout words={words} frame={frame} title={conformance.title}>
      <p class="lead">{conformance.lead}</p>
      <p>{conformance.under(view.policy)}</p>
      <ul>
        {view.counts.map(({ status, count }) => (
          <li key={status}>
            <a
              href={`/conformance?status=${encodeURIComponent(status)}`}
              aria-current={status === view.status ? 'true' : undefined}
            >
              {named(status)}: {count}
            </a>
          </li>
        ))}
        {view.status === '' ? null : (
          <li>
            <a href="/conformance">{conformance.all}</a>
          </li>
        )}
      </ul>
      <WideTable
        caption={conformance.title}
        heads={[conformance.clause, conformance.says, conformance.status, conformance.reason, conformance.tests]}
      >
        {view.clauses.map((clause) => (
          <tr key={clause.id} id={clause.id}>
            <th scope="row" lang="en">
              {clause.id}
            </th>
            <td lang="en">
              {clause.says}
              <br />
              <span class="quiet" lang={frame.language}>
                {conformance.reach[clause.reach as keyof typeof conformance.reach]}
              </span>
            </td>
            <td>{named(clause.status)}</td>
            <td lang="en">{clause.reason ?? ''}</td>
            <td class="number">{clause.tests.length}</td>
          </tr>
        ))}
      </WideTable>
      <p class="quiet">{conformance.limit}</p>
    </Layout>
  )
}
