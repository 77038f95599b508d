interface Stored {
  readonly payload: Record<string, unknown>
  readonly until: number
}

const ENTRIES_MAX = 1_000

/** The identity provider's storage: in memory, bounded, gone with the process. */
export function createMemoryAdapter(): (model: string) => object {
  const entries = new Map<string, Stored>()
  return (model) => {
    const keyOf = (id: string): string => `${model}:${id}`
    const find = (id: string): Promise<Record<string, unknown> | undefined> => {
      const stored = entries.get(keyOf(id))
      return Promise.resolve(stored !== undefined && stored.until > Date.now() ? stored.payload : undefined)
    }
    return {
      upsert(id: string, payload: Record<string, unknown>, expiresIn: number | undefined) {
        entries.set(keyOf(id), {
          payload,
          until: expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000,
        })
        if (entries.size > ENTRIES_MAX) entries.delete(entries.keys().next().value!)
        return Promise.resolve()
      },
      find,
      findByUid: () => Promise.resolve(undefined),
      findByUserCode: () => Promise.resolve(undefined),
      consume: () => Promise.resolve(),
      destroy(id: string) {
        entries.delete(keyOf(id))
        return Promise.resolve()
      },
      revokeByGrantId: () => Promise.resolve(),
    }
  }
}
