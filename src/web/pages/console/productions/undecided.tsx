import { ConsoleLayout } from '../../../console/console-layout.tsx'
import { countText } from '../../../console/count-text.ts'
import type { PageProps } from '../../../page-props.ts'

export function Undecided({ words, frame, view }: PageProps<'console-undecided'>) {
  const { undecided } = words.productions
  const count = (number: number): string => countText(number, frame.language)
  const [first] = view.records
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={undecided.title(view.request.number)}>
      <p>
        <a href={`/console/productions/${view.id}`}>{undecided.back}</a>
      </p>
      {view.uncoded + view.places === 0 ? (
        <p>
          <strong>{undecided.none}</strong>
        </p>
      ) : (
        <p>
          {undecided.uncoded(count(view.uncoded))} {undecided.places(count(view.places))}
        </p>
      )}
      {first === undefined ? null : (
        <p class="actions">
          <a class="usa-button" href={first.href}>
            {undecided.first}
          </a>
        </p>
      )}
      <ul>
        {view.records.map(({ exchange, href, open }) => (
          <li key={exchange}>
            <a class="record-id" href={href}>
              {exchange}
            </a>
            : {open === null ? undecided.code : undecided.open(count(open))}
          </li>
        ))}
      </ul>
      {view.more === null ? null : (
        <p>
          <a href={view.more} rel="next">
            {undecided.more}
          </a>
        </p>
      )}
    </ConsoleLayout>
  )
}
