import { setTimeout as wait } from 'node:timers/promises'
import { isLoopback } from '../config.ts'
import type { Clock } from '../core/ids.ts'
import { Interruption } from '../core/registry.ts'
import { collectedReply } from '../http/public-chat/collected-reply.ts'
import { openidAppTokens } from '../identity/sign-in/app-token.ts'
import { checkClient } from '../oversight/checks/check-plan.ts'
import type { CheckAnswer, CheckQuestion } from '../oversight/checks/run-check.ts'
import type { Gateway } from '../pipeline/gateway.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import type { Egress } from '../upstream/egress.ts'
import { openaiChat } from '../wires/openai-chat.ts'

export interface AskAsChecksParts {
  readonly gateway: Gateway
  readonly egress: Egress
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly credentialOf: (reference: string) => string | null
}

/** A question that isn’t answered for so long is given up, milliseconds. */
const ANSWER_MS = 5 * 60_000

/**
 * Asks as the app that the policy names for the gateway’s own checks, with that app’s token and by the same stages as
 * anybody: what the app may not, a check may not.
 * @param stopping ends what is under way.
 */
export function askAsChecks(
  { gateway, egress, policy, clock, credentialOf }: AskAsChecksParts,
  stopping: AbortSignal,
): (question: CheckQuestion) => Promise<CheckAnswer> {
  const tokens = openidAppTokens({
    clock,
    credentialOf,
    isLocal: (issuer) => isLoopback(new URL(issuer).hostname),
    fetch: (url, init) => egress.fetch(url, init as unknown as Parameters<Egress['fetch']>[1]),
  })

  async function asked({ model, purpose, text }: CheckQuestion): Promise<CheckAnswer> {
    const client = checkClient(policy())
    const issuer = policy().issuers.find(({ id }) => id === client?.issuer)
    if (client?.checks === undefined || issuer === undefined) return { fault: 'no_client' }
    const { credential, scopes = issuer.scopes } = client.checks
    const place = { issuer: issuer.issuer, client: client.id, credential, scopes }
    const token = await tokens.token(place).catch(() => null)
    if (token === null) return { fault: 'no_credential' }
    const headers = { authorization: `Bearer ${token}`, 'ai-purpose': purpose }
    const exchange = gateway.open(
      {
        ...{ method: 'POST', path: openaiChat.path, headers },
        ...{ repeatedCredential: false, remoteAddress: '', clientCertificate: null },
      },
      openaiChat,
    )
    const over = new AbortController()
    const leave = (): void => exchange.open.abort.abort(new Interruption('client_left', null))
    stopping.addEventListener('abort', leave)
    wait(ANSWER_MS, undefined, { signal: over.signal, ref: false }).then(leave, () => {})
    try {
      const body = Buffer.from(JSON.stringify({ model, messages: [{ role: 'user', content: text }] }))
      const refused = (await gateway.admit(exchange)) ?? (await gateway.judge(exchange, body))
      if (refused !== null) {
        const { code } = await gateway.refused(exchange, refused)
        if (code.startsWith('credential_')) tokens.forget(place)
        return { fault: code }
      }
      const reply = collectedReply()
      await gateway.conduct(exchange, reply)
      const answer = await reply.collected
      return answer?.status === 200 ? { record: exchange.id, caller: exchange.principal! } : { fault: 'no_answer' }
    } finally {
      over.abort()
      stopping.removeEventListener('abort', leave)
    }
  }

  return (question) => asked(question).catch(() => ({ fault: 'fault' }))
}
