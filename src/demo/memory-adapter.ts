interface Stored {
  readonly model: string
  readonly payload: Record<string, unknown>
  readonly until: number
}

type Found = Promise<Record<string, unknown> | undefined>

const ENTRIES_MAX = 1_000

/** The identity provider's storage: in memory, bounded, gone with the process. */
export function createMemoryAdapter(): (model: string) => object {
  const entries = new Map<string, Stored>()
  const isAlive = (stored: Stored): boolean => stored.until > Date.now()
  return (model) => {
    const keyOf = (id: string): string => `${model}:${id}`
    const findBy = (name: string, value: string): Found =>
      Promise.resolve(
        [...entries.values()].find((one) => one.model === model && one.payload[name] === value && isAlive(one))
          ?.payload,
      )
    return {
      upsert(id: string, payload: Record<string, unknown>, expiresIn: number | undefined) {
        const until = expiresIn === undefined ? Number.POSITIVE_INFINITY : Date.now() + expiresIn * 1000
        entries.set(keyOf(id), { model, payload, until })
        if (entries.size > ENTRIES_MAX) entries.delete(entries.keys().next().value!)
        return Promise.resolve()
      },
      find(id: string): Found {
        const stored = entries.get(keyOf(id))
        return Promise.resolve(stored !== undefined && isAlive(stored) ? stored.payload : undefined)
      },
      findByUid: (uid: string) => findBy('uid', uid),
      findByUserCode: (code: string) => findBy('userCode', code),
      consume(id: string) {
        const stored = entries.get(keyOf(id))
        if (stored !== undefined) stored.payload['consumed'] = Math.floor(Date.now() / 1_000)
        return Promise.resolve()
      },
      destroy(id: string) {
        entries.delete(keyOf(id))
        return Promise.resolve()
      },
      revokeByGrantId(grantId: string) {
        for (const [key, { payload }] of entries) if (payload['grantId'] === grantId) entries.delete(key)
        return Promise.resolve()
      },
    }
  }
}
