import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDetection, type Detection, INLINE_CHARS_MAX, scanDeadlineMs } from '#src/pipeline/scan/detection.ts'
import { createScanPool, type ScanPool } from '#src/pipeline/scan/scan-pool.ts'
import type { ScanTexts } from '#src/pipeline/scan/scan-texts.ts'
import type { PolicySet } from '#src/policy/policy-set.ts'
import type { DetectorFault } from '#src/redaction/detector-fault.ts'
import type { Candidate, Recognizer } from '#src/redaction/scan.ts'
import { createEgress, type Egress } from '#src/upstream/egress.ts'
import { changed } from '#test/support/changed-policy.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'
import { type PresidioDouble, startPresidioDouble } from '#test/support/presidio-double.ts'

const policy = loadDemoPolicy()
const faulty = new URL('../../support/faulty-scan-worker.ts', import.meta.url)
const pools: ScanPool[] = []
const pool = (url?: URL): ScanPool => {
  const made = createScanPool(url)
  pools.push(made)
  return made
}
let egress: Egress
beforeAll(() => {
  egress = createEgress(null)
})
afterAll(async () => {
  await Promise.all([egress.close(), ...pools.map((one) => one.close())])
})

function detection(more: Partial<Parameters<typeof createDetection>[0]> = {}): Detection {
  return createDetection({ listKey: null, pool: pool(), post: egress.fetch, now: () => 0, ...more })
}

function textsOf(...texts: readonly string[]): ScanTexts {
  return { runs: texts.map((text) => [{ text }]), keys: [], numbers: [] }
}

async function scanned(
  own: Detection,
  texts: ScanTexts,
  whose: { policy?: PolicySet; tolerant?: boolean } = {},
): Promise<{ found: string[]; faults: string[]; detectors: readonly string[]; isolated: boolean }> {
  const result = await own.scan(texts, { policy, agency: 'MS-ITS', tolerant: false, ...whose })
  return {
    found: result.runs.flatMap((run, at) =>
      run.flatMap((spans, index) =>
        spans.map(({ entity, start, end }) => `${entity} ${texts.runs[at]![index]!.text.slice(start, end)}`),
      ),
    ),
    faults: result.faults.map(({ detector, kind }) => `${detector}:${kind}`),
    detectors: result.detectors,
    isolated: result.isolated,
  }
}

/** How a scan failed, as a record would name it. */
async function faultOf(work: () => unknown): Promise<string> {
  try {
    await work()
    return 'none'
  } catch (error) {
    const { name, detector, kind } = error as DetectorFault
    return `${name} ${detector}:${kind}`
  }
}

const candidate: Candidate = {
  start: 0,
  end: 3,
  entity: 'own_kind',
  score: 0.5,
  recognizer: 'own',
  validated: false,
  tier: 'shape',
}
const proposing = (change: Partial<Record<keyof Candidate, unknown>>): Recognizer => ({
  entity: 'own_kind',
  name: 'own',
  find: ({ found }) => void found.push({ ...candidate, ...change } as Candidate),
})

