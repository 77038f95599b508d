import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Asset, hashedName } from './asset.ts'
import { project } from './stamp.mjs'

const STYLES = join(project, 'src/web/styles')
const USWDS = join(project, 'node_modules/@uswds/uswds')

/** The style sheet, and the fonts and icons that it names. */
export async function buildStyles(): Promise<Asset[]> {
  // USWDS declares all faces of its fonts; ours are in `_own.scss`.
  const css = (await compiled()).replaceAll(/@font-face\{[^}]*url\(\.\.\/fonts[^}]*\}/g, '')
  const names = [...new Set([...css.matchAll(/\/assets\/([A-Za-z0-9_./-]+)/g)].map((match) => match[1]!))]
  const named = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(placeOf(name)) })))
  const whole = named.reduce(
    (text, asset) => text.replaceAll(`/assets/${asset.name}`, `/assets/${hashedName(asset)}`),
    css,
  )
  return [...named, { name: 'styles.css', bytes: Buffer.from(whole) }]
}

function placeOf(name: string): string {
  return join(USWDS, 'dist', name.endsWith('.woff2') ? 'fonts/source-sans-pro' : 'img', name)
}

/** The same letters as files that documents embed, by their weight. */
export async function typefaceFiles(): Promise<Asset[]> {
  const folder = join(USWDS, 'dist/fonts/source-sans-pro')
  return Promise.all(
    ['regular', 'bold'].map(async (weight) => ({
      name: `${weight}.ttf`,
      bytes: await readFile(join(folder, `sourcesanspro-${weight}-webfont.ttf`)),
    })),
  )
}

/** Compiling takes seconds, so its outcome is kept by the digest of what it is made of. */
async function compiled(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(USWDS, 'package.json'), 'utf8')) as { version: string }
  const digest = createHash('sha256').update(version)
  for (const name of (await readdir(STYLES)).sort()) digest.update(await readFile(join(STYLES, name)))
  const kept = join(project, 'build', `styles-${digest.digest('hex').slice(0, 16)}.css`)
  const known = await readFile(kept, 'utf8').catch(() => null)
  if (known !== null) return known
  // Loaded only where it is needed: that alone takes a second.
  const sass = await import('sass')
  const { css } = sass.compile(join(STYLES, 'styles.scss'), {
    style: 'compressed',
    charset: false,
    loadPaths: [join(USWDS, 'packages')],
    quietDeps: true,
    logger: sass.Logger.silent,
  })
  await mkdir(dirname(kept), { recursive: true })
  for (const old of await readdir(dirname(kept)))
    if (/^styles-[0-9a-f]+\.css$/.test(old)) await rm(join(dirname(kept), old), { force: true })
  await writeFile(kept, css)
  return css
}
