import type pg from 'pg'

/** What a server must be set to for a commit to survive its crash, and what it must be. */
const DEMANDS: readonly (readonly [name: string, allowed: readonly string[]])[] = [
  ['fsync', ['on']],
  ['full_page_writes', ['on']],
  ['synchronous_commit', ['on', 'remote_apply']],
  ['server_encoding', ['UTF8']],
  ['transaction_read_only', ['off']],
]

/** Throws when a setting that durability rests on doesn't hold: the store then refuses to open. */
export async function assertDurable(client: pg.Client): Promise<void> {
  const select = DEMANDS.map(([name]) => `current_setting('${name}') AS ${name}`).join(', ')
  const { rows } = await client.query<Record<string, string>>(`SELECT ${select}`)
  for (const [name, allowed] of DEMANDS) {
    const actual = rows[0]![name]!
    if (!allowed.includes(actual))
      throw new Error(`the store can't promise durability: ${name} is ${actual}, not ${allowed.join(' or ')}`)
  }
}
