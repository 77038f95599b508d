/** Text of a file, as far as it could be read. */
export interface ReadText {
  readonly text: string
  /** What stands in the file and not in the text: images, pages without text. Told to whoever attaches it. */
  readonly leftOut: readonly LeftOut[]
}

/** `images`: pictures and drawings; `notes`: comments, headers, hidden parts; `pages`: pages without any text, by number. */
export type LeftOut =
  | { readonly what: 'images' | 'notes' | 'formulas' }
  | { readonly what: 'pages'; readonly pages: readonly number[] }

/** A kind of file that a person may attach. Reading runs in a worker of its own, under limits. */
export interface FileKind {
  readonly id: string
  /** As people call it. */
  readonly name: string
  readonly extensions: readonly string[]
  /** Media type for the record. */
  readonly mediaType: string
  /** Whether the bytes are what the name says: an ending alone proves nothing. */
  readonly matches: (bytes: Buffer) => boolean
  /** Throws {@link FileFault}; anything else it throws counts as unreadable. */
  readonly read: (bytes: Buffer) => Promise<ReadText> | ReadText
}
