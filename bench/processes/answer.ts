/** What a process of the benchmark was started with. */
export function settings<T>(): T {
  return JSON.parse(process.argv[2] ?? '{}') as T
}

/** Answers the questions of the process that started this one; ends with it. */
export function answer(handle: (question: { readonly kind: string } & Record<string, unknown>) => unknown): void {
  process.on('message', (message: { id: number; question: { kind: string } }) => {
    Promise.resolve()
      .then(() => handle(message.question))
      .then(
        (value) => process.send?.({ id: message.id, value }),
        (error: unknown) =>
          process.send?.({ id: message.id, error: error instanceof Error ? error.message : 'failed' }),
      )
  })
  process.on('disconnect', () => process.exit(0))
}
