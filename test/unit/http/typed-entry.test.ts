import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readProposal } from '#src/approvals/proposal.ts'
import { entryChoices } from '#src/http/pages/entry-choices.ts'
import { faultsAtFields } from '#src/http/pages/entry-faults.ts'
import { entryOf, formOf } from '#src/http/pages/typed-entry.ts'
import { ENTRY_GROUPS, type EntryField, fieldName } from '#src/pages/entry-fields.ts'
import { systemSchema } from '#src/policy/schema/catalog.ts'
import { askSystemEn } from '#src/web/languages/ask-system-en.ts'
import { loadDemoPolicy } from '#test/support/policies.ts'

const policy = loadDemoPolicy()
const choices = entryChoices(policy, 'en')
const day = fc
  .integer({ min: 20_000, max: 24_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))
const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/)
const line = fc.stringMatching(/^[A-Za-zñé"<&,.][A-Za-zñé"<&,. ]{0,30}[A-Za-zñé"<&,.]$/)

/** What somebody types into a field; empty where they leave it. */
function typed(group: string, { path, kind, isNumber }: EntryField): fc.Arbitrary<unknown> {
  const offered = (choices[`${group} ${path}`] ?? []).map(({ value }) => value)
  switch (kind) {
    case 'several':
      return fc.subarray(offered, { minLength: Math.min(1, offered.length) })
    case 'choice':
      return fc.constantFrom(...offered).map((one) => (isNumber === true ? Number(one) : one))
    case 'yes':
      return fc.constant(true)
    case 'no':
      return fc.constant(false)
    case 'list':
      return fc.array(word, { minLength: 1, maxLength: 3 })
    case 'moment':
      return day.map((one) => Date.parse(one) / 1000)
    case 'day':
    case 'latest':
      return day
    case 'number':
      return fc.constantFrom(1, 12, 2.5, 400)
    default:
      return path.endsWith('id') ? word : line
  }
}

/** Entries of all shapes that the fields have a place for, valid or not. */
const proposals = fc
  .tuple(
    ...ENTRY_GROUPS.map((group) => {
      const item = fc.tuple(
        ...group.fields.map((field) =>
          fc.option(typed(group.id, field), { freq: field.isRequired === true ? 20 : 2, nil: undefined }),
        ),
      )
      return fc.array(item, {
        minLength: group.repeats === 'any' ? 0 : 1,
        maxLength: group.repeats === undefined ? 1 : 3,
      })
    }),
  )
  .map((groups) => {
    const form: Record<string, string> = {}
    groups.forEach((items, at) => {
      const group = ENTRY_GROUPS[at]!
      if (group.repeats !== undefined) form[`items.${group.id}`] = String(Math.max(1, items.length))
      items.forEach((values, item) => {
        values.forEach((value, index) => {
          const name = fieldName(group, item, group.fields[index]!)
          if (value === undefined) return
          if (Array.isArray(value) && group.fields[index]!.kind === 'several')
            for (const one of value as string[]) form[`${name}:${one}`] = 'yes'
          else if (Array.isArray(value)) form[name] = value.join(', ')
          else if (typeof value === 'boolean') form[name] = 'yes'
          else if (group.fields[index]!.kind === 'moment')
            form[name] = new Date(Number(value) * 1000).toISOString().slice(0, 10)
          else form[name] = String(value)
        })
      })
    })
    return form
  })

test('an entry that was typed field by field is typed the same again from itself, whatever was left empty [MS-56]', () => {
  fc.assert(
    fc.property(proposals, (form) => {
      const { proposal } = entryOf(form)
      const again = formOf(proposal)
      expect(again).not.toBeNull()
      expect(entryOf(again!).proposal).toEqual(proposal)
    }),
    { numRuns: 100 },
  )
})

test('every fault of the catalog’s own schema is told at a field of the form, or by itself, and none is lost [MS-49] [MS-56]', () => {
  const names = (form: Readonly<Record<string, string>>): string[] =>
    ENTRY_GROUPS.flatMap((group) =>
      Array.from({ length: Number(form[`items.${group.id}`] ?? 1) }, (_, item) =>
        group.fields.map((field) => fieldName(group, item, field)),
      ).flat(),
    )
  let faulty = 0
  fc.assert(
    fc.property(proposals, (form) => {
      const entry = entryOf(form)
      const { faults } = readProposal(entry.proposal)
      const told = faultsAtFields(faults, entry, form)
      expect(told.faults.length + told.problems.length > 0).toBe(faults.length > 0)
      if (faults.length > 0) faulty++
      const order = names(form)
      const at = told.faults.map(({ name }) => order.indexOf(name))
      expect(at).not.toContain(-1)
      // In the order in which the form has them, each once.
      expect(at).toEqual([...new Set(at)].toSorted((a, b) => a - b))
      for (const { name, problem } of told.faults) {
        const isEmpty = (form[name] ?? '') === '' && !Object.keys(form).some((key) => key.startsWith(`${name}:`))
        expect([name, problem === null]).toEqual([name, isEmpty])
      }
    }),
    { numRuns: 60 },
  )
  expect(faulty).toBeGreaterThan(10)
})

test('an empty form tells every needed field as missing, and nothing else', () => {
  const entry = entryOf({})
  const told = faultsAtFields(readProposal(entry.proposal).faults, entry, {})
  expect(told.problems).toEqual([])
  expect(told.faults.every(({ problem }) => problem === null)).toBe(true)
  const missing = new Set(told.faults.map(({ name }) => name))
  for (const name of [
    'name',
    'id',
    'vendor.name',
    'hosting',
    'models.0.id',
    'grants.0.purposes',
    'safeguards',
    'label',
  ])
    expect([name, missing.has(name)]).toEqual([name, true])
})

test('the form has a field for all of an entry but what is rare or the seats’ to give, and a label for each field', () => {
  const paths = ENTRY_GROUPS.flatMap(({ id, repeats, fields }) =>
    fields.map(({ path }) => (repeats === undefined ? path : `${id}.${path}`)),
  )
  const first = new Set(paths.map((path) => path.split('.')[0]))
  // Request fields of single wires stay for those who write the entry; an approval is what is being asked for.
  const rare = ['fields', 'approval']
  expect([...first, ...rare].toSorted()).toEqual(Object.keys(systemSchema.shape).toSorted())
  const keys = ENTRY_GROUPS.flatMap(({ id, fields }) => fields.map(({ path }) => `${id} ${path}`))
  expect(Object.keys(askSystemEn.fields)).toEqual(keys)
  expect(Object.keys(askSystemEn.groups)).toEqual(ENTRY_GROUPS.map(({ id }) => id))
  const chosen = ENTRY_GROUPS.flatMap(({ id, fields }) =>
    fields.filter(({ kind }) => kind === 'choice' || kind === 'several').map(({ path }) => `${id} ${path}`),
  )
  expect(Object.keys(choices).toSorted()).toEqual(chosen.toSorted())
})
