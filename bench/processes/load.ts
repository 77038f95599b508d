import { type ClosedLoop, closedLoop } from '../load/closed-loop.ts'
import { type OpenLoop, openLoop } from '../load/open-loop.ts'
import { type Streams, streams } from '../load/streams.ts'
import { answer } from './answer.ts'

/** Makes the load, in a process of its own, so that what it costs is nobody else's. */
answer((question) => {
  switch (question.kind) {
    case 'start':
      return ''
    case 'closed':
      return closedLoop(question as unknown as ClosedLoop)
    case 'open':
      return openLoop(question as unknown as OpenLoop)
    case 'streams':
      return streams(question as unknown as Streams)
    default:
      throw new Error(`what is ${question.kind}?`)
  }
})
