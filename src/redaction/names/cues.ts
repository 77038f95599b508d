import { hashOf } from './fold.ts'

/** What a word says of the words round it, as bits. */
export const CUE = {
  /** `Mr`, `Judge`: a name follows. */
  title: 1,
  /** `applicant`, `patient`: a name follows a colon after it, or is what a field so named holds. */
  label: 2,
  /** `Dear`, `Regards`: a name follows, mostly after a comma or on the next line. */
  greeting: 4,
  /** `wife`, `caseworker`: a name often follows. */
  relation: 8,
  /** `County`, `Act`: the capitalised words before it name a place, a body, a law or a thing. */
  body: 16,
  /** `Lake`, `Fort`: the word after it names a place. */
  before: 32,
  /** `de`, `van`, `al`: small words within names. */
  particle: 64,
  /** `Jr`, `III`, `MD`. */
  suffix: 128,
  /** Months, days, holidays, states and the like: never a name by themselves. */
  never: 256,
  /** `named`, `am`, `soy`: a name may follow, in small letters too. */
  says: 512,
  /** `City of`, `Department of`: what follows is no person. */
  head: 1024,
} as const

type CueName = keyof typeof CUE

const WORDS: Readonly<Record<CueName, string>> = {
  title:
    'mr mrs ms miss mx mister dr doctor prof professor rev reverend judge justice magistrate officer deputy sheriff sgt sergeant ' +
    'lt lieutenant capt captain cpl corporal pvt det detective trooper constable marshal senator sen rep representative ' +
    'congressman congresswoman gov governor mayor councilman councilwoman councilmember alderman hon honorable sir madam ' +
    'pastor sister attorney atty commissioner coach nurse principal superintendent señor señora señorita sr sra srta don ' +
    'doña senhor senhora herr frau monsieur madame mme mlle ing lic licenciado licenciada doctora profesor profesora uncle aunt auntie ' +
    'gen general col colonel maj major admiral inspector president secretary elder deacon deaconess bishop minister evangelist apostle ' +
    'imam rabbi sheikh shaikh hajji brother bro father fr chaplain chief warden ranger agent investigator pfc spc ssgt msgt tsgt sfc cw2 ltc ' +
    'lcdr cdr cmdr ofc dep insp ptl patrolman mama papa mamaw papaw meemaw pawpaw herrn monsieur dra dott dottoressa signor signora signorina ustad khun pani pan ' +
    'madan msye mesye née nee msgr monsignor gospodin gospođa kuya ate tita tito ninong thầy maam',
  label:
    'name names applicant claimant patient client employee recipient beneficiary defendant plaintiff petitioner respondent ' +
    'appellant appellee witness victim suspect inmate offender student parent guardian spouse child cardholder payee ' +
    'policyholder insured subscriber signed signature signer witness notary contact requester requestor customer owner ' +
    'tenant landlord borrower licensee permittee driver voter author sender from to cc bcc attn attention attendees present ' +
    'caller reporter complainant decedent deceased member participant provider physician prescriber clinician caseworker ' +
    'worker supervisor manager assignee assigned approver approved prepared reviewed submitted by user person individual ' +
    'householder resident taxpayer dependent employer surname firstname lastname fullname forename nombre apellido apellidos ' +
    'solicitante paciente cliente padre madre tutor firma empleado nom prénom prenom vorname nachname nome cognome sobrenome ' +
    'maiden alias aka middle nickname registrant attendee passenger buyer seller grantor grantee trustee executor heir ' +
    'referrer dispatcher operator inspector adjuster agent instructor teacher counselor ward obligor obligee custodian ' +
    'first last given fname lname mname absent excused ayes nays yeas abstaining sup supv tech technician mentor reviewer interpreter ' +
    'mother father husband wife son daughter brother sister grandmother grandfather aunt uncle judge attorney lawyer officer ' +
    'deputy trooper sheriff chair chairperson clerk treasurer secretary nurse therapist doctor coordinator engineer analyst foreman ' +
    'informant homeowner citizen complainants witnesses applicants survivors heirs pt kin poa referring hermano hermana hijo hija ' +
    'esposo esposa madre padre abuela abuelo screener aliases kids children rep reps hoh ee wkr cwkr claimants obligors approver approvers ' +
    'certifier poc nok emp insp inv investigator investigators examiner preparer affiant payor payer mom dad sib siblings bene teller cashier rn ' +
    'prov pcp attending surgeon pharmacist dentist principal coach pastor operators occupant occupants passenger passengers pedestrian bicyclist ' +
    'arrestee detainee juvenile minor infant newborn groom bride roommate sponsor sponsors officiant speaker speakers moderator panelists host ' +
    'editor photographer candidate candidates nominee appointee commissioner commissioners members staff crew participants guests visitor visitors ' +
    'hunter angler landowner lessee lessor renter veteran survivor presenter facilitator recorder scribe timekeeper esign attested sworn ' +
    'lname fnm lnm nm narne namc nane naine mname interviewer interviewed requested completed entered caregiver aide roster bailiff stenographer ' +
    'juror jurors foreperson debtor debtors creditor trustor settlor testator beneficiaries employees patients students clients tenants owners drivers ' +
    'suspects victims inmates parents guardians dependents providers payees registrants designee delegate proxy alternate backup substitute relief ' +
    'decedents pallbearers daughters sons brothers sisters grandchildren nieces nephews cousin niece nephew grandson granddaughter',
  greeting:
    'dear hi hello hey hola estimado estimada querido querida bonjour salut hallo ciao thanks thank regards sincerely cheers ' +
    'best atentamente saludos cordially respectfully yours warmly thx thnx cordialement salutations merci gruss grussen obrigado obrigada danke sinceramente respetuosamente salamat prezado prezada gracias srdačno pozdrav poštovani poštovana draga dragi уважаемая уважаемый шановна шановний дорогая дорогой здравствуйте iakwe kommol kaselehlia talofa malo mahalo aloha shalom salaam assalamualaikum nyob zoo habari jambo sawubona karibu witaj cześć pozdrawiam szanowny szanowna bonjou bonswa luv xoxo hugs peace blessings morning afternoon evening welcome goodbye bye sorry',
  relation:
    'husband wife son daughter mother father brother sister mom dad mum spouse child kid baby partner fiance fiancee ' +
    'neighbor neighbour friend boss supervisor caseworker coworker colleague uncle aunt cousin nephew niece grandson ' +
    'granddaughter grandmother grandfather grandma grandpa stepson stepdaughter roommate landlord tenant client patient ' +
    'applicant employee manager assistant secretary clerk intern inspector investigator counselor teacher student lawyer ' +
    'attorney witness defendant plaintiff claimant victim suspect resident owner driver nurse therapist physician esposo ' +
    'esposa hijo hija hermano hermana madre padre amigo amiga abuela abuelo vecino vecina marido mujer analyst engineer ' +
    'coordinator administrator director chair chairman chairwoman chairperson trainee technician contractor representative ' +
    'flagger laborer mechanic dtr sis bro hubby auntie gma gpa mgm pgm mgf pgf granny nana stepmom stepdad stepmother stepfather stepbrother stepsister godson ' +
    'goddaughter godmother godfather twin sib paramour girlfriend boyfriend widow widower fiancé fiancée dietitian pharmacist paralegal courier ' +
    'janitor custodian foreman welder plumber electrician babysitter sitter interpreter paramedic medic firefighter preacher bookkeeper realtor ' +
    'banker barber landlady hygienist caregiver aide sponsor mentor tutor teammate classmate bailiff dispatcher trooper rapper singer poet ' +
    'novelist playwright actor actress quarterback pitcher catcher goalie coach candidate incumbent treasurer bassist drummer artist sculptor ' +
    'painter author historian journalist columnist editor reporter biologist geologist chemist hydrologist forester veterinarian dentist surgeon ' +
    ' nuera yerno suegra suegro cuñado cuñada sobrino sobrina nieto nieta tía tío primo prima novio novia hermanito hermanita mari femme ' +
    'fils fille frère soeur sœur tante oncle sohn tochter bruder schwester ehefrau ehemann mulher filho filha irmão irmã pai mãe',
  body:
    'county counties city town township village parish borough street st avenue ave road rd boulevard blvd drive lane ln court ' +
    'highway hwy parkway pkwy freeway interstate expressway bridge creek river lake bayou bay island islands mountain ' +
    'mountains hills hill valley spring springs plant pavilion dome falls beach park forest reservoir dam airport station school schools academy ' +
    'university college institute seminary library museum hospital clinic center centre church temple cathedral building ' +
    'hall tower plaza square mall stadium arena theater theatre department dept division bureau office agency authority ' +
    'commission committee council board court district legislature senate house congress assembly ministry administration ' +
    'service services program programs project initiative fund grant act law code statute regulation rule rules order ' +
    'amendment policy plan report form manual guide handbook notice letter award prize medal foundation association society ' +
    'union league club company co corp corporation inc incorporated llc llp ltd limited group partners bank trust insurance ' +
    'pc pllc plc pa holdings industries systems solutions technologies technology software international times tribune herald gazette ' +
    'journal magazine press news radio channel hotel inn restaurant cafe store market farms ranch motors airlines airways ' +
    'railroad railway disease syndrome palsy test scale method theorem syndrome act award lecture scholarship fellowship ' +
    'formula effect principle treaty accord doctrine decision standard index room suite floor wing annex campus unit base ' +
    'camp fort barracks cemetery memorial monument trail pike loop circle terrace place crossing landing ferry harbor port ' +
    'canal pond gulf ocean sea peninsula coast county’s bulletin database portal platform app server suite edition version ' +
    'conference summit symposium workshop festival day week month year season cup bowl tournament games series line model ' +
    'credit card account benefit benefits tax taxes fee license permit certificate degree diploma exam course ' +
    'brothers bros sons associates paving construction contractors builders roadbuilders electric hardware lumber oil energy foods ' +
    'supply realty properties trucking logistics consulting engineering enterprises constructors plumbing roofing pharmacy ' +
    'elementary middle junior high regional state national federal municipal public community medical health mental ' +
    'district circuit appeals supreme chancery interchange metro corridor expressway bypass overpass underpass fieldhouse gymnasium gym auditorium expo ' +
    'lawn landscape landscaping auto automotive tire collision towing salon barbershop daycare childcare preschool bbq barbecue grill diner bakery ' +
    'buffet deli pizza jewelers furniture appliance mortuary funeral crematory dental orthodontics orthopedics pediatrics dermatology chiropractic ' +
    'dialysis hospice rehab manor villa villas apartments homes estates subdivision addition rezoning plaza outlet dealership farm dairy orchard nursery vineyard poultry grain coop svc svcs dozer mfg excavating hauling rotunda navy ' +
    'bulldogs tigers eagles trojans hawks panthers sentinel ledger clarion dispatch advocate observer courier bank bancorp bancshares',
  before:
    'lake fort ft mount mt port camp cape san santa saint st new north south east west upper lower northern southern eastern ' +
    'western central downtown point bayou los las el rio isla interstate route highway project operation hurricane ' +
    'tropical storm windows microsoft google apple amazon oracle adobe visual',
  particle:
    'de la del della der den van von vander bin ibn bint al el da das dos do di du le les ter ten abu ap af av zu zum y e ben ' +
    'of st san santa mac o d l las los',
  suffix:
    'jr sr ii iii iv phd md esq dds rn cpa jd dvm edd lcsw lpn np pa lmsw lpc cnm crna aprn fnp bsn msn dnp mba mph psyd od dpm pharmd rph cna emt pe pls cfe shrm cism cissp pmp ctr usn usmc usaf ret',
  never:
    'january february march april may june july august september october november december jan feb mar apr jun jul aug sep ' +
    'sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun ' +
    'christmas easter thanksgiving halloween english spanish french german chinese vietnamese arabic hispanic latino ' +
    'african american asian european indian mexican canadian americans christian catholic jewish muslim baptist ' +
    'mississippi missouri alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho ' +
    'illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota montana nebraska ' +
    'nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont wisconsin wyoming usa america europe africa ' +
    'asia mexico canada england france germany spain italy china japan india brazil iraq iran russia ukraine gulfport nigeria kenya ghana vietnam haiti guatemala honduras cuba congo somalia sudan ethiopia eritrea laos thailand burma myanmar philippines nepal pakistan bangladesh afghanistan syria egypt morocco colombia venezuela peru ecuador nicaragua jamaica poland hungary romania bosnia serbia croatia albania taiwan indonesia malaysia australia liberia rwanda burundi tanzania uganda ' +
    'medicaid medicare snap tanf wic hipaa ferpa irs fbi cia cdc fema epa osha usda hud hhs dhs dmv dps dor dot its ssa cms ' +
    'microsoft google apple amazon oracle adobe excel outlook teams zoom slack azure aws windows linux python java ' +
    'javascript typescript facebook twitter instagram youtube linkedin whatsapp salesforce workday servicenow sharepoint ' +
    'chatgpt copilot gemini claude openai anthropic llama mistral todo note summary subject date total page section ' +
    'chapter title article appendix civ crim stat evid supp cir const admin regs ann table figure exhibit attachment part item step question answer re fwd fw http https ' +
    'hmong swahili marshallese somali bosnian haitian creole korean japanese russian portuguese italian polish dutch greek hebrew ' +
    'hindi urdu punjabi tagalog farsi dari pashto burmese nepali amharic yoruba igbo choctaw osage chickasaw cherokee navajo ' +
    'div veh bldg hwy rte apt ste encl mgr supt asst assoc dist ext misc qty wkr vm tc hv ' +
    'yes no ok okay please internet pdf csv json html xml api url email phone fax address dob ssn id ' +
    'auth dx rx hx icd iban bic swift aba acct ach ein itin tin vin dcn mrn mbi npi dea ncic msis uscis',
  head:
    'city county town village university department dept state office bureau division college board republic district commonwealth ' +
    'ministry port lake bay gulf isle bank church school port kingdom parish province township borough',
  says:
    'named called name nombre llamo llama soy am im this is spoke met saw told ask asked tell emailed ' +
    'texted messaged calling callin signed by with from cc attn heiße appelle chiamo chamo',
}

const SIZE = 4096
const keys = new Uint32Array(SIZE)
const bits = new Uint16Array(SIZE)

for (const name of Object.keys(WORDS) as CueName[]) {
  for (const word of WORDS[name].split(' ')) {
    const hash = hashOf(word)
    const at = placeOf(hash)
    keys[at] = hash
    bits[at] = bits[at]! | CUE[name]
  }
}

function placeOf(hash: number): number {
  let at = hash & (SIZE - 1)
  while (keys[at] !== 0 && keys[at] !== hash) at = (at + 1) & (SIZE - 1)
  return at
}

/** The cues of a word with this hash. */
export function cuesOf(hash: number): number {
  return bits[placeOf(hash)]!
}
