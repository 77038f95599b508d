import { FILE_KINDS } from '../../attachments/kinds/index.ts'
import { CONVERSATION, type ConversationRow, conversationsOf } from '../../core/conversation.ts'
import type { ExchangeId } from '../../core/ids.ts'
import type { Principal } from '../../core/principal.ts'
import type { StateRows } from '../../core/state-rows.ts'
import type { ChatSettings, ChatView, ConversationView, RefusalView } from '../../pages/chat-views.ts'
import { applicationLines } from '../catalog/applications.ts'
import { cardPartsOf } from '../pages/catalog.ts'
import type { PersonVisit, Site } from '../pages/site.ts'
import type { Message } from './ask.ts'
import { choicesOf, settingsFor } from './choices.ts'
import { messagesOf, readTurn } from './read-turn.ts'
import { isExposed, type TurnParts, turnViews } from './turn-view.ts'

/** Of a long conversation the last turns are shown, and the way to the ones before. */
const TURNS_SHOWN = 30
const RECENT_SHOWN = 15
const TITLE_MAX = 60

/** A conversation of this person’s own; null: there is none, or it is somebody else’s. */
export function ownConversation(rows: StateRows, principal: Principal, id: string): ConversationRow | null {
  const row = rows.get(CONVERSATION, id) as ConversationRow | undefined
  return row !== undefined && row.owner === principal.key ? row : null
}

export interface ChatOptions {
  readonly conversation: { readonly id: string; readonly row: ConversationRow } | null
  readonly draft: string
  readonly refusal?: RefusalView
  readonly settings?: ChatSettings
  readonly isPrint?: boolean
  readonly showsAll?: boolean
  /** An earlier turn’s record, whose question is to be changed and asked again. */
  readonly edit?: string | undefined
}

export async function chatView(site: Site, visit: PersonVisit, options: ChatOptions): Promise<ChatView> {
  const { principal } = visit.session
  const policy = site.policy()
  const { conversation } = options
  const choices = choicesOf(policy, principal, site.ledger.state, site.clock.now(), visit.language)
  const parts = turnParts(site, visit.language)
  const from = conversation === null || options.showsAll ? 0 : Math.max(0, conversation.row.turns.length - TURNS_SHOWN)
  const turns = conversation === null ? [] : await turnViews(parts, conversation.row, from)
  const edited = options.edit === undefined ? undefined : conversation?.row.turns.find(({ id }) => id === options.edit)
  const draft = edited === undefined ? options.draft : ((await typedIn(site, edited.id)) ?? options.draft)
  return {
    ...choices,
    id: conversation?.id ?? null,
    title: conversation === null ? null : await titleOf(site, conversation.row),
    chosen: options.settings ?? conversation?.row ?? settingsFor(policy, principal, choices),
    turns,
    earlier: from,
    applications: options.isPrint === true ? [] : openable(site, visit),
    recent: options.isPrint === true ? [] : await conversationViews(site, visit, RECENT_SHOWN),
    draft,
    refusal: options.refusal ?? null,
    isPrint: options.isPrint ?? false,
    fileEndings: FILE_KINDS.flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`)),
  }
}

/** Approved applications that are a click away. */
function openable(site: Site, visit: PersonVisit): ChatView['applications'] {
  return applicationLines(cardPartsOf(site, visit), site).flatMap(({ href, name }) =>
    href === null ? [] : [{ href, label: name }],
  )
}

/** What reading conversations needs. */
export type ConversationParts = Pick<Site, 'store' | 'ledger' | 'policy' | 'answers'>

export function turnParts(site: ConversationParts, language: string): TurnParts {
  const { timezone } = site.policy().profile
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: timezone })
  return {
    store: site.store,
    rows: site.ledger.state,
    policy: site.policy,
    answers: site.answers,
    time: (iso) => format.format(new Date(iso)),
  }
}

/** What was said, for the model. Turns whose words are gone or hidden, and those that no model heard, are left out. */
export async function historyOf(site: Site, row: ConversationRow): Promise<Message[]> {
  const asked = row.turns.filter(({ kind, id }) => kind === 'exchange' && !isExposed(site.ledger.state, id))
  const turns = await Promise.all(asked.map(async ({ id }) => readTurn(await site.store.exchange(id as ExchangeId))))
  return turns.flatMap((turn) => (turn === null ? [] : messagesOf(turn)))
}

/** Somebody’s conversations, the last first. */
export async function conversationViews(site: Site, visit: PersonVisit, most: number): Promise<ConversationView[]> {
  const { time } = turnParts(site, visit.language)
  const own = conversationsOf(visit.session.principal.key, site.ledger.state).slice(0, most)
  return Promise.all(
    own.map(async ({ id, row }) => ({
      href: `/chat/${id}`,
      label: await titleOf(site, row),
      at: time(row.at),
      system: site.policy().index.models[row.model]?.system.name ?? row.model,
    })),
  )
}

/** The first words that were asked, as they were sent: nothing that was removed stands in a title. */
export async function titleOf(site: ConversationParts, row: ConversationRow): Promise<string> {
  const shown = row.turns.filter(({ id }) => !isExposed(site.ledger.state, id))
  const first = shown.find(({ kind }) => kind === 'exchange') ?? shown[0]
  if (first === undefined) return turnParts(site, 'en').time(row.begun)
  const sent =
    first.kind === 'exchange'
      ? readTurn(await site.store.exchange(first.id as ExchangeId))?.sent
      : (await turnViews(turnParts(site, 'en'), { ...row, turns: [first] }))[0]?.question
  const line = (sent ?? '…').replaceAll(/\s+/g, ' ').trim()
  return line.length <= TITLE_MAX ? line : `${line.slice(0, TITLE_MAX)}…`
}

async function typedIn(site: Site, exchange: string): Promise<string | null> {
  if (isExposed(site.ledger.state, exchange)) return null
  const turn = readTurn(await site.store.exchange(exchange as ExchangeId))
  return turn?.typed ?? turn?.sent ?? null
}
