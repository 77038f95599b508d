import { WideTable } from '../console/wide-table.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'
import { PolicyText } from '../parts/policy-text.tsx'

/** One’s courses, and the way to them. */
export function Training({ words, frame, view }: PageProps<'training'>) {
  const { training } = words
  return (
    <Layout words={words} frame={frame} title={training.title}>
      {view.isPassed ? <Alert kind="success">{training.passed}</Alert> : null}
      <p class="lead">{training.lead}</p>
      <ul class="cards">
        {view.courses.map((course) => (
          <li class="card" key={course.href}>
            <h2>
              <PolicyText>{course.name}</PolicyText>
            </h2>
            <p>
              {course.completed === null ? training.missing : training.completed(course.completed)}{' '}
              {course.until !== null
                ? training.until(course.until)
                : course.completed === null
                  ? null
                  : training.lapsed}
            </p>
            <ul class="plain-list">
              {course.isPrimer ? (
                <li>
                  <a href="/training/primer">{training.primer}</a>
                </li>
              ) : null}
              <li>
                <a href={course.href}>{training.elsewhere}</a>
              </li>
            </ul>
          </li>
        ))}
      </ul>
      {view.readiness === null ? null : (
        <div>
          <h2>{training.readiness}</h2>
          <p>{training.readinessLead}</p>
          {view.readiness.length === 0 ? (
            <p>{training.nobody}</p>
          ) : (
            <WideTable
              caption={training.readiness}
              heads={[training.unit, training.people, training.ready]}
              numbersFrom={1}
            >
              {view.readiness.map(({ unit, people, ready }) => (
                <tr key={unit}>
                  <th scope="row">
                    <PolicyText>{unit}</PolicyText>
                  </th>
                  <td class="number">{people ?? words.console.tooFew}</td>
                  <td class="number">{ready ?? '–'}</td>
                </tr>
              ))}
            </WideTable>
          )}
        </div>
      )}
    </Layout>
  )
}
