import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ApprovalRow } from '../../approvals/approval-row.ts'
import type { ApprovalAsked } from '../../approvals/ask-for.ts'
import type { Words } from '../../approvals/statement.ts'
import type { AskChangeView, ChangeField } from '../../pages/approval-views.ts'
import { parseYaml } from '../../policy/parse-yaml.ts'
import type { CatalogSystem } from '../../policy/policy-set.ts'
import type { Problem } from '../../policy/problem.ts'
import type { ApprovalDesk } from '../desks/approval-desk.ts'
import { refusalOf } from '../governance-api.ts'
import { visitAsking } from './ask-form.ts'
import { notListed, systemAsked } from './catalog.ts'
import { addressee } from './request-view.ts'
import { sayDay } from './say-time.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 2_000
const NAME_MAX = 200
const ENTRY_MAX = 50_000
/** Faults of an entry that are told at once: there may be tens of thousands. */
const FAULTS_MAX = 20
const DAY = /^\d{4}-\d{2}-\d{2}$/

export type ChangeKind = AskChangeView['kind']

/** What is wrong with what was typed: fields that are missing, and what the policy says against the rest. */
export interface ChangeFaults {
  readonly missing: readonly ChangeField[]
  readonly problems: readonly string[]
}
export const NO_FAULTS: ChangeFaults = { missing: [], problems: [] }

/** Clauses MS-48, MS-54, MS-56: a new system, a longer approval, a model’s next version; each a form that needs no script. */
export function askChangePages(app: FastifyInstance, site: Site, desk: ApprovalDesk): void {
  const pages = (path: string, kind: ChangeKind, systemOf: (visit: PersonVisit) => CatalogSystem | null): void => {
    const show = (visit: PersonVisit, faults: ChangeFaults): FastifyReply => {
      const system = systemOf(visit)
      if (system === null && kind !== 'system') return notListed(visit)
      const action = path.replace(':id', encodeURIComponent(system?.id ?? ''))
      const view = changeForm(site, desk, visit, { kind, system, typed: visit.form, faults })
      return visit.show('ask-change', { ...view, action, change: null }, isFaulty(faults) ? 422 : 200)
    }
    site.personPage(app, 'GET', path, async (visit) => show(visit, NO_FAULTS))
    site.personPage(app, 'POST', path, async (visit) => {
      const system = systemOf(visit)
      if (system === null && kind !== 'system') return notListed(visit)
      const { asked, faults } = readChange(visit, kind, system)
      if (asked === null) return show(visit, faults)
      const sent = await orProblems(() => desk.send(visitAsking(visit), asked, visit.form['form'] ?? null))
      return 'problems' in sent
        ? show(visit, sent)
        : visit.goTo(`/catalog/requests?sent=${encodeURIComponent(sent.row.number)}`)
    })
  }
  pages('/catalog/request/system', 'system', () => null)
  pages('/catalog/:id/renewal', 'renewal', (visit) => systemAsked(site, visit))
  pages('/catalog/:id/successor', 'successor', (visit) => systemAsked(site, visit))
}

/** The form, for one that is new and for one that is changed. */
export function changeForm(
  site: Site,
  desk: ApprovalDesk,
  { session, language }: PersonVisit,
  asked: {
    readonly kind: ChangeKind
    readonly system: CatalogSystem | null
    readonly typed: Readonly<Record<string, string>>
    readonly faults: ChangeFaults
  },
): Omit<AskChangeView, 'action' | 'change'> {
  const { kind, system, typed, faults } = asked
  const ends = system?.approval.expires
  return {
    kind,
    system: system === null ? null : { href: `/catalog/${encodeURIComponent(system.id)}`, label: system.name },
    ends: ends === undefined ? null : sayDay(ends, language),
    models: (system?.models ?? []).map(({ id, upstreamModel }) => ({ value: id, label: `${id} (${upstreamModel})` })),
    to: addressee({ policy: site.policy(), language }, desk.route(session.principal)),
    typed,
    ...faults,
    form: typed['form'] ?? site.newId(),
  }
}

