import type { Frame } from '../pages/frame.ts'
import type { PageViews } from '../pages/page-views.ts'
import type { PageName } from '../pages/render-page.ts'
import type { Words } from './languages/en.ts'

/** What every page is a function of. */
export interface PageProps<Name extends PageName> {
  readonly words: Words
  readonly frame: Frame
  readonly view: PageViews[Name]
}
