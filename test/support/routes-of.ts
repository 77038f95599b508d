import type { FastifyInstance } from 'fastify'

export interface ServedRoute {
  readonly method: string
  /** With its parameters as they are written: `/reports/:number`. */
  readonly path: string
}

/** Every route that a server has, from the table by which it answers, so that none is forgotten. */
export function routesOf(server: Pick<FastifyInstance, 'printRoutes'>): ServedRoute[] {
  const parents: string[] = []
  return server
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent, rest] = /^([│ ]*)[├└]── (.*)$/.exec(line) ?? []
      if (indent === undefined || rest === undefined) return []
      const depth = indent.length / 4
      const [, own, methods = ''] = /^(.*?)(?: \(([A-Z, ]+)\))?$/.exec(rest)!
      const path = `${depth === 0 ? '' : parents[depth - 1]}${own === '(empty root node)' ? '' : own}`
      parents[depth] = path
      return methods
        .split(', ')
        .filter((method) => method !== '')
        .map((method) => ({ method, path }))
    })
}