/** What was typed into it; `asked` is null where it can’t be sent. */
export function readChange(
  { form }: PersonVisit,
  kind: ChangeKind,
  system: CatalogSystem | null,
): { readonly asked: ApprovalAsked | null; readonly faults: ChangeFaults } {
  const field = (name: string, max: number): string => (form[name] ?? '').trim().slice(0, max)
  const [need, who, until] = [field('need', TEXT_MAX), field('who', NAME_MAX), field('until', NAME_MAX)]
  const [model, upstreamModel, from] = [field('model', NAME_MAX), field('upstreamModel', NAME_MAX), field('from', 10)]
  const entry = kind === 'system' ? readEntry(field('proposal', ENTRY_MAX)) : { proposal: null, problems: [] }
  const isSuccessor = kind === 'successor'
  const missing: ChangeField[] = [
    ...(kind === 'system' && field('proposal', 1) === '' ? ['proposal' as const] : []),
    ...(isSuccessor && !(system?.models ?? []).some(({ id }) => id === model) ? ['model' as const] : []),
    ...(isSuccessor && upstreamModel === '' ? ['upstreamModel' as const] : []),
    ...(isSuccessor && !DAY.test(from) ? ['from' as const] : []),
    ...(until !== '' && !DAY.test(until) ? ['until' as const] : []),
    ...(need === '' ? ['need' as const] : []),
    ...(who === '' ? ['who' as const] : []),
  ]
  const problems = missing.includes('proposal') ? [] : entry.problems
  if (missing.length > 0 || problems.length > 0) return { asked: null, faults: { missing, problems } }
  return {
    asked: {
      kind,
      system: system?.id ?? null,
      tool: null,
      purpose: null,
      ...(until === '' ? {} : { until }),
      model: isSuccessor ? model : null,
      successor: isSuccessor ? { upstreamModel, from } : null,
      proposal: entry.proposal,
      publicFacing: form['publicFacing'] === 'yes',
      procurement: form['procurement'] === 'yes',
      need,
      who,
    },
    faults: NO_FAULTS,
  }
}

/** What a request says, as its form would hold it. */
export function typedOf({ ask, asked }: ApprovalRow, words: Words): Record<string, string> {
  const yes = (is: boolean): string => (is ? 'yes' : '')
  return {
    proposal: words.proposal === null ? '' : JSON.stringify(words.proposal, null, 2),
    until: asked.until,
    model: ask.model ?? '',
    upstreamModel: ask.successor?.upstreamModel ?? '',
    from: ask.successor?.from ?? '',
    publicFacing: yes(ask.publicFacing),
    procurement: yes(ask.procurement),
    need: words.need,
    who: words.who,
  }
}

/** The policy’s own no to what was typed stands beside the form; any other refusal is a page of its own. */
export async function orProblems<T extends object>(work: () => Promise<T>): Promise<T | ChangeFaults> {
  try {
    return await work()
  } catch (error) {
    const refused = refusalOf(error)
    if (refused?.code !== 'malformed_body') throw error
    const lines = (refused.detail ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .slice(0, FAULTS_MAX)
    return { missing: [], problems: [refused.message, ...(refused.next ? [refused.next] : []), ...lines] }
  }
}

/** Strict YAML, and so JSON too: as the files of the policy are read. */
function readEntry(text: string): {
  proposal: NonNullable<ApprovalAsked['proposal']> | null
  problems: readonly string[]
} {
  const problems: Problem[] = []
  const value = parseYaml('', text, null, problems)?.value
  const isEntry = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (isEntry && problems.length === 0)
    return { proposal: value as NonNullable<ApprovalAsked['proposal']>, problems: [] }
  const told = problems.slice(0, FAULTS_MAX).map(({ line, problem, mend }) => `Line ${line}: ${problem}; ${mend}`)
  return { proposal: null, problems: told.length > 0 ? told : ['It isn’t an entry: names with their values.'] }
}

function isFaulty({ missing, problems }: ChangeFaults): boolean {
  return missing.length > 0 || problems.length > 0
}
