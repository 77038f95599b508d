import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import mammoth from 'mammoth'
import { extractText, getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { officeDocument } from '#src/deliverables/formats/office-document.ts'
import { UnknownLetters } from '#src/deliverables/formats/portable-document.ts'
import type { PublishedWords } from '#src/deliverables/formats/published-words.ts'
import { writePortable } from '#src/deliverables/formats/write-portable.ts'

const face = (weight: string): Buffer => readFileSync(`build/web/typeface/${weight}.ttf`)
const TYPEFACE = { regular: face('regular'), bold: face('bold') }
const WORDS: PublishedWords = {
  title: 'Informe sobre la carretera 63 & “puentes”',
  authors: 'Ada Núñez <ada@its.ms.gov>',
  paragraphs: ['Se repararon siete alcantarillas.', 'Otra línea\nde las mismas.'],
  statement: ['Redactado con Sandbox model.', '[0198a1b2]'],
  language: 'es',
  checkedAt: '2026-11-23T13:00:00.000Z',
}

test('a Word document has every word, its title as a heading, and its language', async () => {
  const bytes = officeDocument(WORDS)
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
  for (const text of [WORDS.title, WORDS.authors, ...WORDS.statement, 'Se repararon', 'de las mismas'])
    expect(value).toContain(text)
  const { value: html } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { styleMap: ["p[style-name='Title'] => h1:fresh"] },
  )
  expect(html).toContain('<h1>Informe sobre')
  expect(html).toContain('Otra línea<br />de las mismas.')
  const parts = unzipSync(bytes)
  expect(Buffer.from(parts['word/styles.xml']!).toString()).toContain('<w:lang w:val="es"/>')
  expect(Buffer.from(parts['docProps/core.xml']!).toString()).toContain('2026-11-23T13:00:00Z')
})

test('a PDF is tagged, says its language and title, and has every word', async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await writePortable(WORDS, TYPEFACE)))
  const { text } = await extractText(pdf, { mergePages: true })
  for (const one of [WORDS.title, WORDS.authors, ...WORDS.paragraphs, ...WORDS.statement]) expect(text).toContain(one)
  const page = await pdf.getPage(1)
  const tree = JSON.stringify(await page.getStructTree())
  expect(tree.match(/"role":"(\w+)"/g)).toEqual(
    ['Document', 'H1', 'P', 'P', 'P', 'P', 'P', 'Root'].map((role) => `"role":"${role}"`),
  )
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
  const { info } = await pdf.getMetadata()
  expect(info).toMatchObject({ Title: WORDS.title, Language: 'es' })
})

test('the same words give the same bytes', async () => {
  expect(officeDocument(WORDS)).toEqual(officeDocument({ ...WORDS }))
  expect(await writePortable(WORDS, TYPEFACE)).toEqual(await writePortable({ ...WORDS }, TYPEFACE))
})

test('letters that the typeface lacks are told of, and no PDF leaves with holes in its words', async () => {
  const failed = await writePortable({ ...WORDS, paragraphs: ['Đường 63'] }, TYPEFACE).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(UnknownLetters)
  expect((failed as UnknownLetters).letters).toContain('ư')
})

test('whatever is written, a Word document can be read again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (title) => {
      const bytes = officeDocument({ ...WORDS, title })
      await mammoth.extractRawText({ buffer: Buffer.from(bytes) })
    }),
    { numRuns: 60 },
  )
})
