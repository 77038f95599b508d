/**
 * Asks whether somebody is still there before their session ends, and says when it has. The page is left as it is: what
 * was written in it stays. Other tabs’ use of the session keeps this one’s.
 */
const dialog = document.querySelector<HTMLDialogElement>('#session-dialog')

/** As the dialog’s own text says. */
const WARN_SECONDS = 180

function watch(box: HTMLDialogElement): void {
  const started = Date.now()
  const life = Number(box.dataset['life']) * 1_000
  let idleFrom = started
  let idle = Number(box.dataset['idle']) * 1_000
  let timer = 0
  const endsAt = (): number => Math.min(idleFrom + idle, started + life)

  const look = (): void => {
    const left = endsAt() - Date.now()
    if (left <= 0) return ended(box)
    if (left > WARN_SECONDS * 1_000) {
      timer = window.setTimeout(look, left - WARN_SECONDS * 1_000)
      return
    }
    if (!box.open) box.showModal()
    timer = window.setTimeout(look, left)
  }

  box.addEventListener('close', () => {
    if (box.returnValue === 'ended') return
    window.clearTimeout(timer)
    extend(String(box.dataset['csrf'])).then(
      (seconds) => {
        idleFrom = Date.now()
        idle = seconds * 1_000
        look()
      },
      () => ended(box),
    )
  })
  look()
}

async function extend(csrf: string): Promise<number> {
  const answer = await fetch('/session', { method: 'POST', headers: { 'x-csrf-token': csrf }, redirect: 'error' })
  if (!answer.ok) throw new Error(String(answer.status))
  return ((await answer.json()) as { idle_seconds: number }).idle_seconds
}

function ended(box: HTMLDialogElement): void {
  if (box.open) box.close('ended')
  if (document.querySelector('#session-ended') !== null) return
  const message = document.createElement('div')
  message.id = 'session-ended'
  message.className = 'usa-alert usa-alert--warning'
  message.setAttribute('role', 'alert')
  const body = document.createElement('div')
  body.className = 'usa-alert__body'
  const link = document.createElement('p')
  link.className = 'usa-alert__text'
  link.textContent = String(box.dataset['ended'])
  body.append(link)
  message.append(body)
  document.querySelector('main')?.prepend(message)
}

if (dialog !== null) watch(dialog)
