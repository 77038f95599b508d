import type { FastifyInstance } from 'fastify'
import { DATA_CLASSES, DECISION_MODES } from '../../core/decision.ts'
import type { Principal } from '../../core/principal.ts'
import type { Choice } from '../../pages/catalog-views.ts'
import type { CaseField, PolicyCaseView } from '../../pages/policy-views.ts'
import { citedClause } from '../../policy/cite.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { readFacts } from '../../policy/read-facts.ts'
import { type Receipt, receiptOf } from '../../policy/receipt.ts'
import { SUBJECT_TYPES } from '../../policy/schema/terms.ts'
import { THOROUGH } from '../../policy/way-out.ts'
import { toldOf } from '../told.ts'
import { policyWords } from './policy-words.ts'
import type { PersonVisit, Site } from './site.ts'

/** Answer for what the policy says to others: made-up facts name nobody, and are no question about anybody. */
const MAY_ASK: readonly string[] = ['auditor', 'cto', 'executive-director', 'security-officer', 'privacy-officer']

export function mayAskCases({ roles }: Pick<Principal, 'roles'>): boolean {
  return roles.some((role) => MAY_ASK.includes(role))
}

/** Clauses MS-31, MS-65: "test a case": the gateway’s own decision over made-up facts, with every step of it. */
export function policyCasePages(app: FastifyInstance, site: Site): void {
  site.personPage(app, 'GET', '/policy/case', async (visit) => {
    const { principal } = visit.session
    if (!mayAskCases(principal)) return visit.goTo('/catalog/check')
    const policy = site.policy()
    const view = { choices: choicesOf(policy, visit.language), asked: visit.query }
    if (visit.query['model'] === undefined) return visit.show('policy-case', { ...view, answer: null, ...NO_FAULT })
    const meta = { action: 'explain', about: principal.agency, case: { ...visit.query } }
    await site.ledger.write({ type: 'access', agency: principal.agency, actor: principal, meta })
    const read = readFacts(policy, factsOf(policy, visit, site.clock.now()))
    if (read.kind === 'facts') {
      const answer = answerOf(policy, receiptOf(policy, read.facts, THOROUGH))
      return visit.show('policy-case', { ...view, answer, ...NO_FAULT })
    }
    const fault =
      read.kind === 'wrong'
        ? { wrong: wrongFields(read.problems), error: null }
        : { wrong: [], error: toldOf(read.refusal) }
    return visit.show('policy-case', { ...view, answer: null, ...fault }, 422)
  })
}

const NO_FAULT = { wrong: [], error: null } as const

/** Where the facts of a case come from, by where they stand in them. */
const FIELDS: Readonly<Record<string, CaseField>> = {
  'principal.issuer': 'issuer',
  'principal.client': 'client',
  'principal.subjectType': 'subjectType',
  'principal.unit': 'unit',
  'principal.agency': 'unit',
  'principal.assurance': 'assurance',
  'principal.roles': 'role',
  model: 'model',
  purpose: 'purpose',
  declaredClass: 'class',
  decisionMode: 'mode',
}

/** What is wrong begins with the place that it is wrong at. */
function wrongFields(problems: readonly string[]): readonly CaseField[] {
  const places = Object.entries(FIELDS)
  return [...new Set(problems.flatMap((problem) => places.find(([place]) => problem.startsWith(place))?.[1] ?? []))]
}

/** Courses were completed yesterday, or never. */
function factsOf(policy: PolicySet, { query }: PersonVisit, now: number): object {
  const day = new Date(now - 86_400_000).toISOString()
  const said = (name: CaseField): string | undefined => (query[name] === '' ? undefined : query[name])
  const unit = policy.units.units.find(({ id }) => id === query['unit'])
  return {
    now: new Date(now).toISOString(),
    model: query['model'] ?? '',
    ...defined({ purpose: said('purpose'), declaredClass: said('class'), decisionMode: said('mode') }),
    principal: {
      issuer: query['issuer'] ?? '',
      subjectType: query['subjectType'] ?? '',
      client: query['client'] ?? '',
      agency: unit?.agency ?? '',
      unit: unit?.id ?? '',
      roles: said('role') === undefined ? [] : [query['role']],
      assurance: Number(said('assurance') ?? 1),
      training:
        query['trained'] === 'yes' ? Object.fromEntries(Object.keys(policy.courses).map((id) => [id, day])) : {},
    },
  }
}

function defined(values: Readonly<Record<string, string | undefined>>): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function answerOf(policy: PolicySet, receipt: Receipt): NonNullable<PolicyCaseView['answer']> {
  const { refusal, obligations } = receipt
  return {
    isAllowed: receipt.decision === 'allow',
    rule: receipt.rule,
    told: refusal === null ? null : toldOf(refusal),
    clause: refusal === null ? null : citedClause(policy, refusal.clause),
    policy: receipt.policy.version,
    dataClass: receipt.facts.dataClass,
    classFrom: receipt.facts.classFrom,
    steps: receipt.steps.map(({ rule, result, clauses, at }) => ({
      rule,
      result,
      clauses: clauses.join(', '),
      at: at ?? '',
    })),
    obligations:
      obligations === null ? [] : Object.entries(obligations).flatMap(([name, value]) => obliged(name, value)),
    wouldChange: receipt.wouldChange,
  }
}

/** What an allowed request still has to bear, in the policy’s own terms. */
function obliged(name: string, value: unknown): string[] {
  if (value === null || value === false || value === undefined) return []
  if (Array.isArray(value) && value.length === 0) return []
  if (typeof value === 'object' && Object.keys(value).length === 0) return []
  return [value === true ? name : `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`]
}

function choicesOf(policy: PolicySet, language: string): PolicyCaseView['choices'] {
  const words = policyWords(policy, language)
  const named = (ids: readonly string[], label: (id: string) => string = (id) => id): Choice[] =>
    ids.map((value) => ({ value, label: label(value) }))
  return {
    issuer: named(policy.issuers.map(({ id }) => id)),
    client: policy.clients.map(({ id, name }) => ({ value: id, label: name })),
    subjectType: named(SUBJECT_TYPES),
    unit: policy.units.units.map(({ id, name }) => ({ value: id, label: name })),
    role: named(Object.keys(policy.roles), words.role),
    assurance: named(['1', '2', '3']),
    model: named(Object.keys(policy.index.models)),
    purpose: named(Object.keys(policy.purposes), words.purpose),
    class: named(DATA_CLASSES, (id) => words.dataClass(id as (typeof DATA_CLASSES)[number])),
    mode: named(DECISION_MODES),
  }
}
