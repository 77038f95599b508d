import type { AccessRequestLine, TermsView } from '../../pages/approval-views.ts'
import type { Words } from '../languages/en.ts'
import { Addressee } from './addressee.tsx'
import { PolicyText } from './policy-text.tsx'

/** What a request asks for, in facts. */
export function RequestFacts({ words, line }: { words: Words; line: AccessRequestLine }) {
  const { access, catalog } = words
  return (
    <dl class="facts">
      {line.from === null ? null : (
        <div>
          <dt>{access.from}</dt>
          <dd>{line.from}</dd>
        </div>
      )}
      <div>
        <dt>{access.to}</dt>
        <dd>
          <Addressee to={line.to} />
        </dd>
      </div>
      {line.purpose === null ? null : (
        <div>
          <dt>{catalog.purpose}</dt>
          <dd>{line.purpose}</dd>
        </div>
      )}
      <div>
        <dt>{catalog.dataClass}</dt>
        <dd>{line.dataClass}</dd>
      </div>
      <div>
        <dt>{access.needShort}</dt>
        <dd class="typed">{line.need}</dd>
      </div>
      <div>
        <dt>{access.whoShort}</dt>
        <dd class="typed">{line.who}</dd>
      </div>
      <div>
        <dt>{access.number}</dt>
        <dd>{line.number}</dd>
      </div>
    </dl>
  )
}

/** How it stands, since when, and whether that is too long. */
export function RequestStatusLine({ words, line }: { words: Words; line: AccessRequestLine }) {
  const { approvals } = words
  return (
    <p class="card__line">
      <span class={`status status--${line.status}`}>{approvals.status[line.status]}</span>{' '}
      {line.waiting === null ? null : (
        <>
          {line.waiting.isLate ? <strong>{approvals.late}. </strong> : null}
          {approvals.waiting(line.waiting.days, line.waiting.due)}{' '}
        </>
      )}
      <span class="quiet">{line.sent}</span>
    </p>
  )
}

/** What a request is about: a name of the catalog, or of a tool that isn’t in it. */
export function RequestName({ line }: { line: AccessRequestLine }) {
  return <PolicyText>{line.system}</PolicyText>
}

export function Terms({ words, terms }: { words: Words; terms: TermsView }) {
  const { approvals } = words
  return (
    <dl class="facts">
      <div>
        <dt>{approvals.who}</dt>
        <dd>{approvals.whos[terms.who]}</dd>
      </div>
      <div>
        <dt>{approvals.dataClass}</dt>
        <dd>{terms.dataClass}</dd>
      </div>
      <div>
        <dt>{approvals.decisionMode}</dt>
        <dd>{approvals.modes[terms.decisionMode]}</dd>
      </div>
      <div>
        <dt>{approvals.until}</dt>
        <dd>{terms.until}</dd>
      </div>
    </dl>
  )
}
