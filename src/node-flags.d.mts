export const NODE_FLAGS: readonly string[]
export const NODE_ENV: Readonly<Record<string, string>>
