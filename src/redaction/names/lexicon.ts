import { readFileSync } from 'node:fs'
import { LEX_BITS, slotOf } from './lexicon-layout.ts'

const FLAGS = (1 << LEX_BITS) - 1

/**
 * Open addressing over 32-bit slots: the hash's upper bits beside the flags. Made by bench/redaction/names/build.ts; the
 * README there names the sources. A word that isn't in it is taken for one that is a few times in a hundred thousand.
 */
const slots = readTable(new URL('lexicon.bin', import.meta.url))
const mask = slots.length - 1

function readTable(file: URL): Uint32Array {
  const bytes = readFileSync(file)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >>> 2)
}

/** The flags of a word with this hash; 0 if it isn't known. */
export function flagsOf(hash: number): number {
  const key = hash >>> LEX_BITS
  for (let at = slotOf(hash, mask); ; at = (at + 1) & mask) {
    const slot = slots[at]!
    if (slot === 0) return 0
    if (slot >>> LEX_BITS === key) return slot & FLAGS
  }
}
