/** A bounded map that forgets: by age of each entry, and the least recently used first when it is full. */
export interface TokenCache<Value> {
  get(key: string, nowMs: number): Value | undefined
  set(key: string, value: Value, untilMs: number): void
  clear(): void
}

export function createTokenCache<Value>(entriesMax: number): TokenCache<Value> {
  const entries = new Map<string, { readonly value: Value; readonly until: number }>()
  return {
    get(key, nowMs) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      if (nowMs >= entry.until) return undefined
      // Put back at the end: Map keeps insertion order, so the first is the least recently used.
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, untilMs) {
      entries.delete(key)
      entries.set(key, { value, until: untilMs })
      if (entries.size > entriesMax) entries.delete(entries.keys().next().value!)
    },
    clear() {
      entries.clear()
    },
  }
}
