import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import { chooseMessage } from '../../disclosure/messages.ts'
import { ACKNOWLEDGMENT, acknowledgedBy } from '../../pipeline/stages/require-acknowledgments.ts'
import { acknowledgmentEnds, noticeKey } from '../../policy/due-notice.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import { acknowledge } from '../acknowledge.ts'
import type { Contract } from '../contract.ts'
import { callerOf } from '../governance-api.ts'

/** Clauses MS-17, MS-21: notices to read, and the acknowledgment of one. */
export async function acknowledgmentRoutes(
  app: FastifyInstance,
  parts: { contract: Contract; policy: () => PolicySet; ledger: Ledger; clock: Clock },
): Promise<void> {
  app.get('/notices', { schema: parts.contract.schema('listNotices') }, async (request) => {
    const policy = parts.policy()
    const caller = callerOf(request)
    const notices = policy.notices.filter((notice) => notice.subjectTypes.includes(caller.subjectType))
    return {
      notices: notices.map((notice) => {
        const { text, language } = chooseMessage(
          notice.text,
          request.headers['accept-language'],
          policy.disclosures.languages,
        )
        const key = noticeKey(notice)
        const at = acknowledgedBy(parts.ledger.state, caller).at(key)
        const ends = at === null ? null : acknowledgmentEnds(notice, at, policy.profile.timezone)
        return {
          notice: key,
          title: notice.title[language],
          text,
          language,
          clauses: notice.clauses,
          acknowledged: parts.ledger.state.get(ACKNOWLEDGMENT, `${caller.key}|${key}`) ?? null,
          renewBy: ends === null ? null : new Date(ends).toISOString(),
        }
      }),
    }
  })
  app.post('/acknowledgments', { schema: parts.contract.schema('acknowledgeNotice') }, async (request, reply) => {
    const { notice } = request.body as { notice: string }
    const { value, isNew } = await acknowledge(parts, callerOf(request), notice, request.headers['accept-language'])
    return reply.code(isNew ? 201 : 200).send(value)
  })
}
