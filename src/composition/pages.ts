import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createExtractor } from '../attachments/extractor.ts'
import { type Config, isLoopback } from '../config.ts'
import { ANSWER_REVIEW } from '../core/answer-mark.ts'
import { CONVERSATION } from '../core/conversation.ts'
import type { Clock, IdSource } from '../core/ids.ts'
import type { RecordReader, RecordStore } from '../core/ports.ts'
import type { ExchangeRegistry } from '../core/registry.ts'
import { APP_SESSION, SESSION } from '../core/session.ts'
import { COURSE_ON_RECORD } from '../core/training-record.ts'
import { approvalStands } from '../deliverables/approval-stands.ts'
import { DELIVERABLE } from '../deliverables/deliverable-row.ts'
import { createDeliverables } from '../deliverables/deliverables.ts'
import type { EntryParts } from '../http/application-entry.ts'
import { createOpenAnswers } from '../http/chat/open-answers.ts'
import { createAnswerReviewDesk } from '../http/desks/answer-review-desk.ts'
import { signInPlaces } from '../http/pages/pages-client.ts'
import { createSite, type Site } from '../http/pages/site.ts'
import { addressLimit } from '../http/public-chat/address-limit.ts'
import { publicChat } from '../http/public-chat/public-chat.ts'
import { sealedConversations } from '../http/public-chat/sealed-conversation.ts'
import { createAppSessions } from '../http/session/app-sessions.ts'
import { cookieJar } from '../http/session/cookies.ts'
import { subkey } from '../http/session/seal.ts'
import { sealedCookies } from '../http/session/sealed-cookies.ts'
import { createSessions, type Sessions } from '../http/session/sessions.ts'
import { signInRounds } from '../http/session/sign-in-round.ts'
import { openidAppTokens } from '../identity/sign-in/app-token.ts'
import { type OpenidSignInOptions, openidSignIn } from '../identity/sign-in/openid-sign-in.ts'
import { createTraining } from '../oversight/training/training.ts'
import type { Pages } from '../pages/render-page.ts'
import type { Gateway } from '../pipeline/gateway.ts'
import { knownAtSignIn } from '../policy/known-at-sign-in.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { PolicyStatus } from '../policy-operations/policy-holder.ts'
import type { Ledger } from '../records/ledger.ts'
import type { Egress } from '../upstream/egress.ts'
import { wires } from '../wires/index.ts'
import type { OversightOffice } from './oversight-office.ts'

/** What the pages ask the log's projections for. */
export const PAGES_STATE = [SESSION, APP_SESSION, CONVERSATION, ANSWER_REVIEW, DELIVERABLE, COURSE_ON_RECORD]

/** Where `src/web/build` puts what it makes. */
const BUILT = new URL('../../build/web/', import.meta.url)

export interface PagesOptions {
  readonly config: Config
  readonly demo: boolean
  readonly clock: Clock
  readonly policy: () => PolicySet
  readonly ledger: Ledger
  readonly policyStatus: () => PolicyStatus
  readonly oversight: OversightOffice
  readonly gateway: Gateway
  readonly store: RecordReader & Pick<RecordStore, 'health'>
  readonly ids: IdSource
  readonly registry: ExchangeRegistry
  readonly egress: Egress
  readonly credentialOf: (reference: string) => string | null
  /** Key of cookies, sessions and forms. */
  readonly key: Uint8Array
  readonly version: string
}

export interface OpenPages {
  readonly site: Site
  readonly sessions: Sessions
  /** How people come from the pages to approved applications. */
  readonly entry: EntryParts
  /** Folder of what browsers fetch. */
  readonly assets: string
}

/** The employees' side: sign-in, sessions, and the pages as they were built. Throws where they weren't. */
export async function openPages(options: PagesOptions): Promise<OpenPages> {
  const { config, clock, policy, ledger, gateway } = options
  const pages = await builtPages()
  const jar = cookieJar(new URL(config.publicUrl).protocol === 'https:')
  const isLocal = (issuer: string): boolean => isLoopback(new URL(issuer).hostname)
  // A demo asks nobody beyond this machine, though the profile under it names real directories.
  const places = () => signInPlaces(policy()).filter(({ issuer }) => !options.demo || isLocal(issuer))
  const connection = {
    clock,
    credentialOf: options.credentialOf,
    isLocal,
    fetch: (url, init) => options.egress.fetch(url, init as unknown as Parameters<Egress['fetch']>[1]),
  } satisfies OpenidSignInOptions
  const signIn = openidSignIn(connection)
  const sessions = createSessions({
    key: options.key,
    ledger,
    clock,
    signIn,
    registry: options.registry,
    knownAs(principal) {
      const known = knownAtSignIn(policy(), principal, ledger.state)
      return known === null ? [] : [known]
    },
    placeOf: (issuer) => places().find((place) => place.issuer === issuer) ?? null,
    identify: (credential) =>
      gateway.identify(
        {
          method: 'GET',
          path: '/',
          headers: { authorization: `Bearer ${credential}` },
          repeatedCredential: false,
          remoteAddress: '',
          clientCertificate: null,
        },
        config.publicUrl,
      ),
  })
  const appSessions = createAppSessions({
    key: options.key,
    ledger,
    clock,
    sessions,
    newId: () => options.ids.entryId(),
  })
  const appsJar = cookieJar(URL.parse(config.appsOrigin ?? '')?.protocol === 'https:')
  const entry: EntryParts = {
    appSessions,
    jar: appsJar,
    rounds: sealedCookies(subkey(options.key, 'application round'), appsJar, clock),
    publicUrl: config.publicUrl,
  }
  const site = createSite({
    pages,
    policy,
    ledger,
    policyStatus: options.policyStatus,
    clock,
    sessions,
    rounds: signInRounds(sealedCookies(subkey(options.key, 'sign-in round'), jar, clock)),
    jar,
    signInParts: { signIn, places },
    publicUrl: config.publicUrl,
    appsOrigin: config.appsOrigin,
    appSessions,
    version: options.version,
    gateway,
    store: options.store,
    chatWire: wires.find(({ id }) => id === 'openai.chat')!,
    answers: createOpenAnswers(clock),
    extractor: createExtractor(),
    newId: () => options.ids.entryId(),
    canRecord: () => options.store.health().writable,
    publicChat: publicChat({
      gateway,
      ledger,
      policy,
      clock,
      tokens: openidAppTokens(connection),
      rows: ledger.state,
      conversations: sealedConversations(subkey(options.key, 'public conversation'), clock),
      limit: addressLimit(clock, randomBytes(32)),
    }),
    oversight: options.oversight,
    training: createTraining({ policy, ledger, clock }),
    deliverables: createDeliverables({
      store: options.store,
      ledger,
      policy,
      clock,
      ids: options.ids,
      route: (caller) => options.oversight.approvals.approvals.route(caller),
      stillApproves: approvalStands(policy, ledger.state),
      typeface: { regular: builtFile('typeface/regular.ttf'), bold: builtFile('typeface/bold.ttf') },
    }),
    reviews: createAnswerReviewDesk({ store: options.store, ledger, clock }),
    assets: JSON.parse(readFileSync(new URL('assets.json', BUILT), 'utf8')) as Record<string, string>,
  })
  return { site, sessions, entry, assets: new URL('assets/', BUILT).pathname }
}

function builtFile(name: string): Buffer {
  return readFileSync(new URL(name, BUILT))
}

async function builtPages(): Promise<Pages> {
  try {
    return ((await import(new URL('server.js', BUILT).href)) as { pages: Pages }).pages
  } catch (cause) {
    throw new Error('the pages have not been built; run: npm run build', { cause })
  }
}
