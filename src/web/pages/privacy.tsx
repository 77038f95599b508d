import type { PeriodView, ReaderView } from '../../pages/about-views.ts'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'
import { PolicyText } from '../parts/policy-text.tsx'

/** What is recorded, who sees it, for how long: from the policy in force. */
export function Privacy({ words, frame, view }: PageProps<'privacy'>) {
  const { privacy } = words
  const list = new Intl.ListFormat(frame.language)
  return (
    <Layout words={words} frame={frame} title={privacy.title}>
      <p class="lead">{privacy.lead}</p>
      <h2>{privacy.recordedTitle}</h2>
      <ul>
        {privacy.recorded.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p>{privacy.notRecorded}</p>
      <h2>{privacy.readersTitle}</h2>
      <dl class="terms">
        {view.readers.map((reader) => (
          <div key={reader.part}>
            <dt>{privacy.parts[reader.part]}</dt>
            <dd>{readersOf(words, reader, list)}</dd>
          </div>
        ))}
      </dl>
      <ul>
        <li>{privacy.search(list.format(view.search))}</li>
        <li>{privacy.aggregates(list.format(view.aggregates))}</li>
        {view.noContent.length === 0 ? null : <li>{privacy.noContent(list.format(view.noContent))}</li>}
        <li>{privacy.counsel(list.format(view.counsel))}</li>
        <li>{privacy.looking}</li>
        <li>{privacy.publicRecord}</li>
      </ul>
      <h2>{privacy.keptTitle}</h2>
      <dl class="terms">
        {view.series.map(({ name, period, undecided, isDefault }) => (
          <div key={name}>
            <dt>
              <PolicyText>{name}</PolicyText>
              {isDefault ? ` (${privacy.isDefault})` : ''}
            </dt>
            <dd>
              {period === null ? privacy.indefinite : privacy.kept(lengthOf(words, period, list))}
              {undecided === null ? null : (
                <>
                  {' '}
                  {privacy.undecided} <PolicyText>{undecided}</PolicyText>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p>{privacy.holds}</p>
      <h2>{privacy.browserTitle}</h2>
      <p>{privacy.browser}</p>
      {view.hasPublicChat ? (
        <>
          <h2>{privacy.residentsTitle}</h2>
          <p>{privacy.residents}</p>
        </>
      ) : null}
      <h2>{privacy.reachTitle}</h2>
      <p>{privacy.reach}</p>
    </Layout>
  )
}

function readersOf({ privacy }: Words, { isOwn, roles, reveal }: ReaderView, list: Intl.ListFormat): string {
  const sentences = [
    ...(isOwn ? [privacy.own] : []),
    ...(roles.length === 0 ? [] : [privacy.readBy(list.format(roles))]),
    ...(reveal === null ? [] : [privacy.revealed(list.format(reveal.roles), list.format(reveal.purposes))]),
  ]
  return sentences.join(' ')
}

function lengthOf({ privacy }: Words, { years, months, days }: PeriodView, list: Intl.ListFormat): string {
  return list.format([
    ...(years === 0 ? [] : [privacy.years(years)]),
    ...(months === 0 ? [] : [privacy.months(months)]),
    ...(days === 0 ? [] : [privacy.days(days)]),
  ])
}
