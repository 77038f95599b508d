import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'

/** Alias of the same upstream under `release: final`: chunks go at once, the end waits for the record. */
export const FINAL_MODEL = 'final-drafting'

interface Catalog {
  readonly systems: { readonly models: readonly object[] }[]
}

/**
 * A copy of the shipped profile and the demo's overlay in this folder: the same rules, quotas that a load doesn't reach,
 * and the sandbox a second time with the other way of releasing streams.
 */
export function copyPolicies(folder: string): { readonly profile: string; readonly overlay: string } {
  const profile = join(folder, 'profile')
  const overlay = join(folder, 'overlay')
  cpSync('policies/us-ms-its', profile, { recursive: true })
  for (const layer of ['base', 'enterprise-us-ms'])
    cpSync(join('policies', layer), join(folder, layer), { recursive: true })
  cpSync('policies/demo', overlay, { recursive: true })
  // What the tests say of quotas doesn’t hold for these.
  rmSync(join(profile, 'tests'), { recursive: true })
  for (const file of [join(profile, 'quotas.yaml'), join(overlay, 'quotas.yaml')]) {
    const text = readFileSync(file, 'utf8').replace(/\b(requests|tokens): *\d+/g, '$1: 900000000000')
    writeFileSync(file, text)
  }
  const file = join(overlay, 'catalog.yaml')
  const catalog = parse(readFileSync(file, 'utf8')) as Catalog
  const [sandbox] = catalog.systems
  catalog.systems.push({
    ...sandbox!,
    ...{ id: 'sandbox-final', release: 'final', models: [{ ...sandbox!.models[0], alias: FINAL_MODEL }] },
  })
  writeFileSync(file, stringify(catalog, { aliasDuplicateObjects: false }))
  return { profile, overlay }
}
