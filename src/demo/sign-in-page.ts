import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { findPersona, PERSONAS } from './personas.ts'

const PATH = /^\/interaction\/[A-Za-z0-9_-]{1,64}$/

/** The demo directory's sign-in: choose who you are. Returns whether the request was for it. */
export async function signInPage(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (!PATH.test(request.url ?? '')) return false
  // Throws for a question that this browser wasn't asked.
  await provider.interactionDetails(request, response)
  if (request.method !== 'POST') {
    respond(response, 200, page(request.url!))
    return true
  }
  const persona = findPersona(new URLSearchParams(await readForm(request)).get('persona') ?? '')
  if (persona === null || persona.subjectType === 'service') {
    respond(response, 400, 'Nobody in the demo is called that.')
    return true
  }
  await provider.interactionFinished(request, response, { login: { accountId: persona.name }, consent: {} })
  return true
}

const FORM_BYTES_MAX = 1_024

async function readForm(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8')
    if (text.length > FORM_BYTES_MAX) throw new Error('the form is too long')
  }
  return text
}

function page(action: string): string {
  const people = PERSONAS.filter((persona) => persona.subjectType !== 'service')
  const buttons = people.map(({ name }) => `<p><button name="persona" value="${name}">${name}</button></p>`).join('\n')
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Sign in to the demo</title>
<h1>Who are you?</h1>
<p>The people of the demo are made up, and need no password.</p>
<form method="post" action="${action}">
${buttons}
</form></html>
`
}

function respond(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    })
    .end(text)
}
