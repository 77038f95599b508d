import { glanceWords } from '../glance.ts'
import type { Recognizer, Scan } from '../scan.ts'

/** What a text without logins, clipped labels, PINs or command lines doesn't hold. */
const PARTS = {
  login: glanceWords(['log', 'user', 'cred', 'sign', 'svc acct', 'wifi', 'wi fi', 'ssid']),
  clipped: glanceWords([' pass', 'clav', 'contra']),
  pin: glanceWords(['pin']),
}
/** From who logs in to what he logs in with. */
const PAIR =
  /(?<![A-Za-z])(?:log-?ins?|log ?on|user(?:name|id)?s?(?:[ /]{1,3}(?:id|name|p(?:ass(?:word)?|w|wd)))?|creds?|credentials|sign[- ]?in|svc acct|wi-?fi|ssid)(?![A-Za-z])[ \t"')]{0,3}(?:(?:is|are|:|=|->)[ \t"']{0,3}[^\s/|,;"']{2,64}|(?=[^\s/|]{0,64}[0-9_@.])[^\s/|,;"']{2,64})[ \t"']{0,2}$/i
const PAIR_CHARS = 112
const LOGIN_ASKED = /\blog-?in|\buser ?(?:name|id)|\bcredentials?|\bsign-?in/i
const BLANKS = /[ \t"']{0,2}/y
const CLIPPED_LABEL = /(?<![A-Za-z])(?:pass|clave|contra)(?![A-Za-z])/gi
const CLIPPED_LINK =
  /["')*\]]{0,3}(?:[ \t]*(?::[* \t]*|=|\.{3,}|_{2,}|\||>|- |->|→|\r?\n)[ \t]*|(?: on file)?,? (?:which |that )?(?:is |was |es )?)/y
const PIN =
  /(?<![A-Za-z])pin(?![A-Za-z])(?: ?(?:no\.?|number|code|#))?["')]{0,2}(?:[ \t]*[:=#][ \t]*|[ \t]+(?:is|was|dtmf|changed to|set to|reset to)[ \t]+|([ \t]+))["']?([0-9]{4,6})(?![0-9A-Za-z]|[.-][0-9])/gi
/** Whose PIN it is; others are parcels and positions. */
const OWN_PIN = /(?:\b(?:her|his|my|your|their|new|old|temp|ebt|card|atm|debit|door|alarm|enter|voicemail|login)[ _])$/i
/** Of a command line, and of Oracle's connection strings. */
const CREDENTIALS =
  /(?<![A-Za-z0-9-])(?:-u|--user)[ =]["']?[^\s:"']{1,64}:([^\s"'@]{4,64})(?=[\s"']|$)|:thin:[^\s/@]{1,64}\/([^\s@]{4,64})(?=@)/g
const CELL = /[^\s"'`<>,;|]{1,72}/y
/** Mixed as nothing but a password is. */
const MIXED =
  /^(?=[^0-9]*[0-9])(?=[^a-z]*[a-z])(?:(?=[^A-Z]*[A-Z])|(?=[^!@#$%^&*]*[!@#$%^&*])|(?=[a-z]{3,}-[a-z0-9-]*$))(?!.*:\/\/)(?!.*@.*\.)[^\s"'`<>,;|()]{6,64}$/
/** With a sign inside that other words haven't. */
const SIGNED = /^(?=.{6,40}$)[A-Za-z0-9]*[A-Za-z]{3}[A-Za-z0-9]*(?:[!$^*]+[A-Za-z0-9]+|#[0-9]*[A-Za-z]+[0-9]*)[!$#^*]*$/
/** So are a word with a capital and a number. Names of files and fields look like it: a password must be spoken of. */
const UNDERSCORED = /^[A-Z][A-Za-z]{3,20}_[0-9]{2,6}[!$#^*]?$/
const PASSWORD_NEAR = /passw|\bpw\b|\bpwd\b|contrase/i
const NEAR =
  /wi-?fi|\breset|log-?in|log ?on|user|\bpw|pass|portal|netflix|hulu|gmail|yahoo|outlook|facebook|sticky|cred|unlock|vpn|ssid|router|e-?mail|bank|account|online/i
const NEAR_CHARS = 64
const ENDS_RUN = /[\s"'`<>,;|:=(]/
const RUN_CHARS_MAX = 64

/** Passwords that stand behind a user's name, have the looks of one, or are called PIN. Streams don't wait for them. */
export const passwordUnlabelled: Recognizer = {
  entity: 'password',
  name: 'password-unlabelled',
  find(scan) {
    const { text } = scan
    if (!scan.tables) return
    const mayHold = (parts: keyof typeof PARTS): boolean => scan.glance.mayHold(PARTS[parts])
    const isAsked = scan.asked !== null && LOGIN_ASKED.test(scan.asked)
    if (isAsked || mayHold('login')) pairs(scan, isAsked)
    if (mayHold('clipped')) behind(scan, CLIPPED_LABEL, CLIPPED_LINK)
    for (const match of mayHold('pin') ? text.matchAll(PIN) : []) {
      const before = text.slice(Math.max(0, match.index - 16), match.index)
      const isSpelled = text.startsWith('PIN', match.index)
      if (match[1] !== undefined && !isSpelled && !OWN_PIN.test(before)) continue
      if (
        /parcel|property|tax|land|position|conf|webex|dial|\bWIN\b|SPAHRS|\bagency|\b(?:ofc|officer|sgt|cpl|det|dep|deputy|tpr|trooper|badge)\b/i.test(
          text.slice(Math.max(0, match.index - 40), match.index),
        )
      )
        continue
      const end = match.index + match[0].length
      push(scan, end - match[2]!.length, end)
    }
    for (const match of mayHoldCredentials(text) ? text.matchAll(CREDENTIALS) : []) {
      const end = match.index + match[0].length
      push(scan, end - (match[1] ?? match[2]!).length, end)
    }
    signed(scan)
  },
}

function mayHoldCredentials(text: string): boolean {
  return text.includes('-u') || text.includes(':thin:')
}

/** Runs with a sign in them, where a login or the like is spoken of. */
function signed(scan: Scan): void {
  const { text } = scan
  let until = 0
  for (const { start } of /[!$#^*_]/.test(text) ? scan.tokens.all : []) {
    if (start < until) continue
    let from = start
    while (from > until && start - from < RUN_CHARS_MAX && !ENDS_RUN.test(text[from - 1]!)) from--
    until = cellEnd(text, from)
    scan.steps += until - from
    const run = text.slice(from, until)
    const near = SIGNED.test(run) ? NEAR : UNDERSCORED.test(run) ? PASSWORD_NEAR : null
    if (near?.test(text.slice(Math.max(0, from - NEAR_CHARS), from)) === true) push(scan, from, until)
  }
}

/** What stands behind a stroke may be mixed as passwords are; then a login must stand before. */
function pairs(scan: Scan, isAsked: boolean): void {
  const { text } = scan
  for (const stroke of ['/', '|']) {
    for (let at = text.indexOf(stroke); at >= 0; at = text.indexOf(stroke, at + 1)) {
      BLANKS.lastIndex = at + 1
      BLANKS.test(text)
      const start = BLANKS.lastIndex
      const end = cellEnd(text, start)
      scan.steps++
      const isPair = isAsked || PAIR.test(text.slice(Math.max(0, at - PAIR_CHARS), at))
      if (!isPair || !MIXED.test(text.slice(start, end))) continue
      push(scan, start, end)
    }
  }
}

function behind(scan: Scan, label: RegExp, link: RegExp): void {
  label.lastIndex = 0
  while (label.test(scan.text)) {
    link.lastIndex = label.lastIndex
    if (link.test(scan.text)) cell(scan, link.lastIndex, MIXED)
  }
}

function cell(scan: Scan, start: number, form: RegExp): void {
  const end = cellEnd(scan.text, start)
  scan.steps += end - start
  if (form.test(scan.text.slice(start, end))) push(scan, start, end)
}

function cellEnd(text: string, start: number): number {
  CELL.lastIndex = start
  let end = CELL.test(text) ? CELL.lastIndex : start
  while (end > start && /[.)\]}?:]/.test(text[end - 1]!)) end--
  return end
}

function push({ found }: Scan, start: number, end: number): void {
  found.push({
    start,
    end,
    entity: 'password',
    score: 0.7,
    recognizer: 'password-unlabelled',
    validated: false,
    tier: 'label',
  })
}
