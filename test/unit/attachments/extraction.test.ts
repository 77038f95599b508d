import { describe, expect, test } from 'vitest'
import { createExtractor } from '#src/attachments/extractor.ts'
import type { FileFaultKind } from '#src/attachments/file-fault.ts'
import { docxOf, pdfOf, xlsxOf, zipOf } from '#test/support/sample-files.ts'

const extractor = createExtractor()
const read = (name: string, bytes: Buffer) => extractor.extract({ name, bytes })
const faultOf = (name: string, bytes: Buffer): Promise<FileFaultKind | 'read'> =>
  read(name, bytes).then(
    () => 'read',
    (error: unknown) => (error as { kind: FileFaultKind }).kind,
  )

describe('text is read out of attached files', () => {
  test.each([
    [
      'minutes.txt',
      Buffer.from('Bridge A-12 was inspected.\r\nNothing found.'),
      'Bridge A-12 was inspected.\nNothing found.',
    ],
    ['notes.md', Buffer.from('\ufeff# Notes', 'utf16le'), '# Notes'],
    ['list.CSV', Buffer.from('name,ssn\nAda,000-12-3456\n'), 'name,ssn\nAda,000-12-3456'],
    ['letter.docx', docxOf(['Dear board,', 'the road is open.']), 'Dear board,\n\nthe road is open.'],
    [
      'costs.xlsx',
      xlsxOf('Costs', [
        ['item', 'dollars'],
        ['salt, coarse', 120],
      ]),
      'Costs\nitem,dollars\n"salt, coarse",120',
    ],
    ['plan.pdf', pdfOf(['First page of the plan', 'Second page']), 'First page of the plan\n\nSecond page'],
  ])('%s', async (name, bytes, text) => {
    expect(await read(name, bytes)).toMatchObject({ name, bytes: bytes.length, text })
  })

  test('what stands in a file and is not read is told', async () => {
    expect((await read('scan.pdf', pdfOf(['Cover', '']))).leftOut).toEqual([
      { what: 'images' },
      { what: 'pages', pages: [2] },
    ])
    const commented = docxOf(['Text'], { 'word/comments.xml': '<c/>', 'word/media/image1.png': 'x' })
    expect((await read('a.docx', commented)).leftOut).toEqual([{ what: 'images' }, { what: 'notes' }])
  })
})

describe('a file that can’t be read whole is refused with the reason', () => {
  const header = (bytes: Buffer, offset: number): number => bytes.indexOf('PK\u0001\u0002', 0, 'latin1') + offset
  const claimingTooMuch = docxOf(['x'])
  claimingTooMuch.writeUInt32LE(0x7fff_ffff, header(claimingTooMuch, 24))
  const locked = docxOf(['x'])
  locked.writeUInt16LE(1, header(locked, 8))

  test.each<[string, Buffer, FileFaultKind]>([
    ['program.exe', Buffer.from('MZ'), 'kind'],
    ['no-ending', Buffer.from('text'), 'kind'],
    ['macro.docm', docxOf(['x']), 'kind'],
    ['renamed.pdf', Buffer.from('plain text'), 'mismatch'],
    ['sheet.docx', xlsxOf('A', [['x']]), 'mismatch'],
    ['archive.xlsx', zipOf({ 'a.txt': 'x' }), 'mismatch'],
    ['picture.txt', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'mismatch'],
    ['old.txt', Buffer.from([0x43, 0x61, 0x66, 0xe9]), 'encoding'],
    ['nothing.txt', Buffer.from('  \n '), 'empty'],
    ['nothing.csv', Buffer.alloc(0), 'empty'],
    ['scan.pdf', pdfOf(['', '']), 'empty'],
    ['broken.pdf', Buffer.from('%PDF-1.7 and nothing more'), 'unreadable'],
    ['cut.docx', docxOf(['x']).subarray(0, 200), 'unreadable'],
    ['bomb.docx', claimingTooMuch, 'size'],
    ['locked.docx', locked, 'locked'],
    ['long.txt', Buffer.from('a'.repeat(200_001)), 'length'],
    ['large.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 'a'), 'size'],
  ])('%s', async (name, bytes, kind) => {
    expect(await faultOf(name, bytes)).toBe(kind)
  })

  test('whatever bytes a file is cut to, or has instead, it is read or refused and nothing else', async () => {
    for (const whole of [docxOf(['Some words']), xlsxOf('S', [['a', 1]]), pdfOf(['Words'])]) {
      const name = whole[0] === 0x25 ? 'a.pdf' : whole.includes('word/') ? 'a.docx' : 'a.xlsx'
      for (const cut of [10, 100, whole.length - 30, whole.length - 5])
        expect(await faultOf(name, whole.subarray(0, cut))).toMatch(/^[a-z]+$/)
      const changed = Buffer.from(whole)
      changed.fill(0xff, 60, 90)
      expect(await faultOf(name, changed)).toMatch(/^[a-z]+$/)
    }
  })

  test('a reader that never ends is ended', async () => {
    const url = new URL('data:text/javascript,setInterval(() => {}, 1000)')
    const hanging = createExtractor(url, 200)
    await expect(hanging.extract({ name: 'a.txt', bytes: Buffer.from('x') })).rejects.toMatchObject({ kind: 'slow' })
  })

  test('a reader that takes too much memory is ended, and the gateway goes on', async () => {
    const url = new URL('data:text/javascript,const all=[];for(;;)all.push(new Array(1e6).fill({}))')
    const hungry = createExtractor(url)
    await expect(hungry.extract({ name: 'a.txt', bytes: Buffer.from('x') })).rejects.toMatchObject({ kind: 'size' })
  })
})
