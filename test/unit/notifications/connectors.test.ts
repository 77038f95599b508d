import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Notice } from '#src/notifications/connector.ts'
import { mailConnector, mailOf } from '#src/notifications/smtp.ts'
import { signatureOf, webhookConnector } from '#src/notifications/webhook.ts'
import { createAuthority } from '#test/support/certificates.ts'
import { type MailServer, startMailServer } from '#test/support/mail-server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '#test/support/webhook-receiver.ts'

const NOTICE: Notice = {
  id: '0123456789abcdef0123456789abcdef',
  incident: 'INC-7F3K-92QD-M1XA',
  type: 'lost-device',
  typeName: 'Lost or stolen equipment',
  severity: 'high',
  event: 'opened',
  to: 'property@its.ms.gov',
  at: '2026-11-22T18:00:00.000Z',
  link: 'https://ai.its.ms.gov/console/incidents/INC-7F3K-92QD-M1XA',
}
const authority = createAuthority('Agency authority')
const stranger = createAuthority('Somebody else')
const NOW = Date.parse('2026-11-22T18:00:05Z')

let mail: MailServer
let hook: WebhookReceiver
beforeAll(async () => {
  mail = await startMailServer(authority.issue())
  hook = await startWebhookReceiver(authority.issue())
})
beforeEach(() => hook.answer(204))
afterAll(() => Promise.all([mail.close(), hook.close()]))

const server = () => ({ host: '127.0.0.1', port: mail.port, security: 'tls', from: 'ai@its.ms.gov' }) as const

describe('mail', () => {
  test('is a number, a kind, a link and a confidentiality notice, and nothing else (MS-16)', () => {
    expect(mailOf(NOTICE)).toMatchInlineSnapshot(`
      {
        "subject": "Incident INC-7F3K-92QD-M1XA was received",
        "text": "Incident INC-7F3K-92QD-M1XA was received.
      Kind: Lost or stolen equipment. Severity: high.

      Open it after signing in: https://ai.its.ms.gov/console/incidents/INC-7F3K-92QD-M1XA

      Confidential: this message is for the people who work on incidents. It holds nothing of what was written.
      If it reached you by mistake, delete it and tell nobody of it.",
      }
    `)
  })

  test('goes to its mailbox over TLS, signed in, and nobody’s absence notice answers it', async () => {
    await mailConnector(server(), 'gateway:s3cret', [authority.cert]).send(NOTICE)
    expect(mail.logins.at(-1)).toBe('gateway s3cret')
    expect(mail.mails.at(-1)).toMatchObject({ from: 'ai@its.ms.gov', to: ['property@its.ms.gov'] })
    expect(mail.mails.at(-1)!.data).toMatch(/^Auto-Submitted: auto-generated$/m)
    expect(mail.mails.at(-1)!.data).toContain(`<${NOTICE.id}@its.ms.gov>`)
  })

  test('is not given to a server whose certificate nobody vouches for', async () => {
    const before = mail.mails.length
    await expect(mailConnector(server(), null, [stranger.cert]).send(NOTICE)).rejects.toThrow()
    expect(mail.mails.length).toBe(before)
  })

  test('that a server turns away rejects, so that it is tried again', async () => {
    mail.refuse(1)
    await expect(mailConnector(server(), null, [authority.cert]).send(NOTICE)).rejects.toThrow()
  })
})

describe('a webhook', () => {
  const receiver = (network: 'public' | 'loopback', url = hook.url) =>
    webhookConnector({ url, network }, 'shared secret', [authority.cert], () => NOW)

  test('is signed over its id, its time and its body, and holds no content (MS-16)', async () => {
    await receiver('loopback').send(NOTICE)
    const { headers, body } = hook.received.at(-1)!
    expect(headers['webhook-id']).toBe(NOTICE.id)
    expect(headers['webhook-timestamp']).toBe(String(NOW / 1000))
    expect(headers['webhook-signature']).toBe(`v1,${signatureOf('shared secret', NOTICE.id, String(NOW / 1000), body)}`)
    expect(headers['webhook-signature']).not.toBe(`v1,${signatureOf('other', NOTICE.id, String(NOW / 1000), body)}`)
    expect(JSON.parse(body)).toEqual({
      type: 'incident.opened',
      timestamp: NOTICE.at,
      data: { number: NOTICE.incident, kind: 'lost-device', severity: 'high', link: NOTICE.link },
    })
  })

  test('connects to no address that isn’t listed, whatever the name says at that moment (MO-26)', async () => {
    const before = hook.received.length
    await expect(receiver('public').send(NOTICE)).rejects.toThrow(/not listed/)
    const byName = hook.url.replace('127.0.0.1', 'localhost')
    await expect(receiver('public', byName).send(NOTICE)).rejects.toThrow(/no address/)
    expect(hook.received.length).toBe(before)
  })

  test('follows no redirect, and takes no other answer for a yes', async () => {
    hook.answer(302, { location: hook.url })
    const before = hook.received.length
    await expect(receiver('loopback').send(NOTICE)).rejects.toThrow('the receiver answered 302')
    expect(hook.received.length).toBe(before + 1)
    hook.answer(500)
    await expect(receiver('loopback').send(NOTICE)).rejects.toThrow('the receiver answered 500')
  })
})
