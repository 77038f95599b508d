/** Copies an answer with its label: text that is carried elsewhere says where it is from. */
export function offerCopies(transcript: HTMLElement): void {
  showCopies(transcript)
  transcript.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>('button[data-copy]')
    if (button === null) return
    const turn = button.closest('.turn')
    const text = turn?.querySelector<HTMLElement>('.turn__answer .prose')?.innerText ?? ''
    const label = turn?.querySelector<HTMLElement>('.ai-label')?.innerText ?? ''
    const status = document.querySelector<HTMLElement>('#chat-status')
    navigator.clipboard.writeText(`${text.trim()}\n\n${label.trim()}\n`).then(
      () => {
        if (status !== null) status.textContent = String(transcript.dataset['copied'])
      },
      () => undefined,
    )
  })
}

/** Buttons that only do something with script are shown by it. */
export function showCopies(part: ParentNode): void {
  for (const item of part.querySelectorAll<HTMLElement>('[data-needs-script]')) item.hidden = false
}
