import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { Composer } from '../parts/composer.tsx'
import { ConversationList } from '../parts/conversation-list.tsx'
import { PolicyText } from '../parts/policy-text.tsx'
import { Turn } from '../parts/turn.tsx'

/** The conversation, and where it goes on. */
export function Chat({ words, frame, view }: PageProps<'chat'>) {
  const { chat } = words
  const title = view.title ?? chat.newTitle
  return (
    <Layout words={words} frame={frame} title={title} islands={view.isPrint ? [] : ['chat.js']}>
      <div class={view.isPrint ? undefined : 'chat'}>
        {view.isPrint ? null : (
          <details class="chat__list" open>
            <summary>{chat.conversations}</summary>
            <nav aria-label={chat.conversations}>
              <p>
                <a href="/">{chat.begin}</a>
              </p>
              <p>
                <a href="/conversations">{chat.search}</a>
              </p>
              <ConversationList conversations={view.recent} current={view.id} />
            </nav>
            {view.applications.length === 0 ? null : (
              <nav aria-label={words.applications.title}>
                <h2 class="chat__also">{words.applications.title}</h2>
                <ul class="plain-list">
                  {view.applications.map(({ href, label }) => (
                    <li key={href}>
                      <a href={href}>
                        <PolicyText>{label}</PolicyText>
                      </a>
                    </li>
                  ))}
                </ul>
              </nav>
            )}
          </details>
        )}
        <div class="chat__main">
          {view.systems.length === 0 ? (
            <Alert kind="info" title={chat.noSystemTitle}>
              <p>{chat.noSystem}</p>
            </Alert>
          ) : null}
          {view.id === null && view.turns.length === 0 ? <Begin words={words} /> : null}
          {view.isPrint || view.id === null ? null : (
            <p class="chat__tools">
              <a href={`/chat/${view.id}?print`}>{chat.print}</a> <a href="#composer">{chat.toComposer}</a>
            </p>
          )}
          {view.earlier === 0 ? null : (
            <p>
              <a href={`/chat/${view.id}?all`}>{chat.earlier(view.earlier)}</a>
            </p>
          )}
          <div
            id="transcript"
            role="log"
            aria-live="off"
            aria-label={chat.transcript}
            data-you={chat.you(0)}
            data-answer={chat.answer(0)}
            data-code={chat.codePart(0, 0)}
            data-table={chat.tablePart(0, 0)}
            data-writing={chat.announceWriting}
            data-still={chat.announceStill}
            data-done={chat.announceDone(0)}
            data-stopped={chat.stopped}
            data-lost={chat.lost}
            data-goon={chat.goOn}
            data-warning={chat.localWarning}
            data-copied={chat.copied}
          >
            <ol class="transcript">
              {view.turns.map((turn) => (
                <Turn key={turn.number} turn={turn} conversation={view.id!} words={words} isPrint={view.isPrint} />
              ))}
            </ol>
          </div>
          <p id="chat-status" class="chat__status" role="status" />
          {view.isPrint || view.systems.length === 0 ? null : (
            <Composer view={view} words={words} csrf={frame.person?.csrf ?? ''} />
          )}
        </div>
      </div>
    </Layout>
  )
}

function Begin({ words }: { words: PageProps<'chat'>['words'] }) {
  const { chat } = words
  return (
    <section class="begin" aria-labelledby="begin-title">
      <h2 id="begin-title">{chat.examplesTitle}</h2>
      <ul>
        {chat.examples.map((example) => (
          <li key={example}>{example}</li>
        ))}
      </ul>
      <p>{chat.notFor}</p>
    </section>
  )
}
