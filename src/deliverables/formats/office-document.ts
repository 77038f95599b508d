import { strToU8, zipSync } from 'fflate'
import { isShown, type PublishedWords } from './published-words.ts'

/** Of every file in the package: ZIP knows no earlier day, and the same words give the same bytes. */
const MTIME = new Date(1980, 0, 1)

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/**
 * A document for word processors (ECMA-376, transitional): title, authors, paragraphs, and behind a line the statement. The
 * smallest package that they open without a word of complaint; its title is a heading and its language is said, for
 * whoever listens to it.
 */
export function officeDocument(words: PublishedWords): Uint8Array {
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${WORD}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    'docProps/core.xml': coreOf(words),
    'word/_rels/document.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'word/document.xml': bodyOf(words),
    'word/styles.xml': stylesOf(words.language),
  }
  const entries = Object.entries(files).map(([name, xml]) => [
    name,
    strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`),
  ])
  return zipSync(Object.fromEntries(entries), { mtime: MTIME, level: 9 })
}

function coreOf({ title, authors, language, checkedAt }: PublishedWords): string {
  const at = `${checkedAt.slice(0, 19)}Z`
  const day = (name: string): string => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${at}</dcterms:${name}>`
  return `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(authors)}</dc:creator><dc:language>${escaped(language)}</dc:language>${day('created')}${day('modified')}</cp:coreProperties>`
}

function bodyOf({ title, authors, paragraphs, statement }: PublishedWords): string {
  const all = [
    paragraph('Title', title),
    paragraph('Authors', authors),
    ...paragraphs.map((one) => paragraph('Normal', one)),
    ...statement.map((one, at) => paragraph(at === 0 ? 'StatementBegin' : 'Statement', one)),
  ]
  return `<w:document xmlns:w="${W}"><w:body>${all.join('')}<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`
}

/** A line of its own stays one. */
function paragraph(style: string, text: string): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escaped(line)}</w:t>`)
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r>${lines.join('<w:br/>')}</w:r></w:p>`
}

function stylesOf(language: string): string {
  const style = (id: string, name: string, paragraphs: string, letters: string): string =>
    `<w:style w:type="paragraph" ${id === 'Normal' ? 'w:default="1" ' : ''}w:styleId="${id}"><w:name w:val="${name}"/>${id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'}<w:pPr>${paragraphs}</w:pPr><w:rPr>${letters}</w:rPr></w:style>`
  const small = '<w:sz w:val="20"/>'
  return `<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="24"/><w:lang w:val="${escaped(language)}"/></w:rPr></w:rPrDefault></w:docDefaults>${[
    style('Normal', 'Normal', '<w:spacing w:after="200" w:line="300" w:lineRule="auto"/>', ''),
    // What screen readers and tables of contents go by.
    style('Title', 'Title', '<w:keepNext/><w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="40"/>'),
    style('Authors', 'Authors', '', small),
    style(
      'StatementBegin',
      'Statement begins',
      '<w:pBdr><w:top w:val="single" w:sz="8" w:space="8"/></w:pBdr><w:spacing w:before="480"/>',
      small,
    ),
    style('Statement', 'Statement', '', small),
  ].join('')}</w:styles>`
}

function escaped(text: string): string {
  return [...text]
    .filter(isShown)
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
