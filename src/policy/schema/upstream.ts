import { z } from 'zod'
import { isLoopbackHost, origin } from './network.ts'
import { credentialReference, wireId } from './terms.ts'

const milliseconds = z.number().int().min(1).max(3_600_000)

/** Where a system is reached, how it is spoken to, and which credential opens it (named, never written). */
export const upstreamSchema = z
  .strictObject({
    origin,
    /** Path before the wire's own, for example `/v1`; empty for none. */
    basePath: z
      .string()
      .regex(/^(\/[A-Za-z0-9._~-]+)*$/, 'must be empty or a path such as /v1, without trailing slash'),
    wires: z.array(wireId).min(1),
    credential: credentialReference,
    credentialHeader: z.enum(['authorization', 'api-key']).default('authorization'),
    network: z.enum(['public', 'private', 'loopback']).default('public'),
    /** The exact range that a private upstream's address lies in. */
    cidr: z.union([z.cidrv4(), z.cidrv6()]).nullable().default(null),
    /** One more certificate authority for this system (PEM file). */
    caFile: z.string().startsWith('/').nullable().default(null),
    timeouts: z
      .strictObject({ connectMs: milliseconds, firstByteMs: milliseconds, idleMs: milliseconds })
      .default({ connectMs: 5_000, firstByteMs: 120_000, idleMs: 60_000 }),
  })
  .superRefine((upstream, context) => {
    if ((upstream.network === 'private') !== (upstream.cidr !== null)) {
      context.addIssue({
        code: 'custom',
        path: ['network'],
        message: 'private needs its exact cidr, and cidr is for private only (MS-13)',
      })
    }
    const url = URL.parse(upstream.origin)
    if (url !== null && isLoopbackHost(url.hostname) !== (upstream.network === 'loopback')) {
      context.addIssue({
        code: 'custom',
        path: ['network'],
        message: 'must be loopback exactly where the origin is a literal loopback address',
      })
    }
  })
