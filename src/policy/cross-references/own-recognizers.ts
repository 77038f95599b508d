import { customRecognizer, type RecognizerDefinition } from '../../redaction/custom/custom-recognizer.ts'
import { PatternError } from '../../redaction/custom/parse-pattern.ts'
import { createEngine } from '../../redaction/engine.ts'
import type { Recognizer } from '../../redaction/scan.ts'
import type { Documents } from '../documents.ts'
import type { Problem } from '../problem.ts'
import type { Source, Sources } from '../sources.ts'
import { entitiesOf } from './entities-of.ts'
import { idsOf, unknownNames } from './known.ts'

type Row = Source<'recognizers'>['data']['recognizers'][number]

/** An agency's own recognizers compile, prove themselves by their cases, and their lists name what something finds. */
export function ownRecognizerProblems(sources: Sources, documents: Documents): Problem[] {
  const agencies = idsOf(documents.units.agencies)
  const entities = entitiesOf(documents)
  return sources.recognizers.flatMap((source) => {
    const { recognizers, deny, allow, detectors } = source.data
    // A layer speaks to all agencies.
    const agencyProblems =
      source.place === 'layer'
        ? []
        : Object.entries({ recognizers, deny, allow, detectors }).flatMap(([list, rows]) =>
            rows.flatMap((row, at) => unknownNames(source, [list, at, 'agencies'], row.agencies, agencies, 'agency')),
          )
    return [
      ...recognizers.flatMap((row, at) => recognizerProblems(source, row, at)),
      ...allow.flatMap((row, at) => unknownNames(source, ['allow', at, 'entity'], row.entity, entities, 'entity')),
      ...agencyProblems,
    ]
  })
}

function recognizerProblems(source: Source<'recognizers'>, row: Row, at: number): Problem[] {
  const place = ['recognizers', at]
  let recognizer: Recognizer
  try {
    recognizer = customRecognizer(row as RecognizerDefinition)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    const where = error.at === 0 ? '' : ` at its character ${error.at + 1}`
    return [source.problemAt([...place, 'pattern'], `the pattern ${error.message}${where}`, error.mend)]
  }
  return [...shapeProblems(source, row, place), ...caseProblems(source, row, place, recognizer)]
}

/** A bare number is no identifier: something else must say what it is. */
function shapeProblems(source: Source<'recognizers'>, row: Row, place: readonly PropertyKey[]): Problem[] {
  const hasLetters = /(?:^|[^\\A-Za-z])[A-Za-z]{2}/.test(row.pattern.replace(/\[[^\]]*\]|\{[^}]*\}/g, '-'))
  if (row.labels.length > 0 || row.checks.length > 0 || hasLetters) return []
  return [
    source.problemAt(
      [...place, 'pattern'],
      'would find any number or word of that form',
      'give labels, a check, or two fixed letters in a row',
    ),
  ]
}

function caseProblems(
  source: Source<'recognizers'>,
  row: Row,
  place: readonly PropertyKey[],
  recognizer: Recognizer,
): Problem[] {
  const engine = createEngine({ entities: [row.entity], recognizers: [recognizer] })
  const sides = [row.cases.some((one) => one.expect.length > 0), row.cases.some((one) => one.expect.length === 0)]
  const missing = ['a text in which it is found', 'a text that looks alike and in which nothing is found']
  return [
    ...row.cases.flatMap((one, index) => {
      const found = engine.find(one.given).map(({ start, end }) => one.given.slice(start, end))
      if (found.join('\n') === one.expect.join('\n')) return []
      const was = found.length === 0 ? 'nothing' : found.map((value) => `'${value}'`).join(', ')
      return [source.problemAt([...place, 'cases', index], `finds ${was}`, 'correct the recognizer, or the case')]
    }),
    ...missing.flatMap((what, side) =>
      sides[side] ? [] : [source.problemAt([...place, 'cases'], `no case is ${what}`, 'add one')],
    ),
  ]
}
