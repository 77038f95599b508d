import type { PolicySet } from '../policy/policy-set.ts'
import { type Cell, compareCells } from './diff-cells.ts'
import { type ChangeKind, compareValues, type ValueChange } from './diff-values.ts'

/** What changes for people between two policies (MS-65). */
export interface PolicyDiff {
  readonly before: string
  readonly after: string
  /** Each thing that somebody may do from now on, and no longer. */
  readonly gained: readonly Cell[]
  readonly lost: readonly Cell[]
  readonly changes: readonly ValueChange[]
}

export function diffPolicies(before: PolicySet, after: PolicySet): PolicyDiff {
  return {
    before: before.version,
    after: after.version,
    ...compareCells(before, after),
    changes: compareValues(before.documents, after.documents, []).filter(
      ({ path }) => !path.includes('clauses') && path.at(-1) !== 'version',
    ),
  }
}

const HEADINGS: readonly (readonly [ChangeKind, string])[] = [
  ['limit', 'Limits'],
  ['date', 'Dates'],
  ['person', 'People'],
  ['text', 'Texts'],
  ['other', 'Everything else'],
]

/** Sentences of one kind, under their heading. */
export interface DiffSection {
  readonly heading: string
  readonly sentences: readonly string[]
}

/** The difference in plain sentences, for whoever signs it; no YAML. Empty: the two say the same. */
export function diffSections(diff: PolicyDiff, before: PolicySet, after: PolicySet): readonly DiffSection[] {
  const names = namesIn(before, after)
  const sections = [
    { heading: 'Who may do more', sentences: cellSentences(diff.gained, 'may now use', names) },
    { heading: 'Who may do less', sentences: cellSentences(diff.lost, 'may no longer use', names) },
    ...HEADINGS.map(([kind, heading]) => ({
      heading,
      sentences: diff.changes.filter((change) => change.kind === kind).map((change) => valueSentence(change, names)),
    })),
  ]
  return sections.filter(({ sentences }) => sentences.length > 0)
}

/** The same for a terminal. */
export function formatDiff(diff: PolicyDiff, before: PolicySet, after: PolicySet): string[] {
  const sections = diffSections(diff, before, after)
  if (sections.length === 0) return ['The two policies say the same.']
  return [
    `From version ${diff.before} to version ${diff.after}.`,
    ...sections.flatMap(({ heading, sentences }) => ['', heading, ...sentences.map((sentence) => `  • ${sentence}`)]),
  ]
}

/** Cells that differ in their units, subject types and classes only are one sentence. */
function cellSentences(cells: readonly Cell[], verb: string, { nameOf, unitCount }: Names): string[] {
  const byClass = Map.groupBy(cells, ({ system, purpose, condition, dataClass }) =>
    [system, purpose, condition, dataClass].join('\0'),
  )
  const sentences = [...byClass.values()].map((group) => {
    const { system, purpose, dataClass, condition } = group[0]!
    const who = [...new Set(group.map(({ subjectType }) => `${subjectType}s`))].join(' and ')
    const units = [...new Set(group.map(({ unit }) => nameOf(unit)))]
    const where = units.length === unitCount ? 'every unit' : units.join(', ')
    const what = `${who} of ${where} ${verb} ${nameOf(system)} for “${nameOf(purpose)}”`
    return { what, dataClass, how: condition === '' ? '' : `, ${condition}` }
  })
  return [...Map.groupBy(sentences, ({ what, how }) => what + how).values()].map((same) => {
    const classes = same.map(({ dataClass }) => dataClass).join(' and ')
    return `${same[0]!.what} with ${classes} data${same[0]!.how}.`
  })
}

function valueSentence({ path, before, after }: ValueChange, { nameOf }: Names): string {
  const [document, ...rest] = path
  const where = rest.length === 0 ? document : `${rest.map((key) => nameOf(key)).join(', ')} (${document})`
  if (before === undefined) return `${where}: added${inWords(after)}.`
  if (after === undefined) return `${where}: removed${inWords(before)}.`
  return `${where}: was ${plain(before)}, is ${plain(after)}.`
}

function inWords(value: unknown): string {
  return typeof value === 'object' && !Array.isArray(value) ? '' : `, ${plain(value)}`
}

function plain(value: unknown): string {
  if (value === true) return 'yes'
  if (value === false) return 'no'
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(plain).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  return Object.entries(value)
    .map(([key, member]) => `${key} ${plain(member)}`)
    .join(', ')
}

interface Names {
  /** The name that people know a thing by, in the profile’s first language; the id where it has none. */
  readonly nameOf: (id: string) => string
  readonly unitCount: number
}

function namesIn(before: PolicySet, after: PolicySet): Names {
  const names = new Map<string, string>()
  for (const { systems, units, purposes, clients, courses, applications, profile } of [before, after]) {
    const language = profile.languages[0]!
    const rows = [...systems, ...units.units, ...clients, ...applications, ...Object.values(courses)]
    for (const row of rows) if (row !== undefined) names.set(row.id, row.name)
    for (const purpose of Object.values(purposes))
      if (purpose) names.set(purpose.id, purpose.name[language] ?? purpose.id)
  }
  return { nameOf: (id) => names.get(id) ?? id, unitCount: after.units.units.length }
}
