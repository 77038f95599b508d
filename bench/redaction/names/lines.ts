/** A text a line; `\\n` within one is a line break of it, `\\t` a tab. */
export function lines(text: string): readonly string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trim().replaceAll('\\n', '\n').replaceAll('\\t', '\t'))
}
