import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './source-files.ts'

export interface ConsoleRoute {
  readonly method: 'GET' | 'POST'
  /** With parameters, as `:id`. */
  readonly path: string
  readonly section: string
}

const ROUTE = /\bpage\(\s*app,\s*'(GET|POST)',\s*([^,]+?),\s*'([a-z-]+)'/g

/** Every page and form of the console, as its sources register it: a new one is here by itself. */
export function consoleRoutes(): ConsoleRoute[] {
  const files = globSync('src/http/pages/console/**/*.ts', { cwd: project })
  return files.flatMap((file) => {
    const source = readFileSync(join(project, file), 'utf8')
    const named = /^const PATH = '([^']+)'/m.exec(source)?.[1] ?? ''
    return [...source.matchAll(ROUTE)].map(([, method, path, section]) => ({
      method: method as ConsoleRoute['method'],
      path: (path === 'PATH' ? named : path!.slice(1, -1)).replace(/\$\{PATH\}/, named),
      section: section!,
    }))
  })
}
