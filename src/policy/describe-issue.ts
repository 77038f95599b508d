import type { z } from 'zod'

type Issue = z.core.$ZodIssue

interface Description {
  readonly path: readonly PropertyKey[]
  readonly problem: string
  readonly mend: string
}

/** What is wrong and how to mend it, in a policy author's words. One issue can name several keys: each is told apart. */
export function describeIssue(issue: Issue): Description[] {
  const at = (path: readonly PropertyKey[]): string => (path.length === 0 ? 'the document' : path.map(String).join('.'))
  const where = at(issue.path)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...issue.path, key],
        problem: `unknown key '${key}' in ${where}`,
        mend: 'remove it, or correct its spelling; policy.schema.json lists the known keys',
      }))
    case 'invalid_type':
      return issue.input === undefined && /received undefined/.test(issue.message)
        ? [{ path: issue.path, problem: `${where} is missing`, mend: `add it: ${issue.expected}` }]
        : [
            {
              path: issue.path,
              problem: `${where} has the wrong type`,
              mend: `write a value of type ${issue.expected}`,
            },
          ]
    case 'invalid_value':
      return [
        {
          path: issue.path,
          problem: `${where} has a value that isn't known`,
          mend: `use one of: ${issue.values.map(String).join(', ')}`,
        },
      ]
    case 'invalid_key':
      return [
        {
          path: issue.path,
          problem: `${where} has a key that doesn't fit`,
          mend: issue.issues.map((inner) => inner.message).join('; '),
        },
      ]
    case 'invalid_union':
      return [{ path: issue.path, problem: `${where} fits none of the allowed forms`, mend: unionMend(issue) }]
    case 'too_small':
      return [{ path: issue.path, problem: `${where} is too small or empty`, mend: `needs at least ${issue.minimum}` }]
    case 'too_big':
      return [{ path: issue.path, problem: `${where} is too large`, mend: `allows at most ${issue.maximum}` }]
    default:
      return [{ path: issue.path, problem: `${where} doesn't hold`, mend: issue.message }]
  }
}

function unionMend(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const messages = new Set(issue.errors.flat().map((inner) => inner.message))
  return messages.size === 0 ? issue.message : [...messages].join(', or ')
}
