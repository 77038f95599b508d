import type { PolicySet } from '../../policy/policy-set.ts'
import { DetectorFault } from '../../redaction/detector-fault.ts'
import type { RedactionEngine } from '../../redaction/engine.ts'
import type { Entity, Span } from '../../redaction/recognizer.ts'
import type { Recognizer } from '../../redaction/scan.ts'
import { createEngines, isFor, type OwnEngine } from './engine-for.ts'
import { mergeSpans } from './merge-spans.ts'
import { openDetector } from './open-detector.ts'
import type { DetectorRow, Post, RemoteDetector } from './remote-detector.ts'
import type { ScanPool } from './scan-pool.ts'
import { charsOf, type ScanFault, type ScanFindings, type ScanTexts, scanTexts } from './scan-texts.ts'

/** Whose texts are looked through, under which policy, and whether a detector may fail on the way. */
export interface ScanFor {
  readonly policy: PolicySet
  readonly agency: string
  /** The system is marked degradable: what fails is left out and recorded. Otherwise it refuses. */
  readonly tolerant: boolean
}

/** Where and with what a request was looked through, for its record. */
export interface Scanned extends ScanFindings {
  readonly engine: string
  /** Detectors elsewhere that answered. */
  readonly detectors: readonly string[]
  /** It was long, so a worker did it. */
  readonly isolated: boolean
}

/** Everything that looks for personal and secret values. */
export interface Detection {
  /** For answers, and for what ships with the policy of an agency. */
  engine(policy: PolicySet, agency: string): RedactionEngine
  /** Every entity that can be found in an agency's prompts. */
  entities(policy: PolicySet, agency: string): readonly Entity[]
  /** Looks through a request. Throws, or rejects with, a {@link DetectorFault} where something failed that may not. */
  scan(texts: ScanTexts, whose: ScanFor): Scanned | Promise<Scanned>
  /** Ends the pool, and the detectors that it started. */
  close(): Promise<void>
}

export interface DetectionParts {
  /** Key of listed digests. */
  readonly listKey: Uint8Array | null
  readonly pool: ScanPool
  readonly post: Post
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number
  /** Recognizers that aren't data, for tests of what happens when one fails. */
  readonly recognizers?: readonly Recognizer[]
}

/** Longer texts are looked through in a worker. */
export const INLINE_CHARS_MAX = 64 * 1024

/** How long a scan may take: a second, and one more for each million characters. */
export function scanDeadlineMs(chars: number): number {
  return 1_000 + chars / 1_000
}

