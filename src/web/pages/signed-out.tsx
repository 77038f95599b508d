import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'

export function SignedOut({ words, frame, view }: PageProps<'signed-out'>) {
  const { signedOut } = words
  return (
    <Layout words={words} frame={frame} title={signedOut.title}>
      <p class="lead">{signedOut.lead}</p>
      <ul class="plain-list">
        {view.directory === null ? null : (
          <li>
            <a class="usa-button usa-button--outline" href={view.directory.href}>
              {signedOut.directory(view.directory.label)}
            </a>
          </li>
        )}
        <li>
          <a class="usa-button" href="/sign-in">
            {signedOut.again}
          </a>
        </li>
      </ul>
    </Layout>
  )
}
