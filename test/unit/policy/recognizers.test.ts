import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { classOfEntities } from '#src/policy/data-class.ts'
import { decide } from '#src/policy/decide.ts'
import type { Document } from '#src/policy/documents.ts'
import { entityRule } from '#src/policy/entity-rule.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { narrowSystem } from '#src/policy/narrow.ts'
import type { PolicyError } from '#src/policy/problem.ts'
import { systemSchema } from '#src/policy/schema/catalog.ts'
import { BRIEF, wayOut } from '#src/policy/way-out.ts'
import { changed } from '#test/support/changed-policy.ts'
import { demoFacts } from '#test/support/facts.ts'
import { type ChangedFolder, copyFolder, loadDemoPolicy } from '#test/support/policies.ts'

const RECOGNIZER = `version: 1
recognizers:
  - id: damage-claim
    entity: damage_claim
    pattern: '[A-Z]{2}-\\d{4}-\\d{5}'
    labels: [claim]
    score: 0.8
    cases:
      - { given: 'Claim CL-2024-01234', expect: [CL-2024-01234] }
      - { given: 'Invoice CL-2024-01234', expect: [] }
    clauses: [MS-47]
`
const RULES = (more: string): string => `version: 1\nentities: {}\n${more}clauses: [MS-47]\n`

type System = Document<'catalog'>['systems'][number]

let copy: ChangedFolder
beforeEach(() => {
  copy = copyFolder('policies/us-ms-its')
})
afterEach(() => copy.remove())

/** `line problem; mend` of everything that is wrong. */
function problems(): string[] {
  try {
    loadPolicy({ folder: copy.folder })
    return []
  } catch (error) {
    return (error as PolicyError).problems.map(({ line, problem, mend }) => `${line} ${problem}; ${mend}`)
  }
}

