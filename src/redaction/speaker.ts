/**
 * From a question to what answers it in a transcript: a line break, a time, who speaks, and what people say first. A
 * speaker who is called `Client:` names no number.
 */
const ANSWER =
  /\?["'”’)]{0,2}\s{0,3}\n\s{0,8}(?:\[?[0-9:.]{4,12}\]?\s{0,3})?(?:<?[A-Z][A-Za-z .]{0,24}>?\s?[:.)>]|[-–—>])?\s{0,3}(?:(?:sure|yes|yeah|yep|ok|okay|um|uh|well|it['’]?s|it is|that['’]?s|that is|that would be|sir|ma['’]?am)[,. ]{1,3}){0,4}$/i

/** What stands before an answer, up to the mark of its question; the text itself where it is none. */
export function upToQuestion(before: string): string {
  if (!before.includes('?')) return before
  const answer = ANSWER.exec(before)
  return answer === null ? before : before.slice(0, answer.index)
}
