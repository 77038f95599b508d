import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import OpenAI from 'openai'

export interface NotesApplication {
  readonly origin: string
  close(): Promise<void>
}

/**
 * An approved application of the demo: shows which headers reached it, so that a person sees which didn't, and at `/ask` has
 * a model say something for its visitor, by the token that it is handed.
 *
 * @param gateway Where it asks for models, once that is known.
 */
export async function startNotesApplication(port: number, gateway: () => string): Promise<NotesApplication> {
  const server = createServer(({ method, url, headers }, response) => {
    const answer = (said: string): void => {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' })
      response.end(`Shared notes (demo application)\n\n${said}\n`)
    }
    if (url === '/ask') void asked(gateway(), headers).then(answer)
    else answer(shown(`${method} ${url}`, headers))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** What speaks for a person isn't shown. */
function shown(request: string, headers: IncomingHttpHeaders): string {
  const lines = Object.entries(headers).map(([name, value]) =>
    name === 'ai-subject-token' ? `${name}: (speaks for you for five minutes; not shown)` : `${name}: ${String(value)}`,
  )
  return `This application received ${request} with\n${lines.join('\n')}\n\nAt ask it has a model say something for you.`
}

async function asked(gateway: string, headers: IncomingHttpHeaders): Promise<string> {
  const apiKey = String(headers['ai-subject-token'] ?? '')
  const client = new OpenAI({ baseURL: `${gateway}/v1`, apiKey, maxRetries: 0 })
  try {
    const answer = await client.chat.completions.create({
      model: 'general-drafting',
      messages: [{ role: 'user', content: 'A first line for a shared note about opening hours, please.' }],
    })
    return `It asked a model for you, and was told:\n${answer.choices[0]?.message.content ?? ''}`
  } catch (error) {
    return `It asked a model for you, and was refused: ${error instanceof Error ? error.message : String(error)}`
  }
}
