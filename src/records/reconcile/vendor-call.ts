/** A call as a vendor's export tells it. */
export interface VendorCall {
  /** The vendor's id: of the request, or of what it answered. */
  readonly id: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly model: string | null
}

/** Reads one row of a vendor's export, by the names of its columns; null: the row isn't a call. Throws with what is wrong. */
export type ReadVendorRow = (row: Readonly<Record<string, unknown>>) => VendorCall | null

/** What can't be read of an export, with the line (from 1) where it stands. */
export class UsageExportError extends Error {
  override readonly name = 'UsageExportError'
}
