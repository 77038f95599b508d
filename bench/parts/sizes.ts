/** Sizes of a request's body, by the name that tables show. */
export const SIZES = [
  { name: '1 KB', bytes: 1_024 },
  { name: '10 KB', bytes: 10_240 },
  { name: '100 KB', bytes: 102_400 },
] as const

export type SizeName = (typeof SIZES)[number]['name']
