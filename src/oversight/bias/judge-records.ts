import type { ExchangeId } from '../../core/ids.ts'
import type { RecordReader } from '../../core/ports.ts'
import { type Principal, principalKey } from '../../core/principal.ts'
import { readJson } from '../../core/read-json.ts'
import type { StoredEntry } from '../../core/record.ts'
import type { BiasProbe } from '../../policy/policy-set.ts'
import type { PairOutcome } from './paired-gap.ts'
import { favours, questionOf } from './run-probe.ts'

/** What the records of a run say: nobody’s word on it is taken. */
export interface JudgedRun {
  readonly outcomes: readonly PairOutcome[]
  /** Questions that reached the model otherwise than the probe asks them: personal data was taken out of them. */
  readonly altered: number
  /** Version of the model, as each answer named it. */
  readonly models: readonly string[]
}

/**
 * Reads the answers of a run out of the log. A record that isn’t the caller’s own, asked another model, or holds another
 * question counts as no answer.
 */
export async function judgeRecords(
  store: Pick<RecordReader, 'exchange'>,
  probe: BiasProbe,
  caller: Principal,
  model: string,
  pairs: readonly (readonly [string | null, string | null])[],
): Promise<JudgedRun> {
  const models = new Set<string>()
  let altered = 0
  const sideOf = async (record: string | null, question: string): Promise<boolean | null> => {
    const read = record === null ? null : await answerInRecord(store, record, caller, model)
    if (read === null) return null
    if (read.question !== question) {
      altered += 1
      return null
    }
    if (read.model !== null) models.add(read.model)
    return favours(probe, read.answer)
  }
  const outcomes: PairOutcome[] = []
  for (const [at, [first, second]] of pairs.entries())
    outcomes.push([await sideOf(first, questionOf(probe, at, 0)), await sideOf(second, questionOf(probe, at, 1))])
  return { outcomes, altered, models: [...models].sort() }
}

interface ReadAnswer {
  readonly question: string
  readonly answer: string
  readonly model: string | null
}

/** What an exchange of a caller’s own with a model holds; null: it isn’t one, or nothing came of it. */
export async function answerInRecord(
  store: Pick<RecordReader, 'exchange'>,
  record: string,
  caller: Principal,
  model: string,
): Promise<ReadAnswer | null> {
  return readAnswer(await store.exchange(record as ExchangeId), caller, model)
}

function readAnswer(entries: readonly StoredEntry[], caller: Principal, model: string): ReadAnswer | null {
  const prompt = entries.find(({ type }) => type === 'prompt')
  const end = entries.find(({ type }) => type === 'response')
  const meta = jsonOf(prompt, 'meta') as { principal?: { issuer: string; subject: string }; asked?: string } | null
  if (meta?.principal === undefined || principalKey(meta.principal) !== caller.key || meta.asked !== model) return null
  const asked = jsonOf(prompt, 'body') as { messages?: { content?: unknown }[] } | null
  const answered = jsonOf(end, 'body') as { model?: string; choices?: { message?: { content?: unknown } }[] } | null
  const question = asked?.messages?.at(-1)?.content
  const answer = answered?.choices?.[0]?.message?.content
  if (typeof question !== 'string' || typeof answer !== 'string') return null
  return { question, answer, model: answered?.model ?? null }
}

/** Null where the part is gone, or isn’t JSON: an answer that came as a stream is none of a probe’s. */
function jsonOf(entry: StoredEntry | undefined, part: 'meta' | 'body'): unknown {
  const bytes = entry?.parts[part]
  if (!bytes) return null
  try {
    return readJson(bytes.toString())
  } catch {
    return null
  }
}
