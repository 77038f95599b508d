/**
 * How one JSON value of a request is governed. A wire's request is one tree of shapes: what isn't in the tree is refused,
 * and every string, key and number in it is scanned unless its shape makes it structural.
 */
export type Shape =
  /** Free text: scanned, redacted. `assistant`: written by the model, so archived labels at its end are removed. */
  | { readonly is: 'text'; readonly json?: boolean; readonly assistant?: boolean }
  /** A name the vendor's protocol needs as it is (ids, function names): must match `pattern`, is scanned, refused when it holds an identifier. */
  | { readonly is: 'name'; readonly pattern: RegExp }
  /** One of a closed list of words: structural. */
  | { readonly is: 'word'; readonly of: readonly string[] }
  /** Bounded number: structural as far as the bounds exclude identifiers, otherwise scanned. */
  | { readonly is: 'number'; readonly min: number; readonly max: number; readonly integer?: boolean }
  | { readonly is: 'boolean' }
  | { readonly is: 'null' }
  /** `run`: the text parts in it are one text to the model, so adjacent ones are scanned joined. */
  | { readonly is: 'array'; readonly of: Shape; readonly max?: number; readonly run?: boolean }
  | { readonly is: 'object'; readonly fields: Readonly<Record<string, Shape>>; readonly required?: readonly string[] }
  /** An object used as a map: keys must match the pattern and are scanned. */
  | { readonly is: 'map'; readonly key: RegExp; readonly of: Shape }
  /** An object whose kind is told by one of its members. */
  | {
      readonly is: 'tagged'
      readonly tag: string
      readonly fallback?: string
      readonly cases: Readonly<Record<string, Shape>>
    }
  /** The first alternative whose JSON type fits. */
  | { readonly is: 'any'; readonly of: readonly Shape[] }
  /** Arbitrary JSON (schemas, metadata, tool arguments): every leaf, key and number is scanned. */
  | { readonly is: 'open' }
  /** What no text detector reads. A string of it must be base64 or a `data:` URL: a remote address needs a grant. */
  | { readonly is: 'unscannable'; readonly what: 'image' | 'audio' | 'file' | 'tokens' | 'blob' }
  /** A whole object that names something in vendor memory by its `id`; our own records may stand in for it. */
  | { readonly is: 'reference'; readonly fields: Readonly<Record<string, Shape>> }
  /** The catalog alias. */
  | { readonly is: 'model' }
  /** Leaves as a keyed digest. */
  | { readonly is: 'user' }
  /** Recorded, not forwarded. */
  | { readonly is: 'recorded' }
  /** Vendor memory or a vendor-side tool: refused with `code` unless `allow` holds the value. */
  | {
      readonly is: 'forbidden'
      readonly code: 'vendor_memory_off' | 'field_not_governed'
      readonly allow?: readonly unknown[]
    }
  /** Whatever the client says, this value is sent (added where absent and `always`). */
  | { readonly is: 'forced'; readonly value: unknown; readonly always: boolean }
