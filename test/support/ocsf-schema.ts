import { readFileSync } from 'node:fs'
import fastify from 'fastify'

/** What the class of the released OCSF schema says against events; one list of errors for each. */
export async function ocsfProblems(events: readonly unknown[]): Promise<string[]> {
  const body = JSON.parse(readFileSync(new URL('./ocsf-1.8.0-api-activity.json', import.meta.url), 'utf8')) as object
  const app = fastify({ ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } } })
  app.post('/', { schema: { body } }, () => ({ ok: true }))
  const problems: string[] = []
  for (const event of events) {
    const answer = await app.inject({ method: 'POST', url: '/', payload: event as object })
    if (answer.statusCode !== 200) problems.push(answer.body)
  }
  await app.close()
  return problems
}
