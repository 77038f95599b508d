import { type NoteVerifier, parseVerifierKey } from '../core/signed-note.ts'

/** Somebody whose signature counts, in one role. */
export interface Signer {
  readonly role: string
  readonly name: string
  readonly verifier: NoteVerifier
}

/** Whose signatures a bundle needs: for each kind of file, roles of which each one must sign. */
export interface Signers {
  readonly trusted: readonly Signer[]
  /** Document name → roles. `*` stands for every document that has no line of its own. */
  readonly required: ReadonlyMap<string, readonly string[]>
}

/**
 * Who must sign what, where the signers file doesn’t say otherwise (MO-32). A document that isn’t named needs any one
 * trusted signature.
 */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  catalog: ['cto'],
  prohibited: ['cto'],
  purposes: ['cto'],
  quotas: ['cto'],
  retention: ['records-officer'],
  access: ['records-officer'],
  exceptions: ['executive-director'],
  issuers: ['security-officer'],
  clients: ['security-officer'],
  redaction: ['privacy-officer'],
}

/**
 * Reads a signers file. Each line is `signer ROLE VKEY` (C2SP verifier key; its name is the person’s) or
 * `require DOCUMENT ROLE[,ROLE…]`; `#` begins a comment. Throws with the line that is wrong.
 */
export function parseSigners(text: string): Signers {
  const trusted: Signer[] = []
  const required = new Map(Object.entries(REQUIRED))
  for (const [index, line] of text.split('\n').entries()) {
    const [word, ...rest] = line
      .replace(/(^|\s)#.*$/, '')
      .trim()
      .split(/\s+/)
    if (word === '') continue
    const [first, second] = rest
    if (first === undefined || second === undefined || rest.length > 2 || !['signer', 'require'].includes(word!))
      throw new Error(`line ${index + 1}: write "signer ROLE VKEY" or "require DOCUMENT ROLE[,ROLE]"`)
    if (word === 'require') {
      required.set(first, second.split(','))
      continue
    }
    try {
      const verifier = parseVerifierKey(second)
      trusted.push({ role: first, name: verifier.name, verifier })
    } catch (error) {
      throw new Error(`line ${index + 1}: ${(error as Error).message}`, { cause: error })
    }
  }
  if (trusted.length === 0) throw new Error('it names no signer')
  return { trusted, required }
}

/** Roles whose signature the files need; `null` stands for any one of the trusted signers. */
export function rolesNeeded(signers: Signers, paths: readonly string[]): { path: string; role: string | null }[] {
  return paths.flatMap((path): { path: string; role: string | null }[] => {
    const name = path.replace(/\.ya?ml$/, '')
    const roles = signers.required.get(name) ?? signers.required.get('*')
    return roles === undefined ? [{ path, role: null }] : roles.map((role) => ({ path, role }))
  })
}
