import type pg from 'pg'
import type { Destroyed, DestroyOrder } from '../../core/destruction.ts'

const DESTROY = `
SELECT target, destroy_content(target, NULL, disposition.idx) AS n
FROM unnest($1::bigint[]) AS target, (SELECT idx FROM log_entry WHERE id = $2 AND type = 'disposition') AS disposition`

/** As in the embedded store, in one transaction: the database's own function looks at dispositions and holds. */
export async function destroyContent(
  client: pg.ClientBase,
  { disposition, indexes }: DestroyOrder,
): Promise<Destroyed> {
  const { rows } = await client.query(DESTROY, [indexes, disposition])
  if (rows.length !== indexes.length)
    throw new Error('content is destroyed by a disposition only, and only what stands before it')
  return { held: rows.filter(({ n }) => n === '-1').map(({ target }) => Number(target)) }
}
