/**
 * A UUIDv7 (RFC 9562 5.7) from milliseconds, a 12-bit counter (method 1 of 6.2: ordered within one millisecond) and
 * eight random bytes.
 */
export function uuidV7(unixMs: number, counter: number, random: Uint8Array): string {
  const time = unixMs.toString(16).padStart(12, '0')
  const sequence = (counter & 0xfff).toString(16).padStart(3, '0')
  const tail = Buffer.from(random.subarray(0, 8))
  tail[0] = 0x80 | (tail[0]! & 0x3f)
  const hex = tail.toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${hex.slice(0, 4)}-${hex.slice(4)}`
}

/** Milliseconds since the epoch of a UUIDv7. */
export function uuidV7Time(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}
