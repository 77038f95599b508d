import { readFileSync } from 'node:fs'
import { LEX_BITS, slotOf } from './lexicon-layout.ts'

const FLAGS = (1 << LEX_BITS) - 1

/**
 * Open addressing over 32-bit slots: the hash's upper bits beside the flags. Made by bench/redaction/names/build.ts; the
 * README there names the sources. A word that isn't in it is taken for one that is a few times in a hundred thousand.
 */
const slots = readTable(new URL('lexicon.bin', import.meta.url))
const count = slots.length

function readTable(file: URL): Uint32Array {
  const bytes = readFileSync(file)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2)
}

/** The flags of a word with this hash; 0 if it isn't known. */
export function flagsOf(hash: number): number {
  const key = hash >>> LEX_BITS
  let at = slotOf(hash, count)
  for (;;) {
    const slot = slots[at]!
    if (slot === 0) return 0
    if (slot >>> LEX_BITS === key) return slot & FLAGS
    if (++at === count) at = 0
  }
}
