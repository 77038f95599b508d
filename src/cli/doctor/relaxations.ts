import { issuerRelaxations } from '../../policy/issuer-relaxations.ts'
import { type DoctorCheck, note, ok } from './check.ts'

/** Where an issuer's profile asks for less than RFC 9068 and an hour. */
export const relaxations: DoctorCheck = {
  name: 'relaxations',
  needs: ['policy'],
  run({ policy }) {
    const found = policy!.issuers.flatMap((issuer) =>
      issuerRelaxations(issuer).map((what) => note(`issuer ${issuer.id}: ${what}`)),
    )
    return found.length > 0 ? found : [ok('every issuer is held to the strict profile')]
  },
}
