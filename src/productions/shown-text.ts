/** A place in a shown text where the record holds something else than what was typed or answered. */
export interface Atom {
  readonly start: number
  readonly end: number
  /** What stands there, such as `[US_SSN_1]`. */
  readonly shown: string
  /** What stood there before; null: the record doesn't say. */
  readonly value: string | null
  /** Its kind, as the placeholder names it: `US_SSN`. */
  readonly entity: string
}

/** One text of a record as reviewers see it. Offsets are UTF-16 code units. */
export interface ShownText {
  readonly part: string
  readonly text: string
  /** In order, without overlap. */
  readonly atoms: readonly Atom[]
}

/** Collects a text line by line, and the places in it. */
export interface TextBuilder {
  readonly atoms: readonly Atom[]
  text(): string
  add(piece: string): void
  atom(shown: string, value: string | null): void
}

export function textBuilder(): TextBuilder {
  const pieces: string[] = []
  const atoms: Atom[] = []
  let at = 0
  const add = (piece: string): void => {
    pieces.push(piece)
    at += piece.length
  }
  return {
    atoms,
    text: () => pieces.join(''),
    add,
    atom(shown, value) {
      atoms.push({ start: at, end: at + shown.length, shown, value, entity: entityOf(shown) })
      add(shown)
    },
  }
}

/** Numbered ones whatever their name, and unnumbered ones of names that are known. */
const PLACEHOLDER = /\[([A-Z][A-Z0-9_]*?)(?:_(\d{1,6}))?\]/g

/** Where a text holds placeholders outside of the atoms that are known. `names` are entities in upper case. */
export function placeholdersIn(
  text: string,
  known: readonly Atom[],
  names: ReadonlySet<string>,
  valueOf: (shown: string) => string | null,
): Atom[] {
  const found: Atom[] = []
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [shown, entity, number] = match as unknown as [string, string, string | undefined]
    if (number === undefined && !names.has(entity)) continue
    const [start, end] = [match.index, match.index + shown.length]
    if (known.some((atom) => atom.start < end && start < atom.end)) continue
    found.push({ start, end, shown, value: valueOf(shown), entity })
  }
  return found
}

/** `US_SSN` of `[US_SSN_1]`. */
export function entityOf(shown: string): string {
  return shown.replace(/^\[|\]$/g, '').replace(/_\d{1,6}$/, '')
}
