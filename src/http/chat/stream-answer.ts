import type { OpenAnswer } from './open-answers.ts'

/**
 * An answer for the page’s script, a line of JSON at a time: first what it is a part of, then text with the place where it
 * goes (UTF-16), then that it is over. Whoever comes back says how much they have.
 */
export async function* streamOf(
  answer: OpenAnswer,
  about: { readonly conversation: string; readonly number: number },
  from: number,
): AsyncGenerator<string> {
  yield line({ ...about, exchange: answer.exchange })
  for (let at = from; ; ) {
    await answer.more(at)
    const { isOver } = answer
    const { text } = answer.read()
    if (text.length > at) {
      yield line({ at, text: text.slice(at) })
      at = text.length
    }
    if (!isOver) continue
    // The label was part of the text until its end told so.
    yield line({ over: true, length: text.length })
    return
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`
}
