import { describe } from 'vitest'
import { tablesFor } from './marked.ts'

const { positives, negatives } = tablesFor('person_name')

describe('names that a field announces', () => {
  positives([
    // Keys of JSON, code, logs and sent forms, in small letters too where the key leaves no doubt.
    '{"ln":"«ashworth»","fn":"«mercy»","cnt":0}',
    "pt = { nm:'«Odessa Fairley»', wt: 4 }",
    'applicant.lastName = «Nwosu»',
    'level=info nm="«Tamika Rawls»" ms=4',
    'ref=12&name=«Mai+Xiong»&qty=1',
    '<Owner><Name>«PRICE, JUSTICE A»</Name></Owner>',
    // Labels without a colon, where both fill the line or a cell of it.
    'Informant «Velma Gatlin Odom»',
    'LAST «BANKS»   FIRST «HOPE»   MIDDLE «RENEE»',
    'NAME «Day, Precious»     precinct 4',
    // What somebody did, and abbreviated roles.
    'emp_id,entered_by\n00412,«Darius Boykin»',
    'id,clnt_last,hoh_last,hoh_first\n1,x,«Htoo»,«Ler»',
    'claim;claimant\n24-1;«Crystal Price»',
    // Surname first without a blank or without quotes.
    '"id","NAME"\n"1","«Price,Mary Beth»"',
    'ssn missing for «WARSAME,ZAINAB» today',
    'ID,NAME,DISPO\n77,«OWENS, TRAVIS LEE»,SIS',
    // Messages between hospitals, of claims, and directories.
    'PID|1||7^^^X||«OWENS^LATOYA^D»||19890227|F',
    'NM1*IL*1*«OWENS»*«LATOYA»*«D»***MI*8~',
    'dn: CN=«Farah Jama»,OU=Staff',
  ])
  negatives([
    '{"file_name":"Grace.docx","hostname":"otis"}',
    'Employee Handbook\nPatient Rights\nWitness List',
    'city,make\nClinton,Lincoln\nMadison,Dodge',
    'Loc: 4\nLang: Khmer\nExp. 03/2027',
    'Your relationship             self\nMAIL TO:   us',
  ])
})

describe('what belongs to a name', () => {
  positives([
    // Degrees don’t, generations do.
    'Seen by «Ifeoma Okeke», MD, and «Cody Banks Jr.»',
    'The will of «Travis Odom III» is filed.',
    // Roles and forms of address don’t.
    'Foreman «Luis Barrios» left; Elder «C. L. Odom» prayed.',
    'Dr «al-Khatib» called, and so did Deacon «Amos Tate».',
    // Parts that are words too, or that nobody knows, do.
    'We saw «Summer Hargett» and «Chokwe B. Odom».',
    'call «Reyna Tlaxcotl» back',
    '«Seo-yeon Park» and «Jin-woo Kim» wrote.',
    'from «Rob De La Cruz»',
    'the worker («Hatfield») was late',
    '{"display_name":"«Uchenna Ibekwe»"}',
    // A blank too many, where no columns are.
    'Informant: «Thelma  Gatlin»',
    'ask «"Buck" Crenshaw» or «Dee "Skeeter" Odom»',
    'In re «K.L.M.», a minor',
    'Tell «Sheila» I said so.',
    'He told his cousin «Ry’Ann» and her dtr «Litonga».',
  ])
})

describe('names in small letters, behind what people say', () => {
  positives([
    'ask «sue» or tell «larry»',
    'its «bri».',
    '«chance» can u take my shift',
    '«april» is out till monday',
    'luv, «tammy»',
  ])
  negatives(['the bill is due, can you pay it', 'he drew on me with scott county watching'])
})

describe('names in other scripts, by what stands beside them', () => {
  positives([
    '关于«李芳»老师的签证',
    '我太太«王小梅»的卡，请回复«Debbie»。',
    '«김서연» 씨가 전화했습니다.',
    'اتصل بالسيد «سامر منصور» على الرقم',
    'أسكن مع زوجتي «ليلى» في البيت',
    'Уважаемая «Ольга Петрова»!',
    'श्रीमती «सुनीता शर्मा» ने लिखा',
  ])
  negatives(['请联系老师。学生在学校。', '담당 선생님께 전화하세요.', 'السيد المحترم، تحية طيبة'])
})
