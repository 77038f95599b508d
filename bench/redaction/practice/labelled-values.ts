import { isAssignableSsn, passesLuhn } from '#src/redaction/checks.ts'
import { passesAba } from '#src/redaction/checks-bank.ts'
import { isVin } from '#src/redaction/checks-vehicle.ts'
import type { Entity } from '#src/redaction/recognizer.ts'
import type { Random } from '../random.ts'

/** How offices call a value, and what such a value looks like. */
export interface Wording {
  readonly entity: Entity
  /** Other entities that the value may rightly be called. */
  readonly also?: readonly Entity[]
  readonly labels: readonly string[]
  readonly value: (random: Random) => string
}

const list = (text: string): readonly string[] => text.trim().split(/\s*[;\n]\s*/)

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.below(10)).join('')
}

/** Draws until the check holds. */
function drawn(random: Random, draw: (random: Random) => string, holds: (value: string) => boolean): string {
  for (;;) {
    const value = draw(random)
    if (holds(value)) return value
  }
}

const letter = (random: Random): string => random.of([...'ABCDEFGHJKLMNPRSTUVWXYZ'])
const nine = (random: Random): string => `${1 + random.below(8)}${digits(random, 8)}`
const ssn = (random: Random): string => drawn(random, (one) => `${1 + one.below(7)}${digits(one, 8)}`, isAssignableSsn)

function grouped(value: string, joint: string, ...sizes: readonly number[]): string {
  const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0))
  return starts.map((start, index) => value.slice(start, start + sizes[index]!)).join(joint)
}

