/**
 * What a word near a value says the value is. `reference` words (invoice, tracking …) speak against any identifier;
 * `identifier` words name one that isn't looked for, which has the same bare digits.
 */
export type LabelKind =
  | 'ssn'
  | 'phone'
  | 'card'
  | 'ip'
  | 'secret'
  | 'key'
  | 'version'
  | 'reference'
  | 'identifier'
  | 'itin'
  | 'ein'
  | 'tin'
  | 'license'
  | 'state_id'
  | 'plate'
  | 'vin'
  | 'passport'
  | 'alien'
  | 'medicare'
  | 'medicaid'
  | 'dcn'
  | 'case'
  | 'npi'
  | 'dea'
  | 'mrn'
  | 'routing'
  | 'account'
  | 'iban'
  | 'swift'
  | 'fbi'
  | 'sid'
  | 'ncic'
  | 'student'
  | 'voter'
  | 'claim'
  | 'employee'
  | 'diagnosis'
  | 'place'

export const WORDS: Readonly<Record<LabelKind, string>> = {
  ssn: 'ssn ss social soc sosec socsec sss',
  phone:
    'phone telephone tel cell cellphone mobile fax call called calling text dial contact hotline ph sms whatsapp reach ' +
    'callback voicemail telefono',
  card: 'card visa mastercard amex discover cvv cvc credit debit pan cc ccn ebt exp expiry jcb diners unionpay maestro',
  ip: 'ip ipv4 ipv6 address host server gateway subnet',
  secret: 'password passwd passphrase passcode pwd pw pass contrasena contraseña',
  key: 'apikey token secret bearer credential',
  version: 'version ver release build firmware rev revision section sec chapter clause oid paragraph rule upgrade',
  reference:
    'invoice inv po order tracking parcel package shipment isbn issn sku part serial model mile milepost marker station ' +
    'stationing sta commit hash ticket docket statute § receipt project contract bid rfp lot batch item upc ean confirmation ref ' +
    'reference transaction request warranty uuid guid bridge culvert route highway total amount balance',
  identifier:
    'permit policy user customer grant certificate cert asset meter deed instrument plat bond voucher requisition ' +
    'purchase solicitation duns uei cage cfda naics fips epa pin ppin survey census ordinance resolution bill timestamp ' +
    'epoch session trace span checksum digest md5 sha etag pid port thread imei esn member subscriber',
  itin: 'itin atin',
  ein: 'ein fein fei employer',
  tin: 'tin tax taxpayer w9',
  license: 'license licence licencia lic driver dl cdl oln dln conducir conductor',
  state_id: 'stateid',
  plate: 'plate tag placa lpn',
  vin: 'vin vehicle veh chassis',
  passport: 'passport pasaporte ppt',
  alien: 'alien uscis anumber',
  medicare: 'medicare mbi hicn',
  medicaid: 'medicaid mscan beneficiary recipient enrollee',
  dcn: 'dcn healthnet client',
  case: 'case caso snap tanf ivd',
  npi: 'npi provider prescriber',
  dea: 'dea',
  mrn: 'mrn medical chart patient hospital paciente',
  routing: 'routing aba rtn transit',
  account: 'account acct acc dda checking saving deposit cuenta',
  iban: 'iban',
  swift: 'swift bic',
  fbi: 'fbi ucn',
  sid: 'sid',
  ncic: 'ncic nic ori mri warrant',
  student: 'student msis mosis pupil estudiante',
  voter: 'voter votante',
  claim: 'claim claimant clmt unemployment',
  employee: 'employee emp eid empno badge personnel payroll empleado',
  diagnosis: 'diagnosis diagnoses diagnosed diag dx icd icd10 diagnostic diagnostico',
  place: 'gps latitude lat longitude lon lng coordinate coord geolocation',
}

/**
 * Everyday words: one of them names a number only with a designator behind it, as in "employee no. 10442"; "employees in
 * 104 offices" doesn't, and a sentence that happens to hold one keeps the label before it.
 */
export const EVERYDAY: ReadonlySet<string> = new Set(
  (
    'employer tax taxpayer driver conductor conducir tag vehicle beneficiary recipient enrollee client case caso ' +
    'provider prescriber medical chart patient hospital paciente transit deposit saving checking warrant student pupil ' +
    'estudiante voter votante claim claimant unemployment employee badge personnel payroll empleado snap tanf fbi ' +
    'permit policy user customer grant certificate asset meter deed instrument bond survey census resolution bill ' +
    'session port thread purchase solicitation member subscriber lic ppt c'
  ).split(' '),
)

/** What a word means after another one or two words before it: `plate license`, `nursing license`, `Medicaid member`. */
export const AFTER: Readonly<Record<string, Readonly<Partial<Record<LabelKind, string>>>>> = {
  id: { state_id: 'state', ein: 'fed federal', mrn: 'pt', student: 'stu', employee: 'worker staff' },
  // `Federal I.D.`, `S.S.N.`, `R/T number` and `A/C` are read letter by letter.
  n: { ssn: 's' },
  t: { routing: 'r' },
  c: { account: 'a' },
  tin: { ssn: 'ssn' },
  identification: { state_id: 'state' },
  license: {
    plate: 'plate tag',
    identifier:
      'nursing nurse medical contractor business software teacher teaching educator professional liquor bar real marriage ' +
      'hunting fishing pharmacy apache mit gpl electrician plumbing dealer',
  },
  lic: {
    plate: 'plate tag',
    identifier: 'nursing nurse medical contractor business teacher liquor bar professional hunting fishing pharmacy',
  },
  permit: { license: 'learner driver driving instruction' },
  d: { case: 'iv', ein: 'federal fed' },
  account: {
    ssn: 'security',
    mrn: 'patient',
    alien: 'uscis',
    identifier: 'user utility water email service electric gas',
  },
  member: { medicaid: 'medicaid mscan', medicare: 'medicare' },
  beneficiary: { medicare: 'medicare' },
  recipient: { case: 'snap tanf ebt' },
  case: { reference: 'court criminal civil cause' },
  client: { medicaid: 'medicaid', case: 'snap tanf' },
  card: { medicare: 'medicare', medicaid: 'medicaid', alien: 'green resident', identifier: 'insurance' },
  tag: { reference: 'asset property inventory price name html git' },
  // `HealthNet` is read as two words.
  net: { dcn: 'health' },
  rec: { mrn: 'med medical' },
  record: { mrn: 'medical' },
  claim: { medicare: 'medicare', identifier: 'tort insurance' },
}
