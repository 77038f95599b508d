/** Numbers of events and random padding: neither says anything. */
const NOISE: ReadonlySet<string> = new Set(['sequence_number', 'obfuscation'])

/**
 * An event stream as lines `place: value`. What events say piece by piece is put together; of anything else each different
 * value is shown once. Null: the text is no event stream.
 */
export function showStream(text: string): string | null {
  const events = text.split('\n').flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trim()] : []))
  if (events.length === 0) return null
  const joined = new Map<string, string[]>()
  const distinct = new Map<string, Set<string>>()
  const others: string[] = []
  for (const event of events) {
    if (event === '[DONE]') continue
    try {
      walk(JSON.parse(event), '', (place, said) => {
        if (NOISE.has(place)) return
        if (isPiece(place)) pushTo(joined, place, said)
        else distinct.set(place, (distinct.get(place) ?? new Set()).add(said))
      })
    } catch {
      others.push(event)
    }
  }
  const lines = [
    ...[...distinct].map(([place, said]) => `${place}: ${[...said].join(', ')}\n`),
    ...[...joined].map(([place, said]) => `${place}: ${said.join('')}\n`),
  ]
  return lines.join('') + others.map((event) => `data: ${event}\n`).join('')
}

/** Ids, counts and the like may have a `delta` above them too, but are few; text is what must not be torn apart. */
function isPiece(place: string): boolean {
  return place === 'delta' || /(^|\.)delta\.(?!role$|type$)/.test(place) || /^choices\.\d+\.text$/.test(place)
}

function walk(value: unknown, place: string, take: (place: string, said: string) => void): void {
  if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) walk(inner, place === '' ? key : `${place}.${key}`, take)
  else if (value !== null) take(place, String(value))
}

function pushTo(lists: Map<string, string[]>, place: string, said: string): void {
  const list = lists.get(place)
  if (list === undefined) lists.set(place, [said])
  else list.push(said)
}
