import type { EntryId, ExchangeId, IdSource } from '../../core/ids.ts'
import type { EntryDraft } from '../../core/record.ts'

/** The entry that ends an exchange which nobody will end any more. What it had shown is folded in by the writer. */
export function interruptedDraft(
  prompt: { readonly id: string; readonly ref: string | null; readonly entry: Uint8Array },
  ids: IdSource,
  nowMs: number,
): EntryDraft {
  const { agency, series, pol } = JSON.parse(Buffer.from(prompt.entry).toString()) as Record<string, string>
  return {
    id: ids.entryId() as EntryId,
    type: 'interrupted',
    ref: prompt.ref as ExchangeId,
    agency: agency ?? '',
    series: series ?? '',
    policy: pol ?? '',
    meta: { reason: 'gateway_stopped', detected_at: new Date(nowMs).toISOString(), prompt: prompt.id },
    parts: [],
  }
}
