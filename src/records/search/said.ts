import { hash } from 'node:crypto'

/** Bytes of a digest that stands for a conversation up to one of its texts. */
export const SAID_BYTES = 12

/** Whose conversation it is: nobody else's words make a text an old one. */
export interface Speaker {
  readonly agency: string
  readonly user: string
  readonly client: string
}

/**
 * A digest for each text of a conversation, over it and all before it: two requests have the same one exactly as far as
 * one begins like the other. `before` is what the conversation was up to then; null at its beginning.
 */
export function saidDigests(
  { agency, user, client }: Speaker,
  texts: readonly string[],
  before: Buffer | null,
): Buffer[] {
  let said = before ?? digest(JSON.stringify([agency, user, client]))
  return texts.map((text) => {
    said = digest(`${said.toString('latin1')}${text}`)
    return said
  })
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer').subarray(0, SAID_BYTES)
}
