import proxy from '@fastify/http-proxy'
import Fastify from 'fastify'
import { answer, settings } from './answer.ts'

/** The baseline: the same upstream behind a proxy that governs nothing. */
const { upstream } = settings<{ upstream: string }>()
const app = Fastify({ logger: false, bodyLimit: 16 * 1024 * 1024 })
await app.register(proxy, { upstream, http2: false, undici: { connections: 1_100, pipelining: 1 } })
const url = await app.listen({ host: '127.0.0.1', port: 0 })
answer(() => url)
