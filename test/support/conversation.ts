import { createHash } from 'node:crypto'

/** Words that don't repeat, the same for the same name. */
export function wordsOf(name: string, count: number): string {
  const word = (_: unknown, i: number): string =>
    createHash('sha256').update(`${name} ${i}`).digest('base64url').slice(0, 6)
  return Array.from({ length: count }, word).join(' ')
}

/** What a client sends at a turn of a conversation: everything that was said before it, and what is asked now. */
export function conversationOf(name: string, turns: number, words = 80): Buffer {
  const messages = Array.from({ length: turns * 2 - 1 }, (_, n) => ({
    role: n % 2 === 0 ? 'user' : 'assistant',
    content: wordsOf(`${name} ${n}`, words),
  }))
  const tools = [{ type: 'function', function: { name: 'road_report', description: wordsOf(name, 100) } }]
  return Buffer.from(JSON.stringify({ model: 'm1', messages, tools, temperature: 0.2 }))
}
