import { expect, test } from 'vitest'
import { refusal } from '#src/core/refusal-codes.ts'
import { Interruption } from '#src/core/registry.ts'
import type { Exchange } from '#src/pipeline/exchange.ts'
import { afterBody, beforeBody } from '#src/pipeline/order.ts'
import { runStages } from '#src/pipeline/run.ts'
import type { PipelineParts, RequestStage } from '#src/pipeline/stage.ts'

const parts = {} as PipelineParts

function exchangeWith(abort = new AbortController()): Exchange {
  return { open: { abort } } as unknown as Exchange
}

function stage(name: string, run: RequestStage['run']): RequestStage {
  return { name, onFault: 'detector_unavailable', run }
}

test('the stages stand in the decided order', () => {
  expect([...beforeBody, ...afterBody].map(({ name }) => name)).toEqual([
    'authenticate',
    'resolve-principal',
    'refuse-revoked',
    'require-acknowledgments',
    'read-declarations',
    'read-prompt',
    'resolve-system',
    'inspect-prompt',
    'decide-policy',
    'reserve-quota',
    'redact-prompt',
    'record-prompt',
  ])
})

test.each([...beforeBody, ...afterBody])(
  'stage $name refuses when it breaks, so there is no way from an error to the upstream',
  async (broken) => {
    const later = stage('later', () => {
      throw new Error('a later stage ran')
    })
    // Nothing that a stage needs is there, so whatever it does it fails.
    const outcome = await runStages([broken, later], exchangeWith(), parts)
    expect(outcome.refusal).toMatchObject({ code: broken.onFault, rule: `fault:${broken.name}` })
    expect(outcome.fault?.stage).toBe(broken.name)
  },
)

test('the first refusal ends the run', async () => {
  const ran: string[] = []
  const pass = stage('pass', () => {
    ran.push('pass')
    return null
  })
  const refuse = stage('refuse', async () => refusal('acceptable_use'))
  const outcome = await runStages([pass, refuse, pass], exchangeWith(), parts)
  expect([outcome.refusal?.code, ran]).toEqual(['acceptable_use', ['pass']])
})

test('an exchange that is cut between two stages goes no further, and its caller is told why', async () => {
  const abort = new AbortController()
  const cut = stage('cut', () => {
    abort.abort(new Interruption('revoked', refusal('credential_revoked')))
    return null
  })
  const never = stage('never', () => {
    throw new Error('ran')
  })
  expect(await runStages([cut, never], exchangeWith(abort), parts)).toEqual({ refusal: refusal('credential_revoked') })
})
