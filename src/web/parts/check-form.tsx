import type { Choice } from '../../pages/catalog-views.ts'
import type { Words } from '../languages/en.ts'
import { ChoiceField } from './choice-field.tsx'

export interface CheckFormProps {
  readonly words: Words
  /** A list, or the one that is asked about. */
  readonly systems: readonly Choice[] | string
  readonly purposes: readonly Choice[]
  readonly classes: readonly Choice[]
  readonly asked: { readonly system: string; readonly purpose: string; readonly class: string }
}

/** "Can I use this?" as a form: the answer has an address, so it can be shown to somebody else. */
export function CheckForm({ words, systems, purposes, classes, asked }: CheckFormProps) {
  const { catalog } = words
  return (
    <form class="usa-form" method="get" action="/catalog/check">
      {typeof systems === 'string' ? (
        <input type="hidden" name="system" value={systems} />
      ) : (
        <ChoiceField
          name="system"
          label={catalog.system}
          choices={systems}
          chosen={asked.system}
          none={catalog.choose}
          isRequired
          isPolicyText
        />
      )}
      <ChoiceField
        name="purpose"
        label={catalog.purpose}
        choices={purposes}
        chosen={asked.purpose}
        none={catalog.choose}
        isRequired
      />
      <ChoiceField
        name="class"
        label={catalog.dataClass}
        choices={classes}
        chosen={asked.class}
        none={catalog.choose}
        isRequired
      />
      <button class="usa-button" type="submit">
        {catalog.check}
      </button>
    </form>
  )
}
