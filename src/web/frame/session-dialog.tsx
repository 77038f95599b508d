import type { FramePerson } from '../../pages/frame.ts'
import type { Words } from '../languages/en.ts'

/** Opened by the island `session` before the session ends (WCAG 2.2.1); without script the page itself says that it ended. */
export function SessionDialog({ words, person }: { words: Words; person: FramePerson }) {
  return (
    <dialog
      id="session-dialog"
      class="session-dialog"
      aria-labelledby="session-dialog-title"
      aria-describedby="session-dialog-text"
      data-idle={person.idleSeconds}
      data-life={person.lifeSeconds}
      data-csrf={person.csrf}
      data-ended={words.frame.endedText}
    >
      <h2 id="session-dialog-title">{words.frame.endingTitle}</h2>
      <p id="session-dialog-text">{words.frame.endingText(WARNED_MINUTES)}</p>
      <form method="dialog">
        <button class="usa-button" type="submit" value="stay">
          {words.frame.endingStay}
        </button>
      </form>
    </dialog>
  )
}

/** Minutes before the end; the island opens the dialog then. */
export const WARNED_MINUTES = 3
