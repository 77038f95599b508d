import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('person_name')

describe('names beside words of other languages', () => {
  positives([
    'Bonjou Madan «Celestin», mwen rele «Roseline Pierre», mwen bezwen èd.',
    'Mwen rete ak kouzen mwen «Ti Wil» nan Jackson.',
    'Eta in «Litokwa Amram». Kommol tata.',
    'mi esposa se llama «rosa de los santos» y no maneja',
    'Puede hablar con mi hija «marisol» despues de las tres.',
    'Pwede po bang kunin ni «Boyet» ang lisensya ko?',
    'Xaaskayga «Hodan» ayaa buka.',
    'Chồng tôi «Minh» không có việc làm.',
    'Dr. «王建华» will call back.',
    'Nom de la mère : «Chantal Ngalula»',
  ])
  negatives([
    'Mwen bezwen renouvle kat mwen. Mwen pa gen machin.',
    'Văn phòng mở cửa trong tháng này. Trân trọng.',
    'Nom du père :',
    'Hồ sơ được gửi trước ngày 15 tháng 6 năm 2024.',
  ])
})
