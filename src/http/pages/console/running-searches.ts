/** An answer that comes sooner is shown at once; a search that takes longer gets a page of its own, milliseconds. */
const AT_ONCE_MS = 1_000

/** A page that asks by itself has been closed when it didn’t for so long: nobody waits for the answer. */
const LEFT_MS = 20_000

/** How long a search may take whose page waits for it; an answer that nobody came for is kept as long. */
export const PATIENCE_MS = 60_000

/** A page that asks by itself may ask once more while it is being stopped: that begins no new search, milliseconds. */
const STOPPED_MS = 10_000

/** A search that is under way, or whose answer nobody has fetched yet. */
export interface RunningSearch<Answer> {
  readonly id: string
  /** Where it was asked for, and its answer is. */
  readonly address: string
  /**
   * Its answer, which is fetched once; `slow`: it isn’t there within a moment. Nothing comes before the look is written
   * down. Throws what the search threw.
   */
  within(asksAgain: boolean, left: AbortSignal): Promise<{ readonly answer: Answer } | 'slow'>
  /** How often its page has asked, this time included. */
  looks(): number
}

/** What a search is given: when to leave off, and what it calls once its look is an entry. */
export type Search<Answer> = (signal: AbortSignal, written: () => void) => Promise<Answer>

interface Held<Answer> {
  readonly id: string
  readonly owner: string
  readonly address: string
  readonly stop: AbortController
  readonly outcome: Promise<Answer>
  readonly written: Promise<void>
  isDone: boolean
  looks: number
  leave: NodeJS.Timeout | undefined
}

/** Searches of pages that outlive one request. Each belongs to a session and what it was asked for: nobody else reaches it. */
export interface RunningSearches<Answer> {
  /** The one that this asker has under way at this address, or else a new one. */
  at(owner: string, address: string, search: Search<Answer>): RunningSearch<Answer>
  /** Ends one’s own in the index itself. `stopped: false`: its answer was there already. Null: no such search of theirs. */
  stop(owner: string, id: string): { readonly address: string; readonly stopped: boolean } | null
  /** The one of theirs at this address that was stopped a moment ago; null: none was. */
  stoppedAt(owner: string, address: string): string | null
}

export function createRunningSearches<Answer>(newId: () => string): RunningSearches<Answer> {
  const held = new Map<string, Held<Answer>>()
  const stopped = new Map<string, { readonly owner: string; readonly address: string }>()

  function forget(search: Held<Answer>): void {
    clearTimeout(search.leave)
    held.delete(search.id)
  }

  function end(search: Held<Answer>): void {
    forget(search)
    search.stop.abort()
  }

  function begin(owner: string, address: string, run: Search<Answer>): Held<Answer> {
    const stop = new AbortController()
    const written = Promise.withResolvers<void>()
    const outcome = run(stop.signal, written.resolve)
    const search: Held<Answer> = {
      id: newId(),
      owner,
      address,
      stop,
      outcome,
      written: Promise.race([written.promise, outcome.then(ignore, ignore)]),
      isDone: false,
      looks: 0,
      leave: undefined,
    }
    // What it failed with is for whoever asks for it; nobody may.
    outcome.catch(ignore).finally(() => {
      search.isDone = true
    })
    held.set(search.id, search)
    return search
  }

  async function within(
    search: Held<Answer>,
    asksAgain: boolean,
    left: AbortSignal,
  ): Promise<{ readonly answer: Answer } | 'slow'> {
    const onLeft = (): void => end(search)
    left.addEventListener('abort', onLeft, { once: true })
    clearTimeout(search.leave)
    const moment = Promise.withResolvers<'slow'>()
    let timer: NodeJS.Timeout | undefined
    try {
      await search.written
      timer = setTimeout(() => moment.resolve('slow'), AT_ONCE_MS)
      const answer = await Promise.race([search.outcome.then((found) => ({ answer: found })), moment.promise])
      if (answer === 'slow') search.leave = setTimeout(() => end(search), asksAgain ? LEFT_MS : PATIENCE_MS).unref()
      else forget(search)
      return answer
    } catch (error) {
      forget(search)
      throw error
    } finally {
      clearTimeout(timer)
      left.removeEventListener('abort', onLeft)
    }
  }

  return {
    at(owner, address, run) {
      const known = [...held.values()].find((one) => one.owner === owner && one.address === address)
      const search = known ?? begin(owner, address, run)
      search.looks++
      return {
        id: search.id,
        address,
        within: (asksAgain, left) => within(search, asksAgain, left),
        looks: () => search.looks,
      }
    },
    stop(owner, id) {
      const search = held.get(id)
      if (search === undefined || search.owner !== owner) return null
      const { address, isDone } = search
      if (isDone) return { address, stopped: false }
      end(search)
      stopped.set(id, { owner, address })
      setTimeout(() => stopped.delete(id), STOPPED_MS).unref()
      return { address, stopped: true }
    },
    stoppedAt(owner, address) {
      const all = [...stopped]
      return all.findLast(([, one]) => one.owner === owner && one.address === address)?.[0] ?? null
    },
  }
}

function ignore(): void {}
