import { hashOf } from './fold.ts'
import { BESIDE, LATIN_AMONG_HAN } from './foreign-relations.ts'
import { flagsOf } from './lexicon.ts'
import { LEX } from './lexicon-layout.ts'

/**
 * Names in scripts that the tagger doesn't know, told by what stands before them: a form's label, or the words by which
 * people name themselves. How long a name may be depends on the script.
 */
const HAN = '[\\u4e00-\\u9fff·]{2,4}'
const HANGUL = '[\\uac00-\\ud7a3]{2,4}'
const ARABIC = '[\\u0621-\\u064a\\u0671-\\u06d3]{2,15}(?: [\\u0621-\\u064a\\u0671-\\u06d3]{2,15}){0,4}'
const DEVANAGARI = '[\\u0900-\\u0963\\u0971-\\u097f]{2,15}(?: [\\u0900-\\u0963\\u0971-\\u097f]{2,15}){0,3}'
const CYRILLIC = '[А-ЯЁІЇЄҐ][а-яёіїєґ’-]{1,20}(?: [А-ЯЁІЇЄҐ][а-яёіїєґ’-]{1,20}){0,2}'
const COLON = '[ \\t]{0,2}[:：=][ \\t]{0,4}["“]?'

const SHAPES: readonly RegExp[] = [
  new RegExp(`(?:姓名|名字|申请人|申請人|患者|联系人|聯絡人|家长|家長|学生|學生|氏名|名前)${COLON}(${HAN})`, 'g'),
  /(?:我叫|我的名字(?:是|叫)|名字叫|我是)[:： ]?([\u4e00-\u9fff·]{2,4})(?=[，。,.！!；;\s]|$)/g,
  new RegExp(`(?:이름|성명|성함|신청인|환자|보호자)${COLON}(${HANGUL})`, 'g'),
  /(?:제 이름은|저는) ([\uac00-\ud7a3]{2,4}?)(?=입니다|이고|이며|라고|이라고)/g,
  new RegExp(`(?:الاسم|الإسم|اسم المريض|اسم مقدم الطلب|اسم الأم|اسم الأب|الاسم الكامل)${COLON}(${ARABIC})`, 'g'),
  new RegExp(`(?:اسمي(?: هو)?|أنا اسمي) (${ARABIC})`, 'g'),
  new RegExp(`(?:नाम|आवेदक|मरीज़)${COLON}(${DEVANAGARI})`, 'g'),
  new RegExp(`मेरा नाम (${DEVANAGARI})(?= है)`, 'g'),
  new RegExp(
    `(?:[Мм]еня зовут|[Мм]ене звати|[Мм]о[её] имя|Имя|Ф\\.?И\\.?О\\.?|Заявитель|Ім’я)(?:${COLON}| )(${CYRILLIC})`,
    'g',
  ),
]
/** Any of the scripts at all. */
const SCRIPTS = /[\u0400-\u04ff\u0621-\u06d3\u0900-\u097f\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3]/
/** What goes on after somebody has said an Arabic name: `and I live`. */
const AND_SO_ON = /\s+(?:و[\u0621-\u064a]+|من|في|عمري|ولدت)(?:\s.*)?$/s

export function foreignNames(text: string): { start: number; end: number }[] {
  if (!SCRIPTS.test(text)) return []
  const found = [...SHAPES, ...BESIDE].flatMap((shape) =>
    [...text.matchAll(shape)].map((match) => {
      const name = match[1]!
      const start = match.index + match[0].length - name.length
      return { start, end: start + name.replace(AND_SO_ON, '').length }
    }),
  )
  for (const { index, 1: name } of text.matchAll(LATIN_AMONG_HAN)) {
    if (((flagsOf(hashOf(name!.split(' ')[0]!)) >>> LEX.first) & 3) === 3)
      found.push({ start: index, end: index + name!.length })
  }
  return withoutOverlaps(found)
}

/** Several shapes may find the same name, longer or shorter. */
function withoutOverlaps(found: { start: number; end: number }[]): { start: number; end: number }[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: { start: number; end: number }[] = []
  for (const one of found) {
    const last = kept.at(-1)
    if (one.end > one.start && (last === undefined || one.start >= last.end)) kept.push(one)
  }
  return kept
}
