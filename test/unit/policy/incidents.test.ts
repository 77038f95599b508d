import { afterAll, describe, expect, test } from 'vitest'
import { reportedTypes } from '#src/incidents/terms.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { PolicyError } from '#src/policy/problem.ts'
import { policyFolder } from '#test/support/policy-folder.ts'

const own = policyFolder('policies/us-mo-modot')
afterAll(() => own.remove())
own.dropTests()
const shipped = own.read('incidents.yaml')

/** What stands against the profile's incidents with these lines beneath. */
function problemsWith(lines: string, change: (text: string) => string = (text) => text): string[] {
  own.write('incidents.yaml', `${change(shipped)}${lines}`)
  try {
    loadPolicy({ folder: own.folder })
    return []
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    return error.problems.map(({ problem }) => problem)
  }
}

const HOST = 'hosts:\n  - { id: relay.modot.mo.gov, clauses: [MO-26] }\n'
const mail = (host: string, from = 'ai@modot.mo.gov', kind = 'smtp') =>
  `connectors:\n  - { id: mail, kind: ${kind}, host: ${host}, port: 465, security: tls, from: ${from}, clauses: [MO-26] }\n`
const hook = (url: string) =>
  `connectors:\n  - { id: desk, kind: webhook, url: '${url}', secret: env:HOOK, channels: [hr], clauses: [MO-26] }\n`

describe('connectors (MO-26, MS-25)', () => {
  test('go to listed hosts, over TLS, from an official address', () => {
    expect(problemsWith(HOST + mail('relay.modot.mo.gov'))).toEqual([])
    expect(problemsWith(HOST + hook('https://relay.modot.mo.gov/in'))).toEqual([])
  })

  test.each([
    ['a host that isn’t listed', HOST + mail('mail.example.com'), /no host is called 'mail\.example\.com'/],
    ['a receiver that isn’t listed', HOST + hook('https://hooks.example.com/x'), /no host is called/],
    ['a receiver without TLS', HOST + hook('http://relay.modot.mo.gov/in'), /./],
    ['an address of somebody else', HOST + mail('relay.modot.mo.gov', 'ai@example.com'), /isn’t an official domain/],
    ['a kind that there isn’t', HOST + mail('relay.modot.mo.gov', 'ai@modot.mo.gov', 'sms'), /./],
  ])('%s doesn’t load', (_what, lines, problem) => {
    expect(problemsWith(lines)).toEqual([expect.stringMatching(problem)])
  })
})

describe('types', () => {
  const type = (more: string) =>
    `  - { id: new-worry, name: { en: A new worry, es: Otra inquietud }, severity: low, firstResponseMinutes: 60, channels: [hr], supervisorInvolved: [hr], clauses: [MO-23]${more} }\n`
  const added = (more: string) => problemsWith('', (text) => text.replace('types:\n', `types:\n${type(more)}`))

  test('are added without code, and stand in the form at once (MO-23)', () => {
    expect(added('')).toEqual([])
    const policy = loadPolicy({ folder: own.folder })
    expect(reportedTypes(policy).map(({ id }) => id)).toEqual(expect.arrayContaining(['new-worry', 'other']))
  })

  test('whose states lead nowhere don’t load', () => {
    expect(added(', states: [received, triaged, closed]')).toEqual([
      "no way leads from 'received' to closed",
      "no way leads from 'triaged' to closed",
    ])
    expect(added(', states: [received, triaged, resolved, closed]')).toEqual([])
    expect(added(', states: [received, lost, closed]')).toContainEqual(expect.stringContaining("'lost'"))
  })
})
