import { DESTROYED_OPENLY, HELD, type HeldRows, indexesOf, inRanges, toRanges } from '../core/destruction.ts'
import type { EntryId } from '../core/ids.ts'
import type { Principal } from '../core/principal.ts'
import { approvalsOf } from './approve.ts'
import { DISPOSITION, type DispositionRow } from './disposition-row.ts'
import type { DispositionParts } from './dispositions.ts'
import { LEGAL_HOLD, type LegalHoldRow } from './hold-row.ts'
import { openly } from './openly.ts'
import { walkLog } from './walk-log.ts'

/** Entries of one transaction: short enough that records don't wait for it noticeably. */
const CHUNK = 200

/**
 * Writes the `disposition` entry (records.md 2.9), destroys, purges the index, writes `disposition_done`. Each step may be
 * done again: after an end at any point, this from the start comes to the same.
 */
export async function carryOut(
  parts: DispositionParts,
  row: DispositionRow,
  actor: Principal | null,
): Promise<DispositionRow> {
  const { store, ledger, clock } = parts
  const destroying: DispositionRow = { ...row, status: 'destroying' }
  if (row.status === 'proposed') {
    await ledger.write({
      id: row.entry as EntryId,
      type: 'disposition',
      agency: row.agency,
      actor,
      meta: { action: 'disposition', disposition: row.id },
      body: dispositionBody(row, await store.size()),
      state: [
        { kind: DISPOSITION, key: row.id, value: destroying },
        { kind: DESTROYED_OPENLY, key: row.id, value: await openly(parts, row.targets) },
      ],
      basis: [{ kind: DISPOSITION, key: row.id, value: row }],
    })
  }
  const indexes = [...indexesOf(row.targets)]
  const kept: number[] = []
  for (let at = 0; at < indexes.length; at += CHUNK) {
    const { held } = await store.destroy({ disposition: row.entry, indexes: indexes.slice(at, at + CHUNK) })
    kept.push(...held)
  }
  const isKept = new Set(kept)
  const gone = indexes.filter((index) => !isKept.has(index))
  for (let at = 0; at < gone.length; at += CHUNK) await store.purgeSearch(gone.slice(at, at + CHUNK))
  const finishedAt = new Date(clock.now()).toISOString()
  const done: DispositionRow = { ...destroying, status: 'done', kept: toRanges(kept), finishedAt }
  await ledger.write({
    id: row.doneEntry as EntryId,
    type: 'disposition_done',
    agency: row.agency,
    actor,
    meta: { action: 'disposition-done', disposition: row.id },
    body: {
      disposition: row.entry,
      counts: { entries: gone.length, kept: kept.length },
      failures: await partsOf(kept),
      finished_at: finishedAt,
    },
    state: [{ kind: DISPOSITION, key: row.id, value: done }],
  })
  return done

  function dispositionBody(
    { rule, citation, schedule, cutoff, targets, setSha256, excluded, byHand, receipt }: DispositionRow,
    size: number,
  ) {
    const held = [...ledger.state.all(HELD).values()] as HeldRows[]
    const holds = [...new Set(held.map(({ hold }) => hold))]
      .map((id) => ledger.state.get(LEGAL_HOLD, id) as LegalHoldRow | undefined)
      // Who reads dispositions isn't told of silent holds.
      .filter((hold) => hold !== undefined && hold.kind !== 'investigation')
    return {
      action: 'destroy',
      approvals: approvalsOf(ledger.state, row).map(({ at, by, role }) => ({ at, by, role })),
      authority: {
        citation,
        rule,
        schedule,
        ...(byHand ? { by_hand: true } : {}),
        ...(receipt === null ? {} : { receipt }),
      },
      cutoff,
      hold_check: { active_holds: holds.map((hold) => hold!.matter).sort(), at_size: size, excluded },
      set_sha256: setSha256,
      targets: targets.map(([first, last]) => ({ first, last, parts: ['*'] })),
    }
  }

  async function partsOf(indexes: readonly number[]): Promise<{ index: number; part: string }[]> {
    const found: { index: number; part: string }[] = []
    for (const [first, last] of toRanges(indexes))
      for await (const { index, entry } of walkLog(store, first, last + 1))
        if (inRanges([[first, last]], index)) found.push(...entry.parts.map(({ n }) => ({ index, part: n })))
    return found
  }
}
