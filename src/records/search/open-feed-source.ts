import { openToRead } from '../sqlite/open-database.ts'
import { createFeedSource } from '../sqlite/search-feed.ts'
import type { FeedSource } from './read-documents.ts'

/** What follows the log in a thread of its own reads it by a connection of its own: in the folder, or in the database. */
export async function openFeedSource(folder: string, databaseUrl: string | undefined): Promise<FeedSource> {
  if (databaseUrl === undefined) return createFeedSource(openToRead(folder))
  const { openPostgresFeed } = await import('../postgres/search-feed.ts')
  return openPostgresFeed(databaseUrl)
}
