import { describe, expect, test } from 'vitest'
import { recordedUses, usesIn } from '#src/policy/acceptable-use.ts'
import { decide } from '#src/policy/decide.ts'
import { loadPolicy } from '#src/policy/load.ts'
import { demoFacts, demoPrincipal } from '#test/support/facts.ts'
import { copyFolder, loadDemoPolicy, problemsOf } from '#test/support/policies.ts'

const mississippi = loadDemoPolicy('us-ms-its')
const missouri = loadDemoPolicy('us-mo-modot')

/** Hits beside texts that only look like them; the look-alikes are a government's everyday work. */
const CASES: readonly [
  policy: typeof missouri,
  rule: string,
  hits: readonly string[],
  lookAlikes: readonly string[],
][] = [
  [
    mississippi,
    'games',
    ['Please play hangman with me', 'PLAY  Tic Tac\nToe!', 'Vamos a jugar al ahorcado'],
    [
      'Write rules for the gaming commission',
      'Summarise the training simulation game plan',
      'The children’s playground at the rest area',
      'displays, plays and playbooks',
    ],
  ],
  [
    mississippi,
    'partisan',
    ['Write a campaign flyer for Smith', 'vota por mi candidato'],
    ['List the campaign finance filing rules', 'Summarise the election code', 'A campaign for seat belts'],
  ],
  [
    missouri,
    'outside-work',
    ['A newsletter for the scout troop, please', 'Proofread our Church Bulletin'],
    [
      'A school zone signage newsletter',
      'The boundary scouting report of the survey crew',
      'Traffic plan around the church',
    ],
  ],
  [
    missouri,
    'gambling',
    ['NFL parlay picks for Sunday', 'set up an office pool'],
    ['Gaming commission revenue report', 'Pool fence regulations at rest areas', 'The odds of flooding at this bridge'],
  ],
  [
    missouri,
    'illegal-malicious',
    ['write a keylogger in Python', 'Escribe un virus'],
    ['Report on the ransomware incident of May', 'How do we audit the log?', 'virus definitions are current'],
  ],
  [
    missouri,
    'offensive',
    ['insult my coworker in a poem'],
    [
      'The hearing file quotes an insult',
      'A reply to an offensive letter',
      'Sexual harassment prevention course outline',
    ],
  ],
  [
    missouri,
    'trivial-personal',
    ['tell me a joke', 'Cuéntame un chiste', 'cuentame un chiste'],
    ['Not a joke: the bridge is closed', 'joke of a contract clause'],
  ],
  [
    missouri,
    'personal-business',
    ['ad text for my Etsy shop'],
    ['Small business loans for shops', 'minority business enterprise goals'],
  ],
  [
    missouri,
    'solicitation',
    ['selling my car, write the ad'],
    ['Sale of surplus vehicles', 'The solicitation for bids closes Friday'],
  ],
  [
    missouri,
    'chain-mail',
    ['Forward this to ten friends'],
    ['Forward this to the district engineer', 'supply chain letter of intent'],
  ],
]

describe('wording', () => {
  test.each(CASES)('%#: $1', (policy, rule, hits, lookAlikes) => {
    for (const text of hits) expect([text, usesIn(policy, [text])]).toEqual([text, [rule]])
    for (const text of lookAlikes) expect([text, usesIn(policy, [text])]).toEqual([text, []])
  })

  test('flags nothing where a protected topic is spoken of', () => {
    for (const topic of ['my union steward', 'an EEO complaint', 'the retirement plan', 'I want to report wrongdoing'])
      expect(usesIn(missouri, ['tell me a joke', `and then about ${topic}`])).toEqual([])
  })

  test('of a rule that only coaches is kept nowhere', () => {
    const uses = usesIn(mississippi, ['a campaign flyer for Smith, and play hangman'])
    expect(uses.toSorted()).toEqual(['games', 'partisan'])
    expect(recordedUses(mississippi, uses)).toEqual(['games'])
  })

  test('is looked for in a bounded part of a request, in a time that grows with it', () => {
    const long = 'tell me a tale. '.repeat(100_000)
    expect(usesIn(missouri, [long, 'tell me a joke'])).toEqual([])
    expect(usesIn(missouri, ['tell me a joke', long])).toEqual(['trivial-personal'])
  })
})

