import { higherClass } from '../../core/decision.ts'
import { type Case, pass, refuse, type Verdict } from './check.ts'

/** Which data the system may be given. */
export function dataClass({ facts, dataClass: effective, grants }: Case): Verdict {
  const { system, classCeiling } = facts
  if (classCeiling != null && higherClass(effective.dataClass, classCeiling) !== classCeiling) {
    return refuse(
      'device-posture',
      ['MS-11'],
      'data_class_not_permitted',
      `The device isn’t compliant, so only ${classCeiling} data may be sent; the data counts as ${effective.dataClass} (${effective.from}).`,
      { next: 'Bring the device into compliance, or send data that is declared public and is.' },
    )
  }
  const found = Object.keys(facts.entities).filter((entity) => facts.entities[entity]! > 0)
  // In code as well as in the schema: nothing personal goes to a publicly hosted system, redacted or not.
  if (system.hosting === 'public' && (found.length > 0 || effective.dataClass !== 'public')) {
    const why =
      found.length > 0
        ? `the request holds ${found.join(', ')}`
        : `the data counts as ${effective.dataClass} (${effective.from})`
    return refuse(
      'data-class',
      ['MS-29', 'MS-47'],
      'data_class_not_permitted',
      `System ${system.id} is publicly hosted and ${why}.`,
    )
  }
  const what = `class ${effective.dataClass} (${effective.from})`
  // Whoever learns from what they are sent has published it; without valid evidence of the contrary, assume they do.
  if (system.promise !== null && facts.now >= system.promise.endsAt && effective.dataClass !== 'public') {
    return refuse(
      'data-class',
      ['MO-37', 'MS-57'],
      'data_class_not_permitted',
      `The ${system.promise.what} ended on ${system.promise.due}, so system ${system.id} may be sent public data only, and this is ${what}.`,
      { next: `Ask ${system.promise.owner} to renew the evidence, or use a system approved for this class.` },
    )
  }
  if (system.promise === null && system.hosting !== 'on-prem' && effective.dataClass !== 'public') {
    return refuse(
      'data-class',
      ['MO-37', 'MS-57'],
      'data_class_not_permitted',
      `No evidence is on file that system ${system.id} doesn’t train on what it is sent, and this is ${what}.`,
    )
  }
  if (grants.dataClass.length === 0) {
    return refuse(
      'data-class',
      ['MS-29', 'MS-48'],
      'data_class_not_permitted',
      `System ${system.id} is not granted for ${what}.`,
    )
  }
  return pass('data-class', ['MS-29', 'MS-48'], `System ${system.id} is granted for ${what}.`)
}
