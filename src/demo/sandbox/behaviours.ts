/** What a prompt can ask of the sandbox; nothing asked, nothing set. */
export interface Behaviour {
  readonly tools?: readonly string[]
  readonly preface?: true
  readonly json?: true
  readonly code?: true
  readonly echo?: true
  readonly longKb?: number
  readonly choices?: number
  readonly parts?: number
  readonly reason?: true
  readonly commentary?: true
  readonly refuse?: true
  readonly filter?: true
  readonly slowMs?: number
  readonly status?: number
  readonly fail?: true
  readonly stall?: true
  readonly die?: 'before' | 'mid'
}

interface Directive {
  readonly usage: string
  readonly does: string
  /** What must follow the name; absent: nothing follows. */
  readonly argument?: RegExp
  readonly read: (argument: string) => Behaviour
}

const NUMBER = /^\d{1,7}/

/**
 * Directives stand at the start of the last user message (or prompt, or first input), one or several:
 * `/slow 20 /tool lookup Where is case 12?`. What follows them is the text that the reply quotes.
 */
export const directives: Readonly<Record<string, Directive>> = {
  tool: {
    usage: '/tool NAME[,NAME…]',
    does: 'calls these tools of the request, side by side; `*` calls all',
    argument: /^[\w.*,-]+/,
    read: (names) => ({ tools: names.split(',') }),
  },
  preface: { usage: '/preface', does: 'says something before it calls a tool', read: () => ({ preface: true }) },
  json: { usage: '/json', does: 'answers with one JSON object as text', read: () => ({ json: true }) },
  code: { usage: '/code', does: 'answers with one code fence and nothing else', read: () => ({ code: true }) },
  echo: { usage: '/echo TEXT', does: 'answers with exactly the rest of the message', read: () => ({ echo: true }) },
  long: { usage: '/long N', does: 'answers with N KB', argument: NUMBER, read: (kb) => ({ longKb: Number(kb) }) },
  choices: {
    usage: '/choices N',
    does: 'gives N choices, whatever `n` says',
    argument: /^\d{1,2}/,
    read: (count) => ({ choices: Number(count) }),
  },
  parts: {
    usage: '/parts N',
    does: 'Responses: spreads the text over N content parts',
    argument: /^\d{1,2}/,
    read: (count) => ({ parts: Number(count) }),
  },
  reason: { usage: '/reason', does: 'thinks first (Responses: a reasoning item)', read: () => ({ reason: true }) },
  commentary: {
    usage: '/commentary',
    does: 'Responses: a message of phase `commentary` before the final one',
    read: () => ({ commentary: true }),
  },
  refuse: { usage: '/refuse', does: 'refuses, in the field that the API has for it', read: () => ({ refuse: true }) },
  filter: { usage: '/filter', does: 'is stopped by a content filter half-way', read: () => ({ filter: true }) },
  slow: {
    usage: '/slow MS',
    does: 'waits so long before each event, or before the one body',
    argument: NUMBER,
    read: (ms) => ({ slowMs: Number(ms) }),
  },
  status: {
    usage: '/status CODE',
    does: 'answers with this HTTP error',
    argument: /^[45]\d\d/,
    read: (status) => ({ status: Number(status) }),
  },
  fail: { usage: '/fail', does: 'streams half, then the API’s own error event', read: () => ({ fail: true }) },
  stall: {
    usage: '/stall',
    does: 'falls silent: half-way in a stream, else from the start',
    read: () => ({ stall: true }),
  },
  die: {
    usage: '/die before|mid',
    does: 'drops the connection before the headers, or half-way through the body',
    argument: /^(?:before|mid)\b/,
    read: (when) => ({ die: when === 'mid' ? 'mid' : 'before' }),
  },
}

export function readBehaviour(message: string): { behaviour: Behaviour; text: string } {
  let behaviour: Behaviour = {}
  let rest = message
  for (;;) {
    const name = /^\s*\/([a-z]+)(?=\s|$)/.exec(rest)
    const directive = name && Object.hasOwn(directives, name[1]!) ? directives[name[1]!] : undefined
    if (!name || !directive) return { behaviour, text: rest }
    const after = rest.slice(name[0].length)
    if (name[1] === 'echo') return { behaviour: { ...behaviour, echo: true }, text: after.slice(1) }
    const argument = directive.argument ? directive.argument.exec(after.trimStart()) : ['']
    if (!argument) return { behaviour, text: rest }
    behaviour = { ...behaviour, ...directive.read(argument[0]!) }
    rest = after.trimStart().slice(argument[0]!.length).trimStart()
  }
}
