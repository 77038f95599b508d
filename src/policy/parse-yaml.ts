import { isMap, isPair, isScalar, LineCounter, parseDocument, visit, type Document as YamlDocument } from 'yaml'
import type { Problem } from './problem.ts'
import type { LocatedValue } from './read-document.ts'
import { substitute } from './substitute.ts'

/**
 * A policy file's text as a value whose every part can be found again in the text. Null where the text isn't the strict
 * YAML that policies are written in; `problems` then says why. `values` fills in an overlay's `${NAME}`; null for a real
 * profile, which is complete as it lies on disk.
 */
export function parseYaml(
  file: string,
  text: string,
  values: Readonly<Record<string, string>> | null,
  problems: Problem[],
): LocatedValue | null {
  const lines = new LineCounter()
  const position = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    schema: 'core',
    uniqueKeys: true,
    merge: false,
    prettyErrors: false,
  })
  const before = problems.length
  // A warning (an unknown tag, for example) means that two readers could understand the file differently.
  for (const fault of [...document.errors, ...document.warnings]) {
    problems.push({
      file,
      ...position(fault.pos[0]),
      problem: `not the YAML that policies are written in: ${fault.message}`,
      mend: 'correct it; tags, duplicate keys and aliases have no place in a policy',
    })
  }
  visit(document, {
    Alias(_, node) {
      problems.push({
        file,
        ...position(node.range?.[0] ?? 0),
        problem: 'an alias',
        mend: 'write the value out, so that each place reads by itself',
      })
    },
    Scalar(_, node) {
      if (typeof node.value !== 'string') return
      const result = substitute(node.value, values)
      if (typeof result === 'string') node.value = result
      else problems.push({ file, ...position(node.range?.[0] ?? 0), ...result })
    },
  })
  if (problems.length > before) return null
  return {
    file,
    value: document.toJS({ maxAliasCount: 0 }),
    locate: (path) => locate(document, path, position),
  }
}

/** The place of a value; a key that isn't there is looked up at the thing that lacks it. */
function locate(
  document: YamlDocument,
  path: readonly PropertyKey[],
  position: (offset: number) => { line: number; column: number },
): { line: number; column: number } {
  for (let length = path.length; length >= 0; length--) {
    const parent = length === 0 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    const parentNode = length === 1 ? document.contents : parent
    if (length > 0 && isMap(parentNode)) {
      const pair = parentNode.items.find(
        (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(path[length - 1]),
      )
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) return position(pair.key.range[0])
    }
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (node !== null && typeof node === 'object' && 'range' in node && Array.isArray(node.range))
      return position(node.range[0] as number)
  }
  return { line: 1, column: 1 }
}
