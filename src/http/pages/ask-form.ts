import type { ApprovalAsked } from '../../approvals/ask-for.ts'
import { DATA_CLASSES, type DataClass } from '../../core/decision.ts'
import type { AskAccessView } from '../../pages/catalog-views.ts'
import { mailConnectors } from '../../policy/mail-connectors.ts'
import type { CatalogSystem } from '../../policy/policy-set.ts'
import type { Asking } from '../asking.ts'
import { ownPurposes } from '../catalog/decide-use.ts'
import type { ApprovalDesk } from '../desks/approval-desk.ts'
import { classChoices, purposeChoices } from './catalog.ts'
import { policyWords } from './policy-words.ts'
import { addressee } from './request-view.ts'
import type { PersonVisit, Site } from './site.ts'

const TEXT_MAX = 2_000
const NAME_MAX = 200

/** The form in which somebody asks, or asks again. */
export function askForm(
  site: Site,
  desk: ApprovalDesk,
  visit: PersonVisit,
  system: CatalogSystem | null,
  typed: Readonly<Record<string, string>>,
  missing: readonly string[],
): Omit<AskAccessView, 'action' | 'change'> {
  const policy = site.policy()
  const { session, language } = visit
  const words = policyWords(policy, language)
  const parts = { policy, rows: site.ledger.state, now: site.clock.now(), caller: session.principal, words }
  return {
    system: system === null ? null : { href: `/catalog/${encodeURIComponent(system.id)}`, label: system.name },
    purposes: purposeChoices(parts),
    classes: classChoices(parts),
    to: addressee({ policy, language }, desk.route(session.principal)),
    typed,
    missing,
    isMailed: mailConnectors(policy).length > 0,
    // The same form sent twice is one request; one that was filled in anew after an error is still the same.
    form: typed['form'] ?? site.newId(),
  }
}

/** What was typed into that form; `asked` is null where something is missing. */
export function readAsked(
  site: Site,
  { form, session }: PersonVisit,
  system: CatalogSystem | null,
): { readonly asked: ApprovalAsked | null; readonly missing: readonly string[] } {
  const field = (name: string, max: number): string => (form[name] ?? '').trim().slice(0, max)
  const parts = { policy: site.policy(), rows: site.ledger.state, now: site.clock.now() }
  const [tool, purpose, dataClass] = [field('tool', NAME_MAX), field('purpose', NAME_MAX), field('class', NAME_MAX)]
  const [need, who] = [field('need', TEXT_MAX), field('who', NAME_MAX)]
  const missing = [
    ...(system === null && tool === '' ? ['tool'] : []),
    ...(need === '' ? ['need'] : []),
    ...(ownPurposes(parts, session.principal).includes(purpose) ? [] : ['purpose']),
    ...((DATA_CLASSES as readonly string[]).includes(dataClass) ? [] : ['class']),
    ...(who === '' ? ['who'] : []),
  ]
  if (missing.length > 0) return { asked: null, missing }
  return {
    asked: {
      system: system?.id ?? null,
      tool: system === null ? tool : null,
      purpose,
      dataClass: dataClass as DataClass,
      for: form['for'] === 'unit' ? 'unit' : 'person',
      publicFacing: form['publicFacing'] === 'yes',
      procurement: form['procurement'] === 'yes',
      need,
      who,
    },
    missing,
  }
}

/** Who looks, for the desk. */
export function visitAsking({ session }: PersonVisit): Asking {
  return { principal: session.principal, headers: {} }
}
