import { BOM, csvRow } from '../../productions/formats/csv.ts'
import { type InventoryItem, type InventoryParts, inventory } from './inventory.ts'
import { OMB_2025 } from './inventory-columns.ts'

/** The inventory as a spreadsheet takes it: the federal columns and no others, UTF-8 with a byte order mark. */
export function inventoryCsv(parts: InventoryParts): string {
  const rows = inventory(parts).map(({ row }) => csvRow(OMB_2025.map((column) => row[column])))
  return [BOM, csvRow(OMB_2025), ...rows].join('')
}

/** The same as data, each use case with what the gateway itself enforces of it. */
export function inventoryJson(parts: InventoryParts): object {
  const { policy, now } = parts
  return {
    format: 'omb-2025',
    note: 'Columns of the consolidated federal AI use case inventory for 2025 (OMB M-25-21). Empty: the policy doesn’t say.',
    agency: policy.profile.agency,
    policy: policy.version,
    as_of: new Date(now).toISOString(),
    use_cases: inventory(parts).map(useCase),
  }
}

function useCase({ row, kind, status, purposes, maxClass, maxDecisionMode, approvedUntil }: InventoryItem): object {
  return {
    ...row,
    enforced: {
      kind,
      status,
      purposes,
      max_class: maxClass,
      max_decision_mode: maxDecisionMode,
      approved_until: approvedUntil,
    },
  }
}