describe('recognizers.yaml', () => {
  test('may be left out, and what it holds is part of the policy’s version', () => {
    const without = loadPolicy({ folder: copy.folder })
    expect(without.recognizers.recognizers).toEqual([])
    expect('recognizers' in without.documents).toBe(false)
    copy.write('recognizers.yaml', RECOGNIZER)
    const policy = loadPolicy({ folder: copy.folder })
    expect(policy.recognizers.recognizers[0]).toMatchObject({ id: 'damage-claim', checks: [], ignoreCase: false })
    expect(policy.version).not.toBe(without.version)
  })

  test.each<[from: string, to: string, says: RegExp]>([
    ['\\d{5}', '\\d+', /^5 the pattern holds '\+' at its character \d+; say how often at most/],
    ['\\d{5}', '\\d{60}', /^5 the pattern matches values of 68 characters; at most 64/],
    ['\\d{5}', '(?=\\d{5})', /^5 the pattern looks around/],
    ['    labels: [claim]\n', '', /^5 would find any number or word of that form; give labels, a check/],
    ['[CL-2024-01234]', '[CL-2024-01235]', /^9 finds 'CL-2024-01234'; correct the recognizer, or the case/],
    ['Invoice CL', 'Claim CL', /^10 finds 'CL-2024-01234'/],
    ['labels: [claim]', 'labels: [file]', /^9 finds nothing/],
    ['expect: []', 'expect: [nothing]', /^10 finds nothing/],
    [
      "      - { given: 'Invoice CL-2024-01234', expect: [] }\n",
      "      - { given: 'a claim of CL-2024-01234', expect: [CL-2024-01234] }\n",
      /no case is a text that looks alike/,
    ],
    ['score: 0.8', 'score: 1.5', /^7 recognizers.0.score is too large/],
    [
      'score: 0.8',
      'score: 0.8\n    checks: [crc]',
      /^8 recognizers.0.checks.0 has a value that isn't known; use one of: luhn/,
    ],
    ['entity: damage_claim', 'entity: DamageClaim', /^4 .*lower snake case/],
    ['entity: damage_claim', 'entity: damage_claim_of_a_very_long_name', /^4 .*at most 28/],
    ['score: 0.8', 'score: 0.8\n    agencies: [NOBODY]', /^8 no agency is called 'NOBODY'/],
    ['score: 0.8', 'score: 0.8\n    regexp: x', /unknown key 'regexp'/],
    [
      'version: 1',
      'version: 1\nallow: [{ id: a, entity: no_such, values: [x], reason: r, clauses: [MS-29] }]',
      /^2 no entity is called 'no_such'/,
    ],
    [
      'version: 1',
      'version: 1\nallow: [{ id: a, entity: us_ssn, reason: r, clauses: [MS-29] }]',
      /at least one value or digest/,
    ],
    [
      'version: 1',
      'version: 1\ndeny: [{ id: a, entity: x_y, digests: [abc], reason: r, clauses: [MS-29] }]',
      /redact --digest/,
    ],
    [
      'version: 1',
      'version: 1\ndetectors: [{ id: p, kind: presidio, url: "http://nlp.example", language: en, deadlineMs: 500, minScore: 0.4, entities: { PERSON: person_name }, clauses: [MS-29] }]',
      /https/,
    ],
  ])('%j → %j is refused where it stands', (from, to, says) => {
    const text = RECOGNIZER.replace(from, () => to)
    expect(text).not.toBe(RECOGNIZER)
    copy.write('recognizers.yaml', text)
    const found = problems()
    expect(
      found.some((one) => says.test(one)),
      found.join('\n'),
    ).toBe(true)
  })

  test('a check, or two fixed letters in a row, is as good as a label', () => {
    for (const [from, to] of [
      ['    labels: [claim]\n', '    checks: [notRepeated]\n    antiLabels: [invoice]\n'],
      ["'[A-Z]{2}-\\d{4}-\\d{5}'\n    labels: [claim]", "'CL-\\d{4}-\\d{5}'\n    antiLabels: [invoice]"],
    ] as const) {
      copy.write(
        'recognizers.yaml',
        RECOGNIZER.replace(from, () => to),
      )
      expect(problems()).toEqual([])
    }
  })

  test('stands in a layer too, and no id twice', () => {
    copy.write('../base/recognizers.yaml', RECOGNIZER)
    expect(loadPolicy({ folder: copy.folder }).recognizers.recognizers).toHaveLength(1)
    copy.write('recognizers.yaml', RECOGNIZER)
    expect(problems()).toContainEqual(expect.stringContaining("'damage-claim' stands in a layer already"))
  })
})

