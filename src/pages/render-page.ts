import type { Frame } from './frame.ts'
import type { PageViews } from './page-views.ts'

export type PageName = keyof PageViews

/** What a page shows, by its name. Pure: the same view gives the same bytes. */
export type RenderPage = <Name extends PageName>(name: Name, view: PageViews[Name], frame: Frame) => string

/** What is built from `src/web`. */
export interface Pages {
  readonly render: RenderPage
  /** What the gateway answers to "Are you a person?" (clause MS-60). */
  readonly aboutPerson: (frame: Frame) => string
  /** Languages that the pages are written in, each by its own name. */
  readonly languages: Readonly<Record<string, string>>
}
