import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as check from '#src/cli/policy-check.ts'
import * as diff from '#src/cli/policy-diff.ts'
import * as due from '#src/cli/policy-due.ts'
import * as explain from '#src/cli/policy-explain.ts'
import * as inventory from '#src/cli/policy-inventory.ts'
import * as list from '#src/cli/policy-list.ts'
import { copyFolder, DEMO_VALUES, OVERLAY, PROFILE } from '#test/support/policies.ts'

let folder: string
let out: string[]
let err: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'))
  out = []
  err = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const context = {
  policies: PROFILE,
  env: {},
  dataFolder: 'none',
  recordKeyFile: 'none',
  logKeyFile: 'none',
  stdout: (line: string) => out.push(line),
  stderr: (line: string) => err.push(line),
}

test('policy check: the shipped profile, alone and with the demo laid over it, is sound', async () => {
  expect(await check.run([], context)).toBe(0)
  expect(out[0]).toMatch(/^policies\/us-ms-its: sound, version [0-9a-f]{12}/)
  const values = Object.entries(DEMO_VALUES).flatMap(([name, value]) => ['--set', `${name}=${value}`])
  expect(await check.run([PROFILE, '--overlay', OVERLAY, ...values, '--json'], context)).toBe(0)
  expect(JSON.parse(out[1]!)).toMatchObject({ ok: true, problems: [] })
})

test('policy check: a broken profile gives every problem with its place, and exit 1', async () => {
  const copy = copyFolder(PROFILE)
  copy.change('quotas.yaml', 'window: day', 'window: year')
  copy.change('profile.yaml', 'version: 1', 'version: 2')
  expect(await check.run([copy.folder], context)).toBe(1)
  expect(out).toHaveLength(2)
  for (const line of out) expect(line).toMatch(/\.yaml:\d+:\d+: .+; .+/)
  expect(await check.run([copy.folder, '--json'], context)).toBe(1)
  expect(JSON.parse(out[2]!).problems).toHaveLength(2)
  copy.remove()
})

test('policy explain: the receipt of an allowed and of a refused case', async () => {
  const facts = {
    principal: {
      issuer: 'its-entra',
      subjectType: 'employee',
      client: '0f6e2b1c-8d43-4a77-b2c9-5e1a7d90c3f4',
      agency: 'MS-ITS',
      unit: 'ITS-APPDEV',
      assurance: 2,
      training: { 'ai-foundations': '2026-10-01' },
    },
    now: '2026-11-22T12:00:00-06:00',
    model: 'state-drafting',
  }
  const file = join(folder, 'facts.json')
  writeFileSync(file, JSON.stringify(facts))
  expect(await explain.run(['--as', file], context)).toBe(0)
  expect(out[0]).toContain('allow (grant:magnolia-drafting)')
  writeFileSync(file, JSON.stringify({ ...facts, declaredClass: 'regulated' }))
  expect(await explain.run(['--as', file, '--json'], context)).toBe(1)
  expect(JSON.parse(out[1]!)).toMatchObject({
    decision: 'refuse',
    refusal: { code: 'data_class_not_permitted', clause: 'MS-29' },
    policy: { version: expect.stringMatching(/^[0-9a-f]{12}$/) },
  })
  writeFileSync(file, JSON.stringify({ ...facts, model: 'unlisted' }))
  expect(await explain.run(['--as', file], context)).toBe(1)
  expect(out[2]).toContain('system_not_approved')
  expect(await explain.run(['--as', file, '--json'], context)).toBe(1)
  expect(JSON.parse(out[3]!)).toMatchObject({ decision: 'refuse', refusal: { code: 'system_not_approved' }, steps: [] })
})

test('policy check: what is sound and not wise is a warning, and doesn’t fail', async () => {
  const copy = copyFolder(PROFILE)
  for (const file of ['clients.yaml', 'tests/settings.yaml'])
    copy.change(file, 'expires: 2027-11-01', 'expires: 2027-10-30')
  expect(await check.run([copy.folder], context)).toBe(0)
  expect(out[0]).toContain('sound')
  expect(out[1]).toMatch(
    /^warning: .*clients\.yaml:\d+:\d+: ends on 2027-10-30, outside a business morning: .*Saturday; /,
  )
  expect(await check.run([copy.folder, '--json'], context)).toBe(0)
  expect(JSON.parse(out.at(-1)!).warnings).toHaveLength(1)
  copy.remove()
})