describe('what an agency’s redaction.yaml says over its layer’s', () => {
  test.each<[what: string, more: string, says: RegExp | null]>([
    [
      'a rule for an entity that nothing finds',
      'otherwise: { operator: redact, restorable: false, output: redact, raisesTo: confidential, clauses: [MS-47] }\nsystems: { magnolia-drafting: { no_such: { operator: refuse, clauses: [MS-47] } } }\n',
      /no entity is called 'no_such'/,
    ],
    ['a stricter rule for all', '', null],
    [
      'a laxer system of its own network',
      'systems: { pine-casework: { phone_number: { operator: allow, clauses: [MS-47] } } }\n',
      null,
    ],
    [
      'a laxer rule for a system of the State’s',
      'systems: { magnolia-drafting: { phone_number: { operator: allow, clauses: [MS-47] } } }\n',
      /laxer than the entity’s rule: operator; .*State’s \(MS-56\)/,
    ],
    [
      'a laxer rule for a publicly hosted system',
      'systems: { open-research: { phone_number: { operator: allow, clauses: [MS-47] } } }\n',
      /laxer than the entity’s rule: operator; .*publicly hosted/,
    ],
    [
      'a stricter rule for a publicly hosted system',
      'systems: { open-research: { phone_number: { operator: refuse, clauses: [MS-47] } } }\n',
      null,
    ],
    [
      'a laxer rule for a live credential',
      'systems: { magnolia-drafting: { api_key: { operator: warn, clauses: [MS-47] } } }\n',
      /laxer than the entity’s rule: operator; .*live credential/,
    ],
    [
      'a laxer agency',
      'agencies: { MS-ITS: { phone_number: { output: allow, raisesTo: public, clauses: [MS-47] } } }\n',
      /laxer than the entity’s rule: raisesTo; an agency’s/,
    ],
    ['a stricter agency', 'agencies: { MS-ITS: { phone_number: { operator: redact, clauses: [MS-47] } } }\n', null],
    [
      'a system that isn’t there',
      'systems: { no-system: { phone_number: { operator: redact, clauses: [MS-47] } } }\n',
      /no system is called/,
    ],
    [
      'an agency that isn’t there',
      'agencies: { NOBODY: { phone_number: { operator: redact, clauses: [MS-47] } } }\n',
      /no agency is called/,
    ],
    [
      'a mask that doesn’t say how much stays',
      'agencies: { MS-ITS: { phone_number: { output: mask, clauses: [MS-47] } } }\n',
      /masks without keep/,
    ],
    [
      'an otherwise that is laxer',
      'otherwise: { operator: allow, restorable: false, output: redact, raisesTo: confidential, clauses: [MS-47] }\n',
      /laxer than the layer’s rule: operator; .*never widen/,
    ],
  ])('%s', (_what, more, says) => {
    copy.write('redaction.yaml', RULES(more))
    const found = problems()
    if (says === null) expect(found).toEqual([])
    else
      expect(
        found.some((one) => says.test(one)),
        found.join('\n'),
      ).toBe(true)
  })

  test('a rule that stands beneath can only be made stricter, and keep stands with mask alone', () => {
    const rule = (fields: string): string =>
      `version: 1\nentities:\n  us_ssn: { ${fields}, clauses: [MS-47] }\nclauses: [MS-47]\n`
    copy.write('redaction.yaml', rule('operator: refuse, restorable: false, output: redact, raisesTo: regulated'))
    expect(entityRule(loadPolicy({ folder: copy.folder }), 'us_ssn', null).operator).toBe('refuse')
    copy.write('redaction.yaml', rule('operator: hash, restorable: false, output: flag, raisesTo: internal'))
    expect(problems()).toEqual([expect.stringMatching(/^3 is laxer than the layer’s rule: operator, output, raisesTo/)])
    copy.write(
      'redaction.yaml',
      rule('operator: refuse, keep: 2, restorable: false, output: redact, raisesTo: regulated'),
    )
    expect(problems()).toEqual([expect.stringContaining('exactly where operator or output is mask')])
  })
})

