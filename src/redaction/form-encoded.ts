import { type ReadAnew, type Reading, readingOf } from './readings.ts'

/** Fields as a form sends them (WHATWG URL, application/x-www-form-urlencoded): two at least. */
const FORM = /(?<![^\s"'`?>])[\w.[\]%-]{1,64}=[^\s&"'<>]{0,400}(?:&[\w.[\]%-]{1,64}=[^\s&"'<>]{0,400})+/g

/** The text with a blank for each plus within a form’s fields; null where there are none. */
export function formEncodedReading(text: string): Reading | null {
  if (!text.includes('+') || !text.includes('&') || !text.includes('=')) return null
  const edits: ReadAnew[] = []
  for (const { 0: form, index } of text.matchAll(FORM))
    for (let at = form.indexOf('+'); at >= 0; at = form.indexOf('+', at + 1))
      edits.push({ start: index + at, end: index + at + 1, text: ' ' })
  return edits.length === 0 ? null : { ...readingOf(text, edits), labels: [] }
}
