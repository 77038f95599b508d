import { hash } from 'node:crypto'
import { isAddressee, type RequestRoute } from '../core/access-request.ts'
import type { ReviewCheck } from '../core/answer-mark.ts'
import { isPerson, type Principal } from '../core/principal.ts'
import { type Refusal, refusal } from '../core/refusal-codes.ts'
import { modelAmong } from './author-name.ts'
import { citationsOf } from './citations.ts'
import { changed, createDeliverableLog, type DeliverableLogParts } from './deliverable-log.ts'
import type { CitationState, DeliverableDetails, DeliverableRow, Format } from './deliverable-row.ts'
import { type Typeface, UnknownLetters } from './formats/portable-document.ts'
import { type DisclosureStatement, statementOf, type UsedAnswer } from './statement.ts'
import { type UsedAnswerParts, usedAnswer } from './used-answer.ts'
import { writeFormat } from './write-format.ts'

export interface DeliverablesParts extends DeliverableLogParts {
  readonly store: DeliverableLogParts['store'] & UsedAnswerParts['store']
  /** To whom somebody’s request for approval goes. */
  readonly route: (caller: Principal) => RequestRoute
  /** Whether whoever approved may still: their access stands, and they still have the role. */
  readonly stillApproves: (by: { readonly key: string; readonly issuer: string; readonly role: string }) => boolean
  /** What a PDF is set in. */
  readonly typeface: Typeface
}

/** A deliverable with its words, as whoever may see it is shown it. */
export interface OpenDeliverable {
  readonly row: DeliverableRow
  readonly details: DeliverableDetails
  readonly answers: readonly UsedAnswer[]
  readonly statement: DisclosureStatement
  readonly text: string | null
  readonly citations: readonly { readonly text: string; readonly kind: string; readonly state: CitationState }[]
  /** What whoever decided wrote; null: nobody has. */
  readonly decision: string | null
  readonly needsApproval: boolean
  readonly isOwn: boolean
}

/** Clauses MO-40 to MO-46, MS-32, MS-33: what AI’s answers went into, from the first use to what is published. */
export interface Deliverables {
  /** One’s own, and those that one is to approve. */
  list(caller: Principal): { readonly own: readonly DeliverableRow[]; readonly toApprove: readonly DeliverableRow[] }
  /** With every word; null: there is none, or it is neither theirs nor theirs to approve. */
  open(id: string, caller: Principal, language: string): Promise<OpenDeliverable | null>
  begin(caller: Principal, exchanges: readonly string[], details: DeliverableDetails): Promise<DeliverableRow | Refusal>
  describe(
    id: string,
    caller: Principal,
    exchanges: readonly string[],
    details: DeliverableDetails,
  ): Promise<DeliverableRow | Refusal>
  write(id: string, caller: Principal, text: string): Promise<DeliverableRow | Refusal>
  checkCitations(id: string, caller: Principal, states: readonly CitationState[]): Promise<DeliverableRow | Refusal>
  /** `steps`: the state that the form was made from. */
  attest(
    id: string,
    caller: Principal,
    steps: number,
    said: { readonly checked: readonly ReviewCheck[]; readonly note: string },
  ): Promise<DeliverableRow | Refusal>
  askApproval(id: string, caller: Principal): Promise<DeliverableRow | Refusal>
  decide(
    id: string,
    caller: Principal,
    steps: number,
    decision: { readonly kind: 'approve' | 'return'; readonly reason: string },
  ): Promise<DeliverableRow | Refusal>
  /** The deliverable with its statement, as it is published; locked until it was checked and, where policy says, approved. */
  publish(id: string, caller: Principal, format: Format, language: string): Promise<Uint8Array | Refusal>
}

const TEXT_MAX = 500_000

