import type { Page } from 'playwright-core'
import { noteCheck } from './seen.ts'

/** More stops than any page has. */
const STOPS_MAX = 160

/** Somebody who has a keyboard and nothing else. */
export interface Keys {
  /** How many were pressed so far. */
  readonly pressed: number
  press(key: string): Promise<void>
  type(text: string): Promise<void>
  /** Tabs until something of this name, id or text has the focus. */
  reach(name: RegExp): Promise<void>
  /** Reaches it and presses Enter, until the page that it leads to is there. */
  follow(name: RegExp): Promise<void>
  /** Reaches a field and writes into it. */
  fill(name: RegExp, text: string): Promise<void>
}

export function keysOf(page: Page): Keys {
  noteCheck('keyboard')
  let pressed = 0
  const keys: Keys = {
    get pressed() {
      return pressed
    },
    async press(key) {
      await page.keyboard.press(key)
      pressed++
    },
    async type(text) {
      await page.keyboard.type(text)
      pressed += text.length
    },
    async reach(name) {
      for (let stops = 0; stops < STOPS_MAX; stops++) {
        await keys.press('Tab')
        // Past the last link the browser itself has it.
        const own = await page.evaluate(focused).catch(unlessReloaded)
        if (own.some((text) => text !== null && name.test(text.trim()))) return
      }
      throw new Error(`nothing named ${name} was reached on ${page.url()}`)
    },
    async follow(name) {
      await keys.reach(name)
      await Promise.all([page.waitForEvent('load'), keys.press('Enter')])
    },
    async fill(name, text) {
      await keys.reach(name)
      await keys.type(text)
    },
  }
  return keys
}

/** What names the element that has the focus. */
function focused(): (string | null)[] {
  const at = document.activeElement
  return at === null || at === document.body ? [] : [at.getAttribute('aria-label'), at.id, at.textContent]
}

/** A page that asks anew by itself has come again: whoever was on their way begins at its top. */
function unlessReloaded(error: Error): (string | null)[] {
  if (/because of a navigation/.test(error.message)) return []
  throw error
}
