import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createKeyRingFile, readKeyRingFile } from '#src/records/key-ring.ts'
import { createSigningKeyFile, readSigningKeyFile } from '#src/records/signing-key.ts'
import { fillRecords } from '#test/support/fill-records.ts'
import { freePort } from '#test/support/free-port.ts'
import { type PageAnswer, type PageVisitor, visitPages } from '#test/support/page-visitor.ts'
import { identityProvider, startGateway, type TestGateway } from '#test/support/start-gateway.ts'

export interface ScreensFigures {
  readonly records: number
  /** Entries of the log at the end. */
  readonly entries: number
  readonly rounds: number
  /** Seconds until the log was filled; null: it was there. */
  readonly fillSeconds: number | null
  /** Seconds until the index had seen all of it, from the gateway's start. */
  readonly indexSeconds: number
  readonly screens: readonly ScreenFigures[]
}

export interface ScreenFigures {
  readonly name: string
  /** Milliseconds of each answer, whole, in the order in which they were asked for. */
  readonly times: readonly number[]
  /** Milliseconds that all threads of the process worked for each, its asker among them: less of it is others’ load. */
  readonly worked: readonly number[]
  /** Bytes of the last answer. */
  readonly bytes: number
  /** Answers that only said that the search is under way. */
  readonly underWay: number
}

interface Screen {
  readonly name: string
  readonly persona: string
  /** The address, or the form, of one round: searches are for other words each time. */
  readonly ask: (visitor: PageVisitor, round: number) => Promise<PageAnswer>
}

const WORDS = ['bridge', 'grant', 'network', 'budget', 'posting', 'schedule', 'script', 'notice', 'levee', 'training']
const UNITS = ['ITS-APPDEV', 'ITS-OPS', 'ITS-SECURITY', 'ITS-RECORDS', 'ITS-AUDIT']
const word = (round: number): string => WORDS[round % WORDS.length]!
const unit = (round: number): string => UNITS[round % UNITS.length]!
const page = (name: string, persona: string, path: string | ((round: number) => string)): Screen => ({
  name,
  persona,
  ask: (visitor, round) => visitor.get(typeof path === 'string' ? path : path(round)),
})

/** An address on another page, as a browser would follow it. */
function linkOn(answer: PageAnswer, pattern: RegExp): string {
  const found = pattern.exec(answer.text)?.[1]
  if (found === undefined) throw new Error(`no ${pattern} on a page of status ${answer.status}`)
  return found.replaceAll('&amp;', '&')
}

const RECORD = /<th scope="row"><a href="([^"]+)"/
const OLDER = /<a[^>]* href="([^"]+)" rel="next"/

/** THE list of screens. Those of requests and productions are of a deployment's own size; a log that is made up has none. */
const SCREENS: readonly Screen[] = [
  page('records, no filter, timeline', 'auditor', '/console'),
  page('records by a word', 'auditor', (round) => `/console?q=${word(round)}+item+${round}`),
  page('records by words and unit', 'auditor', (round) => `/console?q=${word(round)}+draft&unit=${unit(round)}`),
  page(
    'records by OR of words',
    'auditor',
    (round) => `/console?q=${word(round)}+OR+${word(round + 3)}+NOT+${word(round + 5)}`,
  ),
  page(
    'records by decision, unit, days',
    'auditor',
    (round) => `/console?decision=refuse&unit=${unit(round)}&from=2025-0${1 + (round % 9)}-02`,
  ),
  page('records by what matches one', 'auditor', (round) => `/console?q=%22item+${4_700 + round}%22`),
  page('records, nothing found', 'auditor', (round) => `/console?q=zebra${round}&decision=refuse&unit=${unit(round)}`),
  {
    name: 'records, next page of a word',
    persona: 'auditor',
    ask: async (visitor, round) => visitor.get(linkOn(await visitor.get(`/console?q=${word(round)}`), OLDER)),
  },
  {
    name: 'record, opened from a search',
    persona: 'auditor',
    ask: async (visitor, round) => visitor.get(linkOn(await visitor.get(`/console?q=${word(round)}`), RECORD)),
  },
  page('dashboards', 'auditor', '/console/reports'),
  page('dashboards, month before', 'auditor', `/console/reports?month=${monthBefore()}`),
  page('dashboard as CSV', 'auditor', `/console/reports.csv?month=${monthBefore()}&table=unit`),
  page('access log', 'auditor', '/console/access-log'),
  page('access log of one who looked', 'auditor', '/console/access-log?person=auditor&action=search'),
  page('saved searches', 'auditor', '/console/saved'),
  page('exports', 'auditor', '/console/exports'),
  page('reveals', 'auditor', '/console/reveals'),
  page('samples', 'auditor', '/console/samples'),
  page('dispositions, what is due', 'records-officer', '/console/dispositions'),
  page('requests', 'records-officer', '/console/requests'),
  page('productions', 'records-officer', '/console/productions'),
  page('holds', 'records-officer', '/console/holds'),
  {
    name: 'hold, how much it would keep',
    persona: 'records-officer',
    async ask(visitor, round) {
      await visitor.get('/console/holds/new')
      return visitor.post('/console/holds/checks', {
        matter: `Suit ${round}`,
        reason: 'Filed',
        kind: 'litigation',
        units: unit(round),
      })
    },
  },
  page('transitory records', 'records-officer', '/console/transitory'),
  page('incidents', 'security-officer', '/console/incidents'),
]

