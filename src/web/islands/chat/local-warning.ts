/** Said a moment after the last key: while somebody types, nothing interrupts. */
const QUIET_MS = 1_000

/** Says politely, before anything is sent, that a text looks like it holds a Social Security or card number. Nothing leaves the page. */
export function warnOfIdentifiers(form: HTMLFormElement, transcript: HTMLElement): void {
  const text = form.querySelector<HTMLTextAreaElement>('#text')
  const warning = form.querySelector<HTMLElement>('#local-warning')
  if (text === null || warning === null) return
  let timer = 0
  text.addEventListener('input', () => {
    window.clearTimeout(timer)
    timer = window.setTimeout(() => {
      const said = holdsIdentifier(text.value) ? String(transcript.dataset['warning']) : ''
      if (warning.textContent !== said) warning.textContent = said
    }, QUIET_MS)
  })
}

export function holdsIdentifier(text: string): boolean {
  for (const [, area = '', group = '', serial = ''] of text.matchAll(
    /(?<![\d-])(\d{3})[- ](\d{2})[- ](\d{4})(?![\d-])/g,
  ))
    if (!/^(000|666|9\d\d)$/.test(area) && group !== '00' && serial !== '0000') return true
  for (const [digits] of text.matchAll(/(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g))
    if (isCard(digits.replaceAll(/\D/g, ''))) return true
  return false
}

/** ISO/IEC 7812-1: the last digit proves the others. */
function isCard(digits: string): boolean {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0 && /^[2-6]/.test(digits)
}
