import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('street_address')

describe('cities and codes that stand alone', () => {
  positives([
    'He moved to «77 Elm St, Pascagoula 39567» in May.',
    'ADDR «12 PECAN ST LAUREL 39440»',
    'Home «900 Bayview Ave #12, 39530»',
    'card went to «31 N 2nd St, Aurora». Call her.',
    '«44 Cypress Ln Apt 2B, Moss Point», she said',
    'MAIL TO:  «18 W. Pine Ave., 3rd Fl.\n                St. Louis, MO 63110»',
    '«210 Old Mill Rd, Toronto, ON M5V 2T6»',
    'N3*«15 OAK ST^APT 2^TUPELO^MS^38801»',
  ])
  negatives(['ZIP 39201, 39530 or 65101', 'paid 12,450 for Jackson, 39 of 40'])
})

describe('roads with numbers', () => {
  positives([
    'lives on «1180 Road 402, Union, MS 39365»',
    '«77 W Farm Rd 92, Walnut Grove, MO 65770»',
    '«5510 State Rte BB, Rolla, MO 65401»',
    '«881 US-51, Brookhaven, MS 39601»',
    '«2204 Cnty Rd 310 N»',
    '«64 Twp Rd 1180»',
    '«419 Avenue D», rear',
    '«5 Vista Blvd N.E., Rolla, MO 65401»',
    'domicilio: «trailer 4, carretera 12 norte», sin teléfono',
  ])
  negatives(['91 FR 20902', 'answers 403 MS-59;', 'Route 4 and Road 602 meet.', 'a detour over Highway 12 South'])
})

describe('boxes, posts and ships', () => {
  positives([
    '«P O BX 12 SARDIS MS 38666»',
    '«P.O. Drawer 88, Natchez 39121»',
    '«POB 417, Macon, MO 63552»',
    '«40 Court Sq, Post Office Box 9, Ripley, MS 38663»',
    '«PSC 80, BOX 10022\nAPO AE 09310»',
    '«CMR 415 Box 2207, APO AE 09114»',
    '«USS Oak Hill (LSD 51), Unit 100204 Box 7, FPO AE 09573»',
    '«HC 65 Bx 12, Eminence, MO 65466»',
    '«Apartado postal 31»',
  ])
  negatives(['The box holds 12 forms.', 'unit 4, box checked', 'post 12 boxes'])
})

describe('what fields and columns say', () => {
  positives([
    'Address: «415 Fairlawn»\nPhone: none',
    'he lives at «118 Tallowood».',
    'id,street,city\n7,«12 Hidden Hollow Cutoff»,Ocean Springs',
    'towed to «2210 N Jefferson».',
    'at «607 E. 3rd, Carthage»',
  ])
  negatives(['Please address 12 open items.', 'Chicago beat 1401 runners, Oak and others', 'IP address: 10.1.2.3'])
})

describe('addresses of other countries', () => {
  positives([
    'an Herrn Kurz, «Gartenstraße 14, 70173 Stuttgart», senden',
    '«Am Alten Markt 3, 14467 Potsdam»',
    'vive en «Calle Morelos 45, Col. Centro, 44100 Guadalajara, Jalisco, México»',
    '«Avenida Paulista, 1100, apto 31\nBela Vista, São Paulo - SP, 01310-100\nBrasil»',
    '«Flat 3, 12 Elm Road, Leeds LS1 4AP»',
    '«〒530-0001 大阪府大阪市北区梅田2-4-9»',
    '«27 Rue de la Gare, 67000 Strasbourg, France»',
    '«88 Queen St W, Toronto, Ontario M5H 2N2, Canada»',
    '«Số 25 đường Lê Lợi, Phường 4, Quận 3»',
    'mi casa: «14 Cedar St, apartamento 3, Forest, MS 39074»',
  ])
  negatives(['Vol. 12, 10245 copies were printed', 'Via Fax 601', 'Suite 4, 12500 Visitors came'])
})
