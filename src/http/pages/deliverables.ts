import type { FastifyInstance, FastifyReply } from 'fastify'
import { REVIEW_CHECKS } from '../../core/answer-mark.ts'
import type { ConversationRow } from '../../core/conversation.ts'
import type { ExchangeId } from '../../core/ids.ts'
import { REFUSALS, type Refusal } from '../../core/refusal-codes.ts'
import {
  CITATION_STATES,
  type DeliverableDetails,
  type DeliverableRow,
  FORMATS,
} from '../../deliverables/deliverable-row.ts'
import { stateOf } from '../../deliverables/deliverable-state.ts'
import type { OpenDeliverable } from '../../deliverables/deliverables.ts'
import { longestShared, wordsOf } from '../../deliverables/shared-words.ts'
import { statementLines } from '../../deliverables/write-format.ts'
import type { DeliverableLine, DeliverableView, UsableAnswer } from '../../pages/deliverable-views.ts'
import { ownConversation, turnParts } from '../chat/chat-view.ts'
import { findUse, SNIPPET_WORDS } from '../chat/find-use.ts'
import { readTurn } from '../chat/read-turn.ts'
import { isExposed } from '../chat/turn-view.ts'
import { whileConnected } from '../record-search.ts'
import { toldOf } from '../told.ts'
import { policyWords } from './policy-words.ts'
import type { PersonVisit, Site } from './site.ts'

const LABEL_MAX = 90
const LOOKUP_MAX = 20_000
/** Clause MO-44: so many words in a row are no accident. */
const OVERLAP_WORDS = 40
const TYPES = {
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
  md: 'text/markdown; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
} as const

