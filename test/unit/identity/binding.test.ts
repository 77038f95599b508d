import { expect, test } from 'vitest'
import { bindingOf } from '#src/identity/binding.ts'
import { TokenRefused } from '#src/identity/token-refused.ts'
import type { TrustedIssuer } from '#src/identity/trust.ts'
import { trustedIssuer } from '#test/support/trust.ts'

const PRINT = 'A'.repeat(43)

function read(cnf: unknown, senderConstraint: TrustedIssuer['senderConstraint'] = 'offered'): unknown {
  try {
    return bindingOf(cnf === undefined ? {} : { cnf }, trustedIssuer('https://issuer.example', { senderConstraint }))
  } catch (error) {
    if (error instanceof TokenRefused) return error.fault
    throw error
  }
}

test.each([
  [undefined, 'offered', null],
  [undefined, 'dpop', 'unbound'],
  [undefined, 'mtls', 'unbound'],
  [undefined, 'either', 'unbound'],
  [{ jkt: PRINT }, 'offered', { jkt: PRINT, x5t: null, nonce: false }],
  [{ jkt: PRINT }, 'dpop', { jkt: PRINT, x5t: null, nonce: false }],
  [{ jkt: PRINT }, 'mtls', 'unbound'],
  [{ jkt: PRINT }, 'either', { jkt: PRINT, x5t: null, nonce: false }],
  [{ 'x5t#S256': PRINT }, 'mtls', { jkt: null, x5t: PRINT, nonce: false }],
  [{ 'x5t#S256': PRINT }, 'dpop', 'unbound'],
  [{ jkt: PRINT, 'x5t#S256': PRINT }, 'offered', { jkt: PRINT, x5t: PRINT, nonce: false }],
  [{}, 'offered', 'confirmation'],
  [{ jkt: PRINT, kid: 'x' }, 'offered', 'confirmation'],
  [{ jkt: '' }, 'offered', 'confirmation'],
  [{ jkt: 7 }, 'offered', 'confirmation'],
  [{ 'x5t#S256': `${PRINT}=` }, 'offered', 'confirmation'],
  [null, 'offered', 'confirmation'],
  ['x', 'offered', 'confirmation'],
  [[PRINT], 'offered', 'confirmation'],
] as const)('cnf %j where binding is %s: %j', (cnf, constraint, expected) => {
  expect(read(cnf, constraint)).toEqual(expected)
})
