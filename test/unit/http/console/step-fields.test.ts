import { describe, expect, test } from 'vitest'
import { fieldsOf, isStep, stepOf } from '#src/http/pages/console/requests/step-fields.ts'
import { transitionSchema } from '#src/requests/transitions.ts'
import { requestsEn } from '#src/web/languages/requests-en.ts'
import { requestsEs } from '#src/web/languages/requests-es.ts'
import { loadDemoPolicy } from '../../../support/policies.ts'

const policy = loadDemoPolicy()
const STEPS = transitionSchema.options.map(({ shape }) => shape.transition.value)

/** A form as somebody fills it in who knows what is asked. */
function filled(step: (typeof STEPS)[number]): Record<string, string> {
  return Object.fromEntries(
    fieldsOf(step, policy).flatMap(({ name, kind, choices }): [string, string][] => {
      if (kind === 'exemptions') return [[`exemption:${choices[0]!.value}`, 'yes']]
      if (kind === 'choice') return [[name, choices[0]!.value]]
      if (kind === 'date') return [[name, '2026-12-15']]
      return [[name, kind === 'number' ? '12' : kind === 'check' ? 'yes' : 'said']]
    }),
  )
}

describe('the form of each step of a request', () => {
  test.each(STEPS)('%s asks for everything that the step needs, and for nothing that it doesn’t take', (step) => {
    expect(isStep(step)).toBe(true)
    const asked = transitionSchema.safeParse(stepOf(step, filled(step)))
    expect(asked.error?.issues).toBeUndefined()
  })

  test.each(STEPS)('%s has words in every language for all that it asks', (step) => {
    for (const words of [requestsEn, requestsEs]) {
      expect(words.steps[step]).toBeDefined()
      for (const { name, label } of fieldsOf(step, policy)) if (label === null) expect(words.fields[name]).toBeDefined()
    }
  })

  test.each(STEPS)('%s is refused when nothing is filled in', (step) => {
    expect(transitionSchema.safeParse(stepOf(step, {})).success).toBe(false)
  })

  test('a number that is none is told, not taken for nothing', () => {
    const asked = stepOf('estimate-fees', { pages: 'many', reason: 'r' })
    expect(transitionSchema.safeParse(asked).success).toBe(false)
  })

  test('a step of another name has no form', () => {
    for (const name of ['lapse', 'release-hold', 'toString', '']) expect(isStep(name)).toBe(false)
  })
})
