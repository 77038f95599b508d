import type { FastifyInstance, FastifyReply } from 'fastify'
import { DATA_CLASSES, type DataClass } from '../../core/decision.ts'
import { refusal } from '../../core/refusal-codes.ts'
import type { Choice } from '../../pages/catalog-views.ts'
import type { CatalogSystem } from '../../policy/policy-set.ts'
import { applicationLines } from '../catalog/applications.ts'
import { fits, readFilter } from '../catalog/catalog-filter.ts'
import { decideUse, ownPurposes, ownUses } from '../catalog/decide-use.ts'
import { type CardParts, openGrants, refusedView, systemCard } from '../catalog/system-card.ts'
import { systemDetail } from '../catalog/system-detail.ts'
import { toldOf } from '../told.ts'
import { namedAssessments } from './named-assessments.ts'
import { policyWords } from './policy-words.ts'
import type { PersonVisit, Site } from './site.ts'

/** What a reader's questions about the list are answered from. */
export function cardPartsOf(site: Site, { session, language }: PersonVisit): CardParts {
  const policy = site.policy()
  return {
    policy,
    rows: site.ledger.state,
    now: site.clock.now(),
    caller: session.principal,
    words: policyWords(policy, language),
    language,
  }
}

/** Clauses MS-40, MO-36: the list that is enforced, for every employee to read and to ask. */
export function catalogPages(app: FastifyInstance, site: Site): void {
  const partsOf = (visit: PersonVisit): CardParts => cardPartsOf(site, visit)

  site.personPage(app, 'GET', '/catalog', async (visit) => {
    const parts = partsOf(visit)
    const { policy, words } = parts
    const asked = readFilter(policy, visit.query)
    const cards = policy.systems
      .map((system) => ({ system, card: systemCard(parts, system) }))
      .filter(({ system, card }) =>
        fits(
          { grants: openGrants(system, parts) },
          card.status,
          [card.name, card.provider, card.id, ...card.purposes],
          asked,
        ),
      )
    return visit.show('catalog', {
      cards: cards.map(({ card }) => card),
      total: policy.systems.length,
      asked,
      purposes: Object.keys(policy.purposes).map((id) => ({ value: id, label: words.purpose(id) })),
      classes: classChoices(parts),
      units: policy.units.units.map(({ id, name }) => ({ value: id, label: name })),
      applications: applicationLines(parts, site),
      wasNotOpened: visit.query['again'] !== undefined,
    })
  })

  site.personPage(app, 'GET', '/catalog/check', async (visit) => {
    const parts = partsOf(visit)
    const { policy, words } = parts
    const { query } = visit
    const system = policy.systems.find(({ id }) => id === query['system'])
    const purpose = purposeChoices(parts).find(({ value }) => value === query['purpose'])
    const dataClass = classChoices(parts).find(({ value }) => value === query['class'])
    const question = { system: system?.id ?? '', purpose: purpose?.value ?? '', class: dataClass?.value ?? '' }
    const isAsked = system !== undefined && purpose !== undefined && dataClass !== undefined
    const decided = isAsked
      ? decideUse(parts, parts.caller, {
          system,
          purpose: purpose.value,
          dataClass: dataClass.value as DataClass,
        })
      : null
    return visit.show('catalog-check', {
      systems: policy.systems.map(({ id, name }) => ({ value: id, label: name })),
      purposes: purposeChoices(parts),
      classes: classChoices(parts),
      asked: question,
      answer:
        decided === null
          ? null
          : {
              system: { href: `/catalog/${encodeURIComponent(system!.id)}`, label: system!.name },
              purpose: words.purpose(purpose!.value),
              dataClass: words.dataClass(dataClass!.value as DataClass),
              refused: refusedView(parts, decided, ownUses(parts, parts.caller, system!)),
            },
    })
  })

  site.personPage(app, 'GET', '/catalog/:id', async (visit) => {
    const parts = partsOf(visit)
    const system = systemAsked(site, visit)
    if (system === null) return notListed(visit)
    return visit.show('catalog-system', {
      ...systemDetail(parts, system),
      ...namedAssessments(site, visit, system),
      purposes: purposeChoices(parts),
      classes: classChoices(parts),
    })
  })
}

export function systemAsked(site: Site, { request }: PersonVisit): CatalogSystem | null {
  const { id } = request.params as { id: string }
  return site.policy().systems.find((one) => one.id === id) ?? null
}

export function notListed(visit: PersonVisit): FastifyReply {
  return visit.show(
    'problem',
    {
      kind: 'missing',
      told: toldOf(refusal('route_not_governed', { rule: 'pages:not-listed' })),
      clause: null,
      reference: null,
      back: '/catalog',
    },
    404,
  )
}

/** What the policy has for people like the asker. */
export function purposeChoices(parts: Pick<CardParts, 'policy' | 'rows' | 'now' | 'caller' | 'words'>): Choice[] {
  return ownPurposes(parts, parts.caller).map((id) => ({ value: id, label: parts.words.purpose(id) }))
}

export function classChoices({ words }: Pick<CardParts, 'words'>): Choice[] {
  return DATA_CLASSES.map((id) => ({ value: id, label: words.dataClass(id) }))
}
