import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordsContext } from '#src/cli/records-context.ts'
import { createKeyRing } from '#src/records/key-ring.ts'
import { chatAnswer, chatText } from './answer-events.ts'
import { ask, chatQuestion } from './asking.ts'
import { type FakeIssuer, startFakeIssuer } from './fake-issuer.ts'
import { type RawUpstream, startRawUpstream } from './raw-upstream.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'

export const SCIM_CREDENTIAL = 'scim-credential-of-the-state-directory-0123456789'
export const TRANSMITTER_AUDIENCE = 'https://gateway.test/ssf'
export const LOGOUT_AUDIENCE = 'statehouse-chat'

/** A gateway whose directory, transmitter of events and identity provider are the test's own, and can be restarted. */
export interface DeactivationBed {
  readonly gateway: TestGateway
  readonly issuer: FakeIssuer
  readonly transmitter: FakeIssuer
  readonly upstream: RawUpstream
  readonly folder: string
  /** An access token of the person, issued now; claims may be changed. */
  token(subject: string, changes?: Record<string, unknown>): Promise<string>
  /** A security event token about the person. */
  event(
    type: string,
    subject: string,
    event?: Record<string, unknown>,
    changes?: Record<string, unknown>,
  ): Promise<string>
  logoutToken(changes: Record<string, unknown>, header?: Record<string, unknown>): Promise<string>
  push(token: string): Promise<Response>
  logout(token: string): Promise<Response>
  scim(method: string, path: string, body?: unknown, credential?: string): Promise<Response>
  /** Creates an account in the directory, active; its subject is its externalId. Resolves to its id. */
  createAccount(subject: string): Promise<string>
  /** A question to a model: what it is answered with, and the code of a refusal. */
  status(token: string, headers?: Readonly<Record<string, string>>): Promise<readonly [number, string | null]>
  /** A call of the governance API. */
  api(method: string, path: string, token: string, body?: object): Promise<{ status: number; body: ApiBody }>
  /** A token of the security officer. */
  officer(): Promise<string>
  /** An operator’s shell on this machine: no token, no identity provider. */
  shell(user: string): { readonly said: string[]; readonly context: RecordsContext }
  /** Ends the gateway and starts another one on the same data. */
  restart(): Promise<void>
  close(): Promise<void>
}

export interface ApiBody {
  readonly id: string
  readonly title: string
  readonly incidents: readonly { readonly found?: { readonly about: { readonly holder?: string } } }[]
  readonly suspensions: readonly object[]
}

export const seconds = (): number => Math.floor(Date.now() / 1000)

