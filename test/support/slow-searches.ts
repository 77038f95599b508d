import type { RecordReader, SearchQuery } from '#src/core/ports.ts'
import { SearchQueryError } from '#src/records/search/query-error.ts'

/** Lets searches of a store wait until they may go on: how a log of millions would answer, without one. */
export function slowSearches(store: Pick<RecordReader, 'search'>) {
  const search = store.search.bind(store)
  const waiting: SearchQuery[] = []
  let gate: PromiseWithResolvers<void> | null = null
  let waits = isOfPage
  Object.assign(store, {
    search: async (query: SearchQuery) => {
      if (gate !== null && waits(query)) {
        waiting.push(query)
        const left = new Promise<never>((_resolve, reject) => {
          query.signal?.addEventListener('abort', () => reject(new Error('the asker left')))
        })
        await Promise.race([gate.promise, left])
      }
      return search(query)
    },
  })
  return {
    /** By default the searches of the records page. */
    wait(which = isOfPage) {
      waits = which
      gate = Promise.withResolvers()
      gate.promise.catch(() => {})
      waiting.length = 0
    },
    /** Those that wait, or were stopped. */
    waiting: (): readonly SearchQuery[] => waiting,
    goOn() {
      gate?.resolve()
      gate = null
    },
    fail() {
      gate?.reject(new SearchQueryError('the query takes too long', 'Narrow it down.'))
      gate = null
    },
  }
}

/** Its asker said how long they wait, and reads what is around each hit. */
function isOfPage({ patience, snippets }: SearchQuery): boolean {
  return patience !== undefined && snippets !== false
}
