import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createKeyRing } from '#src/records/key-ring.ts'
import { chatAnswer } from './answer-events.ts'
import { ask, chatQuestion } from './asking.ts'
import { type FakeIssuer, startFakeIssuer } from './fake-issuer.ts'
import { type PolicyFolder, policyFolder } from './policy-folder.ts'
import { type RawUpstream, startRawUpstream } from './raw-upstream.ts'
import { startGateway, type TestGateway } from './start-gateway.ts'

type Json = Record<string, unknown>

export interface ApiAnswer {
  readonly status: number
  // Tests look into it as it comes.
  // biome-ignore lint/suspicious/noExplicitAny: the answer's form is what is tested
  readonly body: any
  readonly headers: Headers
}

/** A gateway over a profile folder of its own, with people of all duties, and time that can be moved. */
export interface ApprovalsBed {
  readonly gateway: TestGateway
  readonly profile: PolicyFolder
  readonly issuer: FakeIssuer
  readonly upstream: RawUpstream
  readonly clock: { ahead: number; now(): number }
  /** A token of somebody; the part before a dash is their duty: `cto`, `security-2`. */
  token(who: string, claims?: Json): Promise<string>
  api(
    method: string,
    path: string,
    who: string,
    body?: object,
    headers?: Readonly<Record<string, string>>,
  ): Promise<ApiAnswer>
  /** Sends a request, and resolves to its number. */
  send(who: string, asked?: Json): Promise<string>
  find(number: string, who: string): Promise<ApiAnswer>
  /** Looks at what would be approved, and approves of it. */
  approve(number: string, who: string, conditions?: Json): Promise<ApiAnswer>
  decide(number: string, who: string, decision: string, more?: Json): Promise<ApiAnswer>
  /** A question to the model, with data of a class: the status, and the code of a refusal. */
  use(
    who: string,
    dataClass: string,
    more?: { purpose?: string; model?: string },
  ): Promise<readonly [number, string | null]>
  /** Another gateway of the same log, which has to be in PostgreSQL. */
  peer(): Promise<TestGateway>
  /** Ends the gateway and starts another one on the same log. */
  restart(): Promise<void>
  close(): Promise<void>
}

/** Units and claims of the made-up people. */
const DUTIES: Readonly<Record<string, Json>> = {
  staff: {},
  supervisor: { roles: ['staff', 'supervisor'] },
  leader: { roles: ['staff', 'supervisor', 'unit-leader'] },
  security: { roles: ['staff', 'security-officer'], department: 'ITS-SECURITY', acr: 'aal3' },
  privacy: { roles: ['staff', 'privacy-officer'], department: 'ITS-SECURITY', acr: 'aal3' },
  legal: { roles: ['staff', 'attorney'], department: 'ITS-LEGAL', acr: 'aal3' },
  cto: { roles: ['staff', 'cto'], department: 'ITS-EXEC', acr: 'aal3' },
  director: { roles: ['staff', 'executive-director'], department: 'ITS-EXEC', acr: 'aal3' },
  auditor: { roles: ['staff', 'auditor'], department: 'ITS-AUDIT', acr: 'aal3' },
}

export const ASKED = {
  system: 'sandbox',
  purpose: 'summarise',
  data_class: 'confidential',
  need: 'Summaries of grievance files',
  who: 'Only me',
}

export interface ApprovalsBedOptions {
  /** `approvals.yaml` of the profile itself. */
  readonly approvals?: string
  /** `exceptions.yaml` of the profile. */
  readonly exceptions?: string
  /** PostgreSQL; the embedded store where it is left out. */
  readonly databaseUrl?: string
}

