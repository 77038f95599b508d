import { type Case, pass, refuse, type Verdict } from './check.ts'

/** Request fields that are closed unless the catalog opens them for this system. */
export function fields({ facts }: Case): Verdict {
  const granted = facts.system.fields[facts.wire] ?? []
  const closed = facts.fields.filter((field) => !granted.includes(field))
  if (closed.length === 0) return pass('fields', ['MS-41'], 'Every request field is governed.')
  return refuse(
    'fields',
    ['MS-41'],
    'field_not_governed',
    `Not granted to system ${facts.system.id}: ${closed.join(', ')}.`,
  )
}
