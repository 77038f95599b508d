import DOMPurify from 'dompurify'
import { type MarkdownBlock, markdownBlocks } from '../../parts/markdown.ts'

/** What the page shows of an answer while it is written. */
export interface LiveTurn {
  readonly item: HTMLElement
  readonly text: string
  /** Text goes on at `at`; what is there already isn’t put there twice. */
  put(at: number, text: string): void
  /** Nothing is drawn after this. */
  end(): void
}

const ELEMENTS = [
  'p',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'li',
  'a',
  'strong',
  'em',
  'del',
  'code',
  'pre',
  'blockquote',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'br',
  'hr',
  'div',
  'span',
]
const ATTRIBUTES = ['href', 'rel', 'class', 'role', 'aria-label', 'tabindex', 'scope', 'start']

/** After a drawing the page rests so many times as long as it took: one block of a hundred kilobytes is drawn whole each time. */
const RESTS = 12

/** Once a frame the blocks that changed are drawn again: most often the last one. */
export function liveTurn(transcript: HTMLElement, number: number, question: string): LiveTurn {
  const item = document.createElement('li')
  item.className = 'turn'
  item.id = `turn-${number}`
  const asked = article('turn__question', `question-${number}`, named(transcript, 'you', number))
  const said = document.createElement('p')
  said.className = 'turn__text'
  said.textContent = question
  asked.append(said)
  const answer = article('turn__answer', `answer-${number}`, named(transcript, 'answer', number))
  const prose = document.createElement('div')
  prose.className = 'prose'
  answer.append(prose)
  item.append(asked, answer)
  transcript.querySelector('ol')?.append(item)

  const words = {
    code: (part: number) => partName(transcript, 'code', number, part),
    table: (part: number) => partName(transcript, 'table', number, part),
  }
  let text = ''
  let blocks: readonly MarkdownBlock[] = []
  let frame = 0
  let rested = 0
  const inTime = (): void => {
    const began = performance.now()
    if (began < rested) {
      frame = requestAnimationFrame(inTime)
      return
    }
    draw()
    const over = performance.now()
    rested = over + RESTS * (over - began)
  }
  const draw = (): void => {
    frame = 0
    const next = markdownBlocks(text, words, blocks)
    next.forEach((block, place) => {
      if (block === blocks[place]) return
      const part = document.createElement('div')
      part.append(cleaned(block.html))
      const old = prose.children[place]
      if (old === undefined) prose.append(part)
      else old.replaceWith(part)
    })
    while (prose.children.length > next.length) prose.lastElementChild?.remove()
    blocks = next
  }
  return {
    item,
    get text() {
      return text
    },
    put(at, more) {
      if (at > text.length) return
      text += more.slice(text.length - at)
      frame ||= requestAnimationFrame(inTime)
    },
    end() {
      cancelAnimationFrame(frame)
      draw()
    },
  }
}

function cleaned(html: string): DocumentFragment {
  return DOMPurify.sanitize(html, { ALLOWED_TAGS: ELEMENTS, ALLOWED_ATTR: ATTRIBUTES, RETURN_DOM_FRAGMENT: true })
}

function article(name: string, id: string, title: string): HTMLElement {
  const part = document.createElement('article')
  part.className = name
  part.setAttribute('aria-labelledby', id)
  const heading = document.createElement('h2')
  heading.id = id
  heading.textContent = title
  part.append(heading)
  return part
}

/** The page’s words have the number 0 in them. */
export function named(transcript: HTMLElement, word: string, number: number): string {
  return String(transcript.dataset[word]).replace('0', String(number))
}

function partName(transcript: HTMLElement, word: string, number: number, part: number): string {
  return String(transcript.dataset[word])
    .replace('0', String(number))
    .replace(/0(?!.*0)/, String(part))
}
