import type { ReadVendorRow } from '../vendor-call.ts'

/**
 * A list of requests as OpenAI and those who speak its wires give it: `request_id` or `id`, a time (`timestamp`,
 * `created_at`, `created` or `start_time`; seconds since the epoch or RFC 3339), and `model`. Sums over many requests name
 * none, so nothing could be held against them.
 */
export const openai: ReadVendorRow = (row) => {
  const id = first(row, ['request_id', 'id'])
  if (id === null) {
    if (first(row, ['num_model_requests', 'n_requests']) !== null)
      throw new Error('it holds sums of requests: export the single requests, with their ids')
    throw new Error('it has no request_id and no id')
  }
  const time = first(row, ['timestamp', 'created_at', 'created', 'start_time'])
  const at = time === null ? Number.NaN : /^\d+(\.\d+)?$/.test(time) ? Number(time) * 1_000 : Date.parse(time)
  if (!Number.isFinite(at)) throw new Error('it has no time: timestamp, created_at, created or start_time')
  return { id, at, model: first(row, ['model']) }
}

function first(row: Readonly<Record<string, unknown>>, names: readonly string[]): string | null {
  for (const name of names) {
    const value = row[name]
    if (value !== undefined && value !== null && String(value).trim() !== '') return String(value).trim()
  }
  return null
}
