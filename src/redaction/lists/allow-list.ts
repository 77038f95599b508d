import type { Candidate } from '../scan.ts'
import { listForm, listLookup, type ValueList } from './list-form.ts'

/** Takes candidates away whose whole value a policy lists as nobody's secret, such as an office's own number. */
export function allowLists(
  lists: readonly ValueList[],
  key: Buffer | null,
): (text: string, candidate: Candidate) => boolean {
  const byEntity = Map.groupBy(lists, ({ entity }) => entity)
  const listed = new Map([...byEntity].map(([entity, own]) => [entity, own.map((list) => listLookup(list, key))]))
  return (text, { entity, start, end }) => {
    const own = listed.get(entity)
    if (own === undefined) return false
    const form = listForm(entity, text.slice(start, end))
    return own.some((isListed) => isListed(form))
  }
}
