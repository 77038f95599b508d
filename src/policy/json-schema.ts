import { z } from 'zod'
import { DOCUMENTS } from './documents.ts'

/** The JSON Schema of every policy document, for editors: `policies/policy.schema.json`, one definition a document. */
export function policyJsonSchema(): object {
  const definitions = Object.entries(DOCUMENTS).map(([name, schema]) => {
    const { $schema: _, ...definition } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
    return [name, definition]
  })
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Statehouse policy documents',
    $defs: Object.fromEntries(definitions),
  }
}
