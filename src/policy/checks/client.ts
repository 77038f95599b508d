import { type Case, oblige, pass, refuse, type Verdict } from './check.ts'

/** An app without a registration has no responsible official, so nobody answers for what it does. */
export function client({ facts, client: registration }: Case): Verdict {
  const { client: clientId } = facts.principal
  if (registration === null) {
    return refuse(
      'client',
      ['MS-31', 'MS-02', 'MO-41'],
      'audience_not_granted',
      `Client ${clientId} is not registered.`,
      {
        next: 'Ask your unit to register the app, with a responsible official.',
      },
    )
  }
  if (facts.now >= registration.endsAt) {
    return refuse(
      'client',
      ['MS-31', 'MS-02', 'MO-41'],
      'approval_expired',
      `The registration of client ${clientId} expired on ${registration.expires}.`,
      {
        next: 'Ask the responsible official to renew the registration.',
      },
    )
  }
  if (registration.systems !== undefined && !registration.systems.includes(facts.system.id)) {
    return refuse(
      'client',
      ['MS-40'],
      'audience_not_granted',
      `Client ${clientId} is not registered for system ${facts.system.id}.`,
    )
  }
  if (facts.now >= registration.expiresAt) {
    const why = `The registration of client ${clientId} expired on ${registration.expires}; days of grace run.`
    return oblige('client', ['MS-31', 'MS-02', 'MO-41'], why)
  }
  return pass(
    'client',
    ['MS-31', 'MO-41'],
    `Client ${clientId} is registered; ${registration.responsibleOfficial} is responsible for it.`,
  )
}