/** Written once more, by hand, than the label words of the engine: as people write them, not as the engine lists them. */
export const WORDINGS: readonly Wording[] = [
  {
    entity: 'us_ssn',
    labels: list(
      `SSN; SSN#; SS#; SS No.; S.S.N.; Social; Soc Sec No; Soc. Sec. #; social security number; Social Security No.; SS number
       Social Security Account Number; applicant SSN; Spouse’s SSN; social sec; taxpayer SSN; Número de Seguro Social
       Seguro Social; full social; SSN/TIN
       SSN No; Soc. Sec. Number; Social Security Nbr; SSAN; HOH SSN; EE SSN; Clmt SSN; NCP SSN; spouse SSN; decedent SSN; No. de Seguro Social
       SSA number; SSN (full); SS Num; patient SSN`,
    ),
    value: (random) => random.of([ssn(random), grouped(ssn(random), '-', 3, 2, 4), grouped(ssn(random), ' ', 3, 2, 4)]),
  },
  {
    entity: 'us_ein',
    labels: list(
      `EIN; FEIN; Fed ID; Fed. ID No.; Federal ID; Federal Tax ID; Tax ID; TIN; Employer Identification Number; FEI number
       Employer ID no.; taxpayer identification number; Federal I.D. No.; Vendor TIN; business tax ID number
       Emplr ID; Employer FEIN; Payer TIN; Fed Tax No.; TaxID; Federal EIN; Fed EIN; vendor EIN; FTIN; Federal Employer ID`,
    ),
    value: (random) => `${random.of(['64', '43', '20', '46', '81', '27'])}-${digits(random, 7)}`,
  },
  {
    entity: 'ms_driver_license',
    also: ['us_driver_license', 'us_ssn'],
    labels: list(
      `MS DL; MS DL#; MS driver’s license; Mississippi DL no.; MS OLN; MS license number; Mississippi driver license
       MS CDL; MS ID card no.; Miss. lic. no.
       MS ID; MS ID no.; MS driver lic; Mississippi ID card; MS D/L`,
    ),
    value: (random) => random.of([`80${digits(random, 7)}`, grouped(`80${digits(random, 7)}`, '-', 3, 3, 3)]),
  },
  {
    entity: 'mo_driver_license',
    also: ['us_driver_license'],
    labels: list(
      `DL; DL no.; DL#; lic #; lic. no.; drivers lic; driver’s lic. #; driver’s license; Driver License Number; OLN
       Operator license no.; operator’s lic; CDL; CDL no.; MO DL; Missouri license; license number; driver lic; DLN
       Drivers License #; operator lic #; DL/ID; state ID; Licencia de conducir; MO lic
       D/L; D.L. No.; op lic; oper. lic.; DL Nbr; Drv Lic; Lic Nbr; MO DLN; Licencia de manejo; driver’s license/ID; nondriver ID`,
    ),
    value: (random) => `${letter(random)}${digits(random, 9)}`,
  },
  {
    entity: 'license_plate',
    labels: list(
      `plate; plate #; plate no.; license plate; Lic. plate; tag; tag #; tag no.; license tag; vehicle tag; Tag/plate; plates
       MO plate; MS tag; registration plate; Plate number; placa
       LPN; Lic Plt; plt #; PLT; tag nbr; lic tag; veh tag; license plate number; placas; reg. plate; plate num; temp tag; vehicle registration`,
    ),
    value: (random) =>
      random.of([
        `${letter(random)}${letter(random)}${1 + random.below(9)} ${letter(random)}${random.below(10)}${letter(random)}`,
        `${letter(random)}${letter(random)}${letter(random)} ${1 + random.below(9)}${digits(random, 3)}`,
        `${letter(random)}${letter(random)}${letter(random)}${1 + random.below(9)}${digits(random, 3)}`,
      ]),
  },
  {
    entity: 'vin',
    labels: list(`VIN; VIN#; Vehicle ID No.; vehicle identification number; chassis no.; Veh. VIN; VIN number
       VIN No.; V.I.N.; Veh ID; vehicle ID number; VIN nbr`),
    value: (random) =>
      drawn(
        random,
        (one) =>
          `1${random.of(['FTFW', 'G1ZB', 'HGCM', 'C4RJ'])}${digits(one, 3)}${digits(one, 1)}${letter(one)}${letter(one)}${digits(one, 6)}`.slice(
            0,
            17,
          ),
        isVin,
      ),
  },
  {
    entity: 'medicare_mbi',
    labels: list(`MBI; Medicare; Medicare ID; Medicare #; Medicare number; Medicare Beneficiary Identifier
       HIC no.; HICN; Medicare Claim No.; MCR #; Mcare ID; MBI nbr; Medicare card; beneficiary MBI`),
    value: (random) =>
      `${1 + random.below(9)}${random.of([...'AEGK'])}${random.of([...'0CDT'])}${random.below(10)}-${random.of([...'EGTW'])}${random.of([...'0KRT'])}${random.below(10)}-${random.of([...'MNUY'])}${random.of([...'HKJQ'])}${digits(random, 2)}`,
  },
  {
    entity: 'medicaid_id',
    labels: list(
      `Medicaid; Medicaid ID; Medicaid #; Medicaid no.; Medicaid number; Medicaid member ID; Medicaid recipient ID
       MSCAN ID; Medicaid beneficiary number; MSCAN member no.; Medicaid card no.
       MCD #; MCD ID; Mcaid ID; Medicaid RID; Recip ID; bene ID; Medicaid Nbr; recipient ID; CHIP ID; MississippiCAN ID; MAID; enrollee ID; MA ID; Medicaid ben. no.`,
    ),
    value: nine,
  },
  {
    entity: 'mo_dcn',
    labels: list(`DCN; DCN#; DCN no.; MO HealthNet ID; MO HealthNet number; HealthNet DCN; Departmental Client Number
       participant DCN; DCN nbr; HOH DCN; MHN ID; client DCN; MO HealthNet card; DCN ID`),
    value: (random) => `${1 + random.below(9)}${digits(random, 7)}`,
  },
  {
    entity: 'benefits_case',
    labels: list(
      `SNAP case; SNAP case no.; case number; case #; Case No.; TANF case number; EBT case #; IV-D case; case ID
       child support case no.; CS case #; FS case number; Número de caso
       case nbr; caseno; case num; case file no.; SNAP ID; TANF ID; SNAP #; METSS case; MACSS no.; AU ID; IVD no.; No. de caso; assistance case no.; CSE case; FAMIS case`,
    ),
    value: (random) =>
      random.of([`C${digits(random, 8)}`, digits(random, 8).replace(/^0/, '4'), `3${digits(random, 9)}`]),
  },
  {
    entity: 'us_npi',
    labels: list(
      `NPI; NPI#; NPI no.; NPI number; National Provider Identifier; provider NPI; rendering NPI; prescriber NPI
       billing NPI; attending NPI; referring provider NPI; NPI nbr; group NPI; ordering NPI; Provider ID; Prov. NPI`,
    ),
    value: (random) =>
      drawn(
        random,
        (one) => `1${digits(one, 9)}`,
        (value) => passesLuhn(`80840${value}`),
      ),
  },
  {
    entity: 'us_dea',
    labels: list(`DEA; DEA #; DEA no.; DEA number; DEA registration; prescriber DEA
       DEA Reg. No.; DEA nbr; DEA cert; DEA ID; DEA lic no.`),
    value: (random) => {
      const d = digits(random, 6)
      const sum = Number(d[0]) + Number(d[2]) + Number(d[4]) + 2 * (Number(d[1]) + Number(d[3]) + Number(d[5]))
      return `${random.of(['A', 'B', 'F', 'M'])}${letter(random)}${d}${sum % 10}`
    },
  },
  {
    entity: 'medical_record_number',
    labels: list(
      `MRN; MRN#; MR#; Med rec #; Medical record no.; medical record number; chart #; chart no.; Patient ID; patient no.
       patient number; hospital number; Pt. ID; Med. Rec. No.; Chart number; patient account no.; unit record no.
       MR no.; Med Rec Nbr; MRN nbr; Pt ID; pt #; Patient Nbr; Hosp. No.; hosp #; EMR ID; health record no.; chart ID; PtID; medical rec. no.; med rec`,
    ),
    value: (random) =>
      random.of([digits(random, 7).replace(/^0/, '2'), `M${digits(random, 8)}`, `0${digits(random, 7)}`]),
  },
  {
    entity: 'us_passport',
    labels: list(
      `passport; passport no.; passport #; Passport number; US passport; PPT no.; Pasaporte; passport book no.
       passport nbr; psprt no.; passport ID; foreign passport; passport card no.; Número de pasaporte`,
    ),
    value: (random) => random.of([nine(random), `${random.of(['A', 'C', 'X'])}${digits(random, 8)}`]),
  },
  {
    entity: 'alien_number',
    labels: list(
      `A-number; A#; A-Number; alien number; alien registration number; USCIS number; USCIS #; Alien Reg. No.; Alien No.
       alien file no.; A-file
       Alien ID; Alien Nbr; A-no.; USCIS A-number; alien reg #; A-num`,
    ),
    value: (random) =>
      random.of([
        `A${digits(random, 9)}`,
        `A-${nine(random)}`,
        nine(random),
        `A ${grouped(nine(random), '-', 3, 3, 3)}`,
      ]),
  },
  {
    entity: 'uscis_receipt',
    labels: list(`receipt number; USCIS receipt; I-797 receipt no.; receipt #; case receipt
       rcpt no.; I-765 receipt; USCIS case no.`),
    value: (random) => `${random.of(['IOE', 'MSC', 'LIN', 'SRC', 'EAC'])}${digits(random, 10)}`,
  },
  {
    entity: 'aba_routing',
    labels: list(
      `routing; routing #; routing no.; Routing number; ABA; ABA #; ABA no.; RTN; bank routing number; transit number
       ABA routing; Routing/Transit No.; ACH routing; R/T number
       rtg; rtg no.; rtng #; RT#; RT no.; routing nbr; bank routing; ABA/RTN; transit routing no.; routing transit number; XIT; bank RT; Número de ruta`,
    ),
    value: (random) =>
      drawn(random, (one) => `${one.of(['06', '08', '10', '11', '28', '26'])}${digits(one, 7)}`, passesAba),
  },
  {
    entity: 'bank_account',
    also: ['aba_routing'],
    labels: list(
      `account; account number; Account No.; acct; acct #; acct. no.; checking account; savings acct; bank account number
       checking acct no.; deposit account; DDA; A/C no.; direct deposit acct; checking; Cuenta bancaria; Account #
       a/c; acc no.; acc #; chkg acct; ckg acct; svgs acct; bank acct; Savings #; checking #; acct nbr; acct num; EFT acct; ACH account; DD acct; depositor acct no.; número de cuenta; cta. no.; DFI account`,
    ),
    value: (random) => random.of([digits(random, 10), digits(random, 12), digits(random, 8)]).replace(/^0/, '7'),
  },
  {
    entity: 'student_id',
    labels: list(
      `student ID; student ID #; student no.; Student number; MSIS; MSIS ID; MSIS number; MOSIS ID; MOSIS; pupil no.
       state student ID; Student Identifier; stu. ID; student record no.
       stu no.; stu #; stud ID; Student Nbr; pupil ID; learner ID; MOSIS no.; MSIS #; campus ID; scholar ID; student #; MOSIS number`,
    ),
    value: (random) => random.of([nine(random), `1${digits(random, 9)}`]),
  },
  {
    entity: 'voter_id',
    labels: list(
      `voter ID; voter ID #; voter registration number; Voter no.; voter reg. no.; Voter Registration ID; voter record no.
       voter reg #; voter nbr; SEMS ID; SEMS no.; MCVR ID; registrant ID; VRN; voter card; voter card no.; VR no.; voter cert. no.; voter file no.`,
    ),
    value: (random) => nine(random),
  },
  {
    entity: 'unemployment_claim',
    labels: list(
      `claim number; UI claim; UI claim no.; claim #; Claim ID; claimant ID; unemployment claim; claimant no.; UI Claim ID
       clm no.; clm #; clmt #; UI ID; UC claim; claim nbr; UI no.; claimant nbr; UInteract ID; número de reclamo; PUA claim; UI #; clm`,
    ),
    value: (random) => random.of([`${digits(random, 8)}`.replace(/^0/, '5'), `UI-${digits(random, 7)}`]),
  },
  {
    entity: 'employee_id',
    labels: list(
      `employee ID; employee no.; Employee #; emp #; emp no; emp. no.; EID; employee number; badge; badge #; badge no.
       personnel number; Personnel No.; emp ID; Badge number; worker ID; staff ID; PIN/employee no.
       EE#; EE ID; EE no.; Empl ID; EMPLID; empl #; Empl. No.; PERNR; Pers. No.; WIN; emp nbr; worker no.; wkr ID; staff no.; payroll no.; payroll ID; officer ID; shield no.; emp; employee nbr; EIN/employee ID; associate ID; SPAHRS ID; badge nbr; HR ID`,
    ),
    value: (random) =>
      random.of([
        `E${digits(random, 6)}`,
        `${1 + random.below(9)}${digits(random, 5)}`,
        `${1 + random.below(9)}${digits(random, 4)}`,
      ]),
  },
  {
    entity: 'fbi_number',
    labels: list(`FBI; FBI no.; FBI #; FBI number; UCN; FBI/UCN
       FBI nbr; F.B.I. #; FBI ID; UCN no.`),
    value: (random) => `${digits(random, 6).replace(/^0/, '3')}${letter(random)}${letter(random)}${random.below(10)}`,
  },
  {
    entity: 'state_id_number',
    also: ['us_driver_license'],
    labels: list(`SID; SID no.; SID #; SID number; State ID number
       SID nbr; SID/State ID; MS SID; SBI no.`),
    value: (random) => `${random.of(['MS', 'MO'])}${digits(random, 8)}`,
  },
  {
    entity: 'ssn_last4',
    labels: list(
      `last four of SSN; last 4 of SSN; last four SSN; last 4 SSN; SSN (last 4); SSN last four; last 4 of social; Last four of Social
       SSN ending in; last four digits of SSN; last 4 digits of the social security number; L4 SSN; SSN-4
       last4; last 4; last four; SSN4; L4; last4 SSN; SSN L4; SS last 4; soc last 4; SSN ends in; social ending; SSN ending; last four social; lst 4 SSN; last-4 of SSN; últimos 4 del seguro social`,
    ),
    value: (random) => `${2 + random.below(7)}${digits(random, 3)}`,
  },
  {
    entity: 'date_of_birth',
    labels: list(
      `DOB; D.O.B.; dob; Date of birth; birth date; Birthdate; b-day; born; born on; Date of Birth (mm/dd/yyyy); D/O/B; DOB/Age
       Birthday; birth dt; Fecha de nacimiento; Nacimiento; F. de nac.; Child’s date of birth; applicant DOB; BD`,
    ),
    value: (random) => {
      const [y, m, d] = [1931 + random.below(85), 1 + random.below(12), 1 + random.below(28)]
      const two = (n: number): string => String(n).padStart(2, '0')
      return random.of([
        `${two(m)}/${two(d)}/${y}`,
        `${m}-${d}-${y}`,
        `${y}-${two(m)}-${two(d)}`,
        `${m}/${d}/${two(y % 100)}`,
        `${random.of(['March', 'Oct.', 'July', 'Dec', 'AUG'])} ${d}, ${y}`,
        `${two(d)} ${random.of(['JAN', 'Feb', 'Nov'])} ${y}`,
        `${two(m)}.${two(d)}.${y}`,
      ])
    },
  },
  {
    entity: 'phone_number',
    labels: list(
      `phone; Phone #; ph; Ph.; tel; Tel. no.; cell; Cell #; mobile; home phone; Work phone; fax; call; text; contact number
       Contact no.; daytime phone; evening phone; Telephone No.; Teléfono; best number; callback; msg phone; alt. phone`,
    ),
    value: (random) => {
      const area = random.of(['601', '662', '228', '573', '816', '314'])
      const rest = [String(220 + random.below(700)).replace(/11$/, '12'), digits(random, 4)] as const
      return random.of([
        `${area}-${rest[0]}-${rest[1]}`,
        `(${area}) ${rest[0]}-${rest[1]}`,
        `${area}.${rest[0]}.${rest[1]}`,
        `${area}${rest[0]}${rest[1]}`,
        `${area} ${rest[0]} ${rest[1]}`,
      ])
    },
  },
  {
    entity: 'password',
    labels: list(
      `password; pw; pwd; passwd; Password (temp); temp password; passcode; Passphrase; login password; portal pw; contraseña; Wi-Fi password
       pwd; pass; p/w; pswd; passcode; wifi pw; wifi password; temp pwd; clave; network key; WPA key; shared secret; initial password; default pw`,
    ),
    value: (random) => random.of(['Magnolia!77', 'h0neydew#22', 'Tr4ctor-pull', 'blueCrab2026', 'R3dbud$Lane']),
  },
  {
    entity: 'icd10',
    labels: list(`Dx; dx code; diagnosis; ICD-10; ICD-10 code; Diagnosis code; ICD10; primary dx; diag. code
       dx 1; prin dx; diag cd; ICD10CM; primary diagnosis; admitting dx; Dx code 1; ICD code; ICD-10-CM; secondary dx; diagnosis cd; Diagnóstico`),
    value: (random) => random.of(['E11.9', 'F32.1', 'J45.909', 'I10', 'M54.50', 'F84.0', 'S72.001A']),
  },
]
