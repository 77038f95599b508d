import { type Behaviour, readBehaviour } from './behaviours.ts'
import { callTools, type ToolCall } from './call-tools.ts'
import { type Conversation, lastUserText, trailingToolResults } from './conversation.ts'
import { longText, receivedText, structuredText } from './reply-text.ts'
import { firstTokens } from './tokens.ts'

/** What the model says, before an API's shape is put around it. */
export interface Reply {
  readonly text: string
  readonly refusal: string | undefined
  readonly calls: readonly ToolCall[]
  readonly reasoning: string
  readonly finish: 'stop' | 'length' | 'tool_calls' | 'content_filter'
}

interface Choice {
  readonly index: number
  readonly count: number
}

export function behaviourOf(conversation: Conversation): Behaviour {
  return readBehaviour(lastUserText(conversation.messages)).behaviour
}

export function composeReply(conversation: Conversation, choice: Choice = { index: 0, count: 1 }): Reply {
  const { behaviour, text: asked } = readBehaviour(lastUserText(conversation.messages))
  const results = trailingToolResults(conversation.messages)
  const subject = results.length > 0 ? results.map((result) => result.text).join('\n') : asked
  const reasoning = `The last message reads: "${subject}". I say what I received, and add nothing.`
  const silent = { text: '', refusal: undefined, calls: [], reasoning }

  if (behaviour.refuse) return { ...silent, refusal: `I can't help with: "${subject}"`, finish: 'stop' }
  const calls = results.length > 0 ? [] : callTools(conversation, behaviour.tools, subject, choice.index)
  if (calls.length > 0) {
    const text = behaviour.preface ? `I look that up: "${subject}"` : ''
    return { ...silent, text, calls, finish: 'tool_calls' }
  }
  return { ...silent, ...limit(speak(conversation, behaviour, subject, choice), conversation, behaviour) }
}

function speak(conversation: Conversation, behaviour: Behaviour, subject: string, choice: Choice): string {
  if (behaviour.echo) return subject
  if (conversation.format !== 'text' || behaviour.json) return structuredText(conversation.format, subject)
  if (behaviour.code) return `\`\`\`js\nconst received = ${JSON.stringify(subject)}\n\`\`\``
  const said =
    behaviour.longKb === undefined ? receivedText(conversation.messages, subject) : longText(behaviour.longKb)
  return choice.count > 1 ? `Answer ${choice.index + 1} of ${choice.count}. ${said}` : said
}

function limit(said: string, conversation: Conversation, behaviour: Behaviour): Pick<Reply, 'text' | 'finish'> {
  const stops = conversation.stop.map((stop) => said.indexOf(stop)).filter((at) => at >= 0)
  const stopped = stops.length > 0 ? said.slice(0, Math.min(...stops)) : said
  if (behaviour.filter) return { text: stopped.slice(0, Math.ceil(stopped.length / 2)), finish: 'content_filter' }
  if (conversation.tokensMax === undefined) return { text: stopped, finish: 'stop' }
  const text = firstTokens(stopped, conversation.tokensMax)
  return { text, finish: text.length < stopped.length ? 'length' : 'stop' }
}
