import type { Clock } from '../../core/ids.ts'
import type { Ledger } from '../../records/ledger.ts'
import { type Question, turnOf } from './ask.ts'

/** Clause MS-60: what no model is asked. The entry holds both sides, and the conversation has it as a turn. */
export async function answerByItself(
  { ledger, clock, newId }: { readonly ledger: Ledger; readonly clock: Clock; readonly newId: () => string },
  question: Question,
  answer: string,
): Promise<void> {
  const { session, conversation, text, language } = question
  const id = newId()
  await ledger.write({
    id: id as never,
    type: 'admin',
    agency: session.principal.agency,
    actor: session.principal,
    meta: { action: 'answer-person-question', conversation, language },
    body: { question: text, answer },
    state: [turnOf(question, { id, kind: 'person-question' }, clock.now())],
  })
}
