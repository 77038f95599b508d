import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Source, Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Types name channels that exist, and a mailbox is one of an official domain (MS-25, MO-26). */
export function incidentProblems(sources: Sources, documents: Documents): Problem[] {
  const channels = idsOf(documents.incidents.channels)
  const hosts = idsOf(documents.incidents.hosts)
  const states = idsOf(documents.incidents.states)
  const domains = new Set(documents.issuers.issuers.flatMap(({ emailDomains }) => emailDomains))
  return sources.incidents.flatMap((source) => [
    ...source.data.states.flatMap((state, at) =>
      unknownNames(source, ['states', at, 'next'], state.next, states, 'state'),
    ),
    ...source.data.types.flatMap((type, at) => [
      ...unknownNames(source, ['types', at, 'states'], type.states ?? [], states, 'state'),
      ...(states.size === 0
        ? [source.problemAt(['types', at], 'there are no states to go through', 'list states (MS-51)')]
        : []),
      ...endless(documents.incidents.states, type.states).map((state) =>
        source.problemAt(
          ['types', at, 'states'],
          `no way leads from '${state}' to closed`,
          'list states that lead to closed, and closed itself (MS-51)',
        ),
      ),
    ]),
    ...source.data.types.flatMap((type, at) => [
      ...unknownNames(source, ['types', at, 'channels'], type.channels, channels, 'channel'),
      ...unknownNames(source, ['types', at, 'supervisorInvolved'], type.supervisorInvolved, channels, 'channel'),
    ]),
    ...source.data.connectors.flatMap((connector, at) =>
      connectorProblems(source, connector, at, channels, hosts, domains),
    ),
    ...source.data.channels.flatMap((channel, at) => {
      const domain = channel.to?.split('@').at(-1)
      return domain === undefined || domains.has(domain)
        ? []
        : [
            source.problemAt(
              ['channels', at, 'to'],
              `${domain} isn’t an official domain`,
              `use a mailbox of ${[...domains].join(', ')}: notices don’t leave the State (MS-25)`,
            ),
          ]
    }),
  ])
}

/** Notices go to listed hosts, from an official address, for queues that there are (MO-26). */
function connectorProblems(
  source: Source<'incidents'>,
  connector: Documents['incidents']['connectors'][number],
  at: number,
  channels: ReadonlySet<string>,
  hosts: ReadonlySet<string>,
  domains: ReadonlySet<string>,
): Problem[] {
  const path = ['connectors', at]
  if (connector.kind === 'webhook')
    return [
      ...unknownNames(source, [...path, 'url'], new URL(connector.url).hostname, hosts, 'host'),
      ...unknownNames(source, [...path, 'channels'], connector.channels, channels, 'channel'),
      ...((connector.network === 'private') === (connector.cidr === undefined)
        ? [source.problemAt([...path, 'cidr'], 'goes with network: private, and only with it', 'name the exact range')]
        : []),
    ]
  const domain = connector.from.split('@').at(-1)!
  return [
    ...unknownNames(source, [...path, 'host'], connector.host, hosts, 'host'),
    ...(domains.has(domain)
      ? []
      : [
          source.problemAt(
            [...path, 'from'],
            `${domain} isn’t an official domain`,
            'write from an official one (MS-25)',
          ),
        ]),
  ]
}

/** States of a type from which it could never be closed. */
function endless(all: Documents['incidents']['states'], own: readonly string[] = all.map(({ id }) => id)): string[] {
  const leads = new Set(own.includes('closed') ? ['closed'] : [])
  for (let before = -1; before < leads.size; ) {
    before = leads.size
    for (const { id, next } of all) if (own.includes(id) && next.some((one) => leads.has(one))) leads.add(id)
  }
  return own.filter((state) => !leads.has(state))
}
