import type { ComponentChildren } from 'preact'
import type { ConsoleFrame } from '../../pages/console-views.ts'
import type { Frame } from '../../pages/frame.ts'
import { Layout } from '../frame/layout.tsx'
import type { Words } from '../languages/en.ts'
import { type JobState, JobStatus } from './job-status.tsx'
import { SECTION_LINKS } from './sections.ts'

export interface ConsoleLayoutProps {
  readonly words: Words
  readonly frame: Frame
  readonly console: ConsoleFrame
  readonly title: string
  /** Where the page is about a job: how far it is. */
  readonly job?: JobState
  readonly children: ComponentChildren
}

/** A page of the console: where else to go, and what its reader said that they look for. */
export function ConsoleLayout({ words, frame, console, title, job, children }: ConsoleLayoutProps) {
  const links = SECTION_LINKS.filter(({ section }) => console.sections.includes(section))
  return (
    <Layout
      words={words}
      frame={frame}
      title={title}
      islands={job == null || job.refreshSeconds === null ? [] : ['job.js']}
      refreshSeconds={job?.refreshSeconds ?? null}
    >
      <div class="console-top">
        <nav class="console-nav" aria-label={words.console.sectionsLabel}>
          <ul>
            {links.map(({ section, href, label }) => (
              <li key={section}>
                <a href={href} aria-current={section === console.section ? 'page' : undefined}>
                  {label(words)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        {console.stated === null || console.section === null ? null : (
          <p class="console-stated">
            {words.console.statedFor} <strong>{console.stated.purpose}</strong>, {console.stated.matter}.{' '}
            <a href={`/console/access?return=${encodeURIComponent(console.here)}`}>{words.console.statedChange}</a>
          </p>
        )}
      </div>
      {children}
      {job === undefined ? null : <JobStatus job={job} />}
    </Layout>
  )
}
