import type { RecordView } from '../../../pages/console-views.ts'
import type { Words } from '../../languages/en.ts'

interface LeftByProps {
  readonly words: Words
  readonly view: Pick<RecordView, 'exports' | 'productions'>
}

/** By which exports and productions of those that its reader may see a record left, or is to leave. */
export function LeftBy({ words, view: { exports, productions } }: LeftByProps) {
  const { left } = words.console.one
  if (exports === null && productions === null) return null
  return (
    <section aria-labelledby="left-title">
      <h2 id="left-title">{left.title(exports !== null, productions !== null)}</h2>
      {(exports ?? []).length + (productions ?? []).length > 0 ? null : (
        <p>{left.none(exports !== null, productions !== null)}</p>
      )}
      <ul>
        {(exports ?? []).map(({ href, ordered, query }) => (
          <li key={href}>
            <a href={href}>{words.exports.one(ordered)}</a>: <code>{query}</code>
          </li>
        ))}
        {(productions ?? []).map(({ href, number, request, status, outcome }) => (
          <li key={href}>
            <a href={href}>{words.productions.one(request, number)}</a>:{' '}
            {words.productions.redaction.outcomes[outcome] ?? outcome}. {words.productions.states[status] ?? status}.
          </li>
        ))}
      </ul>
    </section>
  )
}
