import { ConsoleLayout } from '../../../console/console-layout.tsx'
import type { PageProps } from '../../../page-props.ts'

/** A letter as it was sent; the style sheet prints nothing else. */
export function Letter({ words, frame, view }: PageProps<'console-letter'>) {
  const { requests } = words
  const kind = requests.letterKinds[view.kind] ?? view.kind
  return (
    <ConsoleLayout words={words} frame={frame} console={view.console} title={`${kind}, ${view.at}`}>
      <p>{requests.print}</p>
      <pre class="letter" lang="en">
        {view.text}
      </pre>
      <p>
        <a href={`/console/requests/${view.request.id}`}>{requests.back(view.request.number)}</a>
      </p>
    </ConsoleLayout>
  )
}
