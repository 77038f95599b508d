import { z } from 'zod'
import { credential } from './issuer-signals.ts'
import { httpsUrl, isLoopbackHost } from './network.ts'
import { clauses, formVersion, id } from './terms.ts'

/** `tls://host:port`, or `tcp://` to a literal loopback address (MS-13). */
const syslogUrl = z.string().superRefine((value, context) => {
  const url = URL.parse(value)
  const isThere = url !== null && url.port !== '' && url.username === '' && /^\/?$/.test(url.pathname)
  if (isThere && (url.protocol === 'tls:' || (url.protocol === 'tcp:' && isLoopbackHost(url.hostname)))) return
  context.addIssue({
    code: 'custom',
    message: 'must be tls://host:port; tcp is for a literal loopback address only (MS-13)',
  })
})

const target = z.discriminatedUnion('kind', [
  /** Lines are added to the file; whoever rotates it renames it, and the next line makes it anew. */
  z.strictObject({ kind: z.literal('file'), path: z.string().regex(/^\/[^\0]+$/, 'must be an absolute path') }),
  /** Lines are sent as the body of a POST; any 2xx means that they were taken. */
  z.strictObject({
    kind: z.literal('https'),
    url: httpsUrl,
    credential,
    /** The word before the credential: Splunk’s collector has its own. */
    scheme: z.enum(['Bearer', 'Splunk']).default('Bearer'),
  }),
  /** RFC 5424 messages with octet counting (RFC 5425, RFC 6587). */
  z.strictObject({ kind: z.literal('syslog'), url: syslogUrl }),
])

const sink = z.strictObject({
  id,
  form: z.enum(['ocsf', 'cef']),
  /** `exchanges`: each when it ends; `looks`: who looked at records; `operations`: starts, outages, policies, orders. */
  events: z.array(z.enum(['exchanges', 'looks', 'operations'])).min(1),
  /** Where a new sink begins: with the first entry of the log, or with what is recorded from now on. */
  from: z.enum(['beginning', 'now']),
  to: target,
  clauses,
})

/**
 * `siem.yaml`, which may be left out: where facts about records are sent as security events. Never what was written, nor
 * purposes and matters, which can be privileged (MO-19).
 */
export const siemSchema = z.strictObject({
  version: formVersion,
  /** How people are named: by the issuer’s name for them and their address, or by a pseudonym and no address. */
  person: z.enum(['id', 'pseudonym']),
  sinks: z.array(sink),
  clauses,
})
