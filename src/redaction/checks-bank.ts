/** Check digit (weights 3-7-1) and Federal Reserve prefix of a routing number. */
export function passesAba(digits: string): boolean {
  if (!/^[0-9]{9}$/.test(digits)) return false
  const prefix = Number(digits.slice(0, 2))
  const known = prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix === 80
  if (!known || digits === '000000000') return false
  let sum = 0
  for (let at = 0; at < 9; at++) sum += (digits.charCodeAt(at) - 0x30) * [3, 7, 1][at % 3]!
  return sum % 10 === 0
}

/** Length of an IBAN by country (ISO 13616 registry). */
export const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 ' +
    'FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 ' +
    'LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 ' +
    'RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

/** ISO 7064 mod 97-10 over capitals and digits, and the country's length. */
export function passesIban(value: string): boolean {
  if (value.length !== IBAN_LENGTHS.get(value.slice(0, 2)) || !/^[A-Z]{2}[0-9]{2}[A-Z0-9]+$/.test(value)) return false
  let rest = 0
  for (const char of value.slice(4) + value.slice(0, 4)) {
    const digit = Number.parseInt(char, 36)
    rest = (rest * (digit > 9 ? 100 : 10) + digit) % 97
  }
  return rest === 1
}
