/** What stands in a document, whatever its form. */
export interface PublishedWords {
  readonly title: string
  readonly authors: string
  readonly paragraphs: readonly string[]
  /** What the reader is told of AI’s part, a paragraph each. */
  readonly statement: readonly string[]
  /** BCP 47. */
  readonly language: string
  /** When its author said that they checked it (RFC 3339): the day that its properties name. */
  readonly checkedAt: string
}

/** Control characters have no place in XML, and no glyph (XML 1.0 2.2). */
export function isShown(character: string): boolean {
  const code = character.codePointAt(0)!
  return (
    code === 9 ||
    code === 10 ||
    (code >= 32 && code !== 127 && code !== 0xfffe && code !== 0xffff && !(code >= 0xd800 && code <= 0xdfff))
  )
}
