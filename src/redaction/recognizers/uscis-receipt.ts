import type { Recognizer, Scan } from '../scan.ts'

/** Receipts of immigration cases: a service center's three letters and ten digits. */
export const uscisReceipt: Recognizer = { entity: 'uscis_receipt', name: 'uscis-receipt', find }

const RECEIPT =
  /^(?:IOE|MSC|LIN|EAC|WAC|SRC|NBC|YSC|VSC|TSC|NSC|CSC|MCT|LUD|ZAR|ZLA|ZNY|ZSF|ZCH|ZHN)-?[0-9]{2}-?[0-9]{3}-?[0-9]{5}$/

function find(scan: Scan): void {
  for (const { start, end } of scan.tokens.all) {
    if (end - start < 13 || end - start > 16) continue
    scan.steps += 13
    if (!RECEIPT.test(scan.text.slice(start, end))) continue
    scan.found.push({
      start,
      end,
      entity: 'uscis_receipt',
      score: 1,
      recognizer: 'uscis-receipt',
      validated: true,
      tier: 'shape',
    })
  }
}
