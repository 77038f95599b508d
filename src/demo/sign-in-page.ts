import { createHash } from 'node:crypto'
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

/** Of the page's own, allowed by its digest. */
const STYLE = `body{font:1.1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem;color:#1b1b1b}
ul{list-style:none;padding:0;display:grid;gap:.5rem;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr))}
button{font:inherit;width:100%;min-height:3.5rem;padding:.5rem 1rem;text-align:start;background:#fff;border:2px solid #005ea2;border-radius:4px;color:#1b1b1b;cursor:pointer}
button:focus-visible{outline:.25rem solid #2491ff}small{color:#565c65}`
const STYLE_DIGEST = createHash('sha256').update(STYLE).digest('base64')

function page(action: string): string {
  const people = PERSONAS.filter((persona) => persona.subjectType !== 'service')
  const buttons = people
    .map(
      ({ name, subjectType, unit }) =>
        `<li><button name="persona" value="${name}">${name}<br><small>${subjectType}, ${unit}</small></button></li>`,
    )
    .join('\n')
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign in to the demo</title><style>${STYLE}</style></head><body><main>
<h1>Who are you?</h1>
<p>This is the demo’s directory. Its people are made up, and need no password. Choose one.</p>
<form method="post" action="${action}"><ul>
${buttons}
</ul></form></main></body></html>
`
}

function respond(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_DIGEST}'; frame-ancestors 'none'`,
    })
    .end(text)
}
