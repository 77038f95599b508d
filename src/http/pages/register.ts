import type { FastifyInstance } from 'fastify'
import { inventoryCsv, inventoryJson } from '../catalog/inventory-files.ts'
import { registerEntries } from '../catalog/register-entry.ts'
import { policyWords } from './policy-words.ts'
import { sayDay, sayTime } from './say-time.ts'
import type { Site } from './site.ts'

/** Clauses MS-33, MS-43: the public register of AI systems, for anybody, as a page and as data. */
export function registerPages(app: FastifyInstance, site: Site): void {
  const entries = (language: string) =>
    registerEntries({ policy: site.policy(), rows: site.ledger.state, now: site.clock.now(), language })
  const inventoryOf = (reach: 'staff' | 'public') =>
    ({ policy: site.policy(), rows: site.ledger.state, now: site.clock.now(), reach }) as const

  site.page(app, 'GET', '/register', async ({ show, language }) => {
    const policy = site.policy()
    const [contact] = Object.values(policy.disclosures.humanContacts)
    return show('register', {
      agency: policy.profile.agency,
      asOf: sayTime(site.clock.now(), language, policy.profile.timezone),
      systems: entries(language).map((entry) => ({
        ...entry,
        approvedUntil: sayDay(entry.approvedUntil, language),
        assessments: entry.assessments.map(({ kind, on }) => ({ kind, on: sayDay(on, language) })),
      })),
      contact: {
        text: policyWords(policy, language).text(contact!.text),
        phone: contact!.phone,
        url: contact!.url,
      },
    })
  })

  site.page(app, 'GET', '/register.json', async ({ reply, language }) =>
    reply.type('application/json; charset=utf-8').send({
      agency: site.policy().profile.agency,
      policy: site.policy().version,
      as_of: new Date(site.clock.now()).toISOString(),
      systems: entries(language),
    }),
  )

  // The federal inventory’s columns: for anybody what the register says, for staff all that the policy holds.
  site.page(app, 'GET', '/register.csv', async ({ reply }) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="ai-inventory.csv"')
      .send(inventoryCsv(inventoryOf('public'))),
  )
  site.personPage(app, 'GET', '/policy/inventory.csv', async ({ reply }) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="ai-inventory.csv"')
      .send(inventoryCsv(inventoryOf('staff'))),
  )
  site.personPage(app, 'GET', '/policy/inventory.json', async ({ reply }) =>
    reply.type('application/json; charset=utf-8').send(inventoryJson(inventoryOf('staff'))),
  )
}
