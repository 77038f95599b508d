import { hkdfSync } from 'node:crypto'
import { firstKeys, type KeyRing } from '../records/key-ring.ts'

const USE = 'statehouse placeholder key v1'

/** Derived, so that one key file is enough: from the first `sealed` key, so that placeholders stay through a rotation. */
export function pseudonymKey(recordKey: KeyRing): Buffer {
  return Buffer.from(hkdfSync('sha256', firstKeys(recordKey).sealed.export(), Buffer.alloc(0), USE, 32))
}
