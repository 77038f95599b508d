import { type Case, pass, refuse, type Verdict } from './check.ts'

const RULE = 'licence'

/** What the contract with the vendor allows: uses and seats. */
export function licence({ facts, purpose }: Case): Verdict {
  const { system, seats } = facts
  const contract = system.licence
  if (contract === undefined) return pass(RULE, ['MS-04'], 'The licence limits neither uses nor seats.')
  // A purpose that is on no list is the purpose check’s to refuse; here it would be text of the caller’s in a receipt.
  if (contract.permittedUses !== undefined && purpose !== null && !contract.permittedUses.includes(purpose.id)) {
    return refuse(
      RULE,
      ['MS-04'],
      'purpose_not_permitted',
      `Contract ${contract.contract} doesn’t license system ${system.id} for purpose ${purpose.id}.`,
    )
  }
  if (contract.seats !== undefined) {
    // A count that nobody gave isn't taken for room.
    if (seats === undefined || (!seats.own && seats.taken >= contract.seats)) {
      return refuse(
        RULE,
        ['MS-04'],
        'audience_not_granted',
        `All ${contract.seats} seats of contract ${contract.contract} are taken.`,
        { next: 'Ask the owner of the licence for a seat.' },
      )
    }
  }
  return pass(RULE, ['MS-04'], `Contract ${contract.contract} covers this use.`)
}
