import type { FastifyInstance } from 'fastify'
import type { Clock } from '../../core/ids.ts'
import { chooseMessage } from '../../disclosure/messages.ts'
import { ACKNOWLEDGMENT } from '../../pipeline/stages/require-acknowledgments.ts'
import { noticeKey } from '../../policy/due-notice.ts'
import type { PolicySet } from '../../policy/policy-set.ts'
import type { Ledger } from '../../records/ledger.ts'
import type { Contract } from '../contract.ts'
import { callerOf, Refused } from '../governance-api.ts'

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
        return {
          notice: key,
          title: notice.title[language],
          text,
          language,
          clauses: notice.clauses,
          acknowledged: parts.ledger.state.get(ACKNOWLEDGMENT, `${caller.key}|${key}`) ?? null,
        }
      }),
    }
  })
  app.post('/acknowledgments', { schema: parts.contract.schema('acknowledgeNotice') }, async (request, reply) => {
    const policy = parts.policy()
    const caller = callerOf(request)
    const { notice: key } = request.body as { notice: string }
    const notice = policy.notices.find(
      (candidate) => noticeKey(candidate) === key && candidate.subjectTypes.includes(caller.subjectType),
    )
    if (notice === undefined)
      throw new Refused('malformed_body', {
        clause: 'MS-17',
        message: 'There is no such notice for you.',
        next: 'GET /api/v1/notices lists them.',
      })
    const stateKey = `${caller.key}|${key}`
    const known = parts.ledger.state.get(ACKNOWLEDGMENT, stateKey)
    if (known !== undefined) return reply.code(200).send(known)
    const { language } = chooseMessage(notice.text, request.headers['accept-language'], policy.disclosures.languages)
    const value = { notice: key, at: new Date(parts.clock.now()).toISOString(), language }
    await parts.ledger.write({
      type: 'admin',
      agency: caller.agency,
      actor: caller,
      meta: { action: 'acknowledge', ...value },
      state: [{ kind: ACKNOWLEDGMENT, key: stateKey, value }],
    })
    return reply.code(201).send(value)
  })
}
