import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { ConversationList } from '../parts/conversation-list.tsx'

export function Conversations({ words, frame, view }: PageProps<'conversations'>) {
  const { conversations, chat } = words
  return (
    <Layout words={words} frame={frame} title={conversations.title}>
      <form class="usa-form" method="get" action="/conversations">
        <label class="usa-label" for="q">
          {conversations.search}
        </label>
        <input class="usa-input" id="q" name="q" type="text" inputmode="search" value={view.query} />
        <button class="usa-button" type="submit">
          {conversations.go}
        </button>
      </form>
      {view.scope === null ? null : (
        <div class="result-scope">
          <p>
            {view.conversations.length === 0 ? <strong>{conversations.noneFound(view.query)} </strong> : null}
            {conversations.scope(view.scope.records, view.scope.unindexed)}
          </p>
          {view.scope.lag === 0 ? null : <p>{conversations.lag(view.scope.lag)}</p>}
          <p>
            <a href="/conversations">{conversations.all}</a>
          </p>
        </div>
      )}
      {view.scope === null && view.conversations.length === 0 ? <p>{conversations.none}</p> : null}
      <ConversationList conversations={view.conversations} />
      <p>
        <a href="/">{chat.begin}</a>
      </p>
    </Layout>
  )
}
