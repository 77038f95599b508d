import { WideTable } from '../console/wide-table.tsx'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'
import { AccountabilityWarning } from '../parts/accountability-warning.tsx'
import { PolicyText } from '../parts/policy-text.tsx'

type Page = PageProps<'accountability'>

/** Clauses MS-52, MO-03: who answers for each system and each unit. */
export function Accountability({ words, frame, view }: Page) {
  const { accountability } = words
  const orphans = view.systems?.filter(({ isOrphan }) => isOrphan).length ?? 0
  return (
    <Layout words={words} frame={frame} title={accountability.title}>
      <p class="lead">{accountability.lead}</p>
      <AccountabilityWarning
        words={words}
        orphans={orphans}
        leaderless={view.units.filter(({ isHeld }) => isHeld).length}
      />
      <h2>{accountability.systems}</h2>
      {view.systems === null ? <p>{accountability.noSystems}</p> : <Systems words={words} systems={view.systems} />}
      <h2>{accountability.units}</h2>
      <WideTable
        caption={accountability.units}
        heads={[accountability.unit, accountability.leader, accountability.state]}
      >
        {view.units.map(({ id, name, isHeld, leader }) => (
          <tr key={id}>
            <th scope="row">
              <PolicyText>{name}</PolicyText>
            </th>
            <td>
              <Answers words={words} view={leader} />
            </td>
            <td>
              {isHeld ? (
                <span class="status">{accountability.held}</span>
              ) : leader.standing === 'unseen' ? (
                accountability.unseen
              ) : (
                accountability.answered
              )}
            </td>
          </tr>
        ))}
      </WideTable>
      <p class="links">
        <a href="/oversight/scorecard">{accountability.scorecards}</a> <a href="/oversight">{words.oversight.title}</a>
      </p>
    </Layout>
  )
}

function Systems({ words, systems }: { words: Words; systems: NonNullable<Page['view']['systems']> }) {
  const { accountability } = words
  const parts = accountability.parts
  return (
    <WideTable
      caption={accountability.systems}
      heads={[accountability.system, parts.owner, parts.approver, parts.reviewer, parts.monitor, accountability.state]}
    >
      {systems.map((system) => (
        <tr key={system.id}>
          <th scope="row">
            <a href={`/catalog/${encodeURIComponent(system.id)}`}>
              <PolicyText>{system.name}</PolicyText>
            </a>
          </th>
          {system.parts.map((part) => (
            <td key={part.part}>
              <Answers words={words} view={part} />
            </td>
          ))}
          <td>
            {system.isOrphan ? (
              <span class="status">{accountability.orphan}</span>
            ) : system.parts.some(({ standing }) => standing === 'unseen') ? (
              accountability.unseen
            ) : (
              accountability.answered
            )}
          </td>
        </tr>
      ))}
    </WideTable>
  )
}

function Answers({ words: { accountability }, view }: { words: Words; view: Page['view']['units'][number]['leader'] }) {
  const { by, isNamed, people, standing } = view
  return (
    <>
      {people.map((person) => (
        <span key={person} lang="en">
          {person}
          <br />
        </span>
      ))}
      <span class="quiet">
        {[
          ...(by === '' || (isNamed && people.length > 0) ? [] : [isNamed ? by : accountability.byDuty(by)]),
          ...(standing === 'held' ? [] : [accountability.standings[standing]]),
        ].join(', ')}
      </span>
    </>
  )
}
