import type { LogReader } from '#src/core/ports.ts'

/** Lets walks over a store's log wait until they may go on: how a log of millions would be walked, without one. */
export function slowWalks(store: Pick<LogReader, 'entryBundle'>) {
  const read = store.entryBundle.bind(store)
  let gate: PromiseWithResolvers<void> | null = null
  Object.assign(store, {
    entryBundle: async (...asked: Parameters<LogReader['entryBundle']>) => {
      await gate?.promise
      return read(...asked)
    },
  })
  return {
    wait() {
      gate = Promise.withResolvers()
    },
    goOn() {
      gate?.resolve()
      gate = null
    },
  }
}
