import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Attachment } from '../../attachments/extractor.ts'
import type { ConversationRow } from '../../core/conversation.ts'
import { DATA_CLASSES, type DataClass } from '../../core/decision.ts'
import { REFUSALS, type Refusal, type RefusalCode, refusal } from '../../core/refusal-codes.ts'
import { asksWhetherPerson } from '../../disclosure/person-question.ts'
import type { ChatSettings, RefusalView } from '../../pages/chat-views.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import { answerByItself } from '../chat/answer-by-itself.ts'
import { ask, type Question, refuseUnasked } from '../chat/ask.ts'
import { chatView, historyOf, ownConversation } from '../chat/chat-view.ts'
import { fileRefusal } from '../chat/file-refusal.ts'
import { readFile } from '../chat/read-file.ts'
import { streamOf } from '../chat/stream-answer.ts'
import { toldOf } from '../told.ts'
import type { PersonVisit, Site } from './site.ts'
import { stepUpAsked } from './step-up-asked.ts'

/** A question is no longer than what a person pastes; the wire’s own limit is far above it. */
const TEXT_MAX = 200_000

type Form = Readonly<Record<string, string>>

/** Where a question goes on from: its text, and the conversation that it is a turn of. */
interface Sent {
  readonly text: string
  /** What was read out of the files. */
  readonly files: readonly Attachment[]
  readonly conversation: string
  readonly row: ConversationRow | null
  readonly settings: ChatSettings & { readonly dataClass: DataClass }
}

/** A question to an approved system: it goes the way that every client’s does, and its answer is read as it is written. */
export function questionPages(app: FastifyInstance, site: Site): void {
  const asking = { ...site, wire: site.chatWire }

  site.personPage(
    app,
    'POST',
    '/chat',
    async (visit) => {
      const sent = read(visit)
      if (sent === null) return visit.missing()
      if (sent.text.trim() === '') return again(visit, sent, notSent(nothing()), 400)
      if (sent.text.length > TEXT_MAX) return again(visit, sent, notSent(refusal('body_too_large')), 413)
      // Two questions at once would each be the next turn, and one of them would be lost.
      if (!site.answers.claim(sent.conversation)) return again(visit, sent, notSent(stillWriting()), 409)
      let ended: Promise<void> | null = null
      try {
        const read = await readFiles(visit)
        const question = await questionOf(visit, { ...sent, files: 'refused' in read ? [] : read.files })
        if ('refused' in read) {
          const asked = await refuseUnasked(asking, question, read.refused)
          const { code } = asked.refusal
          return again(visit, sent, { ...notSent(asked.refusal), record: asked.exchange }, REFUSALS[code].status)
        }
        if (question.files.length === 0 && asksWhetherPerson(sent.text)) {
          await answerByItself(site, question, site.pages.aboutPerson(visit.frame()))
          return done(visit, question)
        }
        const asked = await ask(asking, question)
        if (asked.kind === 'refused') {
          const { code } = asked.refusal
          const without = helps(code) ? asked.without : null
          return again(
            visit,
            sent,
            { ...notSent(asked.refusal), record: asked.exchange, without },
            REFUSALS[code].status,
          )
        }
        ended = asked.ended.finally(() => site.answers.release(sent.conversation))
        if (String(visit.request.headers.accept).includes('application/x-ndjson')) {
          const about = { conversation: sent.conversation, number: numberOf(question) }
          return visit.reply
            .type('application/x-ndjson; charset=utf-8')
            .send(Readable.from(streamOf(asked.answer, about, 0)))
        }
        await ended
        return done(visit, question)
      } finally {
        if (ended === null) site.answers.release(sent.conversation)
      }
    },
    { takesFiles: true },
  )

  /** The first file that can’t be read refuses the question: half of what somebody meant to send is not what they meant. */
  async function readFiles(
    visit: PersonVisit,
  ): Promise<{ readonly files: readonly Attachment[] } | { readonly refused: Refusal }> {
    if (visit.filesFault !== null) return { refused: fileRefusal(visit.filesFault, visit.files.at(-1)?.name ?? '…') }
    const files: Attachment[] = []
    for (const file of visit.files) {
      const read = await readFile(site.extractor, file)
      if ('code' in read) return { refused: read }
      files.push(read)
    }
    return { files }
  }

  /** Null: a conversation that isn’t this person’s. */
  function read({ form, session }: PersonVisit): Sent | null {
    const text = (form['instead'] ?? form['text'] ?? '').replaceAll('\r\n', '\n')
    const known = form['conversation'] ?? ''
    const row = known === '' ? null : ownConversation(site.ledger.state, session.principal, known)
    if (known !== '' && row === null) return null
    return {
      text,
      files: [],
      conversation: known === '' ? site.newId() : known,
      row,
      settings: settingsOf(form, row, site.policy()),
    }
  }

  async function questionOf({ session, language, request }: PersonVisit, sent: Sent): Promise<Question> {
    // As it is now: another question may have been answered while this one waited.
    const row = ownConversation(site.ledger.state, session.principal, sent.conversation)
    const history = row === null ? [] : await historyOf(site, row)
    const { text, files, conversation, settings } = sent
    return { session, conversation, history, text, files, ...settings, language, remoteAddress: request.ip, row }
  }

  /** The page as it was, with what was written and why it wasn’t sent. */
  async function again(visit: PersonVisit, sent: Sent, refused: RefusalView, status: number): Promise<FastifyReply> {
    const { text, row, settings, conversation } = sent
    const options = {
      conversation: row === null ? null : { id: conversation, row },
      draft: text,
      refusal: refused,
      settings,
    }
    return visit.show('chat', await chatView(site, visit, options), status)
  }
}

function done(visit: PersonVisit, question: Question): FastifyReply {
  return visit.goTo(`/chat/${question.conversation}#turn-${numberOf(question)}`)
}

function numberOf({ row }: Question): number {
  return (row?.turns.length ?? 0) + 1
}

function settingsOf(form: Form, row: ConversationRow | null, policy: PolicySet): Sent['settings'] {
  return {
    model: form['model'] ?? row?.model ?? '',
    purpose: form['purpose'] ?? row?.purpose ?? '',
    dataClass: DATA_CLASSES.find((one) => one === form['class']) ?? row?.dataClass ?? policy.classes.default,
  }
}

/** Where taking values out may help; every other rule would refuse all the same. */
function helps(code: RefusalCode): boolean {
  return code === 'data_class_not_permitted'
}

function notSent(refused: Refusal): RefusalView {
  return { told: toldOf(refused), clause: refused.clause, record: '', stepUp: stepUpAsked(refused), without: null }
}

function nothing(): Refusal {
  return refusal('malformed_body', {
    rule: 'pages:empty',
    clause: 'MS-01',
    message: 'There is nothing to send.',
    next: 'Write your question, then send it.',
  })
}

function stillWriting(): Refusal {
  return refusal('malformed_body', {
    rule: 'pages:one-at-a-time',
    clause: 'MS-01',
    message: 'The answer to your last question is still being written.',
    next: 'Wait until it is there, or stop it; then send this one.',
  })
}
