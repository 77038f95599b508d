import { CREATED } from './digest.ts'

/** The models it lists. It answers to any other name too, as a catalog may call it what it likes. */
const names = ['sandbox-large', 'sandbox-small', 'sandbox-embedding', 'sandbox-instruct', 'sandbox-moderation']

export function listModels() {
  return { object: 'list', data: names.map((id) => ({ id, object: 'model', created: CREATED, owned_by: 'sandbox' })) }
}
