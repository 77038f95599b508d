import type { IssuerProfile } from './policy-set.ts'

const STRICT_LIFE_MINUTES = 60

/** Where an issuer's profile asks for less than RFC 9068 and an hour: allowed, and never silent. One sentence each. */
export function issuerRelaxations(issuer: IssuerProfile): readonly string[] {
  const { claims, subjectType, tokenUse, typ } = issuer
  const isRelaxed: readonly (readonly [boolean, string])[] = [
    [tokenUse === 'id', 'accepts ID tokens, because its access tokens are opaque; residents and guests only'],
    [
      tokenUse === 'access' && typ.includes('JWT'),
      'accepts typ JWT; access tokens are told from ID tokens by their claims',
    ],
    [issuer.audienceShared, 'accepts tokens that are for other audiences too'],
    [issuer.maxLifeMinutes > STRICT_LIFE_MINUTES, `accepts tokens that live ${issuer.maxLifeMinutes} minutes`],
    [!issuer.emailRequired, 'asks for no e-mail address'],
    [claims.subject !== 'sub', `names the subject in ${claims.subject}`],
    [claims.client !== 'client_id', `names the client in ${claims.client}`],
    [claims.tokenId === undefined, 'its tokens have no id; a digest stands for it'],
    [claims.tokenId !== undefined && claims.tokenId !== 'jti', `names the token in ${claims.tokenId}`],
    [subjectType.absent !== undefined, `takes subjects without a type for ${subjectType.absent}`],
  ]
  return isRelaxed.flatMap(([applies, what]) => (applies ? [what] : []))
}
