/** Hashes in a full tile and entries in a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256

/** Levels of the binary tree that one tile spans. */
export const TILE_HEIGHT = 8

/** `x001/x234/067` for 1234067: groups of three digits, all but the last with an `x` (C2SP tlog-tiles). */
export function tileNumberPath(index: number): string {
  const digits = String(index)
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0')
  const groups = padded.match(/\d{3}/g) ?? []
  return groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/')
}

/** The path of a hash tile, without a leading slash; a `width` below 256 names a partial tile. */
export function tilePath(level: number, index: number, width: number): string {
  return `tile/${level}/${tileNumberPath(index)}${partial(width)}`
}

/** The path of an entry bundle, without a leading slash. */
export function entryBundlePath(index: number, width: number): string {
  return `tile/entries/${tileNumberPath(index)}${partial(width)}`
}

function partial(width: number): string {
  if (!(width >= 1 && width <= TILE_WIDTH)) throw new RangeError(`tile width ${width}`)
  return width === TILE_WIDTH ? '' : `.p/${width}`
}

/** How many hashes tile `index` of `level` has in a tree of `size` leaves: 0 (never served) to 256. */
export function tileWidth(level: number, index: number, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level)
  return Math.min(TILE_WIDTH, Math.max(0, hashes - index * TILE_WIDTH))
}

export interface TileName {
  readonly level: number | 'entries'
  readonly index: number
  readonly width: number
}

/** Reads `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`; null for anything that isn't exactly such a path. */
export function parseTilePath(path: string): TileName | null {
  const match = /^tile\/(\d{1,2}|entries)\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path)
  if (match === null) return null
  const [, level, number, width] = match
  const index = Number(number!.replaceAll(/[x/]/g, ''))
  const name: TileName = {
    level: level === 'entries' ? level : Number(level),
    index,
    width: width === undefined ? TILE_WIDTH : Number(width),
  }
  if (!Number.isSafeInteger(index) || name.width < 1 || name.width > TILE_WIDTH) return null
  if (name.level !== 'entries' && name.level > 63) return null
  const canonical =
    name.level === 'entries' ? entryBundlePath(index, name.width) : tilePath(name.level, index, name.width)
  return canonical === path ? name : null
}
