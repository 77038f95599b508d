import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { project } from '../support/source-files.ts'

/** What only looks, so that each time is an entry of its own; and the one act that keeps its key with its row for good. */
const LOOKS = [
  'previewApproval',
  'previewException',
  'explainDecision',
  'lookUpRecords',
  'runSavedSearch',
  'searchOriginals',
  'revealContent',
  'readAttachment',
  'requestAccess',
]

test('every act of the governance API takes an Idempotency-Key', () => {
  const { paths } = parse(readFileSync(join(project, 'openapi.yaml'), 'utf8')) as {
    paths: Record<string, { post?: { operationId: string; parameters?: { $ref?: string }[] } }>
  }
  const without = Object.entries(paths)
    .filter(([path, { post }]) => path.startsWith('/api/v1/') && post !== undefined)
    .filter(([, { post }]) => !post!.parameters?.some(({ $ref }) => $ref === '#/components/parameters/IdempotencyKey'))
    .map(([, { post }]) => post!.operationId)
  expect(without.toSorted()).toEqual(LOOKS.toSorted())
})