export function createDetection(parts: DetectionParts): Detection {
  const engineFor = createEngines(parts.listKey, parts.recognizers)
  /** A model is loaded once for all policies that name it the same. */
  const detectors = new Map<string, RemoteDetector>()
  let current: PolicySet | null = null

  function opened(row: DetectorRow): RemoteDetector {
    const key = JSON.stringify(row)
    const known = detectors.get(key) ?? openDetector(row, parts.post)
    detectors.set(key, known)
    return known
  }

  /** Ends what the policy in force names no longer. A request that is still under the policy before starts it once more. */
  function endOthers(policy: PolicySet): void {
    if (policy === current) return
    current = policy
    const named = new Set(policy.recognizers.detectors.map((row) => JSON.stringify(row)))
    for (const [key, detector] of detectors) {
      if (named.has(key)) continue
      detectors.delete(key)
      void detector.close()
    }
  }

  function inline({ engine }: OwnEngine, texts: ScanTexts, chars: number, tolerant: boolean): ScanFindings {
    const start = parts.now()
    const found = scanTexts(engine, texts, tolerant)
    if (parts.now() - start <= scanDeadlineMs(chars)) return found
    const late = new DetectorFault('engine', 'late')
    if (!tolerant) throw late
    return { ...found, faults: [...found.faults, faultOf(late)] }
  }

  async function isolated(own: OwnEngine, texts: ScanTexts, chars: number, tolerant: boolean): Promise<ScanFindings> {
    const { key, definition } = own
    try {
      return await parts.pool.scan({ key, definition, texts: plain(texts), tolerant }, scanDeadlineMs(chars))
    } catch (error) {
      if (!tolerant || !(error instanceof DetectorFault)) throw error
      return { ...nothing(texts), faults: [faultOf(error)] }
    }
  }

  async function withRemote(
    local: Promise<ScanFindings>,
    texts: ScanTexts,
    detectors: readonly RemoteDetector[],
    tolerant: boolean,
  ): Promise<{ found: ScanFindings; answered: string[] }> {
    const flat = [...texts.runs.flatMap((run) => run.map(({ text }) => text)), ...texts.keys]
    const [findings, ...remote] = await Promise.all([
      local,
      ...detectors.map(async ({ id, find }) => {
        try {
          return { id, spans: await find(flat) }
        } catch (error) {
          if (!tolerant || !(error instanceof DetectorFault)) throw error
          return { id, fault: faultOf(error) }
        }
      }),
    ])
    let found = findings
    for (const one of remote)
      found = 'fault' in one ? { ...found, faults: [...found.faults, one.fault] } : added(found, one.spans)
    return { found, answered: remote.filter((one) => 'spans' in one).map(({ id }) => id) }
  }

  return {
    engine: (policy, agency) => engineFor(policy, agency).engine,
    entities(policy, agency) {
      const { engine } = engineFor(policy, agency)
      const remote = policy.recognizers.detectors.filter(isFor(agency)).flatMap((row) => Object.values(row.entities))
      return remote.length === 0 ? engine.entities : [...new Set([...engine.entities, ...remote])]
    },
    scan(texts, { policy, agency, tolerant }) {
      endOthers(policy)
      const own = engineFor(policy, agency)
      const chars = charsOf(texts)
      const isLong = chars > INLINE_CHARS_MAX
      const remote = policy.recognizers.detectors.filter(isFor(agency)).map(opened)
      const scanned = (found: ScanFindings, detectors: readonly string[]): Scanned => {
        return { ...found, engine: own.engine.version, detectors, isolated: isLong }
      }
      if (!isLong && remote.length === 0) return scanned(inline(own, texts, chars, tolerant), [])
      const local = isLong
        ? isolated(own, texts, chars, tolerant)
        : new Promise<ScanFindings>((resolve) => resolve(inline(own, texts, chars, tolerant)))
      return withRemote(local, texts, remote, tolerant).then(({ found, answered }) => scanned(found, answered))
    },
    async close() {
      await Promise.all([parts.pool, ...detectors.values()].map((one) => one.close()))
    },
  }
}

/** Findings with those of another detector, whose lists are in the order of all texts and then all keys. */
function added(found: ScanFindings, spans: readonly (readonly Span[])[]): ScanFindings {
  let at = 0
  const runs = found.runs.map((run) => run.map((own) => mergeSpans(own, spans[at++] ?? [])))
  return { ...found, runs, keys: found.keys.map((own) => mergeSpans(own, spans[at++] ?? [])) }
}

/** What a worker needs of the texts, and nothing else. */
function plain({ runs, keys, numbers }: ScanTexts): ScanTexts {
  return {
    runs: runs.map((run) =>
      run.map(({ text, label, json, assistant }) => ({
        text,
        ...(label === undefined ? {} : { label }),
        ...(json === undefined ? {} : { json }),
        ...(assistant === undefined ? {} : { assistant }),
      })),
    ),
    keys,
    numbers,
  }
}

function nothing({ runs, keys, numbers }: ScanTexts): Omit<ScanFindings, 'faults'> {
  return { runs: runs.map((run) => run.map(() => [])), keys: keys.map(() => []), numbers: numbers.map(() => null) }
}

function faultOf({ detector, kind }: DetectorFault): ScanFault {
  return { detector, kind }
}
