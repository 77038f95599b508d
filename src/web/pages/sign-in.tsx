import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'

export function SignIn({ words, frame, view }: PageProps<'sign-in'>) {
  const { signIn } = words
  return (
    <Layout words={words} frame={frame} title={view.failure === null ? signIn.title : signIn.failedTitle}>
      {view.failure === null ? (
        <p class="lead">{signIn.lead}</p>
      ) : (
        <Alert kind="error">
          <p>{signIn.failed}</p>
          <p>{signIn.failedReason(view.failure)}</p>
        </Alert>
      )}
      {view.places.length === 0 ? (
        <p>{signIn.none}</p>
      ) : (
        <ul class="plain-list">
          {view.places.map(({ href, label }) => (
            <li key={href}>
              <a class="usa-button" href={href}>
                {signIn.at(label)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  )
}
