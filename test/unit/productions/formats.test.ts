import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csvRow } from '#src/productions/formats/csv.ts'
import { htmlPage, htmlRecord } from '#src/productions/formats/html.ts'
import { DAT_BOM, datRow, optRow } from '#src/productions/formats/load-file.ts'
import { TAR_END, tarFile } from '#src/productions/formats/tar.ts'

describe('a CSV row', { tags: ['MS-24'] }, () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+15735551234', "'+15735551234"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\r=1', '"\'\r=1"'],
    ['  =cmd|x', "'  =cmd|x"],
    ['\u00a0=1', "'\u00a0=1"],
    ['＝1', "'＝1"],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "so"', '"say ""so"""'],
    ['two\nlines', '"two\nlines"'],
    ['', ''],
  ])('of %j is %j: no spreadsheet runs it', (value, written) => {
    expect(csvRow([value])).toBe(`${written}\r\n`)
  })

  test('has numbers as they are, minus sign included, and nothing for nothing', () => {
    expect(csvRow([-2, null, 'x'])).toBe('-2,,x\r\n')
  })

  test('read back by RFC 4180 gives every value again, apart from the apostrophe before a formula', () => {
    const field = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '=') })
    fc.assert(
      fc.property(fc.array(field, { minLength: 1, maxLength: 4 }), (values) => {
        const read = parseRow(csvRow(values))
        expect(read.map((one) => one.replace(/^'/, ''))).toEqual(values)
      }),
    )
  })
})

/** RFC 4180, read one character after the other. */
function parseRow(row: string): string[] {
  const fields: string[] = ['']
  let isQuoted = false
  for (let at = 0; at < row.length - 2; at++) {
    const char = row[at]!
    if (isQuoted && char === '"' && row[at + 1] === '"') {
      fields[fields.length - 1] += '"'
      at++
    } else if (char === '"') isQuoted = !isQuoted
    else if (char === ',' && !isQuoted) fields.push('')
    else fields[fields.length - 1] += char
  }
  return fields
}

describe('load files', { tags: ['MO-06'] }, () => {
  test('are Concordance and Opticon to the byte', () => {
    const row = Buffer.from(DAT_BOM + datRow(['A-000001', 'two\nlines', 'café']))
    expect(row.toString('hex')).toBe(
      [
        'efbbbf', // byte order mark
        'c3be412d303030303031c3be', // þA-000001þ
        '14',
        'c3be74776fc2ae6c696e6573c3be', // þtwo®linesþ
        '14',
        'c3be636166c3a9c3be', // þcaféþ
        '0d0a',
      ].join(''),
    )
    expect(optRow('A-000001', 'VOL001', 'text/0001/A-000001.txt')).toBe(
      'A-000001,VOL001,text/0001/A-000001.txt,Y,,,1\r\n',
    )
  })

  test('have one field for each value, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'þ', '®', '\u0014', '\r', '\n', '"') }), { minLength: 1 }),
        (values) => {
          const row = datRow(values)
          expect(row.endsWith('\r\n')).toBe(true)
          const fields = row.slice(0, -2).split('\u0014')
          expect(fields).toHaveLength(values.length)
          for (const field of fields) expect(field).toMatch(/^þ[^þ\r\n]*þ$/)
        },
      ),
    )
  })
})

test('an archive is read by tar, byte for byte', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tar-'))
  try {
    const contents = new Map(
      [0, 1, 511, 512, 513, 70_000].map((size) => [`d/${size}.bin`, Buffer.alloc(size, size % 251)]),
    )
    const archive = Buffer.concat([...[...contents].flatMap(([name, bytes]) => tarFile(name, bytes)), TAR_END])
    writeFileSync(join(folder, 'a.tar'), archive)
    execFileSync('tar', ['-xf', 'a.tar'], { cwd: folder })
    for (const [name, bytes] of contents) expect(readFileSync(join(folder, name)).equals(bytes), name).toBe(true)
    expect(() => tarFile('../naïve', Buffer.alloc(0))).toThrow(RangeError)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a page has a language, one first heading, header cells, and runs and fetches nothing, whatever a record says', () => {
  const hostile = '<script>alert(1)</script><img src="https://x.test/a.png"> & \u0007'
  const texts = ['custodian', 'prompt'].map((part) => ({ part, text: hostile, gaps: [] }))
  const page = htmlPage(
    'Records',
    htmlRecord('A-1', '2026-11-23', texts, (part) => part === 'custodian'),
  )
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/)
  expect(page.match(/<h1>/g)).toHaveLength(1)
  expect(page).toContain('<h2 id="A-1-h">A-1</h2>')
  expect(page).toContain('<th scope="row">custodian</th>')
  expect(page).toContain('<caption>')
  expect(page).not.toMatch(/<(?:script|img|link|iframe)|<[^>]* (?:src|on[a-z]+)=|url\(|@import/)
  expect(page).not.toContain('\u0007')
})
