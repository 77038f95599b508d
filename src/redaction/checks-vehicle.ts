/** Values of the letters, and weights of the positions (49 CFR 565.15). */
const VALUES = new Map([...'0123456789ABCDEFGH.JKLMN.P.R..STUVWXYZ'].map((char) => [char, 0]))
for (const [letters, first] of [
  ['0123456789', 0],
  ['ABCDEFGH', 1],
  ['JKLMN', 1],
  ['P', 7],
  ['R', 9],
  ['STUVWXYZ', 2],
] as const) {
  for (const [index, letter] of [...letters].entries()) VALUES.set(letter, first + index)
}
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/** Whether the ninth of seventeen capitals and digits checks the others. */
export function isVin(value: string): boolean {
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(value)) return false
  let sum = 0
  for (let at = 0; at < 17; at++) sum += VALUES.get(value[at]!)! * WEIGHTS[at]!
  const check = sum % 11
  return value[8] === (check === 10 ? 'X' : String(check))
}
