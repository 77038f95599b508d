/** The value as JSON has it: SDK objects without their prototypes, private fields and `undefined`s. */
export function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null))
}

/** All that a stream gives, as plain JSON. */
export async function collected(stream: AsyncIterable<unknown>): Promise<unknown[]> {
  const items: unknown[] = []
  for await (const item of stream) items.push(plain(item))
  return items
}
