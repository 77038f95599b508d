/** Thrown for a document that two parsers might read differently, or that isn't JSON at all. `detail` quotes nothing. */
export class JsonRefusal extends Error {
  override readonly name = 'JsonRefusal'
  readonly code: 'malformed_body' | 'duplicate_key'
  /** UTF-16 offset in the text; 0 where bytes couldn't be decoded. */
  readonly offset: number
  readonly detail: string
  constructor(code: JsonRefusal['code'], offset: number, detail: string) {
    super(`${detail} at offset ${offset}`)
    this.code = code
    this.offset = offset
    this.detail = detail
  }
}
