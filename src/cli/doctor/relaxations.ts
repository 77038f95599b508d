import type { IssuerProfile } from '../../policy/policy-set.ts'
import { type DoctorCheck, note, ok } from './check.ts'

/** Where an issuer's profile asks for less than RFC 9068 and an hour: allowed, and never silent. */
export const relaxations: DoctorCheck = {
  name: 'relaxations',
  needs: ['policy'],
  run({ policy }) {
    const found = policy!.issuers.flatMap((issuer) =>
      relaxationsOf(issuer).map((what) => note(`issuer ${issuer.id}: ${what}`)),
    )
    return found.length > 0 ? found : [ok('every issuer is held to the strict profile')]
  },
}

function relaxationsOf(issuer: IssuerProfile): string[] {
  return [
    ...(issuer.typ.includes('JWT') ? ['accepts typ JWT; access tokens are told from ID tokens by their claims'] : []),
    ...(issuer.audienceShared ? ['accepts tokens that are for other audiences too'] : []),
    ...(issuer.maxLifeMinutes > 60 ? [`accepts tokens that live ${issuer.maxLifeMinutes} minutes`] : []),
    ...(issuer.emailRequired ? [] : ['asks for no e-mail address']),
    ...(issuer.claims.tokenId === undefined ? ['its tokens have no id; a digest stands for it'] : []),
    ...(issuer.subjectType.absent === undefined
      ? []
      : [`takes subjects without a type for ${issuer.subjectType.absent}`]),
  ]
}
