import { type JsonNode, memberOf } from '../core/json-text.ts'

/** Where a request's JSON schemas for its answer stand, step by step from its root; `*` is each item of a list. */
export type SchemaPath = readonly string[]

/** A schema that the answer, or what the model asks a tool for, must fit. */
export interface AnswerSchema {
  /** Name of the member of the request that it stands in. */
  readonly field: string
  readonly schema: JsonNode
}

/** The schemas of a request, where its wire says that they are; none of them is read here. */
export function answerSchemas(root: JsonNode, paths: readonly SchemaPath[]): readonly AnswerSchema[] {
  return paths.flatMap((path) => nodesAt(root, path).map((schema) => ({ field: path[0]!, schema })))
}

function nodesAt(root: JsonNode, path: SchemaPath): readonly JsonNode[] {
  let nodes: readonly JsonNode[] = [root]
  for (const step of path)
    nodes = nodes.flatMap((node) => {
      if (step === '*') return node.kind === 'array' ? node.items : []
      const value = memberOf(node, step)
      return value === undefined ? [] : [value]
    })
  return nodes
}
