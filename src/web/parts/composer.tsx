import type { ChatView } from '../../pages/chat-views.ts'
import { CsrfField } from '../frame/csrf-field.tsx'
import type { Words } from '../languages/en.ts'
import { Alert } from './alert.tsx'
import { ChatSettingsFields } from './chat-settings.tsx'
import { WhatNext, WhyNot } from './told.tsx'

/** Where a question is written. It stands at the end of the page, and covers nothing. */
export function Composer({ view, words, csrf }: { view: ChatView; words: Words; csrf: string }) {
  const { chat } = words
  return (
    <form class="composer" id="composer" method="post" action="/chat" enctype="multipart/form-data" data-chat>
      <CsrfField token={csrf} />
      <input type="hidden" name="conversation" value={view.id ?? ''} />
      <input type="hidden" name="return" value={view.id === null ? '/' : `/chat/${view.id}`} />
      <ChatSettingsFields view={view} words={words} />
      <div id="refusal">{view.refusal === null ? null : <Refused view={view} words={words} />}</div>
      <label class="usa-label" for="text">
        {chat.question}
      </label>
      <p class="usa-hint" id="text-hint">
        {chat.questionHint}
      </p>
      <textarea
        class="usa-textarea"
        id="text"
        name="text"
        rows={5}
        required
        aria-describedby="text-hint"
        autocomplete="off"
      >
        {view.draft}
      </textarea>
      <label class="usa-label" for="files">
        {chat.files}
      </label>
      <p class="usa-hint" id="files-hint">
        {chat.filesHint}
      </p>
      <input
        class="usa-file"
        id="files"
        name="files"
        type="file"
        multiple
        accept={view.fileEndings.join(',')}
        aria-describedby="files-hint"
      />
      <p id="local-warning" class="local-warning" role="status" />
      <div class="actions">
        <button class="usa-button" type="submit" id="send">
          {chat.send}
        </button>
        <button class="usa-button usa-button--outline" type="button" id="stop" hidden>
          {chat.stop}
        </button>
      </div>
    </form>
  )
}

/** Nothing was sent: the rule, what can be done, and what was written is still there. */
function Refused({ view, words }: { view: ChatView; words: Words }) {
  const { chat, problem } = words
  const refusal = view.refusal!
  return (
    <Alert kind="warning" title={chat.notSent} isUrgent>
      <WhyNot words={words} told={refusal.told} />
      <WhatNext words={words} told={refusal.told} />
      <p class="quiet">
        {refusal.clause === null ? null : `${problem.rule} ${refusal.clause}. `}
        {refusal.record === '' ? null : `${problem.reference} ${refusal.record}`}
      </p>
      {refusal.stepUp === null ? null : (
        <>
          <input type="hidden" name="acr_values" value={refusal.stepUp.acrValues} />
          <input type="hidden" name="max_age" value={refusal.stepUp.maxAge} />
          <button class="usa-button" type="submit" formaction="/sign-in/again" data-leaves>
            {chat.signInAgain}
          </button>
        </>
      )}
      {refusal.without === null ? null : (
        <details>
          <summary>{chat.withoutTitle}</summary>
          <p class="turn__text">{refusal.without}</p>
          <button class="usa-button usa-button--outline" type="submit" name="instead" value={refusal.without}>
            {chat.sendWithout}
          </button>
        </details>
      )}
    </Alert>
  )
}
