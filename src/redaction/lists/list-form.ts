import { createHmac } from 'node:crypto'
import type { Entity } from '../recognizer.ts'

/** Values of one entity that policy knows one by one. */
export interface ValueList {
  readonly entity: Entity
  readonly values: readonly string[]
  /** Of values that nobody should read in a policy: see {@link listDigest}. */
  readonly digests: readonly string[]
}

/** The form in which a listed value is compared: letters and digits only, in lower case and without accents. */
export function listForm(entity: Entity, value: string): string {
  const plain = value
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return entity === 'phone_number' ? plain.replace(/^1(?=[0-9]{10}$)/, '') : plain
}

/**
 * Names a value without telling it: how long its form is, which spares the scan most comparisons, and a keyed digest
 * (HMAC-SHA-256, 128 bits). Without the key nobody can try values against it.
 */
export function listDigest(key: Buffer, entity: Entity, value: string): string {
  return digestOfForm(key, entity, listForm(entity, value))
}

export const LIST_DIGEST = /^([1-9][0-9]{0,2})-[0-9a-f]{32}$/

export function digestOfForm(key: Buffer, entity: Entity, form: string): string {
  const digest = createHmac('sha256', key).update(`${entity}\0${form}`).digest('hex')
  return `${form.length}-${digest.slice(0, 32)}`
}

/** Whether a form is one of a list's. */
export function listLookup(list: ValueList, key: Buffer | null): (form: string) => boolean {
  const forms = new Set(list.values.map((value) => listForm(list.entity, value)))
  const digests = new Set(list.digests)
  if (digests.size === 0) return (form) => forms.has(form)
  if (key === null) throw new Error('a list of digests needs the key that they were made with')
  const lengths = new Set(list.digests.map((digest) => Number(LIST_DIGEST.exec(digest)?.[1])))
  return (form) => forms.has(form) || (lengths.has(form.length) && digests.has(digestOfForm(key, list.entity, form)))
}
