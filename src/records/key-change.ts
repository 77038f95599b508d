import type { KeyObject } from 'node:crypto'
import { isSignedBy, type NoteVerifier, parseSignedNote, parseVerifierKey, signNote } from '../core/signed-note.ts'

/** What a `keychange` entry of the log’s signing key holds as `statement`: a note signed by the old key and the new one. */
export interface KeyChange {
  readonly statement: string
}

const HEADER = 'statehouse log key change v1'

/** The signed statement that a log goes on under another key. Both keys have the log’s origin as their name. */
export function keyChangeStatement(
  origin: string,
  old: { readonly vkey: string; readonly privateKey: KeyObject },
  next: { readonly vkey: string; readonly privateKey: KeyObject },
): string {
  return signNote(`${HEADER}\n${origin}\n${old.vkey}\n${next.vkey}\n`, origin, old.privateKey, next.privateKey)
}

/** The known keys and those that statements signed by both keys link to them, either way. Others are passed over. */
export function changedKeys(changes: readonly KeyChange[], known: readonly NoteVerifier[]): readonly NoteVerifier[] {
  const links = changes.flatMap(({ statement }) => linked(statement) ?? [])
  const reached = [...known]
  const has = (key: NoteVerifier) => reached.some((one) => one.keyId.equals(key.keyId) && one.name === key.name)
  for (let before = 0; before !== reached.length; ) {
    before = reached.length
    for (const [old, next] of links) {
      if (has(old) && !has(next)) reached.push(next)
      if (has(next) && !has(old)) reached.push(old)
    }
  }
  return reached
}

function linked(statement: string): [[NoteVerifier, NoteVerifier]] | null {
  try {
    const note = parseSignedNote(statement)
    const [header, origin, first = '', second = ''] = note.text.split('\n')
    const old = parseVerifierKey(first)
    const next = parseVerifierKey(second)
    const isSound =
      header === HEADER &&
      old.name === origin &&
      next.name === origin &&
      isSignedBy(note, old) &&
      isSignedBy(note, next)
    return isSound ? [[old, next]] : null
  } catch {
    return null
  }
}