export function createDeliverables(parts: DeliverablesParts): Deliverables {
  const { ledger, policy, ids, route, stillApproves } = parts
  const log = createDeliverableLog(parts)
  const found = (record: string, caller: Principal, language: string) =>
    usedAnswer({ store: parts.store, rows: ledger.state, policy }, caller, record, language)
  const needsApproval = (): boolean => policy().disclosures.publication.approval === 'required'

  function own(id: string, caller: Principal): DeliverableRow | Refusal {
    const row = log.get(id)
    return row !== null && row.owner === caller.key ? row : unknown()
  }

  const isTheirs = (row: DeliverableRow, caller: Principal): boolean =>
    row.approval !== null && isAddressee(caller, { agency: row.agency, by: row.owner, to: row.approval.to })

  async function checked(
    caller: Principal,
    exchanges: readonly string[],
    { title, authors }: DeliverableDetails,
  ): Promise<Refusal | null> {
    if (title.trim() === '' || authors.trim() === '' || exchanges.length === 0)
      return malformed('A deliverable has a title, an author and at least one record.', 'Fill these in.')
    const { systems } = policy()
    const names = systems.flatMap(({ name, vendor, models }) => [
      name,
      vendor.name,
      ...models.flatMap(({ id, upstreamModel }) => [id, upstreamModel]),
    ])
    const model = modelAmong(authors, names)
    if (model !== null)
      return malformed(
        `‘${model}’ is an AI system, and no AI system is an author.`,
        'Name the people who answer for it; the statement names the system.',
        'MO-45',
      )
    for (const record of exchanges)
      if ((await found(record, caller, 'en')) === null)
        return malformed(`You have no answer with the record ${record}.`, 'Take the record’s number from the answer.')
    return null
  }

  return {
    list(caller) {
      const newest = log.all().toSorted((a, b) => b.at.localeCompare(a.at))
      return {
        own: newest.filter(({ owner }) => owner === caller.key),
        toApprove: newest.filter((row) => row.approval?.state === 'asked' && isTheirs(row, caller)),
      }
    },
    async open(id, caller, language) {
      const row = log.get(id)
      const isOwn = row?.owner === caller.key
      if (row === null || !(isOwn || isTheirs(row, caller))) return null
      const details = ((await log.saidIn(row.details))?.['details'] ?? GONE) as DeliverableDetails
      // Of the owner’s records whoever approves sees what the statement says, and nothing more.
      const owner = { key: row.owner } as Principal
      const answers = (await Promise.all(row.exchanges.map((record) => found(record, owner, language)))).filter(
        (one) => one !== null,
      )
      const text = row.text === null ? null : (((await log.saidIn(row.text.entry))?.['text'] ?? null) as string | null)
      const decision = row.approval?.decision ?? null
      return {
        row,
        details,
        answers,
        statement: statementOf(policy(), answers, details.parts, language),
        text,
        citations: citationsOf(text ?? '').map(({ text: cited, kind }, at) => ({
          text: cited,
          kind,
          state: row.text!.citations[at] ?? 'unchecked',
        })),
        decision: decision === null ? null : (((await log.saidIn(decision))?.['reason'] ?? null) as string | null),
        needsApproval: needsApproval(),
        isOwn,
      }
    },
    async begin(caller, exchanges, details) {
      if (!isPerson(caller)) return people()
      const wrong = await checked(caller, exchanges, details)
      if (wrong !== null) return wrong
      const { agency, unit, key: owner } = caller
      const ownerName = caller.email ?? caller.subject
      const change = { kind: 'begin', id: ids.entryId(), agency, unit, owner, ownerName, exchanges } as const
      return log.take(null, change, { details }, caller)
    },
    async describe(id, caller, exchanges, details) {
      const row = own(id, caller)
      if ('code' in row) return row
      const wrong = await checked(caller, exchanges, details)
      return wrong ?? log.take(row, { kind: 'describe', exchanges }, { details }, caller)
    },
    async write(id, caller, text) {
      const row = own(id, caller)
      if ('code' in row) return row
      const kept = text.replaceAll('\r\n', '\n').trim()
      if (kept === '') return malformed('There is no text.', 'Paste the final text.')
      if (kept.length > TEXT_MAX) return refusal('body_too_large')
      const citations = citationsOf(kept).map(() => 'unchecked' as const)
      const sha256 = hash('sha256', kept, 'hex')
      const change = { kind: 'write', text: { sha256, characters: kept.length, citations } } as const
      return log.take(row, change, { text: kept }, caller)
    },
    async checkCitations(id, caller, citations) {
      const row = own(id, caller)
      return 'code' in row ? row : log.take(row, { kind: 'check-citations', citations }, {}, caller)
    },
    async attest(id, caller, steps, { checked: all, note }) {
      const row = own(id, caller)
      if ('code' in row) return row
      if (row.steps !== steps) return changed()
      if (all.length === 0) return malformed('Say what you checked.', 'Choose at least one.')
      return log.take(row, { kind: 'attest', checked: all }, { note }, caller)
    },
    async askApproval(id, caller) {
      const row = own(id, caller)
      return 'code' in row ? row : log.take(row, { kind: 'ask-approval', to: route(caller) }, {}, caller)
    },
    async decide(id, caller, steps, { kind, reason }) {
      const row = log.get(id)
      if (row === null || !isTheirs(row, caller)) return unknown()
      if (row.steps !== steps) return changed()
      if (reason.trim() === '') return malformed('A decision has a reason.', 'Say why.')
      const { key, issuer } = caller
      const by = { key, issuer, name: caller.email ?? caller.subject, role: row.approval!.to.role }
      return log.take(row, { kind, by }, { reason }, caller)
    },
    async publish(id, caller, format, language) {
      const row = own(id, caller)
      if ('code' in row) return row
      const locked = log.mayNot(row, 'publish')
      if (locked !== null) return locked
      const by = row.approval?.state === 'approved' ? row.approval.by : null
      if (needsApproval() && by !== null && !stillApproves(by))
        return refusal('approval_required', {
          rule: 'publication',
          clause: 'MO-46',
          message: 'Whoever approved this can’t any more.',
          next: 'Change the text or save it again, and ask for approval of whoever decides now.',
        })
      const open = (await this.open(id, caller, language))!
      if (open.text === null) return malformed('There is no text.', 'Paste the final text.')
      const { details, text, statement } = open
      const checkedAt = row.attested?.at ?? row.at
      const written = await writeFormat(format, { details, text, statement, checkedAt }, parts.typeface).catch(
        unwritten,
      )
      if ('code' in written) return written
      const published = await log.take(
        row,
        { kind: 'publish', format, sha256: hash('sha256', written, 'hex') },
        {},
        caller,
      )
      return 'code' in published ? published : written
    },
  }
}

/** Nothing leaves with holes in its words. */
function unwritten(error: unknown): Refusal {
  if (!(error instanceof UnknownLetters)) throw error
  return malformed(
    `The typeface of the PDF lacks some letters of this text: ${error.letters.slice(0, 50)}`,
    'Choose the Word document or the web page: those have every letter.',
  )
}

const GONE: DeliverableDetails = { title: '–', authors: '–', parts: '' }

function unknown(): Refusal {
  return refusal('route_not_governed', { rule: 'deliverable', message: 'There is no such document for you.' })
}

function people(): Refusal {
  return refusal('audience_not_granted', {
    rule: 'deliverable',
    clause: 'MO-41',
    message: 'People answer for documents; an app can’t.',
    next: 'Let the person who answers for it do this.',
  })
}

function malformed(message: string, next: string, clause = 'MO-40'): Refusal {
  return refusal('malformed_body', { rule: 'deliverable', clause, message, next })
}
