/**
 * What a word near a value says the value is. `reference` words (invoice, tracking …) speak against any identifier;
 * `identifier` words name one that isn't looked for, which has the same bare digits.
 */
export type LabelKind =
  | 'ssn'
  | 'last4'
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
  ssn: 'ssn ss social soc sosec socsec sss ssan ssno',
  // Said in two words, so read by their form.
  last4: '',
  phone:
    'phone telephone tel cell cellphone mobile fax call called calling text dial contact hotline ph sms whatsapp reach ' +
    'callback voicemail telefono ani dnis clid callerid msisdn pager celular movil phn fono tlf',
  card: 'card visa mastercard amex discover cvv cvc credit debit pan cc ccn ebt exp expiry jcb diners unionpay maestro',
  ip: 'ip ipv4 ipv6 address host server gateway subnet',
  secret: 'password passwd passphrase passcode passkey pwd pswd pw pass psk clave contrasena contraseña contrase',
  key: 'apikey token secret bearer credential',
  version: 'version ver release build firmware rev revision section sec chapter clause oid paragraph rule upgrade',
  reference:
    'invoice inv po order tracking parcel package shipment isbn issn sku part serial model mile milepost marker station jv ' +
    'voucher journal category fund meter gauge gage nigp unspsc oclc ' +
    'stationing sta commit hash ticket docket statute § receipt project contract bid rfp lot batch item upc ean confirmation ref ' +
    'reference rpt cit citation transaction request warranty uuid guid bridge culvert route highway total amount balance',
  identifier:
    'permit policy user customer grant certificate cert asset deed instrument plat bond requisition ' +
    'purchase solicitation npn nmls duns uei cage cfda naics fips epa pin ppin survey census ordinance resolution bill timestamp ' +
    'epoch session trace span checksum digest md5 sha etag pid port thread imei esn member subscriber',
  itin: 'itin atin',
  ein: 'ein fein fei ftin employer emplr er',
  tin: 'tin tax taxpayer w9',
  license: 'license licence licencia lisensya lic driver dl cdl ol oln dln oplic opln lcns conducir conductor manejo',
  state_id: 'stateid',
  plate: 'plate tag placa lpn plt',
  vin: 'vin vehicle veh chassis',
  passport: 'passport pasaporte ppt psprt pssprt',
  alien: 'alien uscis anumber',
  medicare: 'medicare mbi hicn hic mcare mcr',
  medicaid: 'medicaid mscan mcaid caid mcd maid rid beneficiary recipient recip bene enrollee',
  dcn: 'dcn healthnet mhn client',
  case: 'case caso snap tanf ivd macwis metss maverics macss famis au expediente',
  npi: 'npi provider prescriber',
  dea: 'dea',
  mrn: 'mrn mr ptid patid emr ehr hrn medrec medical chart patient pt hospital hosp paciente',
  routing: 'routing bankl aba rtn rt rtg rtng rtno rte xit transit ruta',
  account: 'account bankn acct acc ac dda checking chkg ckg saving svgs deposit cuenta cta',
  iban: 'iban',
  swift: 'swift bic',
  fbi: 'fbi ucn',
  sid: 'sid sbi',
  ncic: 'ncic nic ori mri warrant',
  student: 'student stu stud msis mosis sasid pupil learner estudiante alumno',
  voter: 'voter votante vrn vuid sems mcvr registrant vr',
  claim: 'claim claimant clm clmt unemployment uinteract reclamo ui',
  employee:
    'employee employe emp empl ee eid emplid empno pernr badge shield personnel pers payroll worker wkr officer trooper deputy win ' +
    'spahrs empleado',
  diagnosis:
    'diagnosis diagnoses diagnosed diag dx icd icd10 diagnostic diagnostico diagn assessment impression pmh comorbidities',
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
    'estudiante alumno learner voter votante registrant claim claimant unemployment employee employe badge personnel payroll ' +
    'empleado snap tanf fbi maid rid bene hic reclamo expediente fund category journal gauge gage er ' +
    'permit policy user customer grant certificate asset deed instrument bond survey census resolution bill ' +
    'session port thread purchase solicitation member subscriber lic ppt c'
  ).split(' '),
)

