import type { ChatView } from '../../pages/chat-views.ts'
import type { Words } from '../languages/en.ts'

/** What is chosen once for a conversation: open while it begins, then one line that says what was chosen. */
export function ChatSettingsFields({ view, words }: { view: ChatView; words: Words }) {
  const { chat } = words
  const system = view.systems.find(({ id }) => id === view.chosen.model)
  const purpose = view.purposes.find(({ id }) => id === view.chosen.purpose)
  const dataClass = view.dataClasses.find(({ id }) => id === view.chosen.dataClass)
  return (
    <details class="settings">
      <summary>
        {chat.using(system?.name ?? view.chosen.model, purpose?.name ?? '', dataClass?.name ?? '')}{' '}
        <span class="settings__change">{chat.change}</span>
      </summary>
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{chat.system}</legend>
        {view.systems.map((one) => (
          <div class="usa-radio" key={one.id}>
            <input
              class="usa-radio__input"
              type="radio"
              id={`system-${one.id}`}
              name="model"
              value={one.id}
              checked={one.id === view.chosen.model}
            />
            <label class="usa-radio__label" for={`system-${one.id}`}>
              {one.name}
              <span class="usa-radio__label-description">
                {chat.systemFor(one.vendor, one.purposes, one.dataClass, one.notFor)}
              </span>
            </label>
          </div>
        ))}
      </fieldset>
      <label class="usa-label" for="purpose">
        {chat.purpose}
      </label>
      <select class="usa-select" id="purpose" name="purpose">
        {view.purposes.map(({ id, name }) => (
          <option key={id} value={id} selected={id === view.chosen.purpose}>
            {name}
          </option>
        ))}
      </select>
      <fieldset class="usa-fieldset">
        <legend class="usa-legend">{chat.dataClass}</legend>
        {view.dataClasses.map(({ id, name, description }) => (
          <div class="usa-radio" key={id}>
            <input
              class="usa-radio__input"
              type="radio"
              id={`class-${id}`}
              name="class"
              value={id}
              checked={id === view.chosen.dataClass}
            />
            <label class="usa-radio__label" for={`class-${id}`}>
              {name}
              <span class="usa-radio__label-description">{description}</span>
            </label>
          </div>
        ))}
      </fieldset>
    </details>
  )
}
