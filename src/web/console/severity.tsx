import type { SeverityName } from '../../pages/incident-views.ts'
import type { Words } from '../languages/en.ts'

const SHAPES: Readonly<Record<SeverityName, string>> = { low: '○', medium: '◆', high: '▲' }

/** In words and by a shape, so that no colour is needed to tell. */
export function Severity({ words, severity }: { words: Words; severity: SeverityName }) {
  return (
    <span class="severity">
      <span aria-hidden="true">{SHAPES[severity]}</span> {words.incidents.severities[severity]}
    </span>
  )
}
