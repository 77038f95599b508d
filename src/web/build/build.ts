import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'
import { type Asset, hashedName } from './asset.ts'
import { buildStyles, typefaceFiles } from './build-styles.ts'
import { builtFolder, isBuilt, project, sourcesDigest } from './stamp.mjs'

/** One file per island, and what the server calls them by. */
const ISLANDS = 'src/web/islands'
/** Pictures of our own. */
const PICTURES = 'src/web/assets'

/**
 * Makes of `src/web` what the server needs: `server.js`, which renders pages, `assets`, which browsers fetch, under
 * names that change with their content, and `typeface`, which documents embed. Whoever is interrupted leaves the old build in place.
 */
async function buildPages(): Promise<void> {
  if (isBuilt()) return
  const stamp = sourcesDigest()
  const folder = `${builtFolder}.${process.pid}`
  await rm(folder, { recursive: true, force: true })
  await mkdir(join(folder, 'assets'), { recursive: true })
  const [styles] = await Promise.all([buildStyles(), buildServer(folder), buildIslands(folder)])
  const assets: Record<string, string> = {}
  for (const asset of [...styles, ...(await pictures()), ...(await builtIslands(folder))]) {
    const file = hashedName(asset)
    assets[asset.name] = file
    await writeAsset(join(folder, 'assets', file), asset.bytes)
  }
  await mkdir(join(folder, 'typeface'))
  for (const { name, bytes } of await typefaceFiles()) await writeFile(join(folder, 'typeface', name), bytes)
  await rm(join(folder, 'islands'), { recursive: true, force: true })
  await writeFile(join(folder, 'assets.json'), JSON.stringify(assets))
  await writeFile(join(folder, 'stamp.json'), JSON.stringify({ sources: stamp }))
  await mkdir(dirname(builtFolder), { recursive: true })
  await rm(builtFolder, { recursive: true, force: true })
  await rename(folder, builtFolder).catch(async (error: unknown) => {
    // Somebody else built the same meanwhile.
    await rm(folder, { recursive: true, force: true })
    if (!isBuilt()) throw error
  })
}

/** All that the pages are rendered with, in one file: the server needs none of their packages at run time. */
async function buildServer(folder: string): Promise<void> {
  await build({
    ...COMMON,
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: join(project, 'src/web/server.tsx'),
      outDir: join(folder, 'server'),
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'server.js' } },
    },
  })
  await rename(join(folder, 'server', 'server.js'), join(folder, 'server.js'))
  await rm(join(folder, 'server'), { recursive: true })
}

async function buildIslands(folder: string): Promise<void> {
  const names = await islandNames()
  if (names.length === 0) return
  await build({
    ...COMMON,
    build: {
      outDir: join(folder, 'islands'),
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, join(project, ISLANDS, `${name}.ts`)])),
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  })
}

const COMMON = {
  root: project,
  configFile: false as const,
  publicDir: false as const,
  logLevel: 'warn' as const,
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
}

async function pictures(): Promise<Asset[]> {
  const names = await readdir(join(project, PICTURES))
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(project, PICTURES, name)) })))
}

async function islandNames(): Promise<string[]> {
  return (await readdir(join(project, ISLANDS), { withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.d.ts'))
    .map((entry) => entry.name.slice(0, -'.ts'.length))
}

/** Each island is one file: nothing is shared between pages, so nothing waits for a second fetch. */
async function builtIslands(folder: string): Promise<Asset[]> {
  const built = join(folder, 'islands')
  if (!existsSync(built)) return []
  const files = (await readdir(built)).filter((file) => file.endsWith('.js'))
  return Promise.all(files.map(async (name) => ({ name, bytes: await readFile(join(built, name)) })))
}

async function writeAsset(file: string, bytes: Buffer): Promise<void> {
  await writeFile(file, bytes)
  if (!/\.(css|js)$/.test(file)) return
  await writeFile(
    `${file}.br`,
    await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  )
  await writeFile(`${file}.gz`, await promisify(gzip)(bytes, { level: 9 }))
}

await buildPages()
