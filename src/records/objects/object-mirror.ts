import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { CONTENTS_FILE, KEYS_FILE } from '../copy/write-copy.ts'
import { type ObjectCopy, openObjectCopy, pairsOf } from './object-copy.ts'
import type { ObjectStore } from './object-store.ts'

/** Says which copy is the one that counts: a copy that is made anew is made beside it first. */
const CURRENT = 'current'

/** The copy that counts, and up to which `disposition_done` entry it has lost what was destroyed; -1: none yet. */
interface Current {
  readonly copy: string
  readonly destroyed: number
}

const BEGINNING: Current = { copy: 'copy-0', destroyed: -1 }

/** A mirror in an object store. */
export interface ObjectMirror {
  readonly copy: ObjectCopy
  readonly destroyed: number
}

export async function openObjectMirror(store: ObjectStore): Promise<ObjectMirror> {
  const current = await currentOf(store)
  if (current === null) await keepCurrent(store, BEGINNING)
  const { copy, destroyed } = current ?? BEGINNING
  await removeOthers(store, copy)
  return { copy: await openObjectCopy(store, copy), destroyed }
}

/**
 * Makes the copy anew, without what was destroyed up to a `disposition_done` entry, and then removes the old one. Until the
 * new one counts the old one stands; what an end left behind is removed at the next opening.
 */
export async function renewObjectMirror(
  store: ObjectStore,
  upTo: number,
  fill: (copy: ObjectCopy) => Promise<void>,
): Promise<ObjectMirror> {
  const name = `copy-${upTo}`
  for (const left of await store.list(`${name}/`)) await store.remove(left)
  const copy = await openObjectCopy(store, name)
  await fill(copy)
  await keepCurrent(store, { copy: name, destroyed: upTo })
  await removeOthers(store, name)
  return { copy, destroyed: upTo }
}

/** Brings a mirror into a new folder, as a copy that can be read and restored from. */
export async function fetchObjectMirror(store: ObjectStore, folder: string): Promise<void> {
  const current = await currentOf(store)
  if (current === null) throw new Error('the object store holds no copy of records')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const [kind, file] of [
    ['keys', KEYS_FILE],
    ['contents', CONTENTS_FILE],
  ] as const)
    for (const name of await pairsOf(store, current.copy, kind)) {
      const bytes = await store.get(name)
      if (bytes === null) throw new Error(`${name} is missing`)
      appendFileSync(join(folder, file), bytes, { mode: 0o600 })
    }
}

async function currentOf(store: ObjectStore): Promise<Current | null> {
  const bytes = await store.get(CURRENT)
  return bytes === null ? null : (JSON.parse(bytes.toString()) as Current)
}

async function keepCurrent(store: ObjectStore, current: Current): Promise<void> {
  await store.put(CURRENT, Buffer.from(JSON.stringify(current)))
}

async function removeOthers(store: ObjectStore, copy: string): Promise<void> {
  for (const name of await store.list('copy-')) if (!name.startsWith(`${copy}/`)) await store.remove(name)
}
