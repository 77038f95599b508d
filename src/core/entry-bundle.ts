/** The bundle form of entries: each with its length as a big-endian uint16 (C2SP tlog-tiles). */
export function toEntryBundle(entries: readonly Uint8Array[]): Buffer {
  const bundle = Buffer.allocUnsafe(entries.reduce((bytes, entry) => bytes + 2 + entry.byteLength, 0))
  let at = 0
  for (const entry of entries) {
    at = bundle.writeUInt16BE(entry.byteLength, at)
    bundle.set(entry, at)
    at += entry.byteLength
  }
  return bundle
}

/** The entries of a bundle; throws a RangeError on a truncated one. */
export function fromEntryBundle(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = []
  for (let at = 0; at < bundle.byteLength; ) {
    const length = bundle.readUInt16BE(at)
    const end = at + 2 + length
    if (end > bundle.byteLength) throw new RangeError('truncated entry bundle')
    entries.push(bundle.subarray(at + 2, end))
    at = end
  }
  return entries
}
