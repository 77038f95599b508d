import { readJson } from '../../core/read-json.ts'
import { DetectorFault } from '../../redaction/detector-fault.ts'
import type { Span } from '../../redaction/recognizer.ts'
import type { DetectorRow, Post, RemoteDetector } from './remote-detector.ts'

type PresidioRow = Extract<DetectorRow, { kind: 'presidio' }>

const ANSWER_BYTES_MAX = 16 * 1024 * 1024
/** Asked at once: an analyzer takes tens of milliseconds a text and has few threads. */
const PARALLEL = 4

/** A Microsoft Presidio analyzer: `POST /analyze`, one text a call. Its offsets count code points. */
export function presidio(row: PresidioRow, post: Post): RemoteDetector {
  const ours = new Map(Object.entries(row.entities))
  const failed = (kind: 'late' | 'nonsense' | 'unreachable'): DetectorFault => new DetectorFault(row.id, kind)
  const base = row.url.replace(/\/+$/, '')

  async function analyze(text: string, signal: AbortSignal): Promise<Span[]> {
    const request = {
      text,
      language: row.language,
      entities: [...ours.keys()],
      score_threshold: row.minScore,
    }
    const answer = await post(`${base}/analyze`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(request),
      signal,
      redirect: 'error',
    })
    const body = await answer.text()
    if (answer.status !== 200) throw failed('unreachable')
    if (body.length > ANSWER_BYTES_MAX) throw failed('nonsense')
    return spansOf(text, body)
  }

  function spansOf(text: string, body: string): Span[] {
    let rows: unknown
    try {
      rows = readJson(body)
    } catch {
      throw failed('nonsense')
    }
    if (!Array.isArray(rows)) throw failed('nonsense')
    const offsets = unitOffsets(text)
    return rows.map((found: unknown) => {
      const { start, end, score, entity_type: type } = (found ?? {}) as Readonly<Record<string, unknown>>
      const entity = typeof type === 'string' ? ours.get(type) : undefined
      const isSound = isPlace(start, offsets) && isPlace(end, offsets) && start < end
      const isScore = typeof score === 'number' && score >= 0 && score <= 1
      if (!isSound || !isScore || entity === undefined) throw failed('nonsense')
      const tier = 'label' as const
      return { start: offsets[start]!, end: offsets[end]!, entity, score, recognizer: row.id, validated: false, tier }
    })
  }

  return {
    id: row.id,
    async find(texts) {
      // One deadline for all texts of a request.
      const signal = AbortSignal.timeout(row.deadlineMs)
      const found: Span[][] = texts.map(() => [])
      let next = 0
      const work = async (): Promise<void> => {
        for (let at = next++; at < texts.length; at = next++)
          if (/\S/.test(texts[at]!)) found[at] = await analyze(texts[at]!, signal)
      }
      try {
        await Promise.all(Array.from({ length: PARALLEL }, work))
        return found
      } catch (error) {
        if (error instanceof DetectorFault) throw error
        throw failed(signal.aborted ? 'late' : 'unreachable')
      }
    },
    async health() {
      try {
        const signal = AbortSignal.timeout(row.deadlineMs)
        const answer = await post(`${base}/health`, { method: 'GET', headers: {}, signal, redirect: 'error' })
        await answer.text()
        return answer.status === 200 ? null : `it answers ${answer.status}`
      } catch {
        return 'it doesn’t answer'
      }
    },
    close: () => Promise.resolve(),
  }
}

/** For each code point, and the end, where it stands in UTF-16 code units. */
function unitOffsets(text: string): number[] {
  const offsets: number[] = []
  let at = 0
  for (const char of text) {
    offsets.push(at)
    at += char.length
  }
  offsets.push(at)
  return offsets
}

function isPlace(value: unknown, offsets: readonly number[]): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < offsets.length
}
