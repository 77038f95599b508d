import type { SlotView } from '../../../pages/console-views.ts'
import type { Frame } from '../../../pages/frame.ts'
import { BarChart } from '../../console/bar-chart.tsx'
import { countText } from '../../console/count-text.ts'
import { WideTable } from '../../console/wide-table.tsx'
import type { Words } from '../../languages/en.ts'

interface TimelineProps {
  readonly words: Words
  readonly frame: Frame
  readonly slots: readonly SlotView[]
}

/** When what was found happened: a sentence, bars, and the same numbers as a table whose rows lead there. */
export function Timeline({ words, frame, slots }: TimelineProps) {
  const { records } = words.console
  const count = (number: number): string => countText(number, frame.language)
  const most = slots.reduce((a, b) => (b.total > a.total ? b : a))
  const sum = (of: 'total' | 'refused'): number => slots.reduce((total, slot) => total + slot[of], 0)
  const summary = records.timelineSummary(count(sum('total')), count(sum('refused')), count(most.total), most.label)
  return (
    <section aria-labelledby="timeline-title">
      <h3 id="timeline-title">{records.timeline}</h3>
      <figure class="chart">
        <BarChart
          id="timeline"
          label={summary}
          bars={slots.map(({ label, total, refused }) => ({ label, parts: [total - refused, refused] }))}
        />
        <p class="chart__ends">
          <span>{slots[0]!.label}</span>
          <span>{slots.at(-1)!.label}</span>
        </p>
        <figcaption>
          <span class="chart__key chart__key--plain" aria-hidden="true" /> {records.allowed}{' '}
          <span class="chart__key chart__key--hatched" aria-hidden="true" /> {records.refused}. {summary}
        </figcaption>
      </figure>
      <details>
        <summary>{records.timelineTable}</summary>
        <WideTable
          caption={records.timelineCaption}
          numbersFrom={1}
          heads={[records.time, records.total, records.allowed, records.refused]}
        >
          {slots.map((slot) => (
            <tr key={slot.href}>
              <th scope="row">
                <a href={slot.href}>{slot.label}</a>
              </th>
              <td class="number">{count(slot.total)}</td>
              <td class="number">{count(slot.allowed)}</td>
              <td class="number">{count(slot.refused)}</td>
            </tr>
          ))}
        </WideTable>
      </details>
    </section>
  )
}
