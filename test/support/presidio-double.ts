import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the analyzer says of a text, in its own form: offsets count code points, as Python's do. */
export interface AnalyzerResult {
  readonly start: number
  readonly end: number
  readonly score: number
  readonly entity_type: string
}

export interface PresidioDouble {
  readonly url: string
  /** Requests to `/analyze`, parsed. */
  readonly asked: Record<string, unknown>[]
  /** How the next answers are given; `null`: as the analyzer would. */
  answer(as: ((results: readonly AnalyzerResult[]) => { status?: number; body: string } | 'hang') | null): void
  close(): Promise<void>
}

/**
 * A local double of Microsoft Presidio's analyzer service: `POST /analyze`, `GET /health`, its error form, its result form
 * and its default of leaving out what is below the threshold. It knows the organizations it is given.
 */
export async function startPresidioDouble(names: readonly string[]): Promise<PresidioDouble> {
  const asked: Record<string, unknown>[] = []
  let as: Parameters<PresidioDouble['answer']>[0] = null
  const server = createServer((request, response) => {
    const send = (status: number, type: string, body: string): void => {
      response.writeHead(status, { 'content-type': type }).end(body)
    }
    if (request.url === '/health') return send(200, 'text/html', 'Presidio Analyzer service is up')
    if (request.url !== '/analyze' || request.method !== 'POST') return send(404, 'text/html', 'Not Found')
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>
      asked.push(body)
      if (typeof body['text'] !== 'string' || body['text'] === '')
        return send(500, 'application/json', JSON.stringify({ error: 'No text provided' }))
      if (body['language'] !== 'en')
        return send(500, 'application/json', JSON.stringify({ error: 'No matching recognizers were found' }))
      const results = analyzed(body['text'], names).filter(
        ({ entity_type: type, score }) =>
          (body['entities'] as string[]).includes(type) && score >= (body['score_threshold'] as number),
      )
      const given = as?.(results)
      // A socket that stays open and says nothing.
      if (given === 'hang') return
      send(given?.status ?? 200, 'application/json', given?.body ?? JSON.stringify(results))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer(next) {
      as = next
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function analyzed(text: string, names: readonly string[]): (AnalyzerResult & Record<string, unknown>)[] {
  const results = names.flatMap((name) =>
    [...text.matchAll(new RegExp(name, 'g'))].map(({ index }) => ({
      start: [...text.slice(0, index)].length,
      end: [...text.slice(0, index + name.length)].length,
      score: 0.85,
      entity_type: 'ORGANIZATION',
      analysis_explanation: null,
      recognition_metadata: { recognizer_identifier: 'SpacyRecognizer_1', recognizer_name: 'SpacyRecognizer' },
    })),
  )
  return results
}
