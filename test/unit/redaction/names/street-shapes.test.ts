import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'

const engine = createEngine()
const found = (text: string, question?: string): string[] =>
  engine
    .find(text, question === undefined ? undefined : { question })
    .filter(({ entity }) => entity === 'street_address')
    .map(({ start, end }) => text.slice(start, end))

describe('streets as people write them', () => {
  test.each([
    ['mail to 88 cr 2071, ripley ms please', '88 cr 2071, ripley ms'],
    ['she moved to 30 Hill St in Corinth, MS 38834 last week', '30 Hill St in Corinth, MS 38834'],
    ['> 30 Hill St\n> Corinth MS 38834\n> thanks', '30 Hill St\n> Corinth MS 38834'],
    ['at Ridge Manor Apts, 1210 Lake Cir, all day', 'Ridge Manor Apts, 1210 Lake Cir'],
    ['Ann Lee, 318 Depot, Lot 4, Noel MO 64854', '318 Depot, Lot 4, Noel MO 64854'],
    ['Adresse : 18 Elm Drive, App. 3, Columbia, MO 65202', '18 Elm Drive, App. 3, Columbia, MO 65202'],
    ['vive en 18 Elm St., Lote 3, Morton, MS 39117.', '18 Elm St., Lote 3, Morton, MS 39117'],
    ['We live at 3104 Osage Road 212, Linn, MO 65051 now', '3104 Osage Road 212, Linn, MO 65051'],
    ['vive en la ruta 2 box 31 milan missouri', 'ruta 2 box 31 milan missouri'],
    ['Clinic\nTwo Mercy Drive\nColumbia, MO 65212', 'Two Mercy Drive\nColumbia, MO 65212'],
    ['kept at General Delivery, Picayune, MS 39466 | yes', 'General Delivery, Picayune, MS 39466'],
    ['returned from Drawer 12, Fayette MS 39069.', 'Drawer 12, Fayette MS 39069'],
    ['22 Rural Route 3\nLinn, Missouri 65051', '22 Rural Route 3\nLinn, Missouri 65051'],
    ['his house at 31 ½ Second Street.', '31 ½ Second Street'],
    ['ADDR: 44 RISING SUN ST    GREENWOOD MS 38930', '44 RISING SUN ST    GREENWOOD MS 38930'],
    ['"1,204.10",L25-00417,31 Pine Dr,Clinton', '31 Pine Dr,Clinton'],
    ['|ADDR|44 E 9TH ST APT 3 / JOPLIN MO 64801|', '44 E 9TH ST APT 3 / JOPLIN MO 64801'],
    ['son Ken (417)555-0120 1200 Oak Blvd', '1200 Oak Blvd'],
    [
      'Tremblay 1450, rue Laval, app. 2, Montréal (Québec) H3G 1K4',
      '1450, rue Laval, app. 2, Montréal (Québec) H3G 1K4',
    ],
    ['Sato 3-14-2 Aoba, Aoba-ku, Tokyo 153-0063', '3-14-2 Aoba, Aoba-ku, Tokyo 153-0063'],
  ])('%j', (text, expected) => {
    expect(found(text)).toEqual([expected])
  })

  test.each([
    'the Two Rivers Road crew and One Main Street program',
    'as held in Heller, 554 U.S. 570, and after',
    'General Delivery of mail; Drawer 7 is stuck',
    'a total of 12,450 Oak boards',
  ])('%j holds none', (text) => {
    expect(found(text)).toEqual([])
  })

  test('the answer to a question for an address is one without a suffix', () => {
    expect(found('c/o Ann, 405 s main', 'Mailing address?')).toEqual(['405 s main'])
    expect(found('c/o Ann, 405 s main', 'How many?')).toEqual([])
  })
})