describe('the rule that counts', () => {
  const policy = changed(loadDemoPolicy(), (one) => {
    one.redaction.systems = {
      sandbox: {
        phone_number: { operator: 'allow', clauses: ['MS-47'] },
        ip_address: { operator: 'mask', keep: 3, clauses: ['MS-47'] },
      },
    }
    one.redaction.agencies = { 'MS-ITS': { phone_number: { operator: 'hash', output: 'flag', clauses: ['MS-10'] } } }
  })
  const ruleOf = (entity: string, system: string, agency: string) => entityRule(policy, entity, { system, agency })

  test('is the system’s, the agency’s, and of two the stricter in everything', () => {
    expect(ruleOf('phone_number', 'sandbox', 'OTHER')).toMatchObject({ operator: 'allow', restorable: false })
    expect(ruleOf('phone_number', 'elsewhere', 'OTHER')).toBe(policy.redaction.entities['phone_number'])
    const both = ruleOf('phone_number', 'sandbox', 'MS-ITS')
    expect(both).toMatchObject({ operator: 'hash', output: 'flag', restorable: false, raisesTo: 'internal' })
    expect(both.clauses).toEqual(expect.arrayContaining(['MS-47', 'MS-10']))
    expect(ruleOf('phone_number', 'constructor', 'toString')).toBe(policy.redaction.entities['phone_number'])
    expect(ruleOf('ip_address', 'sandbox', 'OTHER')).toMatchObject({ operator: 'mask', keep: 3 })
  })

  test('what a mask leaves still counts for the class, what a hash leaves doesn’t', () => {
    const strict = changed(policy, (one) => {
      one.redaction.systems!['sandbox']!['ip_address'] = {
        operator: 'mask',
        keep: 3,
        raisesTo: 'regulated',
        clauses: ['MS-10'],
      }
      one.redaction.agencies!['MS-ITS']!['phone_number']!.raisesTo = 'regulated'
    })
    const scope = { system: 'sandbox', agency: 'MS-ITS' }
    const found = (entity: string) => {
      const entities = { [entity]: 1 }
      const detected = classOfEntities(strict, entities, scope)
      expect(detected).toBe('regulated')
      return decide(strict, demoFacts(strict, 'sandbox', { entities, dataClass: { declared: null, detected } })).kind
    }
    expect(found('phone_number')).toBe('allow')
    expect(found('ip_address')).toBe('refuse')
  })

  test('a warning is an obligation, and tells what it is about', () => {
    const warns = changed(policy, (one) => {
      one.redaction.systems!['sandbox']!['ip_address'] = { operator: 'warn', clauses: ['MS-10'] }
    })
    const facts = demoFacts(warns, 'sandbox', {
      entities: { ip_address: 1 },
      dataClass: { declared: null, detected: 'internal' },
    })
    expect(decide(warns, facts).steps.find(({ rule }) => rule === 'entities')).toMatchObject({
      result: 'oblige',
      why: 'Sent as it is, with a warning: ip_address.',
    })
  })

  test('a refusal over what only a word nearby told offers to send it with that removed', () => {
    const refusing = changed(policy, (one) => {
      for (const entity of ['password', 'us_ssn'])
        one.redaction.entities[entity] = { ...one.redaction.entities[entity]!, operator: 'refuse', restorable: false }
    })
    const asked = (entities: Record<string, number>, labelled: string[]) =>
      wayOut(
        refusing,
        demoFacts(refusing, 'sandbox', { entities, labelled, dataClass: { declared: null, detected: 'confidential' } }),
        BRIEF,
      )
    expect(asked({ password: 1 }, ['password'])).toEqual([
      'Send it with this removed: password, which the words around it make look like one.',
    ])
    expect(asked({ us_ssn: 1, password: 1 }, ['password'])).toEqual([
      'Take out of the text: us_ssn. Send it with this removed: password, which the words around it make look like one.',
    ])
    expect(asked({ us_ssn: 1 }, [])).toEqual(['Take out of the text: us_ssn.'])
  })
})

test('a detector may fail only on a system that says so and isn’t publicly hosted, and an agency can take it back', () => {
  const { systems } = loadDemoPolicy().documents.catalog
  const says = (hosting: string): string[] => {
    const system = systems.find((one) => one.hosting === hosting)!
    const read = systemSchema.safeParse({ ...system, degradable: true })
    return read.success ? [] : read.error.issues.map(({ path }) => path.join('.'))
  }
  expect(says('public')).toEqual(['degradable'])
  expect(says('tenant-isolated')).toEqual([])
  const system = { ...(systems.find(({ hosting }) => hosting !== 'public') as System), degradable: true as const }
  const narrowing = {
    id: system.id,
    grants: system.grants,
    safeguards: [],
    training: [],
    decisions: [],
    clauses: ['MS-56'],
  }
  expect(narrowSystem(system, narrowing).system.degradable).toBe(true)
  expect(narrowSystem(system, { ...narrowing, degradable: false }).system.degradable).toBeUndefined()
})
