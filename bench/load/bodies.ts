const WORDS =
  'the office of each agency keeps its letters for as long as law asks and answers every citizen who writes about a permit licence tax benefit road school library water park or court date within ten working days so that people know where they stand and what comes next when plans change because a budget hearing moved or a form was lost staff will call check the file and send a short note in plain words which both sides can read again later without help'.split(
    ' ',
  )

/** Where identifiers stand in a dense body: about one in this many characters. */
const DENSE_EVERY = 1_000

export interface BodyOptions {
  readonly bytes: number
  /** Bodies of different seeds share no sentence. */
  readonly seed: number
  readonly dense?: boolean
  /** A catalog alias. */
  readonly model?: string
  readonly stream?: { readonly count: number; readonly everyMs: number }
}

/** A chat request of this size: a system message and turns of shuffled words. */
export function chatBody({ bytes, seed, dense = false, stream, model = 'general-drafting' }: BodyOptions): Buffer {
  const end = stream ? `],"max_tokens":${stream.count},"seed":${stream.everyMs},"stream":true}` : '],"max_tokens":400}'
  const start = `{"model":"${model}","messages":[{"role":"system","content":"You write plain letters."}`
  const room = Math.max(40, bytes - start.length - end.length)
  const turns = Math.min(20, Math.max(1, Math.round(room / 4_000))) | 1
  let body = start
  for (let turn = 0; turn < turns; turn++) {
    const opening = `,{"role":"${turn % 2 === 0 ? 'user' : 'assistant'}","content":"`
    const text = proseOf(Math.floor(room / turns) - opening.length - 2, seed * 31 + turn, dense)
    body += `${opening}${text}"}`
  }
  return Buffer.from(body + end)
}

/** Words in a random order, repeatable; ASCII without anything that JSON escapes. */
export function proseOf(chars: number, seed: number, dense = false): string {
  let state = (seed * 2_654_435_761 + 12_345) >>> 0
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  let text = ''
  let nextIdentifier = DENSE_EVERY / 4
  while (text.length < chars) {
    if (dense && text.length > nextIdentifier) {
      nextIdentifier += DENSE_EVERY
      text += IDENTIFIERS[random(IDENTIFIERS.length)]!(random(9_000))
    }
    text += WORDS[random(WORDS.length)]! + (random(12) === 0 ? '. ' : ' ')
    if (random(60) === 0) text += `${random(900)} `
  }
  return text.slice(0, chars)
}

const IDENTIFIERS: readonly ((n: number) => string)[] = [
  (n) => `her SSN is 212-45-${1_000 + (n % 9_000)} and `,
  (n) => `write to person${n}@example.org about `,
  (n) => `call 601-555-${1_000 + (n % 9_000)} on `,
  (n) => `from host 10.20.${n % 250}.${(n * 7) % 250} we `,
]
