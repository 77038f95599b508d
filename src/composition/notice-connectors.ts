import { readFileSync } from 'node:fs'
import { rootCertificates } from 'node:tls'
import type { Config } from '../config.ts'
import type { Clock } from '../core/ids.ts'
import type { Connector } from '../notifications/connector.ts'
import { mailConnector } from '../notifications/smtp.ts'
import { webhookConnector } from '../notifications/webhook.ts'
import type { NoticeConnector, PolicySet } from '../policy/policy-set.ts'

export interface NoticeConnectorParts {
  readonly policy: () => PolicySet
  readonly clock: Clock
  readonly config: Pick<Config, 'caFile'>
  readonly credentialOf: (reference: string) => string | null
}

/** Connectors as the policy in force has them: one for each, made again when the policy says something else of it. */
export function noticeConnectors({
  policy,
  clock,
  config,
  credentialOf,
}: NoticeConnectorParts): (id: string) => Connector | null {
  const ca = config.caFile === null ? [] : [...rootCertificates, readFileSync(config.caFile, 'utf8')]
  const made = new Map<string, { readonly of: NoticeConnector; readonly connector: Connector }>()
  return (id) => {
    const of = policy().incidents.connectors.find((one) => one.id === id)
    if (of === undefined) return null
    const known = made.get(id)
    if (known?.of === of) return known.connector
    const connector = of.kind === 'smtp' ? mailOf(of) : hookOf(of)
    made.set(id, { of, connector })
    return connector
  }

  function mailOf(server: Extract<NoticeConnector, { kind: 'smtp' }>): Connector {
    const login = server.credential === 'none' ? null : credentialOf(server.credential)
    if (login === null && server.credential !== 'none') return unusable
    return mailConnector(server, login, ca)
  }

  function hookOf(receiver: Extract<NoticeConnector, { kind: 'webhook' }>): Connector {
    const secret = credentialOf(receiver.secret)
    return secret === null ? unusable : webhookConnector(receiver, secret, ca, () => clock.now())
  }
}

/** Its credential isn’t there: notices wait until it is. */
const unusable: Connector = {
  send: () => Promise.reject(new Error('the connector’s credential isn’t there')),
}
