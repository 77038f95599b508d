import { describe, expect, test } from 'vitest'
import { createEngine } from '#src/redaction/engine.ts'

const engine = createEngine()
const found = (text: string): string[] =>
  engine.find(text).map(({ entity, start, end }) => `${entity}:${text.slice(start, end)}`)

describe('messages whose fields have numbers for names', () => {
  test('HL7 v2: a patient, next of kin, an insured and a diagnosis', () => {
    const text = [
      'MSH|^~\\&|LAB|HOSP|MSDH|STATE|202603010830||ORU^R01|55|P|2.5.1',
      'PID|1||5510283^^^GEN^MR~418226077^^^SSA^SS||OKAFOR^NGOZI||19790812|F|||77 DEPOT ST^^TUPELO^MS^38801||6625550142',
      'NK1|1|OKAFOR^EMEKA|SPO',
      'OBR|1|||600-7|||20260301|||||||||1245319599^LANDRY^ELSA',
      'DG1|1||E11.9^Diabetes',
    ].join('\r')
    const all = found(text)
    expect(all).toContain('medical_record_number:5510283')
    expect(all).toContain('us_ssn:418226077')
    expect(all).toContain('date_of_birth:19790812')
    expect(all).toContain('phone_number:6625550142')
    expect(all).toContain('us_npi:1245319599')
    expect(all).toContain('icd10:E11.9')
    for (const name of ['OKAFOR', 'NGOZI', 'EMEKA', 'LANDRY', 'ELSA'])
      expect(all.join(), name).toMatch(new RegExp(`person_name:[^,]*${name}`))
    expect(all.join()).not.toContain('20260301')
  })

  test('X12: a qualifier says what an element is, in lines or without', () => {
    const segments = [
      'ST*834*0001',
      'NM1*IL*1*OKAFOR*NGOZI****34*418226077',
      'NM1*85*2*DELTA CLINIC*****XX*1245319599',
      'REF*EI*640756182',
      'DMG*D8*19790812*F',
      'PER*IP**TE*6625550142',
      'HI*ABK:E119*ABF:N183',
    ]
    for (const between of ['~', '~\n']) {
      expect(found(segments.join(between))).toEqual([
        'person_name:OKAFOR',
        'person_name:NGOZI',
        'us_ssn:418226077',
        'us_npi:1245319599',
        'us_ein:640756182',
        'date_of_birth:19790812',
        'phone_number:6625550142',
        'icd10:E119',
        'icd10:N183',
      ])
    }
  })

  test('control numbers and amounts of a message are nobody’s', () => {
    expect(
      found(
        'ISA*00*          *00*\nGS*HC*123456789*987654321*20260301*0830*1*X*005010X222A1~\nCLM*AB1234567*210***11:B:1',
      ),
    ).toEqual([])
  })
})

test('in rows that are inserted the statement names the columns', () => {
  const text = `INSERT INTO roster (emp_id, last_nm, ssn, dob) VALUES
    ('0044183', 'Obi', '418226077', '1984-11-13'),
    ('0044184', 'Dillard', '425110934', '1990-02-01');
    SELECT 1984;`
  expect(found(text)).toEqual([
    'employee_id:0044183',
    'person_name:Obi',
    'us_ssn:418226077',
    'date_of_birth:1984-11-13',
    'employee_id:0044184',
    'person_name:Dillard',
    'us_ssn:425110934',
    'date_of_birth:1990-02-01',
  ])
})

test('a name that nobody quoted moves no column of its row', () => {
  expect(
    found('case,name,dob,amount\nC-1,OKAFOR, NGOZI,1979-08-12,41.10\nC-2,"OKAFOR, EMEKA",1977-01-30,12.00'),
  ).toEqual([
    'person_name:OKAFOR, NGOZI',
    'date_of_birth:1979-08-12',
    'person_name:OKAFOR, EMEKA',
    'date_of_birth:1977-01-30',
  ])
})
