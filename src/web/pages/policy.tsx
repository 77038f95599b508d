import { WideTable } from '../console/wide-table.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { PolicyText } from '../parts/policy-text.tsx'

/** The rules in force: who may do what, what is barred, and every version that was. */
export function Policy({ words, frame, view }: PageProps<'policy'>) {
  const { policy, catalog } = words
  return (
    <Layout words={words} frame={frame} title={policy.title}>
      <p class="lead">{policy.lead}</p>
      <dl class="facts">
        <div>
          <dt>{policy.version}</dt>
          <dd>
            <code>{view.version}</code>
          </dd>
        </div>
        <div>
          <dt>{policy.since}</dt>
          <dd>{view.liveSince}</dd>
        </div>
        <div>
          <dt>{policy.signed}</dt>
          <dd>{view.signers.length === 0 ? policy.unsigned : <PolicyText>{view.signers.join(', ')}</PolicyText>}</dd>
        </div>
        <div>
          <dt>{policy.digest}</dt>
          <dd>
            <code class="digest">{view.digest}</code>
          </dd>
        </div>
      </dl>
      <ul>
        {view.maySeeCase ? (
          <li>
            <a href="/policy/case">{policy.caseTitle}</a>
          </li>
        ) : null}
        <li>
          <a href="/oversight">{words.oversight.title}</a>
        </li>
        <li>
          <a href="/conformance">{words.conformance.title}</a>
        </li>
        <li>
          <a href="/register">{words.register.title}</a>
        </li>
        <li>
          <a href="/policy/inventory.csv">{policy.inventory}</a>
        </li>
        <li>
          <a href="/policy/inventory.json">{policy.inventoryData}</a>
        </li>
      </ul>
      <h2>{policy.usesTitle}</h2>
      <p>{policy.usesLead}</p>
      <WideTable
        caption={policy.usesTitle}
        heads={[policy.system, policy.purpose, policy.who, policy.dataClass, policy.mode, policy.until, policy.clauses]}
      >
        {view.uses.map((use) => (
          <tr key={`${use.system.href} ${use.purpose} ${use.who} ${use.units} ${use.maxClass} ${use.clauses}`}>
            <th scope="row">
              <a href={use.system.href}>
                <PolicyText>{use.system.label}</PolicyText>
              </a>
              {use.isStopped ? <strong> {policy.stopped}</strong> : null}
            </th>
            <td>{use.purpose}</td>
            <td>
              {catalog.subjects[use.who]}
              {use.units === null ? null : (
                <>
                  , <PolicyText>{use.units}</PolicyText>
                </>
              )}
            </td>
            <td>{use.maxClass}</td>
            <td>{policy.modes[use.mode as keyof typeof policy.modes]}</td>
            <td>{use.until}</td>
            <td>
              <PolicyText>{use.clauses}</PolicyText>
            </td>
          </tr>
        ))}
      </WideTable>
      <h2>{policy.barredTitle}</h2>
      <p>{policy.barredLead}</p>
      <ul>
        {view.prohibited.map(({ name, clauses }) => (
          <li key={name}>
            <PolicyText>
              {name} ({clauses})
            </PolicyText>
          </li>
        ))}
      </ul>
      <h2>{policy.exceptionsTitle}</h2>
      <p>{policy.exceptions(view.exceptions.inForce, view.exceptions.thisMonth, view.exceptions.threshold)}</p>
      {view.maySeeCase ? (
        <p>
          <a href="/exceptions">{words.exceptions.title}</a>
        </p>
      ) : null}
      <h2>{policy.versionsTitle}</h2>
      {view.versions.length < 2 ? <p>{policy.oneVersion}</p> : <Compare words={words} view={view} />}
    </Layout>
  )
}

function Compare({ words: { policy }, view }: Pick<PageProps<'policy'>, 'words' | 'view'>) {
  const [newest, before] = view.versions
  const field = (name: 'before' | 'after', label: string, chosen: string) => (
    <>
      <label class="usa-label" for={name}>
        {label}
      </label>
      <select class="usa-select" id={name} name={name}>
        {view.versions.map(({ digest, version, since, isNow }) => (
          <option key={digest} value={digest} selected={digest === chosen}>
            {`${version}, ${since}${isNow ? `, ${policy.now}` : ''}`}
          </option>
        ))}
      </select>
    </>
  )
  return (
    <form class="usa-form" method="get" action="/policy/changes">
      {field('before', policy.before, before!.digest)}
      {field('after', policy.after, newest!.digest)}
      <button class="usa-button" type="submit">
        {policy.compare}
      </button>
    </form>
  )
}
