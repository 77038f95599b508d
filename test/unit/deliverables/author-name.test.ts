import { expect, test } from 'vitest'
import { modelAmong } from '#src/deliverables/author-name.ts'

const CATALOG = ['Drafting assistant', 'gravel-case-70b', 'Magnolia Government Cloud']

test.each([
  'ChatGPT',
  'Ada Reyes and ChatGPT',
  'GPT-4o',
  'gpt 5.1',
  'Ada Reyes; Claude 3',
  'OpenAI',
  'gravel-case-70b',
  'Lee, Drafting Assistant',
  'An AI',
])('%s is refused as an author [MO-45]', (authors) => {
  expect(modelAmong(authors, CATALOG)).not.toBeNull()
})

test.each(['Ada Reyes', 'Claude Monet, Lee Tran', 'José Núñez y Ana Gil', 'Gemini Rivera', 'Ai Weiwei'])(
  '%s may sign',
  (authors) => {
    expect(modelAmong(authors, CATALOG)).toBeNull()
  },
)
