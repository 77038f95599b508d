/**
 * All digits of a request body in a row, whatever stands between them and however they are written: as the bytes have
 * them, then as a reader of the document gets them.
 */
export function digitsIn(body: string): string {
  return `${digitsOf(body)} ${digitsOf(leavesOf(JSON.parse(body)).join(''))}`
}

function digitsOf(text: string): string {
  const decoded = text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return decoded.normalize('NFKC').replace(/[^0-9]/g, '')
}

/** Every key, string and number of a document, numbers written out. */
function leavesOf(value: unknown): string[] {
  if (typeof value === 'number') return [BigInt(Math.round(Number.isFinite(value) ? value : 0)).toString()]
  if (typeof value !== 'object' || value === null) return [String(value)]
  return Object.entries(value).flatMap(([key, member]) => [Array.isArray(value) ? '' : key, ...leavesOf(member)])
}
