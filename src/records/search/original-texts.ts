/**
 * The words of a body, whatever its form: strings of JSON; of an event stream, what its events say piece by piece; else
 * the text itself. Words that a stream split between events are put together again.
 */
export function originalTexts(bytes: Buffer): string[] {
  const text = bytes.toString()
  const whole = parsed(text)
  if (whole !== undefined) return strings(whole)
  const events = text.split('\n').flatMap((line) => (line.startsWith('data:') ? [parsed(line.slice(5))] : []))
  if (events.length === 0) return [text]
  const byPlace = new Map<string, string>()
  for (const event of events)
    if (event !== undefined)
      walk(event, '', (place, said) => {
        byPlace.set(place, (byPlace.get(place) ?? '') + said)
      })
  return [...byPlace.values()]
}

function strings(value: unknown): string[] {
  const found: string[] = []
  walk(value, '', (_place, said) => {
    found.push(said)
  })
  return found
}

function walk(value: unknown, place: string, take: (place: string, said: string) => void): void {
  if (typeof value === 'string') take(place, value)
  else if (typeof value === 'number') take(place, String(value))
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) {
      walk(inner, `${place} ${key}`, take)
    }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