test('policy list: who may use what for what, with which data, until when', async () => {
  expect(await list.run(['policies/us-mo-modot', '--at', '2026-11-22T12:00:00Z'], context)).toBe(0)
  const text = out.join('\n')
  expect(text).toContain('Statewide writing assistant (oa-assistant), approved by oa until 2027-09-28')
  expect(text).toContain('  coding: employee, IS; data up to internal; decision mode up to none [MO-32, MO-36]')
  expect(text).toContain('  draft-internal: employee, all units; data up to internal')
  expect(await list.run(['policies/us-mo-modot', '--at', '2026-11-22T12:00:00Z', '--json'], context)).toBe(0)
  expect(JSON.parse(out.at(-1)!)[0]).toMatchObject({
    system: 'oa-assistant',
    maxClass: 'internal',
    until: '2027-09-28',
  })
})

test('policy due: what runs out within 60 days; something that is over fails', async () => {
  expect(await due.run(['policies/us-mo-modot', '--at', '2026-11-22T12:00:00Z'], context)).toBe(0)
  expect(out.join('\n')).toContain('within 30 days: review of the list of prohibited technologies; nothing closes')
  expect(await due.run(['policies/us-mo-modot', '--at', '2027-10-01T12:00:00Z', '--json'], context)).toBe(1)
  const items = JSON.parse(out.at(-1)!) as { kind: string; stage: string }[]
  expect(items.filter(({ stage }) => stage === 'over').map(({ kind }) => kind)).toContain('approval')
  expect(await due.run(['--at', 'tomorrow'], context)).toBe(2)
  expect(await due.run([`${folder}/nowhere`], context)).toBe(2)
  expect(await list.run(['--nonsense'], context)).toBe(2)
})

test('wrong use says how it is used', async () => {
  const file = join(folder, 'facts.json')
  writeFileSync(file, '{"principal": {}, "extra": 1}')
  expect(await explain.run(['--as', file], context)).toBe(2)
  expect(err.some((line) => line.includes('extra'))).toBe(true)
  expect(await explain.run([], context)).toBe(2)
  expect(await explain.run(['--as', `${file}.none`], context)).toBe(2)
  expect(await check.run(['--nonsense'], context)).toBe(2)
  expect(await check.run(['--help'], context)).toBe(0)
  expect(out).toEqual([check.usage])
})

test('policy list and diff say beside their answer that approvals of the gateway aren’t in files [MS-40]', async () => {
  expect(await list.run(['--json'], context)).toBe(0)
  expect(await diff.run([PROFILE, PROFILE, '--json'], context)).toBe(0)
  // Programs read the answer as it was.
  expect(out).toHaveLength(2)
  for (const line of out) expect(() => JSON.parse(line)).not.toThrow()
  expect(err).toHaveLength(2)
  for (const line of err)
    expect(line).toContain('what was approved, excepted or ended in the gateway since isn’t in this')
})

test('policy inventory: every system once, in the federal columns, as CSV and as data, and what the public may know [MS-42] [MS-43]', async () => {
  expect(await inventory.run([], context)).toBe(0)
  const [header, ...rows] = out[0]!.split('\r\n')
  // A byte order mark first, so that spreadsheets read it as UTF-8.
  expect(header).toMatch(/^\ufeffagency,agency_name,id,use_case_name,/)
  expect(header!.split(',')).toHaveLength(36)
  expect(rows.map((row) => row.split(',')[2])).toEqual([
    'magnolia-drafting',
    'pine-casework',
    'open-research',
    'office-suite-copilot',
  ])
  expect(err[0]).toContain('what was approved, excepted or ended in the gateway since isn’t in this')
  expect(await inventory.run(['--json'], context)).toBe(0)
  expect(await inventory.run(['--json', '--public'], context)).toBe(0)
  const [staff, told] = out.slice(1).map((line) => JSON.parse(line))
  expect(Object.keys(staff.use_cases[0])).toEqual([...header!.slice(1).split(','), 'enforced'])
  expect(staff.use_cases.map(({ id }: { id: string }) => id)).toEqual(
    told.use_cases.map(({ id }: { id: string }) => id),
  )
  expect(staff).toMatchObject({
    format: 'omb-2025',
    use_cases: [{ development_stage: 'Deployed', enforced: { kind: 'system' } }, {}, {}, {}],
  })
  expect(await inventory.run([PROFILE, '--in-force'], context)).toBe(2)
})
