import { COSIGNATURE_V1, type NoteVerifier, parseVerifierKey } from '../../core/signed-note.ts'

export interface Witness {
  readonly name: string
  readonly verifier: NoteVerifier
  /** Prefix of its API; null: its signature counts, and nobody asks for it. */
  readonly url: string | null
}

/** Who witnesses the log, and when that is enough (C2SP tlog-policy). */
export interface WitnessPolicy {
  readonly witnesses: readonly Witness[]
  /** Whether these witnesses, by name, are a quorum. */
  isQuorum(signed: ReadonlySet<string>): boolean
}

/**
 * Reads a policy: lines `witness NAME VKEY [URL]`, `group NAME all|any|N MEMBER…`, `quorum NAME|none`; `log` lines and
 * comments are passed over. Throws with the line that is wrong.
 */
export function parseWitnessPolicy(text: string): WitnessPolicy {
  const witnesses: Witness[] = []
  const groups = new Map<string, (signed: ReadonlySet<string>) => boolean>()
  let quorum: ((signed: ReadonlySet<string>) => boolean) | null = null
  for (const [i, line] of text.split('\n').entries()) {
    const words = line.trim().split(/\s+/)
    const [kind, name = '', ...rest] = words
    if (kind === '' || kind!.startsWith('#') || kind === 'log') continue
    try {
      if (kind === 'witness') addWitness(name, rest)
      else if (kind === 'group') addGroup(name, rest)
      else if (kind === 'quorum') quorum = name === 'none' ? () => true : member(name)
      else throw new Error(`no such word: ${kind}`)
    } catch (error) {
      throw new Error(`witness policy, line ${i + 1}: ${(error as Error).message}`, { cause: error })
    }
  }
  if (quorum === null) throw new Error('witness policy: a `quorum` line is missing')
  return { witnesses, isQuorum: quorum }

  function addWitness(name: string, [vkey = '', url]: string[]): void {
    const verifier = parseVerifierKey(vkey)
    if (verifier.algorithm !== COSIGNATURE_V1) throw new Error('the key is not a witness’s (cosignature/v1)')
    if (url !== undefined && !/^https?:\/\//.test(url)) throw new Error('its address is no http or https URL')
    claim(name, (signed) => signed.has(name))
    witnesses.push({ name, verifier, url: url?.replace(/\/$/, '') ?? null })
  }

  function addGroup(name: string, [threshold = '', ...names]: string[]): void {
    const members = names.map(member)
    const needed = threshold === 'all' ? members.length : threshold === 'any' ? 1 : Number(threshold)
    if (!Number.isInteger(needed) || needed < 1 || needed > members.length)
      throw new Error('its threshold is all, any, or a number of its members')
    claim(name, (signed) => members.filter((has) => has(signed)).length >= needed)
  }

  function claim(name: string, has: (signed: ReadonlySet<string>) => boolean): void {
    if (name === '' || name === 'none' || groups.has(name)) throw new Error(`the name ${name} is taken, or none`)
    groups.set(name, has)
  }

  function member(name: string): (signed: ReadonlySet<string>) => boolean {
    const has = groups.get(name)
    if (has === undefined) throw new Error(`${name} is named before it is described`)
    return has
  }
}
