/** Bytes of a statement: one parameter for all, sent as it is; rows name where theirs stand. Offsets count from 1, as SQL does. */
export interface Bytes {
  add(bytes: Uint8Array): number
  whole(): Buffer
}

export function createBytes(): Bytes {
  const pieces: Uint8Array[] = []
  let length = 0
  return {
    add(bytes) {
      pieces.push(bytes)
      length += bytes.byteLength
      return length - bytes.byteLength + 1
    },
    whole: () => Buffer.concat(pieces, length),
  }
}

export const slice = (from: string, length: string): string => `substring($1::bytea from ${from} for ${length})`
