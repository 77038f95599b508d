import type { NextStep, RefusedView } from '../../pages/catalog-views.ts'
import type { Words } from '../languages/en.ts'
import { PolicyText } from './policy-text.tsx'

/** Why not, by which rule, and what next. */
export function Refused({ words, language, view }: { words: Words; language: string; view: RefusedView }) {
  const { catalog } = words
  const reasons: Readonly<Record<string, string | undefined>> = catalog.reasons
  const reason = reasons[view.code]
  return (
    <>
      <p>{reason ?? <PolicyText>{view.message}</PolicyText>}</p>
      <p>
        <strong>{catalog.whatNext}</strong>
      </p>
      <ul>
        {view.steps.map((step) => (
          <li key={JSON.stringify(step)}>
            <Step words={words} language={language} step={step} />
          </li>
        ))}
      </ul>
      <p class="quiet">{catalog.rule(view.rule, view.clause)}</p>
    </>
  )
}

function Step({ words, language, step }: { words: Words; language: string; step: NextStep }) {
  const { steps } = words.catalog
  switch (step.kind) {
    case 'course':
      return (
        <>
          {steps.course} <a href={step.href}>{<PolicyText>{step.name}</PolicyText>}</a>
        </>
      )
    case 'sign-in':
      return <>{steps.signIn(step.level)}</>
    case 'purposes':
      return <>{steps.purposes(new Intl.ListFormat(language, { type: 'disjunction' }).format(step.names))}</>
    case 'class':
      return <>{steps.class(step.name)}</>
    case 'systems':
      return (
        <>
          {steps.systems}{' '}
          {step.links.map(({ href, label }, at) => (
            <>
              {at === 0 ? '' : ', '}
              <a href={href}>
                <PolicyText>{label}</PolicyText>
              </a>
            </>
          ))}
        </>
      )
    case 'request':
      return <a href={step.href}>{steps.request}</a>
    case 'owner':
      return (
        <>
          {steps.owner} <PolicyText>{step.name}</PolicyText>
        </>
      )
    case 'wait':
      return (
        <>
          {steps.wait} <a href="/status">{words.status.title}</a>
        </>
      )
    case 'app':
      return <>{steps.app}</>
    case 'person':
      return <a href="#help-title">{steps.person}</a>
  }
}
