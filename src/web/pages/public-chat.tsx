import type { Frame } from '../../pages/frame.ts'
import type { PublicChatView, PublicProblem, PublicTurn } from '../../pages/public-chat-view.ts'
import type { Words } from '../languages/en.ts'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { HumanContact } from '../parts/human-contact.tsx'
import { kindName } from '../parts/kind-name.ts'

/** For residents: small, without script, at home in a frame of another site. */
export function PublicChat({ words, frame, view }: PageProps<'public-chat'>) {
  const { publicChat } = words
  return (
    <html lang={frame.language} dir={words.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${publicChat.title} – ${frame.product}, ${frame.agency}`}</title>
        <link rel="icon" type="image/svg+xml" href={`/assets/${frame.assets['icon.svg']}`} />
        <link rel="stylesheet" href={`/assets/${frame.assets['styles.css']}`} />
      </head>
      <body>
        <a class="usa-skipnav" href="#text">
          {publicChat.skip}
        </a>
        <header class="site-header">
          <div class="site-header__inner">
            <p class="site-name">
              <span class="site-name__agency">{frame.agency}</span>
            </p>
          </div>
        </header>
        <main id="main" class="page" tabindex={-1}>
          <h1>{publicChat.title}</h1>
          <Notice words={words} frame={frame} view={view} />
          {view.turns.length === 0 ? null : (
            <ol class="turns">
              {view.turns.map((turn, at) => (
                <Turn key={at} words={words} frame={frame} turn={turn} number={at + 1} />
              ))}
            </ol>
          )}
          {view.problem === null ? null : (
            <Alert
              kind={view.problem.kind === 'unavailable' ? 'error' : 'warning'}
              isUrgent
              id={`answer-${view.turns.length + 1}`}
            >
              <p>{problemText(words, view.problem, view.lengthMax)}</p>
              {view.problem.kind === 'refused' || view.problem.kind === 'stopped' ? (
                <p>{publicChat.reference(view.problem.record)}</p>
              ) : null}
            </Alert>
          )}
          <Composer words={words} view={view} />
        </main>
        <footer class="site-footer">
          <div class="site-footer__inner">
            <section aria-labelledby="help-title">
              <h2 id="help-title">{publicChat.personTitle}</h2>
              <HumanContact words={words} contact={frame.contact} />
            </section>
            <section aria-labelledby="about-title">
              <h2 id="about-title">{words.frame.about}</h2>
              <ul class="plain-list">
                {/* A frame of another site holds this page alone. */}
                <li>
                  <a href={`/privacy?language=${frame.language}`} target="_blank" rel="noopener">
                    {publicChat.newWindow(words.privacy.title)}
                  </a>
                </li>
                <li>
                  <a href={`/accessibility?language=${frame.language}`} target="_blank" rel="noopener">
                    {publicChat.newWindow(words.accessibility.title)}
                  </a>
                </li>
                {frame.languages.map(({ href, label, language }) => (
                  <li key={href}>
                    <a href={href} lang={language} hreflang={language}>
                      {label}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          </div>
        </footer>
      </body>
    </html>
  )
}

function Notice({ words, frame, view }: { words: Words; frame: Frame; view: PublicChatView }) {
  const { notice } = view
  return (
    <section class="public-notice" aria-labelledby="notice-title">
      <h2 id="notice-title">{words.publicChat.noticeTitle}</h2>
      {notice.language === frame.language ? null : <p>{words.notice.untranslated}</p>}
      <ul lang={notice.language}>
        <li>
          <strong>{notice.ai}</strong>
        </li>
        <li>{notice.recorded}</li>
        <li>{notice.dontEnter}</li>
        <li>{notice.emergency}</li>
      </ul>
      <p>
        {frame.contact.text}: <a href={`tel:${frame.contact.phone}`}>{frame.contact.phone}</a>, {words.frame.relay}{' '}
        {frame.contact.relay}. {frame.contact.hours}
      </p>
    </section>
  )
}

function Turn({ words, frame, turn, number }: { words: Words; frame: Frame; turn: PublicTurn; number: number }) {
  const { publicChat } = words
  const removed = Object.entries(turn.removed)
  return (
    <li>
      <article class="turn" aria-labelledby={`you-${number}`}>
        <h2 id={`you-${number}`}>{publicChat.you(number)}</h2>
        <p class="typed">{inWords(words, turn.asked, turn.removed)}</p>
        {removed.length === 0 ? null : (
          <p class="quiet">
            {publicChat.removed(
              new Intl.ListFormat(frame.language).format(
                removed.map(([kind, count]) => `${kindName(words, kind)} (${count})`),
              ),
            )}
          </p>
        )}
      </article>
      <article class="turn turn--answer" id={`answer-${number}`} aria-labelledby={`answer-title-${number}`}>
        <h2 id={`answer-title-${number}`}>
          {turn.label === null ? publicChat.gatewayAnswer(number) : publicChat.answer(number)}
        </h2>
        {turn.label === null ? (
          <>
            <p>{publicChat.notPerson(frame.agency)}</p>
            <HumanContact words={words} contact={frame.contact} />
          </>
        ) : (
          <>
            <p class="typed">{inWords(words, turn.answer, turn.removed)}</p>
            <p class="label-line">{turn.label}</p>
          </>
        )}
        {turn.record === null ? null : <p class="quiet">{publicChat.reference(turn.record)}</p>}
      </article>
    </li>
  )
}

/** Placeholders as people call what was there: `[US_SSN_7125]` stands for a Social Security number. */
function inWords(words: Words, text: string, removed: PublicTurn['removed']): string {
  return text.replaceAll(/\[([A-Z][A-Z0-9_]*)_\d{1,4}\]/g, (placeholder, kind: string) =>
    Object.hasOwn(removed, kind.toLowerCase()) ? `[${kindName(words, kind.toLowerCase())}]` : placeholder,
  )
}

function Composer({ words, view }: { words: Words; view: PublicChatView }) {
  const { publicChat } = words
  const { problem } = view
  if (view.isFull)
    return (
      <p>
        {publicChat.problems.full} <a href={view.action}>{publicChat.again}</a>
      </p>
    )
  // The browser goes to where the answer begins, without a script.
  return (
    <form class="usa-form public-form" method="post" action={`${view.action}#answer-${view.turns.length + 1}`}>
      <input type="hidden" name="conversation" value={view.conversation} />
      <label class="usa-label" for="text">
        {view.turns.length === 0 ? publicChat.ask : publicChat.askMore}
      </label>
      <span class="usa-hint" id="text-hint">
        {publicChat.hint}
      </span>
      <textarea
        class="usa-textarea"
        id="text"
        name="text"
        rows={4}
        maxlength={view.lengthMax}
        required
        aria-describedby="text-hint"
        aria-invalid={problem?.kind === 'empty' || problem?.kind === 'too-long' ? true : undefined}
      >
        {view.draft}
      </textarea>
      <button class="usa-button" type="submit">
        {publicChat.send}
      </button>
    </form>
  )
}

function problemText({ publicChat }: Words, problem: PublicProblem, lengthMax: number): string {
  if (problem.kind === 'limited') return publicChat.limited(problem.minutes)
  if (problem.kind === 'too-long') return publicChat.tooLong(lengthMax)
  return publicChat.problems[problem.kind]
}
