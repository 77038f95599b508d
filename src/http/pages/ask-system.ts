import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ApprovalAsked } from '../../approvals/ask-for.ts'
import { readProposal } from '../../approvals/proposal.ts'
import type { AskChangeView, AskSystemView, EntryFault } from '../../pages/approval-views.ts'
import { ENTRY_GROUPS, fieldName } from '../../pages/entry-fields.ts'
import type { ApprovalDesk } from '../desks/approval-desk.ts'
import { type ChangeFaults, changeForm, NO_FAULTS, orProblems, readChange, typedOf } from './ask-change.ts'
import { visitAsking } from './ask-form.ts'
import { entryChoices, NEW_ENTRY } from './entry-choices.ts'
import { faultsAtFields } from './entry-faults.ts'
import { addressee } from './request-view.ts'
import type { PersonVisit, Site } from './site.ts'
import { entryOf, formOf, itemsIn } from './typed-entry.ts'

const TEXT_PATH = '/catalog/request/system'
const REASON_MAX = 2_000

type Form = Readonly<Record<string, string>>
type Faults = ChangeFaults & { readonly faults: readonly EntryFault[] }
/** Where the form goes, the same as text, and which request it changes; null: a new one. */
type Place = Pick<AskSystemView, 'action' | 'change'> & { readonly textPath: string }

const NOTHING_WRONG: Faults = { ...NO_FAULTS, faults: [] }

/** Clauses MS-48, MS-56: a new system proposed field by field; it becomes the very entry that could have been written. */
export function askSystemPage(app: FastifyInstance, site: Site, desk: ApprovalDesk): void {
  const show = (visit: PersonVisit, place: Place, typed: Form, faults = NOTHING_WRONG): FastifyReply => {
    const policy = site.policy()
    const { language, session } = visit
    const more = ENTRY_GROUPS.find(({ id }) => id === typed['more'])
    const items = itemsIn(typed)
    const isWrong = faults.missing.length + faults.problems.length + faults.faults.length > 0
    const { textPath, ...where } = place
    const view: AskSystemView = {
      ...where,
      asText: textPath,
      to: addressee({ policy, language }, desk.route(session.principal)),
      typed,
      items,
      choices: entryChoices(policy, language),
      ...faults,
      added: more === undefined ? null : fieldName(more, items[more.id]! - 1, more.fields[0]!),
      form: typed['form'] ?? site.newId(),
    }
    return visit.show('ask-system', view, isWrong ? 422 : 200)
  }

  /** What was typed, sent by `send`; from there on it is the text form, and comes to what would have come of that. */
  async function take(
    visit: PersonVisit,
    place: Place,
    send: (asked: ApprovalAsked) => Promise<string>,
  ): Promise<FastifyReply> {
    const { form } = visit
    if ((form['more'] ?? '') !== '') return show(visit, place, form)
    const typed = entryOf(form)
    const proposal = JSON.stringify(typed.proposal, null, 2)
    const asText = { ...visit, form: { ...form, proposal } }
    if (form['as'] === 'text') {
      const told = { kind: 'system', system: null, typed: asText.form, faults: NO_FAULTS } as const
      const view: AskChangeView = {
        ...changeForm(site, desk, visit, told),
        action: place.textPath,
        change: place.change,
      }
      return visit.show('ask-change', view)
    }
    const entry = faultsAtFields(readProposal(typed.proposal).faults, typed, form)
    const { asked, faults } = readChange(asText, 'system', null)
    const isUnsaid = place.change !== null && reasonOf(form) === ''
    const missing = isUnsaid ? [...faults.missing, 'reason' as const] : faults.missing
    if (asked === null || missing.length > 0 || entry.faults.length > 0 || entry.problems.length > 0)
      return show(visit, place, form, { missing, problems: entry.problems, faults: entry.faults })
    const sent = await orProblems(async () => ({ goTo: await send(asked) }))
    return 'problems' in sent ? show(visit, place, form, { ...sent, faults: [] }) : visit.goTo(sent.goTo)
  }

  const anew: Place = { action: `${TEXT_PATH}/fields`, textPath: TEXT_PATH, change: null }
  site.personPage(app, 'GET', anew.action, async (visit) => show(visit, anew, NEW_ENTRY))
  site.personPage(app, 'POST', anew.action, (visit) =>
    take(visit, anew, async (asked) => {
      const { row } = await desk.send(visitAsking(visit), asked, visit.form['form'] ?? null)
      return `/catalog/requests?sent=${encodeURIComponent(row.number)}`
    }),
  )

  // One that was returned. What these fields have no place for is changed as text.
  const numberOf = ({ request }: PersonVisit): string => (request.params as { number: string }).number
  const placeOf = (visit: PersonVisit, revision: number): Place => {
    const path = `/catalog/requests/${encodeURIComponent(numberOf(visit))}/change`
    return { action: `${path}/fields`, textPath: path, change: { number: numberOf(visit), revision } }
  }
  site.personPage(app, 'GET', '/catalog/requests/:number/change/fields', async (visit) => {
    const { row, words } = await desk.find(visitAsking(visit), numberOf(visit))
    const place = placeOf(visit, row.steps.length)
    const form = row.kind === 'system' && words.proposal !== null ? formOf(words.proposal) : null
    return form === null ? visit.goTo(place.textPath) : show(visit, place, { ...typedOf(row, words), ...form })
  })
  site.personPage(app, 'POST', '/catalog/requests/:number/change/fields', async (visit) => {
    const { row } = await desk.find(visitAsking(visit), numberOf(visit))
    const revision = Number(visit.form['revision'])
    const place = placeOf(visit, revision)
    if (row.kind !== 'system') return visit.goTo(place.textPath)
    return take(visit, place, async (asked) => {
      const order = { reason: reasonOf(visit.form), revision }
      await desk.resubmit(visitAsking(visit), numberOf(visit), asked, order)
      return `/catalog/requests/${encodeURIComponent(numberOf(visit))}?done=resubmit`
    })
  })
}

function reasonOf(form: Form): string {
  return (form['reason'] ?? '').trim().slice(0, REASON_MAX)
}