export async function startApprovalsBed({
  approvals,
  exceptions,
  databaseUrl,
}: ApprovalsBedOptions = {}): Promise<ApprovalsBed> {
  const folder = mkdtempSync(join(tmpdir(), 'approvals-'))
  const issuer = await startFakeIssuer()
  const upstream = await startRawUpstream((_request, reply) => reply.json(200, chatAnswer('Yes.')))
  const profile = policyFolder()
  // The catalog of the profile names a file that no test machine has.
  profile.edit('catalog.yaml', 'credential: file:/run/secrets/pine-api-key', 'credential: none')
  // The profile’s own tests are asked without the demo, whose people these documents name.
  if (approvals !== undefined || exceptions !== undefined) profile.dropTests()
  if (approvals !== undefined) profile.write('approvals.yaml', approvals)
  if (exceptions !== undefined) profile.write('exceptions.yaml', exceptions)
  const clock = { ahead: 0, now: () => Date.now() + clock.ahead }
  const recordKey = createKeyRing()
  const start = (instance = 'gw-a', data = folder) =>
    startGateway({
      upstream: upstream.origin,
      profile: profile.folder,
      folder: data,
      ...(databaseUrl === undefined
        ? {}
        : { env: { STATEHOUSE_DATABASE_URL: databaseUrl, STATEHOUSE_INSTANCE: instance } }),
      values: { ISSUER: issuer.issuer },
      app: { recordKey, clock },
    })
  let gateway = await start()
  const seconds = (): number => Math.floor(clock.now() / 1000)
  const bed: ApprovalsBed = {
    get gateway() {
      return gateway
    },
    profile,
    issuer,
    upstream,
    clock,
    token: (who, claims = {}) =>
      issuer.sign({
        iss: issuer.issuer,
        aud: 'https://gateway.test',
        sub: who,
        client_id: 'statehouse-demo',
        jti: crypto.randomUUID(),
        iat: seconds(),
        exp: seconds() + 1800,
        auth_time: seconds(),
        email: `${who}@its.ms.gov`,
        subject_type: 'employee',
        department: 'ITS-APPDEV',
        roles: ['staff'],
        training: { 'ai-foundations': '2026-10-01', 'data-classification': '2026-10-01' },
        acr: 'aal2',
        ...DUTIES[who.split('-')[0]!],
        ...claims,
      }),
    async api(method, path, who, body, headers = {}) {
      const answer = await fetch(`${gateway.url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await bed.token(who)}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: await answer.json(), headers: answer.headers }
    },
    async send(who, asked = {}) {
      const sent = await bed.api('POST', '/access-requests', who, { ...ASKED, ...asked })
      if (sent.status !== 201) throw new Error(`not sent: ${JSON.stringify(sent.body)}`)
      return sent.body.number
    },
    find: (number, who) => bed.api('GET', `/access-requests/${number}`, who),
    async approve(number, who, conditions) {
      const asked = conditions === undefined ? {} : { conditions }
      const { status, body } = await bed.api('POST', `/access-requests/${number}/previews`, who, asked)
      const seen = status === 200 ? { revision: body.revision, digest: body.digest } : {}
      const decision = conditions === undefined ? 'approve' : 'approve-with-conditions'
      return bed.decide(number, who, decision, { ...seen, ...asked })
    },
    async decide(number, who, decision, more = {}) {
      const revision = (await bed.find(number, who)).body.revision ?? 1
      return bed.api('POST', `/access-requests/${number}/decisions`, who, {
        decision,
        reason: 'As agreed',
        revision,
        ...more,
      })
    },
    async use(who, dataClass, { purpose = 'summarise', model = 'general-drafting' } = {}) {
      const token = await bed.token(who)
      await gateway.acknowledge(token)
      const answer = await ask(gateway, token, {
        body: { ...chatQuestion('When is the office open?', false), model },
        headers: { 'ai-purpose': purpose, 'ai-data-class': dataClass },
      }).whole()
      const { error } = JSON.parse(answer.text) as { error?: { code: string } }
      return [answer.status, error?.code ?? null]
    },
    peer: () => start('gw-b', join(folder, 'peer')),
    async restart() {
      await gateway.close()
      gateway = await start()
    },
    async close() {
      await gateway.close()
      await Promise.all([issuer.close(), upstream.close()])
      profile.remove()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  return bed
}
