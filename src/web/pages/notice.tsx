import { CsrfField } from '../frame/csrf-field.tsx'
import { Layout } from '../frame/layout.tsx'
import type { PageProps } from '../page-props.ts'
import { Alert } from '../parts/alert.tsx'

/** Not a dialog over a page: a page, with two ways on, and neither is chosen beforehand. */
export function Notice({ words, frame, view }: PageProps<'notice'>) {
  const { notice } = words
  return (
    <Layout words={words} frame={frame} title={view.title}>
      {view.textLanguage === frame.language ? null : <Alert kind="info">{notice.untranslated}</Alert>}
      <div class="prose" lang={view.textLanguage}>
        <p class="notice-text">{view.text}</p>
      </div>
      <p class="quiet">{notice.version(view.version, view.effective)}</p>
      {view.isDue ? (
        <>
          <p>{notice.due}</p>
          {view.acceptedAt === null || view.renewBy === null ? null : (
            <p>
              <strong>{notice.again(view.acceptedAt, view.renewBy)}</strong>
            </p>
          )}
          <form class="actions" method="post" action="/notice">
            <CsrfField token={frame.person?.csrf ?? ''} />
            <input type="hidden" name="notice" value={view.key} />
            <input type="hidden" name="return" value={view.returnTo} />
            <button class="usa-button" type="submit">
              {notice.accept}
            </button>
            <button class="usa-button usa-button--outline" type="submit" formaction="/sign-out">
              {notice.leave}
            </button>
          </form>
        </>
      ) : (
        <p>
          <strong>{notice.accepted}</strong>
          {view.renewBy === null ? null : ` ${notice.renewal(view.renewBy)}`}
        </p>
      )}
      <h2>{notice.training}</h2>
      {view.training.length === 0 ? (
        <p>{notice.noCourses}</p>
      ) : (
        <ul class="plain-list">
          {view.training.map(({ name, completed, href }) => (
            <li key={name}>
              {name}: <strong>{completed === null ? notice.missing : notice.completed(completed)}</strong>
              {completed !== null || href === null ? null : (
                <>
                  {'. '}
                  <a href={href}>{notice.take(name)}</a>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <p>
        <a href="/training">{words.training.title}</a>
      </p>
    </Layout>
  )
}
