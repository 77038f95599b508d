import type { FastifyInstance, FastifyReply } from 'fastify'
import { readProposal } from '../../approvals/proposal.ts'
import type { AskSystemView, EntryFault } from '../../pages/approval-views.ts'
import { ENTRY_GROUPS, fieldName } from '../../pages/entry-fields.ts'
import type { ApprovalDesk } from '../desks/approval-desk.ts'
import { type ChangeFaults, changeForm, NO_FAULTS, orProblems, readChange } from './ask-change.ts'
import { visitAsking } from './ask-form.ts'
import { entryChoices, NEW_ENTRY } from './entry-choices.ts'
import { faultsAtFields } from './entry-faults.ts'
import { addressee } from './request-view.ts'
import type { PersonVisit, Site } from './site.ts'
import { entryOf, itemsIn } from './typed-entry.ts'

export const FIELDS_PATH = '/catalog/request/system/fields'
const TEXT_PATH = '/catalog/request/system'

/** Clauses MS-48, MS-56: a new system proposed field by field; it becomes the very entry that could have been written. */
export function askSystemPage(app: FastifyInstance, site: Site, desk: ApprovalDesk): void {
  const show = (
    visit: PersonVisit,
    typed: Readonly<Record<string, string>>,
    faults: ChangeFaults & { readonly faults: readonly EntryFault[] },
  ): FastifyReply => {
    const policy = site.policy()
    const { language, session } = visit
    const more = ENTRY_GROUPS.find(({ id }) => id === typed['more'])
    const items = itemsIn(typed)
    const isWrong = faults.missing.length + faults.problems.length + faults.faults.length > 0
    const view: AskSystemView = {
      to: addressee({ policy, language }, desk.route(session.principal)),
      action: FIELDS_PATH,
      typed,
      items,
      choices: entryChoices(policy, language),
      ...faults,
      added: more === undefined ? null : fieldName(more, items[more.id]! - 1, more.fields[0]!),
      form: typed['form'] ?? site.newId(),
    }
    return visit.show('ask-system', view, isWrong ? 422 : 200)
  }

  site.personPage(app, 'GET', FIELDS_PATH, async (visit) => show(visit, NEW_ENTRY, { ...NO_FAULTS, faults: [] }))

  site.personPage(app, 'POST', FIELDS_PATH, async (visit) => {
    const { form } = visit
    if ((form['more'] ?? '') !== '') return show(visit, form, { ...NO_FAULTS, faults: [] })
    const typed = entryOf(form)
    const proposal = JSON.stringify(typed.proposal, null, 2)
    const asText = { ...visit, form: { ...form, proposal } }
    if (form['as'] === 'text') {
      const told = { kind: 'system', system: null, typed: asText.form, faults: NO_FAULTS } as const
      const view = changeForm(site, desk, visit, told)
      return visit.show('ask-change', { ...view, action: TEXT_PATH, change: null })
    }
    const entry = faultsAtFields(readProposal(typed.proposal).faults, typed, form)
    // From here on it is the text form, and what comes of it is what would have come of that.
    const { asked, faults } = readChange(asText, 'system', null)
    if (asked === null || entry.faults.length > 0 || entry.problems.length > 0)
      return show(visit, form, { ...faults, problems: [...entry.problems, ...faults.problems], faults: entry.faults })
    const sent = await orProblems(() => desk.send(visitAsking(visit), asked, form['form'] ?? null))
    return 'problems' in sent
      ? show(visit, form, { ...sent, faults: [] })
      : visit.goTo(`/catalog/requests?sent=${encodeURIComponent(sent.row.number)}`)
  })
}
