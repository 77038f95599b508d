import { useOf } from '../../core/suspension.ts'
import type { Suspension } from '../facts.ts'
import { type Case, pass, refuse, type Verdict } from './check.ts'

/** The emergency stop, and systems that the catalog itself suspends. */
export function suspended({ facts, purpose }: Case): Verdict {
  if (facts.system.approval.status === 'suspended') {
    return refuse(
      'suspended',
      ['MS-31', 'MO-24'],
      'system_suspended',
      `System ${facts.system.id} is suspended in the catalog.`,
    )
  }
  const applies = ({ target, value }: Suspension): boolean => {
    switch (target) {
      case 'all':
        return true
      case 'system':
        return value === facts.system.id
      case 'vendor':
        return value === facts.system.vendor.name
      case 'client':
        return value === facts.principal.client
      case 'purpose':
        return value === purpose?.id
      case 'unit':
        return value === facts.principal.unit
      case 'person':
        return value === facts.principal.key
    }
  }
  const stop = facts.suspensions.find(applies)
  if (stop === undefined) return pass('suspended', ['MS-31', 'MO-24'], 'No suspension applies.')
  if (stop.because === 'version') return unaccepted(facts.system.id, stop.reason)
  const why = `A suspension by ${stop.target} is in force.`
  const message = stop.reason === undefined ? {} : { message: `${useOf(stop)} is suspended: ${stop.reason}` }
  return refuse('suspended', ['MS-31', 'MO-24'], 'system_suspended', why, message)
}

/** Clause MS-54: a version that goes on answering beyond the policy’s days, or that stops its system at once. */
function unaccepted(system: string, reason: string | undefined): Verdict {
  const why = `System ${system} answers as a version that nobody has accepted.`
  return refuse('suspended', ['MS-54', 'MS-31'], 'system_suspended', why, {
    message: reason === undefined ? why : `System ${system} is suspended: ${reason}`,
    next: 'Have two officers look at the version and resume the system, or use another approved system.',
  })
}