/** Abbreviations that are other words as well: one of them names a number right before it, with nothing but a designator between. */
export const CLIPPED: ReadonlySet<string> = new Set(
  'mr pt hosp rt rte ol ac ee stu stud vr ui au win pers worker wkr officer trooper deputy shield sbi plt cta'.split(
    ' ',
  ),
)

/** What a word means after another one or two words before it: `plate license`, `nursing license`, `Medicaid member`. */
export const AFTER: Readonly<Record<string, Readonly<Partial<Record<LabelKind, string>>>>> = {
  w: { secret: 'p' },
  key: { secret: 'wpa network wifi fi security shared' },
  secret: { secret: 'shared' },
  id: {
    state_id: 'state ms mo mississippi missouri photo nondriver',
    ein: 'fed federal',
    mrn: 'pt',
    ssn: 'national',
    student: 'stu scholar campus banner spriden powerschool sis',
    employee: 'worker staff associate hr magic manager supervisor supv mgr approver',
    medicaid: 'ma chip dom can',
  },
  // Colleges call theirs by a letter: `J-number`.
  number: { ssn: 'ssa', employee: 'staff associate', ein: 'irs', student: 'j w' },
  no: { ssn: 'ssa', employee: 'staff associate', ein: 'irs' },
  nbr: { ssn: 'ssa', employee: 'staff associate', ein: 'irs' },
  // `Mi seguro`, and `número de seguro`, which is read as `mero`.
  seguro: { ssn: 'mero numero num mi su del' },
  // `Federal I.D.`, `S.S.N.`, `R/T number`, `D/L`, `F.B.I.` and `A/C` are read letter by letter.
  n: { ssn: 's' },
  t: { routing: 'r' },
  c: { account: 'a' },
  l: { license: 'd' },
  i: { fbi: 'b' },
  tin: { ssn: 'ssn' },
  can: { medicaid: 'mississippi' },
  identification: { state_id: 'state', sid: 'fingerprint' },
  registration: { plate: 'vehicle veh', identifier: 'business' },
  license: {
    plate: 'plate tag',
    dea: 'dea',
    identifier:
      'nursing nurse medical contractor business software teacher teaching educator professional liquor bar real marriage ' +
      'hunting fishing pharmacy apache mit gpl electrician plumbing dealer',
  },
  lic: {
    plate: 'plate tag veh vehicle',
    dea: 'dea',
    identifier: 'nursing nurse medical contractor business teacher liquor bar professional hunting fishing pharmacy',
  },
  permit: { license: 'learner driver driving instruction' },
  d: { case: 'iv', ein: 'federal fed' },
  acct: { mrn: 'patient pt', alien: 'uscis', identifier: 'user utility water electric gas tax employer er ui' },
  account: {
    ssn: 'security',
    mrn: 'patient',
    alien: 'uscis',
    identifier: 'user utility water email service electric gas tax employer er ui',
  },
  member: { medicaid: 'medicaid mscan', medicare: 'medicare' },
  beneficiary: { medicare: 'medicare' },
  recipient: { case: 'snap tanf ebt' },
  case: { reference: 'court criminal civil cause' },
  client: { medicaid: 'medicaid', case: 'snap tanf' },
  cert: { voter: 'voter', dea: 'dea' },
  card: {
    medicare: 'medicare',
    medicaid: 'medicaid',
    alien: 'green resident',
    voter: 'voter sems',
    passport: 'passport',
    dcn: 'net healthnet',
    identifier: 'insurance',
  },
  tag: { reference: 'asset property inventory price html git svc service red' },
  // So is `UInteract`.
  identifier: { ssn: 'national' },
  pin: { employee: 'spahrs employee emp payroll magic' },
  p: { diagnosis: 'a' },
  interact: { claim: 'u' },
  // `HealthNet` is read as two words.
  net: { dcn: 'health' },
  rec: { mrn: 'med medical unit health' },
  record: { mrn: 'medical unit health hospital' },
  claim: { medicare: 'medicare', identifier: 'tort insurance' },
}
