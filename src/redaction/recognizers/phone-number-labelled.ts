import { isNanpNumber } from '../checks.ts'
import { digitsIn, isDigit } from '../digit-groups.ts'
import type { Recognizer } from '../scan.ts'

/**
 * Telephone numbers in groups of their own, right behind a word for them: `Cell 601-5550144`, `tel. 0049 171 2345678`,
 * `home 555-0144`. For whole texts.
 */
export const phoneNumberLabelled: Recognizer = {
  entity: 'phone_number',
  name: 'phone-number-labelled',
  find(scan) {
    const { text, tables } = scan
    if (!tables || !ANY.test(text)) return
    for (const { 0: label, index } of text.matchAll(LABEL)) {
      scan.steps += label.length
      const from = index + label.length
      NUMBER.lastIndex = from
      const number = NUMBER.exec(text)?.[0]
      if (number === undefined || !isTelephone(number, STRONG.test(label))) continue
      const grounds = { score: 0.75, recognizer: 'phone-number-labelled', validated: false, tier: 'label' } as const
      scan.found.push({ start: from, end: from + number.length, entity: 'phone_number', ...grounds })
    }
    for (const { 0: number, index } of text.matchAll(ABROAD)) {
      const grounds = { score: 0.75, recognizer: 'phone-number-labelled', validated: false, tier: 'shape' } as const
      scan.found.push({ start: index, end: index + number.length, entity: 'phone_number', ...grounds })
    }
  },
}

/** Seven digits with or without marks between them. */
const ANY = /[0-9](?:[ ()./-]{0,3}[0-9]){6}/
const LABEL =
  /(?<![A-Za-zÀ-ÿ])(?:(?:home|work|cell|mobile|office|day|evening|alt(?:ernate)?|daytime|emergency|fax|contact|his|her|my|mi|su) )?(?:phone|ph|phn|telephone|tel[ée]fonos?|t[ée]l[ée]phone|telefone|telefon|tele?|tél|tlf|cell?|cellular|cellphone|cellulare|celular|m[óo]vil|mobile|mob|handy|fax|wk|hm|work|home|office|text|txt|sms|whatsapp|contact|callback|call(?: (?:me|her|him|us|them|back))?|reached|sđt|đt|số điện thoại|電話|电话|手机|телефон|тел|전화)(?:\([0-9a-z]\)|[0-9](?=[:.=# ]))?\.?(?: ?(?:no\.?|number|num\.?|nr\.?|n[úu]mero|#))?["']?(?: is| es| at| al)?[ \t]{0,2}[:=#@-]?[ \t]{0,3}["']?(?=[+(]?[0-9])/gi
/** These name nothing but a telephone. */
const STRONG =
  /phone|ph|phn|tele|t[ée]l|tlf|cel|m[óo]vil|mob|handy|fax|sms|whatsapp|callback|sđt|đt|thoại|電話|电话|手机|тел|전화|txt/i
const NUMBER = /[+(]?[0-9](?:[ ()./-]{0,3}[0-9]){6,14}(?![0-9A-Za-z]|[-./][0-9])/y
/** The prefix that is dialled here for other countries. */
const ABROAD = /(?<![0-9A-Za-z.,/-])011[ -][1-9][0-9]{0,2}(?:[ -][0-9]{2,5}){2,4}(?![0-9A-Za-z]|-[0-9])/g
const LOCAL = /^[2-9][0-9]{2}[ .-][0-9]{4}$/
const DATE = /^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{2,4}/

function isTelephone(number: string, isStrong: boolean): boolean {
  if (DATE.test(number)) return false
  const digits = digitsIn(number, 0, number.length)
  if (digits.length === 7) return LOCAL.test(number) || (isStrong && isLocal(digits) && number.length === 7)
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
  if (national.length === 10 && isNanpNumber(national)) return true
  return isStrong && digits.startsWith('0') && digits.length > 8 && digits.length < 16
}

/** An exchange never begins with 0 or 1. */
function isLocal(digits: string): boolean {
  return isDigit(digits.charCodeAt(0)) && digits > '2' && !digits.startsWith('911')
}
