/** Whether a request body holds the nine digits in a row, whatever stands between them and however they are written. */
export function holdsDigits(body: string, digits: string): boolean {
  if (digitsOf(body).includes(digits)) return true
  try {
    return digitsOf(leavesOf(JSON.parse(body)).join('')).includes(digits)
  } catch {
    return false
  }
}

function digitsOf(text: string): string {
  const decoded = text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return decoded.normalize('NFKC').replace(/[^0-9]/g, '')
}

/** Every key, string and number of a document, numbers written out. */
function leavesOf(value: unknown): string[] {
  if (typeof value === 'number') return [BigInt(Math.round(Number.isFinite(value) ? value : 0)).toString()]
  if (typeof value !== 'object' || value === null) return [String(value)]
  return Object.entries(value).flatMap(([key, member]) => [Array.isArray(value) ? '' : key, ...leavesOf(member)])
}
