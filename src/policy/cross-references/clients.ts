import { DECISION_MODES } from '../../core/decision.ts'
import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Sources } from '../sources.ts'
import { idsOf, unknownNames } from './known.ts'

/** What a registration names exists, and its default purpose is one that it may have. */
export function clientProblems(sources: Sources, documents: Documents): Problem[] {
  const known = {
    issuers: idsOf(documents.issuers.issuers),
    units: idsOf(documents.units.units),
    purposes: idsOf(documents.purposes.purposes),
    systems: idsOf(documents.catalog.systems),
    contacts: idsOf(documents.disclosures.humanContacts),
    labels: idsOf(documents.disclosures.labels),
    publicNotices: idsOf(documents.disclosures.publicNotices),
    notices: idsOf(documents.notices.notices),
  }
  return sources.clients.flatMap((source) =>
    source.data.clients.flatMap((client, at) => {
      const path = ['clients', at]
      const problems = [
        ...unknownNames(source, [...path, 'issuer'], client.issuer, known.issuers, 'issuer profile'),
        ...unknownNames(source, [...path, 'unit'], client.unit, known.units, 'unit'),
        ...unknownNames(source, [...path, 'purposes'], client.purposes, known.purposes, 'purpose'),
        ...unknownNames(source, [...path, 'defaultPurpose'], client.defaultPurpose, known.purposes, 'purpose'),
        ...unknownNames(source, [...path, 'systems'], client.systems, known.systems, 'system'),
        ...unknownNames(source, [...path, 'humanContact'], client.humanContact, known.contacts, 'human contact'),
        ...unknownNames(source, [...path, 'label'], client.label, known.labels, 'label'),
        ...unknownNames(
          source,
          [...path, 'publicNotice'],
          client.publicNotice,
          known.publicNotices,
          'notice for residents',
        ),
        ...client.acknowledged.flatMap((one, index) =>
          unknownNames(source, [...path, 'acknowledged', index, 'notice'], one.notice, known.notices, 'notice'),
        ),
      ]
      if (client.defaultPurpose !== undefined && client.purposes?.includes(client.defaultPurpose) === false) {
        problems.push(
          source.problemAt(
            [...path, 'defaultPurpose'],
            'the default isn’t among the purposes of this client',
            'add it to purposes, or choose another',
          ),
        )
      }
      const label = documents.disclosures.labels.find(({ id }) => id === client.label)
      const wanted = client.kind === 'public-app' ? 'public' : 'staff'
      if (label !== undefined && label.register !== wanted) {
        problems.push(
          source.problemAt(
            [...path, 'label'],
            `label '${label.id}' speaks to ${label.register === 'staff' ? 'the State’s own people' : 'residents'}`,
            `use one whose register is ${wanted}`,
          ),
        )
      }
      const constraint = documents.issuers.issuers.find(({ id }) => id === client.issuer)?.senderConstraint
      if (client.pages !== undefined && constraint !== undefined && constraint !== 'offered') {
        problems.push(
          source.problemAt(
            [...path, 'pages'],
            'the issuer binds its tokens to a key of their client, and the pages have none',
            'register the pages with an issuer whose senderConstraint is offered',
          ),
        )
      }
      const other = documents.clients.clients.find(({ checks }) => checks !== undefined)
      if (client.checks !== undefined && other?.id !== client.id) {
        problems.push(
          source.problemAt(
            [...path, 'checks'],
            `the gateway’s own checks ask as '${other?.id}' already`,
            'leave one of the two out',
          ),
        )
      }
      const purpose = documents.purposes.purposes.find(({ id }) => id === client.defaultPurpose)
      if (
        purpose !== undefined &&
        DECISION_MODES.indexOf(purpose.decisionMode) > DECISION_MODES.indexOf(client.maxDecisionMode)
      ) {
        problems.push(
          source.problemAt(
            [...path, 'maxDecisionMode'],
            `lower than the mode of purpose '${purpose.id}'`,
            `use ${purpose.decisionMode} or choose another default purpose`,
          ),
        )
      }
      return problems
    }),
  )
}
