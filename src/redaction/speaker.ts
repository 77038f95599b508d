/**
 * From a question to what answers it in a transcript: a line break, a time, who speaks, and what people say first. A
 * speaker who is called `Client:` names no number.
 */
const ANSWER =
  /\?["'”’)]{0,2}\s{0,3}\n\s{0,8}(?:\[?[0-9:.]{4,12}\]?\s{0,3})?(?:<?[A-Z][A-Za-z .]{0,24}>?\s?[:.)>]|[-–—>])?\s{0,3}(?:(?:sure|yes|yeah|yep|ok|okay|um|uh|well|it['’]?s|it is|that['’]?s|that is|that would be|sir|ma['’]?am)[,. ]{1,3}){0,4}$/i

const MARK = 0x3f

/** Where what stands before an answer ends: at the mark of its question, or at `to` where there is none. */
export function questionEnd(text: string, from: number, to: number): number {
  // Hardly a stretch has a mark: to look for one takes less than to cut the stretch out.
  for (let at = from; at < to; at++) {
    if (text.charCodeAt(at) !== MARK) continue
    const answer = ANSWER.exec(text.slice(at, to))
    return answer === null ? to : at + answer.index
  }
  return to
}
