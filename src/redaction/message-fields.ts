/** What the fields of a segment are called, by number; `XCN` fields hold an id and a name, `CX` an id and whose it is. */
type Segment = Readonly<Record<number, string>>

/**
 * Segments of HL7 v2 (chapters 2 to 6) that name people. A name that begins with `XCN` is a person with an id before the
 * name, one with `CX` an id whose kind its fifth component says, one with `CE` a code before its meaning.
 */
export const HL7_SEGMENTS: Readonly<Record<string, Segment>> = {
  PID: {
    2: 'CX MRN',
    3: 'CX MRN',
    4: 'CX MRN',
    5: 'Patient Name',
    6: 'Maiden Name',
    7: 'Date of Birth',
    9: 'Alias',
    11: 'Home Address',
    13: 'Phone',
    14: 'Phone',
    18: 'CX Account Number',
    19: 'SSN',
    20: 'Driver License Number',
  },
  NK1: { 2: 'Contact Name', 4: 'Home Address', 5: 'Phone', 6: 'Phone', 16: 'Date of Birth', 37: 'SSN' },
  MRG: { 1: 'CX MRN', 7: 'Patient Name' },
  GT1: { 3: 'Guarantor Name', 5: 'Home Address', 6: 'Phone', 7: 'Phone', 8: 'Date of Birth', 12: 'SSN' },
  IN1: { 16: 'Insured Name', 18: 'Date of Birth', 19: 'Home Address', 36: 'CX Member ID' },
  IN2: { 1: 'Employee ID', 2: 'SSN', 6: 'Medicare Number', 8: 'Medicaid ID' },
  PV1: { 7: 'XCN', 8: 'XCN', 9: 'XCN', 17: 'XCN', 52: 'XCN' },
  PD1: { 4: 'XCN' },
  ORC: { 10: 'XCN', 11: 'XCN', 12: 'XCN', 19: 'XCN' },
  OBR: { 10: 'XCN', 16: 'XCN', 28: 'XCN', 32: 'XCN' },
  OBX: { 16: 'XCN' },
  RXA: { 10: 'XCN' },
  DG1: { 3: 'CE Diagnosis Code', 16: 'XCN' },
  PR1: { 8: 'XCN', 11: 'XCN' },
  STF: { 3: 'Staff Name', 6: 'Date of Birth', 10: 'Phone', 11: 'Home Address' },
}

/** What the fifth component of an id says that it is (HL7 table 0203). */
export const HL7_ID_KINDS: Readonly<Record<string, string>> = {
  MR: 'MRN',
  PI: 'MRN',
  PT: 'MRN',
  SS: 'SSN',
  MA: 'Medicaid ID',
  MCD: 'Medicaid ID',
  EI: 'Employee ID',
  MC: 'Medicare Number',
  DL: 'Driver License Number',
  PPN: 'Passport Number',
  NPI: 'NPI',
}

/** Elements of X12 segments (005010) whose name is fixed; what a qualifier before them says is in {@link X12_QUALIFIED}. */
export const X12_SEGMENTS: Readonly<Record<string, Segment>> = {
  DMG: { 2: 'Date of Birth' },
  N3: { 1: 'Home Address', 2: 'Home Address' },
  PER: { 2: 'Contact Name' },
}

/** Element by qualifier: where the qualifier stands, where what it names stands, and what each says. */
export const X12_QUALIFIED: Readonly<
  Record<
    string,
    readonly { readonly by: number; readonly at: number; readonly says: Readonly<Record<string, string>> }[]
  >
> = {
  NM1: [
    { by: 2, at: 3, says: { 1: 'Last Name' } },
    { by: 2, at: 4, says: { 1: 'First Name' } },
    { by: 2, at: 5, says: { 1: 'Middle Name' } },
    {
      by: 8,
      at: 9,
      says: {
        34: 'SSN',
        MI: 'Medicaid ID',
        MR: 'Medicaid ID',
        XX: 'NPI',
        24: 'EIN',
        FI: 'EIN',
        EI: 'Employee ID',
        HN: 'Medicare Number',
      },
    },
  ],
  REF: [
    {
      by: 1,
      at: 2,
      says: {
        SY: 'SSN',
        '0F': 'SSN',
        EI: 'EIN',
        TJ: 'EIN',
        EA: 'MRN',
        '1D': 'Medicaid ID',
        F6: 'Medicare Number',
        '3H': 'Case Number',
        '23': 'Member ID',
        HPI: 'NPI',
        '0B': 'License Number',
        ABB: 'Employee ID',
      },
    },
  ],
  PER: [3, 5, 7].map((by) => ({
    by,
    at: by + 1,
    says: { TE: 'Phone', HP: 'Phone', WP: 'Phone', CP: 'Phone', FX: 'Fax' },
  })),
  N1: [{ by: 3, at: 4, says: { 34: 'SSN', 24: 'EIN', FI: 'EIN', XX: 'NPI' } }],
  PRV: [{ by: 2, at: 3, says: { HPI: 'NPI' } }],
}

/** Qualifiers of a diagnosis in a composite of `HI`: `ABK:E1165`. */
export const X12_DIAGNOSES: ReadonlySet<string> = new Set(['ABK', 'ABF', 'ABJ', 'APR', 'ABN', 'BK', 'BF', 'BJ'])