/** Clauses MO-40 to MO-46: what answers were used for, what a document says of them, and its way to publication. */
export function deliverablePages(app: FastifyInstance, site: Site): void {
  const { deliverables } = site
  const idOf = ({ request }: PersonVisit): string => (request.params as { id: string }).id
  const timeOf = ({ language }: PersonVisit): ((iso: string) => string) => turnParts(site, language).time

  site.personPage(app, 'GET', '/deliverables', async (visit) => {
    const { own, toApprove } = deliverables.list(visit.session.principal)
    const lines = (rows: readonly DeliverableRow[]): Promise<DeliverableLine[]> =>
      Promise.all(
        rows.map(async (row) => ({
          href: `/deliverables/${row.id}`,
          label: (await deliverables.open(row.id, visit.session.principal, visit.language))?.details.title ?? row.id,
          at: timeOf(visit)(row.at),
          state: stateOf(row),
          by: row.ownerName,
        })),
      )
    return visit.show('deliverables', { own: await lines(own), toApprove: await lines(toApprove) })
  })

  site.personPage(app, 'GET', '/deliverables/new', async (visit) => {
    const row = conversationAsked(visit)
    const first = visit.query['record'] ?? ''
    return showForm(visit, row, [first], { title: '', authors: nameOf(visit), parts: '' })
  })

  site.personPage(app, 'POST', '/deliverables', async (visit) => {
    const { records, details } = formOf(visit)
    const begun = await deliverables.begin(visit.session.principal, records, details)
    if ('code' in begun) return showForm(visit, conversationAsked(visit), records, details, begun)
    return visit.goTo(`/deliverables/${begun.id}`)
  })

  site.personPage(app, 'GET', '/deliverables/find', async (visit) =>
    visit.show('find-use', { text: '', found: null, looked: 0, isTooShort: false }),
  )

  site.personPage(app, 'POST', '/deliverables/find', async (visit) => {
    const text = (visit.form['text'] ?? '').slice(0, LOOKUP_MAX)
    if (wordsOf(text).length < SNIPPET_WORDS)
      return visit.show('find-use', { text, found: null, looked: 0, isTooShort: true }, 422)
    const parts = { store: site.store, rows: site.ledger.state }
    const { found, looked } = await findUse(parts, visit.session.principal, text, whileConnected(visit.reply))
    const time = timeOf(visit)
    return visit.show('find-use', {
      text,
      looked,
      isTooShort: false,
      found: found.map(({ conversation, number, turn, shared, words }) => ({
        href: `/chat/${conversation}?all#turn-${number}`,
        label: labelOf(turn.sent),
        at: time(turn.askedAt),
        system: site.policy().systems.find(({ id }) => id === turn.system)?.name ?? turn.system ?? '',
        shared,
        words,
      })),
    })
  })

  site.personPage(app, 'GET', '/deliverables/:id', async (visit) => showOne(visit))

  site.personPage(app, 'GET', '/deliverables/:id/details', async (visit) => {
    const open = await deliverables.open(idOf(visit), visit.session.principal, visit.language)
    if (open === null || !open.isOwn) return visit.missing()
    return showForm(visit, null, open.row.exchanges, open.details, null, open.row.id)
  })

  const act = (path: string, step: (visit: PersonVisit) => Promise<DeliverableRow | Refusal>): void =>
    site.personPage(app, 'POST', `/deliverables/:id/${path}`, async (visit) => {
      const done = await step(visit)
      return 'code' in done ? showOne(visit, done) : visit.goTo(`/deliverables/${idOf(visit)}`)
    })

  act('details', (visit) => {
    const { records, details } = formOf(visit)
    return deliverables.describe(idOf(visit), visit.session.principal, records, details)
  })
  act('text', (visit) => deliverables.write(idOf(visit), visit.session.principal, visit.form['text'] ?? ''))
  act('citations', (visit) => {
    const states = Object.keys(visit.form)
      .filter((name) => /^citation-\d{1,4}$/.test(name))
      .toSorted((a, b) => Number(a.slice(9)) - Number(b.slice(9)))
      .map((name) => CITATION_STATES.find((state) => state === visit.form[name]) ?? 'unchecked')
    return deliverables.checkCitations(idOf(visit), visit.session.principal, states)
  })
  act('attestation', (visit) =>
    deliverables.attest(idOf(visit), visit.session.principal, Number(visit.form['steps']), {
      checked: REVIEW_CHECKS.filter((check) => visit.form[`check-${check}`] === 'yes'),
      note: (visit.form['note'] ?? '').slice(0, LOOKUP_MAX),
    }),
  )
  act('approval', (visit) => deliverables.askApproval(idOf(visit), visit.session.principal))
  act('decision', (visit) =>
    deliverables.decide(idOf(visit), visit.session.principal, Number(visit.form['steps']), {
      kind: visit.form['decision'] === 'approve' ? 'approve' : 'return',
      reason: (visit.form['reason'] ?? '').trim().slice(0, LOOKUP_MAX),
    }),
  )

  site.personPage(app, 'POST', '/deliverables/:id/publication', async (visit) => {
    const format = FORMATS.find((one) => one === visit.form['format']) ?? 'html'
    const written = await deliverables.publish(idOf(visit), visit.session.principal, format, visit.language)
    if ('code' in written) return showOne(visit, written)
    return visit.reply
      .type(TYPES[format])
      .header('content-disposition', `attachment; filename="deliverable-${idOf(visit).slice(0, 8)}.${format}"`)
      .send(written)
  })

  async function showOne(visit: PersonVisit, refused: Refusal | null = null): Promise<FastifyReply> {
    const open = await deliverables.open(idOf(visit), visit.session.principal, visit.language)
    if (open === null) return visit.missing()
    const status = refused === null ? 200 : REFUSALS[refused.code].status
    return visit.show('deliverable', await viewOf(visit, open, refused), status)
  }

  async function viewOf(visit: PersonVisit, open: OpenDeliverable, refused: Refusal | null): Promise<DeliverableView> {
    const { row, details, text, answers } = open
    const time = timeOf(visit)
    const { approval } = row
    return {
      id: row.id,
      title: details.title,
      authors: details.authors,
      state: stateOf(row),
      isOwn: open.isOwn,
      owner: row.ownerName,
      steps: row.steps,
      statement: { lines: statementLines(open.statement), language: open.statement.language },
      unreviewed: answers.filter(({ review }) => review === null).length,
      text,
      citations: open.citations,
      sources: open.isOwn ? await sourcesOf(row, text ?? '') : [],
      attested: row.attested === null ? null : { ...row.attested, at: time(row.attested.at) },
      needsApproval: open.needsApproval,
      approval:
        approval === null
          ? null
          : {
              state: approval.state,
              to: {
                role: policyWords(site.policy(), visit.language).role(approval.to.role),
                unit: approval.to.unit,
                person: approval.to.person?.name ?? null,
              },
              by: approval.by?.name ?? null,
              at: time(approval.decidedAt ?? approval.askedAt),
              reason: open.decision,
            },
      published: row.published.map(({ at, ...one }) => ({ ...one, at: time(at) })),
      error: refused === null ? null : toldOf(refused),
    }
  }

  /** Clauses MO-43, MO-44: the documents that answers were given, and words that the text took over from them. */
  async function sourcesOf(row: DeliverableRow, text: string): Promise<DeliverableView['sources']> {
    const words = wordsOf(text)
    const turns = await Promise.all(
      row.exchanges
        .filter((id) => !isExposed(site.ledger.state, id))
        .map(async (id) => readTurn(await site.store.exchange(id as ExchangeId))),
    )
    return turns.flatMap((turn) =>
      (turn?.files.read ?? []).map(({ name, text: source }) => {
        const shared = longestShared(words, wordsOf(source), OVERLAP_WORDS)
        const run = shared === null ? null : words.slice(shared.start, shared.start + shared.length).join(' ')
        return { name, shared: run, words: shared?.length ?? 0 }
      }),
    )
  }

  async function showForm(
    visit: PersonVisit,
    row: ConversationRow | null,
    used: readonly string[],
    details: DeliverableDetails,
    refused: Refusal | null = null,
    id: string | null = null,
  ): Promise<FastifyReply> {
    const records = row === null ? used : row.turns.flatMap((turn) => (turn.kind === 'exchange' ? [turn.id] : []))
    const time = timeOf(visit)
    const answers = await Promise.all(
      [...new Set(records)].map(async (record): Promise<UsableAnswer[]> => {
        const turn = readTurn(await site.store.exchange(record as ExchangeId))
        if (turn === null || turn.answer === null || isExposed(site.ledger.state, record)) return []
        return [{ record, label: labelOf(turn.sent), at: time(turn.askedAt), isUsed: used.includes(record) }]
      }),
    )
    const action = id === null ? '/deliverables' : `/deliverables/${id}/details`
    const error = refused === null ? null : toldOf(refused)
    const view = { action, id, answers: answers.flat(), ...details, error }
    return visit.show('deliverable-form', view, refused === null ? 200 : REFUSALS[refused.code].status)
  }

  /** The conversation that a page was opened from, of one’s own. */
  function conversationAsked({ session, query, form }: PersonVisit): ConversationRow | null {
    return ownConversation(site.ledger.state, session.principal, query['conversation'] ?? form['conversation'] ?? '')
  }
}

function formOf({ form }: PersonVisit): { readonly records: readonly string[]; readonly details: DeliverableDetails } {
  const field = (name: string, max: number): string => (form[name] ?? '').trim().slice(0, max)
  const records = Object.keys(form).flatMap((name) => (name.startsWith('record-') ? [name.slice(7)] : []))
  const details = { title: field('title', 300), authors: field('authors', 500), parts: field('parts', 2_000) }
  return { records, details }
}

function nameOf({ session: { principal } }: PersonVisit): string {
  return principal.email ?? principal.subject
}

function labelOf(sent: string | null): string {
  const line = (sent ?? '…').replaceAll(/\s+/g, ' ').trim()
  return line.length <= LABEL_MAX ? line : `${line.slice(0, LABEL_MAX)}…`
}
