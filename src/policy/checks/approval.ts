import { type Case, oblige, pass, refuse, type Verdict } from './check.ts'

/** Approved, still approved, and a system that calls may be routed to. */
export function approval({ facts }: Case): Verdict {
  const { system, now } = facts
  const { status, expires } = system.approval
  if (status === 'requested')
    return refuse(
      'approval',
      ['MS-40', 'MS-56'],
      'approval_required',
      `System ${system.id} is requested, not approved.`,
    )
  if (status === 'retired')
    return refuse('approval', ['MS-40'], 'system_not_approved', `System ${system.id} is retired.`)
  if (!system.routable)
    return refuse('approval', ['MS-40'], 'system_not_approved', `System ${system.id} is listed for information only.`)
  if (now >= system.endsAt)
    return refuse(
      'approval',
      ['MS-40'],
      'approval_expired',
      status === 'provisional'
        ? `The provisional approval of system ${system.id} is over.`
        : `The approval of system ${system.id} expired on ${expires}.`,
    )
  if (now >= system.expiresAt)
    return oblige(
      'approval',
      ['MS-40'],
      `The approval of system ${system.id} expired on ${expires}; days of grace run.`,
    )
  if (status === 'provisional') {
    const until = new Date(system.expiresAt).toISOString()
    return oblige('approval', ['MS-48', 'MS-56'], `System ${system.id} is approved provisionally until ${until}.`)
  }
  return pass('approval', ['MS-40', 'MS-56'], `System ${system.id} is approved until ${expires}.`)
}
