import { watchAnswers } from './chat/ask.ts'
import { offerCopies } from './chat/copy.ts'
import { warnOfIdentifiers } from './chat/local-warning.ts'

/** The page works without this; with it an answer comes as it is written. */
const form = document.querySelector<HTMLFormElement>('form[data-chat]')
const transcript = document.querySelector<HTMLElement>('#transcript')

// On a narrow page the conversations are a line; without script they stay open.
if (window.matchMedia('(max-width: 63.99em)').matches) document.querySelector('.chat__list')?.removeAttribute('open')
if (transcript !== null) offerCopies(transcript)
if (form !== null && transcript !== null) {
  watchAnswers(form, transcript)
  warnOfIdentifiers(form, transcript)
}
