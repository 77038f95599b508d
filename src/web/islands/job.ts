/**
 * Asks how far a job is, and shows it in place: what has the focus keeps it. It says so aloud when it begins to watch, at each
 * quarter and at the end, and not each time that it asks.
 */
const QUARTER = 25

function watch(status: HTMLElement): void {
  let told = quarterOf(status)
  const wait = (): void => {
    const seconds = Number(status.dataset['refresh'])
    if (seconds > 0) window.setTimeout(() => void look(), seconds * 1_000)
  }

  let isLeft = false
  // Whoever presses a button goes to what it leads to: no look of the page's own may come between.
  document.addEventListener('submit', () => {
    isLeft = true
  })

  const look = async (): Promise<void> => {
    if (isLeft) return
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null)
    if (isLeft) return
    // Nobody answers now: somebody will.
    if (answer === null) return wait()
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (isLeft) return
    const there = next.querySelector<HTMLElement>('#job-status')
    // Signed out, not theirs any more, stopped elsewhere: that is a page of its own.
    if (!answer.ok || answer.redirected || there === null) return location.reload()
    document.title = next.title
    if (there.dataset['refresh'] === undefined) return finish(next, there)
    showFigures(next)
    if (quarterOf(there) > told) {
      told = quarterOf(there)
      say(there)
    }
    wait()
  }

  const say = (from: HTMLElement): void => {
    status.textContent = String(from.dataset['said'])
  }

  /** The page as it is afterwards; whoever was on a button that is gone begins at its heading. */
  const finish = (next: Document, there: HTMLElement): void => {
    const main = status.parentElement!
    const hadFocus = main.contains(document.activeElement)
    for (const child of [...main.children]) if (child !== status) child.remove()
    const after = [...next.querySelector('main')!.children].filter((child) => child !== there)
    status.before(...after)
    const heading = main.querySelector<HTMLElement>('h1')
    if (hadFocus && heading !== null) {
      heading.tabIndex = -1
      heading.focus()
    }
    say(there)
  }

  say(status)
  wait()
}

/** Quarters that are done; the last is the end, which is said for itself. */
function quarterOf({ dataset }: HTMLElement): number {
  return Math.min(3, Math.floor(Number(dataset['percent'] ?? 0) / QUARTER))
}

/** The heading, and what is marked as a figure of the job. */
function showFigures(next: Document): void {
  const [shown, fresh] = [document, next].map((page) => [...page.querySelectorAll('h1, [data-figures]')])
  for (const [at, figure] of shown!.entries()) {
    const other = fresh![at]
    if (other !== undefined && !other.isEqualNode(figure)) figure.replaceChildren(...other.childNodes)
  }
}

const status = document.querySelector<HTMLElement>('#job-status')
if (status?.dataset['refresh'] !== undefined) watch(status)
