import type { FastifyInstance, FastifyRequest } from 'fastify'
import { stateOf } from '../../deliverables/deliverable-state.ts'
import type { Deliverables, OpenDeliverable } from '../../deliverables/deliverables.ts'
import { statementLines } from '../../deliverables/write-format.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Contract } from '../contract.ts'
import { allowed, callerOf, Refused } from '../governance-api.ts'
import { type PageAsked, pageOf, placeOrder } from '../page-of.ts'

export interface DisclosureStatementParts {
  readonly contract: Contract
  readonly policy: () => PolicySet
  readonly deliverables: Deliverables
}

interface Asked {
  readonly title: string
  readonly authors: string
  readonly parts?: string
  readonly records: readonly string[]
}

/** Clauses MO-40, MO-45, MS-33: what a document says of AI’s part in it, as the records of the answers have it. */
export async function disclosureStatementRoutes(
  app: FastifyInstance,
  { contract, policy, deliverables }: DisclosureStatementParts,
): Promise<void> {
  app.get('/disclosure-statements', { schema: contract.schema('listDisclosureStatements') }, async (request) => {
    const { of = 'own', ...asked } = request.query as PageAsked & { of?: 'own' | 'to-approve' }
    const language = languageOf(request)
    const { own, toApprove } = deliverables.list(callerOf(request))
    const { shown, cursor } = pageOf((of === 'own' ? own : toApprove).toSorted(placeOrder), asked)
    const opened = await Promise.all(shown.map(({ id }) => deliverables.open(id, callerOf(request), language)))
    return { statements: opened.flatMap((open) => (open === null ? [] : [listed(open)])), cursor }
  })

  app.post('/disclosure-statements', { schema: contract.schema('makeDisclosureStatement') }, async (request, reply) => {
    const { records, title, authors, parts = '' } = request.body as Asked
    const language = languageOf(request)
    const details = { title: title.trim(), authors: authors.trim(), parts: parts.trim() }
    const { id } = allowed(await deliverables.begin(callerOf(request), [...new Set(records)], details))
    return reply.code(201).send(await shownOne(request, id, language))
  })

  app.get('/disclosure-statements/:id', { schema: contract.schema('showDisclosureStatement') }, async (request) =>
    shownOne(request, (request.params as { id: string }).id, languageOf(request)),
  )

  async function shownOne(request: FastifyRequest, id: string, language: string) {
    const open = await deliverables.open(id, callerOf(request), language)
    if (open === null)
      throw new Refused('route_not_governed', { rule: 'deliverable', message: 'There is no such document for you.' })
    const { row, statement } = open
    return {
      ...listed(open),
      parts: statement.parts,
      statement: { language: statement.language, lines: statementLines(statement), limitations: statement.limitations },
      attested: row.attested,
      text: row.text === null ? null : { sha256: row.text.sha256, characters: row.text.characters },
      needs_approval: open.needsApproval,
      published: row.published,
    }
  }

  /** The language of the statement: one of the policy’s. */
  function languageOf({ query }: FastifyRequest): string {
    const { languages } = policy().disclosures
    const { language = languages[0]! } = query as { language?: string }
    if (languages.includes(language)) return language
    throw new Refused('malformed_body', {
      rule: 'language',
      clause: 'MO-40',
      message: `The policy has no statement in “${language}”.`,
      next: `Ask for one of ${languages.join(', ')}.`,
    })
  }
}

/** What anybody is told who may see it. */
function listed({ row, details, isOwn }: OpenDeliverable) {
  const { id, begun, at, exchanges, ownerName } = row
  const { title, authors } = details
  return { id, title, authors, owner: ownerName, own: isOwn, state: stateOf(row), begun, at, records: exchanges }
}
