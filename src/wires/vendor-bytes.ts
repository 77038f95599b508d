import { type ByteEdit, byteEdit } from '../core/edits.ts'

/** More than this of changed events isn't kept: an answer that is all identifiers must not take all memory. */
const KEPT_BYTES_MAX = 16 * 1024 * 1024

/** The way back from what is recorded of a stream to the vendor's own bytes, where the output scan took something out. */
export class VendorBytes {
  readonly #edits: ByteEdit[] = []
  #at = 0
  #keptBytes = 0

  /** One event as it came, and what was recorded while it was handled. */
  note(raw: Buffer | null, recorded: readonly Buffer[]): void {
    const length = recorded.reduce((sum, piece) => sum + piece.length, 0)
    const isSame = recorded.length === 1 && recorded[0] === raw
    if (!isSame && (length > 0 || raw !== null)) {
      this.#keptBytes += raw?.length ?? 0
      if (this.#keptBytes <= KEPT_BYTES_MAX) this.#edits.push(byteEdit(this.#at, this.#at + length, raw ?? EMPTY))
    }
    this.#at += length
  }

  /** Null: too much was changed to be kept. */
  edits(): readonly ByteEdit[] | null {
    return this.#keptBytes > KEPT_BYTES_MAX ? null : this.#edits
  }
}

const EMPTY = Buffer.alloc(0)