describe('a recognizer that fails', () => {
  test.each<[what: string, recognizer: Recognizer, kind: string]>([
    [
      'throws',
      {
        ...proposing({}),
        find: () => {
          throw new TypeError('219-09-9998')
        },
      },
      'threw',
    ],
    ['starts before the text', proposing({ start: -1 }), 'nonsense'],
    ['ends beyond the text', proposing({ end: 10_000 }), 'nonsense'],
    ['ends where it starts', proposing({ end: 0 }), 'nonsense'],
    ['stands between two characters', proposing({ start: 0.5 }), 'nonsense'],
    ['has no number for a place', proposing({ end: Number.NaN }), 'nonsense'],
    ['is sure beyond reason', proposing({ score: 1.1 }), 'nonsense'],
    ['isn’t sure of anything', proposing({ score: Number.NaN }), 'nonsense'],
    ['finds what it isn’t for', proposing({ entity: 'us_ssn' }), 'nonsense'],
  ])('refuses, and where failing is tolerated is left out and told of: %s', async (_what, recognizer, kind) => {
    const own = detection({ recognizers: [recognizer] })
    const texts = textsOf('SSN 219-09-9998')
    expect(await faultOf(() => scanned(own, texts))).toBe(`DetectorFault own:${kind}`)
    expect(await scanned(own, texts, { tolerant: true })).toMatchObject({
      found: ['us_ssn 219-09-9998'],
      faults: [`own:${kind}`],
    })
    // What one request tolerates, the next doesn't.
    expect(await faultOf(() => scanned(own, texts))).toBe(`DetectorFault own:${kind}`)
  })

  test('takes more than a second, and one more for each million characters', async () => {
    expect([scanDeadlineMs(0), scanDeadlineMs(2_000_000)]).toEqual([1_000, 3_000])
    let clock = 0
    const slow: Recognizer = {
      ...proposing({}),
      find() {
        clock += 1_500
      },
    }
    const own = detection({ recognizers: [slow], now: () => clock })
    expect(await faultOf(() => scanned(own, textsOf('SSN 219-09-9998')))).toBe('DetectorFault engine:late')
    expect(await scanned(own, textsOf('SSN 219-09-9998'), { tolerant: true })).toMatchObject({
      found: ['us_ssn 219-09-9998'],
      faults: ['engine:late'],
    })
  })

  test('that takes away what others found refuses in any case', async () => {
    const thief: Recognizer = { ...proposing({}), find: ({ found }) => void found.splice(0) }
    const own = detection({ recognizers: [thief] })
    for (const tolerant of [true, false])
      expect(await faultOf(() => scanned(own, textsOf('SSN 219-09-9998'), { tolerant }))).toBe(
        'DetectorFault own:nonsense',
      )
  })

  test('one that is sound changes nothing of that', async () => {
    const own = detection({ recognizers: [proposing({})] })
    expect(await scanned(own, textsOf('see SSN 219-09-9998'))).toMatchObject({
      found: ['own_kind see', 'us_ssn 219-09-9998'],
      faults: [],
    })
  })
})

describe('texts beyond 64 KB', () => {
  const long = (start: string): ScanTexts => textsOf(`${start} ${'plain words '.repeat(6_000)} SSN 219-09-9998`)

  test('are read in a worker as they are read inline, with the agency’s own recognizers', async () => {
    const own = detection()
    const withRecognizer = changed(policy, (copy) => {
      copy.recognizers.recognizers.push({
        id: 'badge',
        entity: 'badge',
        pattern: 'ITS-\\d{5}',
        ignoreCase: false,
        labels: [],
        antiLabels: [],
        checks: [],
        score: 1,
        cases: [],
        clauses: ['MS-47'],
      })
    })
    const texts = long('ITS-12345')
    expect(await scanned(own, texts, { policy: withRecognizer })).toEqual({
      found: ['badge ITS-12345', 'us_ssn 219-09-9998'],
      faults: [],
      detectors: [],
      isolated: true,
    })
    expect(await scanned(own, texts)).toMatchObject({ found: ['us_ssn 219-09-9998'], isolated: true })
    expect(await scanned(own, textsOf('x'.repeat(INLINE_CHARS_MAX)))).toMatchObject({ isolated: false })
  })

  test('no worker runs before the first of them, and two at most', async () => {
    const workers = pool()
    const own = detection({ pool: workers })
    await scanned(own, textsOf('short'))
    expect(workers.size).toBe(0)
    await Promise.all(Array.from({ length: 5 }, () => scanned(own, long('x'))))
    expect(workers.size).toBe(2)
  })

  test.each([
    ['hang', 'scan-worker:late'],
    ['exit', 'scan-worker:stopped'],
    ['throw', 'scan-worker:stopped'],
    ['fault', 'own:threw'],
  ])('refuse when the worker is to %s, and another worker takes the next', async (what, fault) => {
    const workers = pool(faulty)
    const job = (text: string) => {
      const definition = { recognizers: [], deny: [], allow: [], listKey: null }
      return { key: '', definition, texts: textsOf(text), tolerant: false }
    }
    // One that answers first, so that what is timed is the hanging and not the start of a worker.
    await workers.scan(job('fine'), 60_000)
    const deadline = what === 'hang' ? 50 : 60_000
    expect(await faultOf(() => workers.scan(job(what), deadline))).toBe(`DetectorFault ${fault}`)
    expect(await workers.scan(job('fine'), 60_000)).toMatchObject({ faults: [] })
    expect(workers.size).toBe(1)
  })

  test('a failed worker is told of where failing is tolerated', async () => {
    const own = detection({ pool: pool(faulty) })
    expect(await scanned(own, long('exit'), { tolerant: true })).toMatchObject({
      found: [],
      faults: ['scan-worker:stopped'],
    })
    expect(await faultOf(() => scanned(own, long('exit')))).toBe('DetectorFault scan-worker:stopped')
  })

  test('what waits when the gateway closes is refused', async () => {
    const workers = createScanPool(faulty)
    const own = detection({ pool: workers })
    const waiting = Array.from({ length: 3 }, () => faultOf(() => scanned(own, long('hang'))))
    await workers.close()
    expect(new Set(await Promise.all(waiting))).toEqual(new Set(['DetectorFault scan-worker:stopped']))
    expect(await faultOf(() => scanned(own, long('fine')))).toBe('DetectorFault scan-worker:stopped')
  })
})

