import { DEMO_APP_SECRET, DEMO_CLIENT, findPersona, PERSONA_GRANT, PERSONAS } from './personas.ts'

/** Asks a running demo identity provider for an access token. Throws with a sentence that says what to do. */
export async function requestPersonaToken(issuer: string, name: string): Promise<string> {
  const persona = findPersona(name)
  if (persona === null)
    throw new Error(`no persona is called ${name}; there are: ${PERSONAS.map((one) => one.name).join(', ')}`)
  const form =
    persona.subjectType === 'service'
      ? { grant_type: 'client_credentials', client_id: persona.name, client_secret: DEMO_APP_SECRET, scope: 'ai' }
      : { grant_type: PERSONA_GRANT, client_id: DEMO_CLIENT, persona: name, scope: 'ai' }
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'error',
    signal: AbortSignal.timeout(5_000),
  })
  const answer = (await response.json()) as { access_token?: unknown; error?: unknown; error_description?: unknown }
  if (!response.ok || typeof answer.access_token !== 'string') {
    throw new Error(
      `the identity provider refused: ${String(answer.error_description ?? answer.error ?? response.status)}`,
    )
  }
  return answer.access_token
}
