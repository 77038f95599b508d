/** What a message of a chat consists of (OpenAI chat wire): a text, or parts of which the first is the text. */
export type MessageContent = string | readonly { readonly type: 'text'; readonly text: string }[]

/** A file as it stands in a message. */
export interface MessageFile {
  readonly name: string
  readonly text: string
}

// No line behind the text: under the heading of a table it would be taken for one of its values.
const FILE = /^\[Attached file: ([^\n]*)\]\n([\s\S]*)$/

/** A question with the texts of its files, each a part of its own, so that nobody takes one for the other. */
export function contentOf(text: string, files: readonly MessageFile[]): MessageContent {
  if (files.length === 0) return text
  const parts = files.map(({ name, text: read }) => `[Attached file: ${name}]\n${read}`)
  return [text, ...parts].map((part) => ({ type: 'text', text: part }))
}

/** The way back; null: no text. */
export function readContent(
  content: unknown,
): { readonly text: string; readonly files: readonly MessageFile[] } | null {
  if (typeof content === 'string') return { text: content, files: [] }
  if (!Array.isArray(content)) return null
  const [first, ...others] = content.map((part: { text?: unknown }) => String(part.text ?? ''))
  const files = others.flatMap((part) => {
    const [, name, text] = FILE.exec(part) ?? []
    return name === undefined || text === undefined ? [] : [{ name, text }]
  })
  return first === undefined ? null : { text: first, files }
}
