import { showCopies } from './copy.ts'
import { type LiveTurn, liveTurn, named } from './live-turn.ts'

/** "Still writing" is said again after so long, for whoever only hears the page. */
const STILL_MS = 15_000
/** Tries to go on after a lost connection, and how long after each. */
const TRIES = [500, 1_500, 4_000]

interface Line {
  readonly conversation?: string
  readonly number?: number
  readonly exchange?: string
  readonly at?: number
  readonly text?: string
  readonly over?: true
}

/** An answer that is under way, as far as this page knows it. */
interface Underway {
  turn: LiveTurn | null
  exchange: string
  conversation: string
  number: number
}

/** Sends a question without leaving the page. What the server says no to, it says as a page: its part is shown here. */
export function watchAnswers(form: HTMLFormElement, transcript: HTMLElement): void {
  const text = form.querySelector<HTMLTextAreaElement>('#text')!
  const send = form.querySelector<HTMLButtonElement>('#send')!
  const files = form.querySelector<HTMLInputElement>('#files')
  const stop = form.querySelector<HTMLButtonElement>('#stop')!
  const status = document.querySelector<HTMLElement>('#chat-status')!
  const csrf = form.querySelector<HTMLInputElement>('[name=csrf]')!.value
  let underway: Underway | null = null
  let still = 0

  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      form.requestSubmit(send)
    }
  })
  form.addEventListener('submit', (event) => {
    if (event.submitter?.hasAttribute('data-leaves')) return
    event.preventDefault()
    if (underway === null) void submit(new FormData(form, event.submitter))
  })
  const open = transcript.querySelector<HTMLElement>('[data-status=writing]')
  if (open !== null) void resume(open)
  stop.addEventListener('click', () => {
    if (underway === null) return
    stop.disabled = true
    void fetch(`/chat/answers/${underway.exchange}/stop`, { method: 'POST', headers: { 'x-csrf-token': csrf } }).catch(
      () => {
        stop.disabled = false
      },
    )
  })

  async function submit(data: FormData): Promise<void> {
    const question = String(data.get('instead') ?? data.get('text'))
    // A field for files that nobody used comes as one without a name.
    const hasFiles = data.getAll('files').some((file) => file instanceof File && file.name !== '')
    if (question.trim() === '') return text.focus()
    if (!hasFiles) data.delete('files')
    document.querySelector('#refusal')?.replaceChildren()
    await follow({ turn: null, exchange: '', conversation: '', number: 0 }, async (at) => {
      const answer = await fetch('/chat', {
        method: 'POST',
        headers: { accept: 'application/x-ndjson, text/html' },
        body: hasFiles ? data : new URLSearchParams([...data].map(([name, value]) => [name, String(value)])),
      })
      if (answer.redirected) return location.assign(answer.url)
      if (!String(answer.headers.get('content-type')).includes('ndjson')) return await showPage(answer)
      text.value = ''
      if (files !== null) files.value = ''
      writing()
      await readWhole(answer, at, question)
      await finish(at)
    })
  }

  /** An answer that was still being written when the page was opened again. */
  async function resume(item: HTMLElement): Promise<void> {
    const number = Number(item.id.slice('turn-'.length))
    const at = { turn: null, exchange: item.dataset['record'] ?? '', conversation: '', number }
    const question = item.querySelector('.turn__question .turn__text')?.textContent ?? ''
    await follow(at, async () => {
      const answer = await fetch(`/chat/answers/${at.exchange}?from=0`)
      if (!answer.ok) return
      item.remove()
      writing()
      await readWhole(answer, at, question)
      await finish(at)
    })
  }

  /** One answer at a time; whatever becomes of it, the page can send again. */
  async function follow(at: Underway, work: (at: Underway) => Promise<void>): Promise<void> {
    underway = at
    send.disabled = true
    try {
      await work(at)
    } catch {
      lost()
    } finally {
      window.clearInterval(still)
      stop.hidden = true
      send.disabled = false
      underway = null
    }
  }

  function writing(): void {
    status.textContent = String(transcript.dataset['writing'])
    still = window.setInterval(() => {
      status.textContent = ''
      status.textContent = String(transcript.dataset['still'])
    }, STILL_MS)
    stop.hidden = false
    stop.disabled = false
  }

  /** To the end, over as many connections as it takes. */
  async function readWhole(first: Response, at: Underway, question: string): Promise<void> {
    if (await read(first, at, question).catch(() => false)) return
    for (const wait of TRIES) {
      await new Promise((resolve) => setTimeout(resolve, wait))
      if (at.exchange === '') break
      const from = at.turn?.text.length ?? 0
      const again = await fetch(`/chat/answers/${at.exchange}?from=${from}`).catch(() => null)
      if (again?.status === 404) return
      if (again?.ok && (await read(again, at, question).catch(() => false))) return
    }
    throw new Error('lost')
  }

  /** True when the answer is over. */
  async function read(answer: Response, at: Underway, question: string): Promise<boolean> {
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let pending = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return false
      const lines = (pending + value).split('\n')
      pending = lines.pop()!
      for (const one of lines) {
        const line = JSON.parse(one) as Line
        if (line.over) return true
        if (line.text !== undefined) at.turn?.put(line.at ?? 0, line.text)
        else if (at.turn === null) begin(at, line, question)
      }
    }
  }

  function begin(at: Underway, line: Line, question: string): void {
    at.exchange = line.exchange ?? ''
    at.conversation = line.conversation ?? ''
    at.number = line.number || at.number || 1
    at.turn = liveTurn(transcript, at.number, question)
    document.querySelector('.begin')?.remove()
    form.querySelector<HTMLInputElement>('[name=conversation]')!.value = at.conversation
    form.querySelector<HTMLInputElement>('[name=return]')!.value = `/chat/${at.conversation}`
    form.querySelector<HTMLDetailsElement>('.settings')!.open = false
    history.replaceState(null, '', `/chat/${at.conversation}`)
  }

  /** The page’s own form of the turn takes the place of what was drawn: with label, what was removed, and what can be done. */
  async function finish(at: Underway): Promise<void> {
    at.turn?.end()
    const page = await pageOf(await fetch(`/chat/${at.conversation}`))
    const whole = page.querySelector(`#turn-${at.number}`)
    if (whole !== null && at.turn !== null) {
      const item = document.adoptNode(whole)
      showCopies(item)
      // An error is told at once, and once.
      item.querySelector('.usa-alert--error')?.setAttribute('role', 'alert')
      at.turn.item.replaceWith(item)
    }
    const ending = document.querySelector<HTMLElement>(`#turn-${at.number}`)?.dataset['status']
    for (const part of ['h1', 'title', '.chat__list nav', '.settings']) {
      const next = page.querySelector(part)
      if (next !== null) document.querySelector(part)?.replaceWith(document.adoptNode(next))
    }
    if (ending === 'broken') status.textContent = ''
    else if (ending === 'stopped') status.textContent = String(transcript.dataset['stopped'])
    else status.textContent = named(transcript, 'done', at.number)
  }

  /** Refused, signed out, or something else that is said as a page. */
  async function showPage(answer: Response): Promise<void> {
    const page = await pageOf(answer)
    const refusal = page.querySelector('#refusal > *')
    if (refusal !== null) return document.querySelector('#refusal')?.replaceChildren(document.adoptNode(refusal))
    const main = page.querySelector('main')
    if (main === null) throw new Error('no page')
    document.title = page.title
    document.querySelector('main')?.replaceWith(document.adoptNode(main))
    document.querySelector<HTMLElement>('main')?.focus()
  }

  function lost(): void {
    status.textContent = ''
    const box = document.createElement('p')
    box.setAttribute('role', 'alert')
    box.append(`${transcript.dataset['lost']} `)
    if (underway?.conversation) {
      const link = document.createElement('a')
      link.href = `/chat/${underway.conversation}?go-on#turn-${underway.number}`
      link.textContent = String(transcript.dataset['goon'])
      box.append(link)
    }
    document.querySelector('#refusal')?.replaceChildren(box)
  }
}

async function pageOf(answer: Response): Promise<Document> {
  return new DOMParser().parseFromString(await answer.text(), 'text/html')
}
