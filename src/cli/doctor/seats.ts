import { emptySeats } from '../../approvals/seats.ts'
import { FILES_ONLY } from '../files-only.ts'
import { type DoctorCheck, note, ok, warn } from './check.ts'

/** Clauses MS-48, MS-52: a seat that nobody can hold blocks what needs it, and is asked for until somebody does. */
export const seats: DoctorCheck = {
  name: 'seats',
  needs: ['policy'],
  run({ policy }) {
    const { approvals } = policy!
    if (approvals === null) return [warn('approvals.yaml is missing: nothing can be approved in the gateway')]
    const now = Date.now()
    const empty = emptySeats(policy!, now)
    const over = approvals.delegates.filter(({ endsAt }) => endsAt <= now)
    return [
      note(FILES_ONLY),
      ...(empty.length === 0 ? [ok('every seat can be held, in every agency')] : []),
      ...empty.map(({ seat, agency, blocks }) =>
        warn(
          `nobody holds seat ${seat} of ${agency}: blocked is ${blocks.join(', ')}; map a role in issuers.yaml, or name an officer of the enterprise in approvals.yaml`,
        ),
      ),
      ...over.map(({ id }) => note(`the delegation ${id} is over`)),
      ...(policy!.exceptions.deputies.length === 0
        ? [note('nobody is named to decide about exceptions in the executive director’s absence')]
        : []),
    ]
  },
}
