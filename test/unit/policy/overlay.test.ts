import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadPolicy } from '#src/policy/load.ts'
import {
  type ChangedFolder,
  copyFolder,
  DEMO_VALUES,
  loadDemoPolicy,
  OVERLAY,
  PROFILE,
  problemsOf,
} from '#test/support/policies.ts'

let overlay: ChangedFolder
beforeEach(() => {
  overlay = copyFolder(OVERLAY)
})
afterEach(() => overlay.remove())

const load = (values: Record<string, string> = DEMO_VALUES) =>
  loadPolicy({ folder: PROFILE, overlay: overlay.folder, values })
const saidOf = (values?: Record<string, string>) =>
  problemsOf(() => load(values)).map(({ file, problem, mend }) => `${file.split('/').at(-1)} ${problem}; ${mend}`)

test('the overlay adds to the profile and takes nothing away', () => {
  const real = loadPolicy({ folder: PROFILE })
  const demo = loadDemoPolicy()
  for (const list of ['systems', 'issuers', 'clients', 'quotas'] as const) {
    expect(demo[list].slice(0, real[list].length)).toEqual(real[list])
    expect(demo[list].length).toBeGreaterThan(real[list].length)
  }
  for (const document of [
    'redaction',
    'notices',
    'retention',
    'access',
    'prohibited',
    'purposes',
    'classes',
    'profile',
  ] as const) {
    expect(demo[document]).toEqual(real[document])
  }
  // A label names the system, so there are more texts to recognise where there are more systems.
  const { labelTexts, ...disclosures } = demo.disclosures
  expect({ ...disclosures, labelTexts: [] }).toEqual({ ...real.disclosures, labelTexts: [] })
  expect(labelTexts).toEqual(expect.arrayContaining([...real.disclosures.labelTexts]))
  expect(demo.version).not.toBe(real.version)
})

test.each([
  'redaction',
  'notices',
  'retention',
  'access',
  'disclosures',
  'prohibited',
  'classes',
  'purposes',
  'profile',
])('an overlay can’t bring %s', (name) => {
  overlay.write(`${name}.yaml`, 'version: 1\n')
  expect(saidOf()).toEqual([
    expect.stringContaining(`${name}.yaml the document doesn’t belong in this folder; an overlay may only add`),
  ])
})

test.each([
  ['a system of the profile', 'catalog.yaml', 'id: sandbox', 'id: open-research', /stands in the profile already/],
  ['an issuer of the profile', 'issuers.yaml', 'id: demo', 'id: its-entra', /stands in the profile already/],
  ['a quota of the profile', 'quotas.yaml', 'id: demo-person-day', 'id: person-day', /stands in the profile already/],
  ['a name of a model of the profile', 'catalog.yaml', 'alias: general-drafting', 'alias: state-drafting', /twice/],
] as const)('an overlay can’t replace %s', (_name, file, from, to, says) => {
  overlay.change(file, from, to)
  expect(saidOf().some((said) => says.test(said))).toBe(true)
})

test('an overlay’s system can’t let unread content through', () => {
  overlay.change('catalog.yaml', '    label: standard', '    unscannable: allow\n    label: standard')
  expect(saidOf()).toEqual([expect.stringContaining('use refuse or flag')])
})

test('an overlay’s issuer is on loopback', () => {
  expect(saidOf({ ...DEMO_VALUES, ISSUER: 'https://login.example' }).join()).toContain('isn’t on loopback')
})

test('a name without a value is an error, and so is a value that fits nothing', () => {
  const { AUDIENCE: _, ...others } = DEMO_VALUES
  expect(saidOf(others)).toEqual([expect.stringContaining('no value for AUDIENCE')])
  expect(saidOf({ ...DEMO_VALUES, SANDBOX_ORIGIN: 'http://10.0.0.1:1' }).join()).toContain('MS-13')
})

test('an application can’t be mounted on a model system’s origin', () => {
  expect(saidOf({ ...DEMO_VALUES, APPLICATION_ORIGIN: DEMO_VALUES.SANDBOX_ORIGIN }).join()).toContain(
    'this is the origin of model system',
  )
})

test('a real upstream can stand in for the sandbox', () => {
  const values = {
    ...DEMO_VALUES,
    SANDBOX_ORIGIN: 'https://models.example',
    SANDBOX_NETWORK: 'public',
    SANDBOX_CREDENTIAL: 'file:/run/key',
    SANDBOX_MODEL: 'm-1',
  }
  const system = load(values).index.models['general-drafting']!
  expect(system.system.upstream).toMatchObject({
    origin: 'https://models.example',
    network: 'public',
    credential: 'file:/run/key',
  })
  expect(system.model.upstreamModel).toBe('m-1')
})
