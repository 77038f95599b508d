import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { CheckForm } from '../parts/check-form.tsx'
import { Refused } from '../parts/next-steps.tsx'
import { PolicyText } from '../parts/policy-text.tsx'

export function CatalogCheck({ words, frame, view }: PageProps<'catalog-check'>) {
  const { catalog } = words
  const { answer } = view
  return (
    <Layout words={words} frame={frame} title={catalog.checkTitle}>
      <p class="lead">{catalog.checkLead}</p>
      {answer === null ? null : (
        <Alert
          kind={answer.refused === null ? 'success' : 'warning'}
          title={answer.refused === null ? catalog.yes : catalog.no}
        >
          <p>
            <a href={answer.system.href}>
              <PolicyText>{answer.system.label}</PolicyText>
            </a>
            {`: ${catalog.use(answer.purpose, answer.dataClass)}`}
          </p>
          {answer.refused === null ? (
            <p>{catalog.yesBut}</p>
          ) : (
            <Refused words={words} language={frame.language} view={answer.refused} />
          )}
        </Alert>
      )}
      <CheckForm
        words={words}
        systems={view.systems}
        purposes={view.purposes}
        classes={view.classes}
        asked={view.asked}
      />
      <p>
        <a href="/catalog">{catalog.title}</a>
      </p>
    </Layout>
  )
}
