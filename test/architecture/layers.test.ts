import { describe, expect, test } from 'vitest'
import { sourceFiles } from '../support/source-files.ts'

/** What each layer may import besides itself. The picture in ARCHITECTURE.md is this table. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  core: [],
  disclosure: ['core'],
  redaction: ['core'],
  policy: ['core', 'redaction'],
  conformance: ['core', 'policy'],
  'policy-operations': ['core', 'policy'],
  identity: ['core'],
  wires: ['core'],
  upstream: ['core'],
  attachments: [],
  records: ['core'],
  retention: ['core', 'policy', 'records'],
  deliverables: ['core', 'policy', 'records'],
  oversight: ['core', 'policy', 'records'],
  requests: ['core', 'policy', 'records', 'retention'],
  approvals: ['core', 'policy', 'policy-operations', 'records'],
  productions: ['core', 'policy', 'records', 'redaction'],
  incidents: ['core', 'policy', 'records', 'retention'],
  notifications: ['core', 'records', 'upstream'],
  siem: ['core', 'records'],
  provisioning: ['core', 'policy', 'identity', 'records'],
  pipeline: [
    'core',
    'policy',
    'policy-operations',
    'identity',
    'redaction',
    'wires',
    'disclosure',
    'upstream',
    'records',
    'oversight',
  ],
  http: [
    'core',
    'policy',
    'policy-operations',
    'pipeline',
    'wires',
    'disclosure',
    'records',
    'provisioning',
    'retention',
    'requests',
    'productions',
    'approvals',
    'incidents',
    'conformance',
    'siem',
    'pages',
    'attachments',
    'deliverables',
    'oversight',
    'config.ts',
  ],
  pages: ['core'],
  web: ['core', 'disclosure', 'pages'],
  'config.ts': [],
  'secrets.ts': ['config.ts'],
  'app.ts': ['*'],
  composition: ['*'],
  demo: ['*'],
  cli: ['*'],
  'main.ts': ['cli', 'config.ts'],
}

/** Packages that stand behind one seam each. */
const ONLY_IN: readonly (readonly [packageName: RegExp, allowed: RegExp])[] = [
  [/^fastify$|^@fastify\//, /^(http\/|composition\/serve-api\.ts|app\.ts)/],
  [/^node:sqlite$/, /^records\/sqlite\//],
  [/^nodemailer$/, /^notifications\/smtp\.ts/],
  [/^pg$/, /^records\/postgres\//],
  [/^undici$/, /^(upstream\/(egress|forwarder|through-proxy)\.ts|http\/application-mounts\.ts)/],
  [/^yaml$/, /^(policy\/(parse-yaml|read-document)\.ts|http\/contract\.ts|conformance\/clause-register\.ts)/],
  [/^jose$/, /^(identity|demo|records\/escrow)\//],
  [/^openid-client$/, /^(cli\/connect|identity\/sign-in)\//],
  [/^(preact|preact-render-to-string|marked|dompurify|vite|sass)(\/|$)/, /^web\//],
  [/^(mammoth|unpdf|read-excel-file)(\/|$)/, /^attachments\/kinds\//],
  [/^openai$/, /^demo\//],
  [/^oidc-provider$/, /^demo\//],
  [/^prom-client$/, /^http\/metrics\.ts/],
]

const files = sourceFiles()

describe('layers', () => {
  test('no file imports from a layer that its own may not know', () => {
    const breaches = files.flatMap((file) => {
      const allowed = MAY_IMPORT[file.layer]
      if (allowed === undefined) return [`${file.path}: layer ${file.layer} is in no table`]
      if (allowed[0] === '*') return []
      return file.imports
        .filter((name) => /\.(tsx?|mjs)$/.test(name))
        .map((name) => (name.includes('/') ? name.split('/')[0]! : name))
        .filter((layer) => layer !== file.layer && !allowed.includes(layer))
        .map((layer) => `${file.path} imports ${layer}`)
    })
    expect(breaches).toEqual([])
  })

  test('only the command line and the demo import the composition root', () => {
    expect(
      files
        .filter((file) => file.imports.includes('app.ts'))
        .map((file) => file.layer)
        .every((layer) => layer === 'cli' || layer === 'demo'),
    ).toBe(true)
  })

  test('a package that one seam owns is imported nowhere else', () => {
    const breaches = files.flatMap((file) =>
      file.imports.flatMap((name) =>
        ONLY_IN.filter(([pattern, allowed]) => pattern.test(name) && !allowed.test(file.path)).map(
          () => `${file.path} imports ${name}`,
        ),
      ),
    )
    expect(breaches).toEqual([])
  })

  test('core has no input, output, clock or randomness', () => {
    const breaches = files
      .filter((file) => file.layer === 'core')
      .flatMap((file) => [
        ...file.imports
          .filter((name) => name.startsWith('node:') && !['node:crypto', 'node:buffer'].includes(name))
          .map((name) => `${file.path} imports ${name}`),
        ...(file.text.match(/\bDate\.now\(|\bnew Date\(\)|Math\.random\(|randomBytes\(|randomUUID\(/g) ?? []).map(
          (call) => `${file.path} calls ${call}`,
        ),
      ])
    expect(breaches).toEqual([])
  })

  test('the environment is handed down from the process entry, and read from nowhere else', () => {
    expect(files.filter((file) => /process\.env/.test(file.text)).map((file) => file.path)).toEqual([])
  })
})

describe('pages', () => {
  const pageFiles = files.filter((file) => file.layer === 'web' && !file.path.startsWith('web/build/'))

  test('what is shown is a function of what is given: no file, clock, environment or network on the server', () => {
    const breaches = pageFiles
      .filter((file) => !file.path.startsWith('web/islands/'))
      .flatMap((file) => [
        ...file.imports.filter((name) => name.startsWith('node:')).map((name) => `${file.path} imports ${name}`),
        ...(file.text.match(/\bDate\.now\(|\bnew Date\(\)|Math\.random\(|\bfetch\(/g) ?? []).map(
          (call) => `${file.path} calls ${call}`,
        ),
      ])
    expect(breaches).toEqual([])
  })

  test('nothing of a page stays in the browser: no storage, and no markup from text but in the one file that cleans it', () => {
    const breaches = pageFiles.flatMap((file) =>
      (
        file.text.match(
          /localStorage|sessionStorage|indexedDB|\bcaches\b|serviceWorker|document\.cookie|innerHTML|dangerouslySetInnerHTML/gi,
        ) ?? []
      )
        .filter(() => file.path !== 'web/parts/prose.tsx')
        .map((call) => `${file.path} has ${call}`),
    )
    expect(breaches).toEqual([])
  })

  test('markup stands in TSX, and TSX stands in web', () => {
    expect(files.filter((file) => file.path.endsWith('.tsx') && file.layer !== 'web').map((file) => file.path)).toEqual(
      [],
    )
  })
})

describe('files', () => {
  test('no file is named for being useful', () => {
    expect(
      files.filter((file) => /(^|\/)(utils?|helpers?|common|misc)(\.|\/)/.test(file.path)).map((file) => file.path),
    ).toEqual([])
  })

  test('no file is longer than 350 lines, and half of them are shorter than 90', () => {
    const lengths = files.map((file) => file.text.split('\n').length).sort((a, b) => a - b)
    // A language of the pages is one table.
    const long = files.filter((file) => file.text.split('\n').length > 350 && !file.path.startsWith('web/languages/'))
    expect(long.map((file) => file.path)).toEqual([])
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(90)
  })
})
