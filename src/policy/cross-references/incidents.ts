import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** Types name channels that exist, and a mailbox is one of an official domain (MS-25, MO-26). */
export function incidentProblems(sources: Sources, documents: Documents): Problem[] {
  const channels = idsOf(documents.incidents.channels)
  const domains = new Set(documents.issuers.issuers.flatMap(({ emailDomains }) => emailDomains))
  return sources.incidents.flatMap((source) => [
    ...source.data.types.flatMap((type, at) => [
      ...unknownNames(source, ['types', at, 'channels'], type.channels, channels, 'channel'),
      ...unknownNames(source, ['types', at, 'supervisorInvolved'], type.supervisorInvolved, channels, 'channel'),
    ]),
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
