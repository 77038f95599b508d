import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

/** How one call to the file system fails: an error and nothing done, half of it done and an error, half of it and no error. */
export const FAILURES = ['EIO', 'ENOSPC', 'torn', 'short'] as const
export type Failure = (typeof FAILURES)[number]

/** Calls that put something on a disk, or change what stands there under a name. */
const SYNC = ['openSync', 'writeSync', 'fsyncSync', 'ftruncateSync', 'renameSync', 'writeFileSync', 'rmSync'] as const
const ASYNC = ['rename', 'rm', 'writeFile'] as const
const HANDLE = ['writeFile', 'sync'] as const

type AnyCall = (...args: unknown[]) => unknown

/**
 * Does the work with its `nth` such call failing, from 1 on; with none when there are fewer. Gives how many calls were made
 * and what the work threw. Nothing else may use files meanwhile.
 */
export async function failingAt(
  nth: number,
  failure: Failure,
  work: () => unknown,
): Promise<{ calls: number; error: unknown }> {
  const modules = [fs, fs.promises] as unknown as Record<string, AnyCall>[]
  const kept = modules.map((module) => ({ ...module }))
  let calls = 0
  let error: unknown = null

  /** Null: it is not this one's turn. */
  const due = (): boolean => ++calls === nth
  const refuse = (): never => {
    const code = failure === 'EIO' ? 'EIO' : 'ENOSPC'
    throw Object.assign(new Error(`${code}: injected`), { code })
  }

  function failing(call: AnyCall, name: string): AnyCall {
    return (...args) => {
      if (!due()) return call(...args)
      if (name === 'writeSync' && (failure === 'torn' || failure === 'short')) {
        const [file, bytes, from] = args as [number, Buffer, number]
        const half = Math.ceil((bytes.byteLength - from) / 2)
        call(file, bytes, from, half)
        return failure === 'short' ? half : refuse()
      }
      if (name === 'writeFileSync' && failure === 'torn') call(args[0], String(args[1]).slice(0, 1), ...args.slice(2))
      // Only a write can be short.
      return failure === 'short' ? call(...args) : refuse()
    }
  }

  function failingHandle(handle: fs.promises.FileHandle): fs.promises.FileHandle {
    const methods = handle as unknown as Record<string, AnyCall>
    for (const name of HANDLE) {
      const method = methods[name]!.bind(handle)
      methods[name] = async (...args) => {
        if (due() && failure !== 'short') {
          if (name === 'writeFile' && failure === 'torn') await method(String(args[0]).slice(0, 1))
          refuse()
        }
        return method(...args)
      }
    }
    return handle
  }

  const [sync, promised] = modules as [Record<string, AnyCall>, Record<string, AnyCall>]
  for (const name of SYNC) sync[name] = failing(kept[0]![name]!, name)
  for (const name of ASYNC) {
    const call = failing(kept[1]![name]!, name)
    promised[name] = async (...args) => call(...args)
  }
  const open = failing(kept[1]!['open']!, 'open')
  promised['open'] = async (...args) => failingHandle((await open(...args)) as fs.promises.FileHandle)
  syncBuiltinESMExports()
  try {
    await work()
  } catch (thrown) {
    error = thrown
  } finally {
    for (const [i, module] of modules.entries())
      for (const name of [...SYNC, ...ASYNC, 'open']) if (kept[i]![name] !== undefined) module[name] = kept[i]![name]
    syncBuiltinESMExports()
  }
  return { calls, error }
}
