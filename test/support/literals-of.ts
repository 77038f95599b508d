/** What stands for a value in a sentence. */
export const VALUE = '{}'

/**
 * The texts between quotation marks in a piece of our own source, outermost first; what a template fills in is {@link VALUE}.
 * Texts within what is filled in are told as well. Comments are passed over.
 */
export function literalsOf(source: string): readonly string[] {
  const found: string[] = []
  let at = 0
  const code = (until: string | null): void => {
    let depth = 0
    while (at < source.length) {
      const one = source[at]!
      if (source.startsWith('//', at)) at = endOf(source, '\n', at)
      else if (source.startsWith('/*', at)) at = endOf(source, '*/', at)
      else if (one === "'" || one === '"') quoted(one)
      else if (one === '`') template()
      else if (isPattern(source, at)) at = endOfPattern(source, at)
      else {
        if (one === until && depth === 0) return
        if (one === '{') depth++
        if (one === '}') depth--
        at++
      }
    }
  }
  const quoted = (mark: string): void => {
    let text = ''
    for (at++; at < source.length && source[at] !== mark; at++) text += source[at] === '\\' ? source[++at] : source[at]
    at++
    found.push(text)
  }
  const template = (): void => {
    let text = ''
    const place = found.push('') - 1
    for (at++; at < source.length && source[at] !== '`'; at++) {
      if (source[at] === '\\') text += source[++at]
      else if (source.startsWith('${', at)) {
        at += 2
        code('}')
        text += VALUE
      } else text += source[at]
    }
    at++
    found[place] = text
  }
  code(null)
  return found
}

function endOf(source: string, mark: string, from: number): number {
  const end = source.indexOf(mark, from + 2)
  return end < 0 ? source.length : end + mark.length
}

/** A slash begins a regular expression behind anything but a value. */
function isPattern(source: string, at: number): boolean {
  return source[at] === '/' && /(?:[(,=:?&|!;{}>\n]|return)\s*$/.test(source.slice(Math.max(0, at - 20), at))
}

function endOfPattern(source: string, from: number): number {
  let isInClass = false
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\') at++
    else if (source[at] === '[') isInClass = true
    else if (source[at] === ']') isInClass = false
    else if (source[at] === '/' && !isInClass) return at + 1
  }
  return source.length
}
