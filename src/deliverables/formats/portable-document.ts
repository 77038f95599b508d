import PDFDocument from 'pdfkit'
import { isShown, type PublishedWords } from './published-words.ts'

/** The typeface, embedded in the file: what is read elsewhere looks as it does here. */
export interface Typeface {
  readonly regular: Uint8Array
  readonly bold: Uint8Array
}

/** Letters that the typeface lacks: a page with holes in its words isn’t published. */
export class UnknownLetters extends Error {
  override readonly name = 'UnknownLetters'
  readonly letters: string
  constructor(letters: string) {
    super('the typeface lacks letters of the text')
    this.letters = letters
  }
}

/** US Letter, an inch all around. */
const MARGIN = 72

/**
 * A tagged PDF (PDF/UA-1, ISO 14289-1): title and paragraphs are marked as what they are, in their order, with the language
 * and the title that readers announce. The same words give the same bytes. Throws {@link UnknownLetters}.
 */
export async function portableDocument(words: PublishedWords, typeface: Typeface): Promise<Uint8Array> {
  const { title, authors, paragraphs, statement, language, checkedAt } = words
  const document = new PDFDocument({
    pdfVersion: '1.7',
    // What is typed knows only the PDF/A ones.
    subset: 'PDF/UA' as 'PDF/A-1a',
    tagged: true,
    displayTitle: true,
    lang: language,
    size: 'LETTER',
    margin: MARGIN,
    font: Buffer.from(typeface.regular) as unknown as string,
    info: { Title: title, Author: authors, CreationDate: new Date(checkedAt) },
  })
  const bytes = read(document)
  document.registerFont('regular', Buffer.from(typeface.regular))
  document.registerFont('bold', Buffer.from(typeface.bold))
  const root = document.struct('Document')
  document.addStructure(root)
  const put = (tag: string, font: 'regular' | 'bold', size: number, text: string): void => {
    const shown = [...text].filter(isShown).join('')
    document.font(font)
    refuseUnknown(document, shown)
    root.add(
      document.struct(tag, {}, () => {
        document
          .font(font)
          .fontSize(size)
          .text(shown, { lineGap: size / 4, paragraphGap: size / 2 })
      }),
    )
  }
  put('H1', 'bold', 20, title)
  put('P', 'regular', 10, authors)
  for (const one of paragraphs) put('P', 'regular', 12, one)
  rule(document)
  for (const one of statement) put('P', 'regular', 10, one)
  root.end()
  document.end()
  return bytes
}

/** A line is no content: readers pass it over. */
function rule(document: PDFKit.PDFDocument): void {
  document.moveDown()
  document.markContent('Artifact', { type: 'Layout' })
  document
    .moveTo(MARGIN, document.y)
    .lineTo(document.page.width - MARGIN, document.y)
    .stroke()
  document.endMarkedContent()
  document.moveDown()
}

function refuseUnknown(document: PDFKit.PDFDocument, text: string): void {
  const { font } = (document as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font
  const unknown = [...new Set(text)].filter(
    (letter) => !/\s/.test(letter) && !font.hasGlyphForCodePoint(letter.codePointAt(0)!),
  )
  if (unknown.length > 0) throw new UnknownLetters(unknown.join(' '))
}

function read(document: PDFKit.PDFDocument): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  document.on('end', () => resolve(Buffer.concat(chunks)))
  document.on('error', reject)
  return promise
}
