import { ConsoleLayout } from '../../console/console-layout.tsx'
import { countText } from '../../console/count-text.ts'
import { JobProgress } from '../../console/job-progress.tsx'
import type { PageProps } from '../../page-props.ts'
import { HoldFacts } from './hold-facts.tsx'

/** One hold. It is in force from the first; what it keeps of what there was is gathered behind that. */
export function HoldPage({ words, frame, view }: PageProps<'console-hold-one'>) {
  const { holds } = words.console
  const { hold } = view
  const { gathering } = hold
  return (
    <ConsoleLayout
      words={words}
      frame={frame}
      console={view.console}
      title={gathering === null ? holds.one(hold.matter) : holds.gatheringTitle(gathering, hold.matter)}
      job={{
        said:
          gathering === null
            ? holds.saidGathered(countText(hold.entries, frame.language))
            : holds.saidGathering(gathering),
        percent: gathering,
        refreshSeconds: view.refreshSeconds,
      }}
    >
      {gathering === null ? null : (
        <section class="run" aria-labelledby="gathering-title">
          <h2 id="gathering-title">{holds.gatheringHeading}</h2>
          <p>{holds.gatheringLead}</p>
          <JobProgress
            words={words}
            percent={gathering}
            text={holds.looked(gathering)}
            path={`/console/holds/${hold.id}`}
            isRefreshed={view.refreshSeconds !== null}
          />
        </section>
      )}
      <HoldFacts words={words} frame={frame} console={view.console} hold={hold} level="h2" />
      <p>
        <a href="/console/holds">{holds.all}</a>
      </p>
    </ConsoleLayout>
  )
}
