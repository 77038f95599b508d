import { type NoteVerifier, parseVerifierKey } from '../core/signed-note.ts'
import { TESTS_FOLDER } from './bundle-files.ts'

/** Somebody whose signature counts, in one role. */
export interface Signer {
  readonly role: string
  readonly name: string
  readonly verifier: NoteVerifier
}

/** One signature that is asked for: of somebody in one of these roles. None: of any trusted signer. */
export type Seats = readonly string[]

/** Whose signatures a bundle needs: for each kind of document, every one of these. */
export interface Signers {
  readonly trusted: readonly Signer[]
  /** Document name → signatures. `*` stands for every document that has no line of its own, `tests` for the tests. */
  readonly required: ReadonlyMap<string, readonly Seats[]>
}

/**
 * Who must sign what, in the profile and in its layers, where the signers file doesn’t say otherwise (MO-32). A document
 * that isn’t named needs any one trusted signature.
 */
const REQUIRED: Readonly<Record<string, readonly Seats[]>> = {
  profile: [['cto']],
  catalog: [['cto']],
  prohibited: [['cto']],
  purposes: [['cto']],
  quotas: [['cto']],
  retention: [['records-officer']],
  access: [['records-officer']],
  'records-requests': [['records-officer']],
  oversight: [['cto']],
  exemptions: [['attorney', 'records-officer']],
  exceptions: [['executive-director']],
  issuers: [['security-officer']],
  clients: [['security-officer']],
  roles: [['security-officer']],
  incidents: [['security-officer']],
  siem: [['security-officer']],
  'acceptable-use': [['cto', 'hr']],
  redaction: [['privacy-officer']],
  recognizers: [['privacy-officer']],
}

/**
 * Reads a signers file. Each line is `signer ROLE VKEY` (C2SP verifier key; its name is the person’s) or
 * `require DOCUMENT ROLE[,ROLE…]`, where `A|B` is a signature of either; `#` begins a comment. Throws with the line that is wrong.
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
      const seats = second.split(',').map((one) => one.split('|'))
      if (seats.flat().includes('')) throw new Error(`line ${index + 1}: a role has no name`)
      required.set(first, seats)
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

/** The signatures that the files of a bundle need. A layer’s document needs those of its kind. */
export function signaturesNeeded(signers: Signers, paths: readonly string[]): { path: string; seats: Seats }[] {
  return paths.flatMap((path) => {
    const required = signers.required.get(kindOf(path)) ?? signers.required.get('*') ?? [[]]
    return required.map((seats) => ({ path, seats }))
  })
}

function kindOf(path: string): string {
  return path.startsWith(`${TESTS_FOLDER}/`)
    ? TESTS_FOLDER
    : path.slice(path.lastIndexOf('/') + 1).replace(/\.ya?ml$/, '')
}