describe('a Presidio analyzer', () => {
  let analyzer: PresidioDouble
  beforeAll(async () => {
    analyzer = await startPresidioDouble(['blue heron co-op', 'Cửa Hàng'])
  })
  afterAll(() => analyzer.close())

  const withAnalyzer = (deadlineMs = 20_000, url = analyzer.url): PolicySet =>
    changed(policy, (copy) => {
      copy.recognizers.detectors.push({
        id: 'analyzer',
        kind: 'presidio',
        url,
        language: 'en',
        deadlineMs,
        minScore: 0.5,
        entities: { ORGANIZATION: 'organisation_name' },
        clauses: ['MS-47'],
      })
    })

  test('adds what it finds, at the places that its code points mean', async () => {
    analyzer.answer(null)
    const own = detection()
    const text = '😀 Cửa Hàng, SSN 219-09-9998, and blue heron co-op'
    expect(await scanned(own, textsOf(text, '', 'no name'), { policy: withAnalyzer() })).toEqual({
      found: ['organisation_name Cửa Hàng', 'us_ssn 219-09-9998', 'organisation_name blue heron co-op'],
      faults: [],
      detectors: ['analyzer'],
      isolated: false,
    })
    expect(analyzer.asked.at(0)).toEqual({ text, language: 'en', entities: ['ORGANIZATION'], score_threshold: 0.5 })
    expect(own.entities(withAnalyzer(), 'MS-ITS')).toContain('organisation_name')
    expect(own.entities(policy, 'MS-ITS')).not.toContain('organisation_name')
  })

  test.each<[what: string, as: Parameters<PresidioDouble['answer']>[0], kind: string]>([
    ['answers an error', () => ({ status: 500, body: '{"error":"out of memory"}' }), 'unreachable'],
    ['answers no JSON', () => ({ body: '<html>' }), 'nonsense'],
    ['answers no list', () => ({ body: '{}' }), 'nonsense'],
    ['answers a place beyond the text', ([one]) => ({ body: JSON.stringify([{ ...one, end: 4_000 }]) }), 'nonsense'],
    ['answers a place before the text', ([one]) => ({ body: JSON.stringify([{ ...one, start: -1 }]) }), 'nonsense'],
    ['answers a score beyond reason', ([one]) => ({ body: JSON.stringify([{ ...one, score: 7 }]) }), 'nonsense'],
    [
      'answers what it wasn’t asked for',
      ([one]) => ({ body: JSON.stringify([{ ...one, entity_type: 'X' }]) }),
      'nonsense',
    ],
    ['answers rows that are none', () => ({ body: '[null]' }), 'nonsense'],
    ['doesn’t answer', () => 'hang', 'late'],
  ])('that %s refuses, or is told of where failing is tolerated', async (_what, as, kind) => {
    analyzer.answer(as)
    const own = detection()
    const whose = { policy: withAnalyzer(kind === 'late' ? 80 : 20_000) }
    const texts = textsOf('blue heron co-op, SSN 219-09-9998')
    expect(await faultOf(() => scanned(own, texts, whose))).toBe(`DetectorFault analyzer:${kind}`)
    expect(await scanned(own, texts, { ...whose, tolerant: true })).toMatchObject({
      found: ['us_ssn 219-09-9998'],
      faults: [`analyzer:${kind}`],
      detectors: [],
    })
  })

  test('that isn’t there refuses', async () => {
    const whose = { policy: withAnalyzer(20_000, 'http://127.0.0.1:9') }
    expect(await faultOf(() => scanned(detection(), textsOf('a'), whose))).toBe('DetectorFault analyzer:unreachable')
  })
})
