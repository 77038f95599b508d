import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'
import { project } from '#test/support/source-files.ts'
import { brokenFloors } from '../../../bench/redaction/held-out/floors.ts'
import { heldOutTexts } from '../../../bench/redaction/held-out/held-out-texts.ts'
import { readMarked } from '../../../bench/redaction/held-out/marked-text.ts'
import { engineDetector } from '../../../bench/redaction/held-out/measure-held-out.ts'
import { floorsSection } from '../../../bench/redaction/held-out/model-card.ts'
import { judgedBySet } from '../../../bench/redaction/held-out/run-held-out.ts'
import { emptyTally, score } from '../../../bench/redaction/held-out/score.ts'

const engine = createEngine()

test('texts that nobody looks at keep what the floors declare', () => {
  expect(brokenFloors(judgedBySet(engineDetector(engine)))).toEqual([])
})

test('an engine that finds nothing breaks the floors', () => {
  const blind = judgedBySet((turns) => turns.map(() => []))
  expect(brokenFloors(blind)[0]).toContain('first: values at least half covered: 0.000, must be at least')
})

test('the model card declares the floors that are enforced', () => {
  const card = readFileSync(join(project, 'docs/redaction-model-card.md'), 'utf8')
  expect(card, 'run npm run model-card').toContain(floorsSection())
})

test('README quotes no figure of the engine that the model card doesn’t have', () => {
  const card = readFileSync(join(project, 'docs/redaction-model-card.md'), 'utf8')
  const section = /## Why the redaction engine is ours\n([^]*?)\n## /.exec(
    readFileSync(join(project, 'README.md'), 'utf8'),
  )![1]!
  const figures = section.match(/(?<![0-9A-Za-z])[0-9]*\.[0-9]+/g)!
  expect(figures.length).toBeGreaterThan(5)
  for (const figure of figures) expect(card).toContain(` ${figure} `)
})

test('every mark of a text names an entity that the engine knows', () => {
  const texts = [...heldOutTexts('judging'), ...heldOutTexts('development')]
  expect(texts.length).toBeGreaterThan(800)
  const named = texts.flatMap(({ turns }) => turns.flatMap(({ gold }) => gold.flatMap(({ entities }) => entities)))
  expect([...new Set(named)].filter((entity) => !engine.entities.includes(entity))).toEqual([])
  expect(texts.flatMap(({ turns }) => turns).filter(({ text }) => /[⟦⟧]/.test(text))).toEqual([])
})

test('marks are read where they stand', () => {
  expect(readMarked('a ⟦vin|us_ssn:bc⟧ d ⟦?:e⟧')).toEqual({
    text: 'a bc d e',
    gold: [{ start: 2, end: 4, entities: ['vin', 'us_ssn'] }],
    open: [{ start: 7, end: 8 }],
  })
})

test('half of a value covered counts as covered, and what is open counts neither way', () => {
  const tally = emptyTally()
  const text = readMarked('⟦?:Ms. ⟧⟦person_name:Rowe⟧ and ⟦person_name:Ann Lee⟧')
  const found = [
    { start: 0, end: 8, entity: 'person_name' },
    { start: 13, end: 16, entity: 'person_name' },
  ]
  score(text, found, () => tally)
  expect(tally).toEqual({ labelled: 2, matched: 1, covered: 1, characters: 11, leaked: 4, reported: 2, right: 1 })
})

test('a value that is named wrongly is covered, but not right', () => {
  const tally = emptyTally()
  score(readMarked('⟦us_ssn:489-71-3320⟧'), [{ start: 0, end: 11, entity: 'phone_number' }], () => tally)
  expect(tally).toMatchObject({ covered: 1, matched: 0, leaked: 0, right: 0 })
})