/** Streams begin and go on only if somebody ends them; whole answers come at once. */
export async function startDeactivationBed(): Promise<DeactivationBed> {
  const folder = await mkdtemp(join(tmpdir(), 'statehouse-'))
  const [issuer, transmitter] = await Promise.all([startFakeIssuer(), startFakeIssuer()])
  const upstream = await startRawUpstream(async (request, reply) => {
    if (request.body.includes('"stream":true')) {
      await reply.beginEvents()
      await reply.chunk(chatText('First words. '))
      return
    }
    await reply.json(200, chatAnswer('Yes.'))
  })
  const recordKey = createKeyRing()
  const start = (): Promise<TestGateway> =>
    startGateway({
      upstream: upstream.origin,
      folder,
      app: { recordKey },
      values: { ISSUER: issuer.issuer },
      env: { SCIM_TEST: SCIM_CREDENTIAL },
      changePolicy(policy) {
        policy.quotas = []
        const profile = policy.issuers.find(({ id }) => id === 'demo')!
        profile.scim = {
          credential: 'env:SCIM_TEST',
          subject: 'externalId',
          inactive: 'separated',
          groups: { auditor: 'AI Auditors', supervisor: 'Supervisors' },
        }
        profile.securityEvents = {
          transmitter: transmitter.issuer,
          jwksUri: transmitter.jwksUri,
          audience: [TRANSMITTER_AUDIENCE],
          algorithms: ['ES256'],
        }
        profile.backChannelLogout = { audience: [LOGOUT_AUDIENCE] }
      },
    })
  let gateway = await start()
  const post = (path: string, type: string, body: string): Promise<Response> =>
    fetch(gateway.url + path, { method: 'POST', headers: { 'content-type': type }, body })
  const bed: DeactivationBed = {
    get gateway() {
      return gateway
    },
    issuer,
    transmitter,
    upstream,
    folder,
    token: (subject, changes = {}) =>
      issuer.sign({
        iss: issuer.issuer,
        aud: 'https://gateway.test',
        sub: subject,
        client_id: 'statehouse-demo',
        jti: crypto.randomUUID(),
        iat: seconds(),
        exp: seconds() + 1800,
        auth_time: seconds(),
        email: `${subject}@its.ms.gov`,
        subject_type: 'employee',
        department: 'ITS-APPDEV',
        roles: ['staff'],
        training: { 'ai-foundations': '2026-10-01', 'data-classification': '2026-10-01' },
        acr: 'aal2',
        ...changes,
      }),
    event: (type, subject, event = {}, changes = {}) =>
      transmitter.sign(
        {
          iss: transmitter.issuer,
          aud: TRANSMITTER_AUDIENCE,
          jti: crypto.randomUUID(),
          iat: seconds(),
          sub_id: { format: 'iss_sub', iss: issuer.issuer, sub: subject },
          events: { [type]: { event_timestamp: seconds(), ...event } },
          ...changes,
        },
        { typ: 'secevent+jwt' },
      ),
    logoutToken: (changes, header = { typ: 'logout+jwt' }) =>
      issuer.sign(
        {
          iss: issuer.issuer,
          aud: LOGOUT_AUDIENCE,
          jti: crypto.randomUUID(),
          iat: seconds(),
          exp: seconds() + 120,
          events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
          ...changes,
        },
        header,
      ),
    push: (token) => post('/ssf/events', 'application/secevent+jwt', token),
    logout: (token) =>
      post(
        '/oidc/backchannel-logout',
        'application/x-www-form-urlencoded',
        `logout_token=${encodeURIComponent(token)}`,
      ),
    scim: (method, path, body, credential = SCIM_CREDENTIAL) =>
      fetch(`${gateway.url}/scim/v2${path}`, {
        method,
        headers: {
          authorization: `Bearer ${credential}`,
          ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    async createAccount(subject) {
      const user = { userName: `${subject}@its.ms.gov`, externalId: subject, active: true }
      const made = await bed.scim('POST', '/Users', user)
      if (made.status !== 201) throw new Error(`the account was not created: ${await made.text()}`)
      return ((await made.json()) as { id: string }).id
    },
    async status(token, headers = {}) {
      const body = chatQuestion('When is the office open?', false)
      const answer = await ask(gateway, token, { body, headers }).whole()
      const { error } = JSON.parse(answer.text) as { error?: { code: string } }
      return [answer.status, error?.code ?? null]
    },
    async api(method, path, token, body) {
      const answer = await fetch(gateway.url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return { status: answer.status, body: (await answer.json()) as ApiBody }
    },
    officer: () => bed.token('sam', { roles: ['staff', 'security-officer'], department: 'ITS-SECURITY', acr: 'aal3' }),
    shell(user) {
      const said: string[] = []
      const say = (line: string) => void said.push(line)
      const keys = { recordKeyFile: join(folder, 'r'), logKeyFile: join(folder, 'l') }
      return { said, context: { env: { SUDO_USER: user }, stdout: say, stderr: say, dataFolder: folder, ...keys } }
    },
    async restart() {
      await gateway.close()
      gateway = await start()
    },
    async close() {
      await gateway.close()
      await Promise.all([issuer.close(), transmitter.close(), upstream.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
  return bed
}
