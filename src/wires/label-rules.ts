/**
 * Whether a program is to read the answer: all of it is JSON, XML or CSV-like, a single token, or one code fence. A label
 * in it would break that program; such answers are labelled in the envelope only.
 */
export function isMachineReadable(answer: string, isWhole = true): boolean {
  const text = answer.trim()
  if (!isWhole) return beginsLikeData(text)
  if (text === '') return true
  return isSingleToken(text) || isJson(text) || isXml(text) || isCodeFence(text) || isTable(text)
}

/** An answer too long to be kept whole is told by its beginning; doubt is for the program, which a label would break. */
function beginsLikeData(text: string): boolean {
  return /^(?:[[{<]|`{3}|~{3})/.test(text) || isTable(text.slice(0, text.lastIndexOf('\n')))
}

/** Scripts that put no spaces between words: there, text without a space may well be prose. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

function isSingleToken(text: string): boolean {
  return !/\s/.test(text) && !UNSPACED.test(text)
}

function isJson(text: string): boolean {
  if (!/^[[{"\d-]/.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return text.startsWith('{') && isJsonLines(text)
  }
}

function isJsonLines(text: string): boolean {
  try {
    for (const line of text.split('\n')) if (line.trim() !== '') JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function isXml(text: string): boolean {
  const open = /^(?:<\?xml[^>]*\?>\s*|<!doctype[^>]*>\s*|<!--[\s\S]*?-->\s*)*<([A-Za-z_][\w:.-]*)[^>]*>/i.exec(text)
  return open !== null && (text.endsWith(`</${open[1]}>`) || (open[0].length === text.length && text.endsWith('/>')))
}

function isCodeFence(text: string): boolean {
  const fence = /^(`{3,}|~{3,})[^\n`]*\n/.exec(text)?.[1]
  if (fence === undefined) return false
  const closing = new RegExp(`^ {0,3}${fence[0]}{${fence.length},}[ \\t]*$`, 'm')
  const rest = text.slice(text.indexOf('\n') + 1)
  const end = closing.exec(rest)
  return end !== null && end.index + end[0].length === rest.length
}

/** Lines with the same number of fields. A comma before a space, or at the end of a line, is a sentence's. */
function isTable(text: string): boolean {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (lines.length < 2) return false
  if (lines.every(isSingleToken) && !lines.some((line) => /[.!?:]$/.test(line))) return true
  return [',', '\t', ';', '|'].some((delimiter) => {
    const counts = lines.map((line) => delimitersIn(line, delimiter))
    return counts[0]! > 0 && counts.every((count) => count === counts[0])
  })
}

/** Number of delimiters outside quotes; 0 where one of them reads like punctuation. */
function delimitersIn(line: string, delimiter: string): number {
  const bare = line.replace(/"(?:[^"]|"")*"/g, '""')
  const isPunctuation = (delimiter === ',' || delimiter === ';') && /[,;](?:\s|$)/.test(bare)
  return isPunctuation ? 0 : bare.split(delimiter).length - 1
}
