import { REVIEW_CHECKS } from '../../core/answer-mark.ts'
import type { Words } from '../languages/en.ts'

/** What somebody can have checked, each with a box of its own; fields `check-…`. */
export function ReviewChecks({ words: { chat } }: { words: Words }) {
  return REVIEW_CHECKS.map((check) => (
    <div class="usa-checkbox" key={check}>
      <input class="usa-checkbox__input" type="checkbox" id={`check-${check}`} name={`check-${check}`} value="yes" />
      <label class="usa-checkbox__label" for={`check-${check}`}>
        {chat.check[check]}
      </label>
    </div>
  ))
}