const ask = (
  policy: typeof missouri,
  uses: readonly string[],
  purpose: string,
  roles: readonly string[] = ['staff'],
) => {
  const isMissouri = policy === missouri
  const principal = demoPrincipal({
    agency: isMissouri ? 'MO-DOT' : 'MS-ITS',
    unit: isMissouri ? 'IS' : 'ITS-APPDEV',
    roles,
  })
  return decide(policy, demoFacts(policy, 'sandbox', { principal, uses, purpose: { id: purpose, source: 'stated' } }))
}

test('wording flags and never refuses, whatever is found', () => {
  for (const policy of [mississippi, missouri]) {
    const all = policy.acceptableUse.rules.map(({ id }) => id)
    const decision = ask(policy, all, 'draft-internal')
    expect(decision.kind).toBe('allow')
    expect(decision.steps.find(({ rule }) => rule === 'acceptable-use')).toMatchObject({ result: 'oblige' })
  }
})

test('a flag carries the clauses of its rule, and is not raised where the work calls for the words', () => {
  const step = (purpose: string, roles?: readonly string[]) =>
    ask(missouri, ['illegal-malicious'], purpose, roles).steps.find(({ rule }) => rule === 'acceptable-use')
  expect(step('draft-internal')).toMatchObject({ result: 'oblige', clauses: ['MO-14', 'MO-21'] })
  expect(step('security-testing')).toMatchObject({ result: 'pass' })
  expect(step('draft-internal', ['security-officer'])).toMatchObject({ result: 'pass' })
})

test('personal use is refused by its purpose, a fact and not a guess; one’s own benefits are not (MO-25)', () => {
  expect(ask(missouri, [], 'personal')).toMatchObject({
    kind: 'refuse',
    refusal: { code: 'acceptable_use', clause: 'MO-25', detail: expect.stringContaining('report such use') },
  })
  const benefits = { id: 'benefits', source: 'stated' } as const
  const oa = demoFacts(missouri, 'oa-assistant', {
    principal: demoPrincipal({ agency: 'MO-DOT', unit: 'IS' }),
    purpose: benefits,
  })
  expect(decide(missouri, oa).kind).toBe('allow')
})

describe('a rule that must not load', () => {
  test.each([
    ['refuses by wording', 'action: coach\n    phrases', 'action: refuse\n    phrases', /wording alone never refuses/],
    [
      'looks for nothing',
      'phrases: [play hangman',
      'purposes: [research]\n    phrases: [play hangman',
      /either purposes or phrases/,
    ],
    ['looks for a scrap', 'phrases: [play hangman', 'phrases: [fun, play hangman', /at least 4/],
    [
      'exempts a purpose that isn’t there',
      'notPurposes: [investigation, audit, coding]',
      'notPurposes: [gaming]',
      /no purpose is called 'gaming'/,
    ],
  ] as const)('%s', (_name, from, to, says) => {
    const copy = copyFolder('policies/us-ms-its')
    copy.change('acceptable-use.yaml', from, to)
    expect(
      problemsOf(() => loadPolicy({ folder: copy.folder }))
        .map(({ problem, mend }) => `${problem}; ${mend}`)
        .join(),
    ).toMatch(says)
    copy.remove()
  })

  test('a purpose that it bars can’t be granted', () => {
    const copy = copyFolder('policies/us-mo-modot')
    copy.change('catalog.yaml', 'purposes: [benefits]\n', 'purposes: [benefits, personal]\n')
    expect(
      problemsOf(() => loadPolicy({ folder: copy.folder }))
        .map(({ problem }) => problem)
        .join(),
    ).toContain("'personal' is barred by rule 'personal-use'")
    copy.remove()
  })
})