/** A gateway over a filled log, asked for each screen as browsers ask, one after the other, in one process with it. */
export async function measureScreens(options: {
  readonly folder: string | null
  readonly records: number
  readonly rounds: number
  /** Text that a screen’s name has. */
  readonly only: string
  /** Told of each screen when it was measured: a large log takes its time. */
  readonly onScreen: (figures: ScreenFigures) => void
}): Promise<ScreensFigures> {
  const { records, rounds, only } = options
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'statehouse-screens-'))
  try {
    const keys = await keysIn(folder)
    const fillSeconds = await fill(folder, records, keys)
    const started = performance.now()
    const gateway = await startGateway({
      // Nothing is forwarded.
      upstream: 'http://127.0.0.1:8',
      folder,
      env: { STATEHOUSE_PORT: String(await freePort()), STATEHOUSE_LOG_ORIGIN: keys.signingKey.name },
      app: keys,
    })
    try {
      const { store } = gateway.app
      while (store.health().indexLag > 0) await setTimeout(50)
      const indexSeconds = (performance.now() - started) / 1_000
      const screens: ScreenFigures[] = []
      for (const screen of SCREENS.filter(({ name }) => name.includes(only))) {
        const figures = await measure(gateway, screen, rounds)
        options.onScreen(figures)
        screens.push(figures)
      }
      const entries = await store.size()
      return { records, entries, rounds, fillSeconds, indexSeconds, screens }
    } finally {
      await gateway.close()
      await (await identityProvider()).close()
    }
  } finally {
    if (options.folder === null) rmSync(folder, { recursive: true, force: true })
  }
}

const visitors = new Map<string, Promise<PageVisitor>>()

function visitorOf(gateway: TestGateway, persona: string): Promise<PageVisitor> {
  const known = visitors.get(persona)
  if (known !== undefined) return known
  const made = visitPages(gateway, persona).then(async (visitor) => {
    await visitor.state()
    return visitor
  })
  visitors.set(persona, made)
  return made
}

async function measure(gateway: TestGateway, { name, persona, ask }: Screen, rounds: number): Promise<ScreenFigures> {
  const visitor = await visitorOf(gateway, persona)
  const times: number[] = []
  const worked: number[] = []
  let [bytes, underWay] = [0, 0]
  // Of a screen that is reached over others only its own answer is timed.
  const timed: PageVisitor = {
    ...visitor,
    get: (path) => clocked(() => whole(path)),
    post: (path, form) => clocked(() => visitor.post(path, form)),
  }
  let [last, lastWorked] = [0, 0]
  /** A search that takes longer has a page of its own meanwhile: what is timed is until its result is there. */
  async function whole(path: string): Promise<PageAnswer> {
    let answer = await visitor.get(path)
    if (isUnderWay(answer)) underWay++
    while (isUnderWay(answer)) answer = await visitor.get(path)
    return answer
  }
  async function clocked(asked: () => Promise<PageAnswer>): Promise<PageAnswer> {
    const [began, before] = [performance.now(), process.cpuUsage()]
    const answer = await asked()
    last = performance.now() - began
    const { user, system } = process.cpuUsage(before)
    lastWorked = (user + system) / 1_000
    return answer
  }
  for (let round = 0; round < rounds; round++) {
    const { status, text } = await ask(timed, round)
    if (status !== 200) throw new Error(`${name}: ${status} ${text.slice(0, 500)}`)
    times.push(last)
    worked.push(lastWorked)
    bytes = Buffer.byteLength(text)
  }
  return { name, times, worked, bytes, underWay }
}

function isUnderWay({ text }: PageAnswer): boolean {
  return text.includes('action="/console/searches/')
}

async function keysIn(folder: string) {
  const keys = join(folder, 'keys')
  mkdirSync(keys, { recursive: true })
  const [signing, ring] = [join(keys, 'log-signing-key.json'), join(keys, 'record-key.json')]
  const signingKey = existsSync(signing)
    ? await readSigningKeyFile(signing)
    : await createSigningKeyFile(signing, 'statehouse.local/ai')
  const recordKey = existsSync(ring) ? await readKeyRingFile(ring) : await createKeyRingFile(ring)
  return { signingKey, recordKey }
}

async function fill(folder: string, records: number, keys: Awaited<ReturnType<typeof keysIn>>): Promise<number | null> {
  if (existsSync(join(folder, 'records.db'))) return null
  const began = performance.now()
  await fillRecords({ folder, ...keys, records, days: 700, now: Date.now() - 60_000 })
  return (performance.now() - began) / 1_000
}

function monthBefore(): string {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
}
