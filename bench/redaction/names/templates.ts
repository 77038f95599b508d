/**
 * What the tagger learns from: a line is a text, `{full}` and the like are names. bench/redaction/accuracy has texts of its
 * own; nothing of those may come here.
 */
const lines = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim().replaceAll('\\n', '\n'))

export const WITH_NAMES = lines(`
{last}’s statement differs from the tape.
{last} can’t attend; {last} will.
In the end {last} paid the fine.
The clerk handed {last} a receipt, and {last} signed.
Votes for: {last}, {last}, {last} and {last}.
Here were {last}, {last}, and {last}.
{last}, {first} {first} | {date} | {city}
{last}, {first} {middle}: {num}
- {first}\n- {last}
Session of {full} ended at {num}:{num}
{num}-{num}-{num} {num}:{num} {full} logged out
Copy for {full}.
Letter of {full}; answer to {full}
{full} called this morning about the permit for the property on {street}.
I spoke with {full} on {date} and she agreed to send the form.
Please forward the file to {full} in the {agency}.
Dear {titled},\\nThank you for your letter of {date}.
Dear {first},\\nI hope this note finds you well.
Hi {first}, can you look at this before noon?
Hello {full},\\n\\nYour application was received.
hi {lowerfirst}, quick question about the budget
my name is {lowerfull} and i need help with my benefits
i am {lowerfull}, {num} years old
my neighbor {lowerfirst} said the office is closed
can you tell {lowerfirst} to call me back
this is {lowerfull} from accounting
ask {lowerfull} about it, she knows the case
{lowerfirst} and {lowerfirst} are both out sick today
thanks, {lowerfirst}
Applicant: {full}
Name: {full}
Name of patient: {full}
Client Name: {lastfirst}
Employee: {lastfirst}
Defendant: {caps}
CLAIMANT: {caps}
Name (Last, First): {lastfirst}
Full name: {full}\\nAddress: {num} {street}\\nCity: {city}
Patient: {full}  DOB: {date}
Emergency contact: {full}, {relation}
Witnessed by: {full}
Prepared by {full}, {role}
Signed, {full}
Sincerely,\\n{full}\\n{role}\\n{agency}
Best regards,\\n{first}
Regards,\\n\\n{full}
Thank you,\\n{full}
Thanks,\\n{first}
Respectfully submitted,\\n{initials}
From: {full}\\nTo: {full}\\nSubject: Budget review
cc: {full}; {full}
Attendees: {full}, {full}, {full}
Present: {lastfirst}; {lastfirst}
{titled} asked the committee to move the hearing to {month}.
{titled} testified that the road had flooded twice.
According to {titled}, the bridge closed in {month}.
The supervisor, {full}, approved the leave request.
The claim of {full} was denied on {date}.
{full}'s benefits end in {month}.
{first}'s mother wrote to the {agency}.
{last}'s appeal was heard in {city}.
My husband {first} lost his job in {month}.
My wife, {full}, receives disability.
Our son {first} is in fourth grade at {school}.
Her daughter {full} was born on {date}.
His brother {first} {last} lives in {city}, {state}.
The child, {full}, was placed with {relation} {full}.
Caseworker {full} visited the home on {date}.
Officer {last} stopped a vehicle on {street}.
Deputy {full} of the {county} Sheriff’s Office filed the report.
Judge {last} set the hearing for {date}.
Nurse {first} {last} gave the injection.
Governor {full} signed the order.
Senator {last} and Representative {last} sponsored the bill.
{full}, {role} of the {agency}, spoke first.
{full} and {full} were married in {city}.
{full}, {full} and {full} are listed as heirs.
Mr. and Mrs. {last} own the parcel.
The letter from {full} arrived on {weekday}.
We interviewed {full}, {num}, of {city}.
{full} ({role}) will lead the meeting.
Contact {full} at {phone} for details.
Contact person: {full}, {phone}
Please call {first} at {phone}.
Reach out to {full} or {full} with questions.
The account belongs to {full}.
Account holder: {full}
Pay to the order of {full}
Payee: {caps}
Deed from {caps} to {caps}, recorded in {county}.
State v. {last}, a case heard in {county}
In the matter of {full}, a minor
IN THE MATTER OF {caps}
"{full}" appears twice in the list.
{"name": "{full}", "city": "{city}"}
{"first_name": "{first}", "last_name": "{last}"}
{"patient": {"name": "{full}", "dob": "{date}"}}
name,city,amount\\n{full},{city},{num}\\n{full},{city},{num}
last,first,zip\\n{last},{first},{num}\\n{last},{first},{num}
{num}\\t{full}\\t{city}\\t{date}
{num} | {lastfirst} | {agency}
- {full}: {num} hours
* {full} ({city})
1. {full}\\n2. {full}\\n3. {full}
{initials} reviewed the draft.
{initials} of {city} owns the land next to {lake}.
Draft a letter to {full} about the overdue fee.
Write an email to {first} {last} explaining the delay.
Summarize the complaint that {full} filed against {company}.
Translate this for {titled}: the office is closed on {weekday}.
Rewrite the evaluation of {full} so that it sounds kinder.
Does {full} qualify for the {program}?
Is {first} eligible for {program}?
When did {full} move to {city}?
Where does {titled} live now?
Why was {full}'s license suspended?
What did {first} say about the meeting?
user: my caseworker is {full}\\nassistant: I can help with that.
[{date}] {full}: I sent the documents yesterday
{full} wrote: the invoice is wrong
login by {full} from the {city} office
Ticket opened by {full}, assigned to {full}
Solicitante: {full}
Nombre: {full}
Estimada {titledes}:\\nLe escribimos sobre su solicitud.
Mi nombre es {full} y vivo en {city}.
Me llamo {first} y tengo {num} años.
La señora {last} llamó el {weekday}.
El paciente {full} fue atendido el {date}.
Mi esposo {first} trabaja en {city}.
Atentamente,\\n{full}
Bonjour, je suis {full} et j’habite à {city}.
Madame {last} a demandé un rendez-vous.
Mein Name ist {full}.
Herr {last} wohnt in {city}.
Il signor {last} ha chiamato ieri.
O senhor {full} mora em {city}.
{caps} WAS ISSUED A CITATION ON {date}
NAME: {caps}   SEX: F   DOB: {date}
THE BENEFICIARY, {caps}, MUST SIGN BELOW.
VICTIM {caps} STATED THAT THE SUSPECT FLED
{last}, {first} {middle} - hired {date}
{lastfirst} (DOB {date})
Student {full} has been absent {num} days.
The teacher, {titled}, met {first}'s parents.
Parents: {full} and {full}
Landlord {full} refused to fix the heater.
Tenant: {full}, Unit {num}
Dr. {full} diagnosed the patient with asthma.
Prescribed by {full}, MD
Reviewed by {full}, Ph.D., on {date}
{full} Jr. inherited the farm from {full} Sr.
Notes: met {first} at the {school}; {first} will send the records.
{first} said that {first} had already paid.
Then {last} left the building.
Yesterday {full} came in to renew a license.
After the storm {titled} offered shelter.
However, {full} did not respond.
Only {first} and {first} have keys.
For {full} the deadline is {date}.
Both {last} and {last} appealed.
We owe {full} an apology.
The winning bid came from {full} of {company}.
A complaint by {full} against the {agency} is pending.
Employee {num}, {full}, transferred to the {agency}.
Interview notes, {full}, {date}
Re: {full}, case {num}
RE: {full}
Subject: Appeal of {full}
Hey {first}! Did {first} tell you about {first}?
omg {lowerfirst} just quit
tell {lowerfirst} i said hi
{lowerfull} needs a new badge
mr {lowerlast} called again
dr {lowerlast} wants the report
lunch w/ {lowerfirst} at noon?
yeah {lowerfirst} told me yesterday
@all please welcome {full} to the team
Welcome aboard, {first}!
Happy birthday, {full}!
Congratulations to {full} on {num} years of service.
{full} — {role}, {agency}
{role}: {full}
{role} {full} opened the meeting.
Mother: {full}  Father: {full}
Next of kin: {full} ({relation})
Beneficiary #1: {full}, {relation}
Driver: {full}, license plate unknown
Registered owner {full}
Inmate {full} was transferred to {county}.
Officer's narrative: I observed {full} leave {company}.
Speaker {last} called the House to order.
Motion by {last}, second by {last}.
Ms. {last} moved, Mr. {last} seconded.
{first} {last}, age {num}, was last seen near {lake}.
Survivors include {relation} {full} and {full}.
Author: {full}; editor: {full}
Photo by {full}
The estate of {full}, deceased
My name's {first}, by the way.
I'm {first} and I work for the {agency}.
It was signed by {full}
She is called {first}.
He goes by {first}.
{titled}, {titled} and {titled} voted no.
{first}, please see the note below.
As {first} mentioned, the plan changed.
Ask {first} or {first}.
{full} has been with us since {month}.
{full} lives at {num} {street}, {city}, {state}.
{full}, {num} {street}, {city}
{full}\\n{num} {street}\\n{city}, {state} {num}
`)

export const WITHOUT_NAMES = lines(`
The {noun} of the {noun} is listed under {noun}.
{noun} {noun}
{noun} {noun} {noun}\n{noun} {noun}
- {noun}\n- {noun}\n- {noun}
{noun}: {word} {word}
{noun}: {noun} {noun}
{noun}, {noun} and {noun}
{noun} the {word} before {weekday}.
{noun} {word} {word} of the {word}.
## {noun} and {noun}
"{noun}" is a {word}.
| {noun} | {noun} {word} | {num} |
| {word} | {word} {word} | {acronym} |
{word}: {word}, {word}
{word} {word} {word} {word}
The {noun} {word} the {acronym} in {month}.
Each {noun} has one {noun} and an {acronym}.
Sign in with {brand} or {brand}.
{brand} sends a token to {brand}.
{brand} is down since {weekday}.
{brand} {acronym} and {brand} {noun}
Install {brand} first, then {brand}.
the {brand} connector and the {brand} server
{brand}: {word}
{acronym} {acronym} {num}
The {acronym} and {acronym} {noun} apply.
In {brand}, choose {noun}, then {noun} {noun}.
{noun} ({acronym})
To {word} {noun}, press {noun}.
By {noun}, the {word} {word}.
From {noun} to {noun}
With {noun} comes {word}.
Ask {noun} for the {word}.
Thanks to {noun}, the {word} {word}.
Este {word} no es del Estado. Usted puede pedir una copia.
Un caso y una consulta: la información pública del Estado.
Puede escribir, traducir, investigar o resumir un tema.
Política de uso, Dirección de tecnología, Responsable de registros
Recursos Humanos y Servicios Sociales
{city}
{city} and {city} get new buses.
Offices in {city}, {city} and {city} close early.
{city}, {num} of {num}
Crews from {city} worked near {city} on {weekday}.
The road from {city} to {city} floods in {month}.
{num} County Road {num}, {city}; {num} Highway {num}, {city}
Deliver it to {num} {street}, {city}.
{num} {street}\n{city}, {state} {num}
{city}: cloudy. {city}: rain.
ISBN {num}-{num}
KPI, SLA, RFP, FOIA and OCR are explained in the glossary.
The RFQ closes on {date}; see CFR {num}.{num}.
AKIA and ASIA start keys of one vendor.
USDA, HUD and NOAA fund the work.
VIN {num}, EIN {num}, MRN {num}
HICN {num}, TTY {num}, ZIP {num}
RSMo {num}.{num} and CSR {num}-{num} apply.
socialSecurityNumber: {num}
Bridge {num} over {lake} at Station {num}
Lot {num}, Block {num}, {city} Subdivision
Invoice {num} from {company}
Order {num}: Toner, Paper, Staples
the {city} office and the {city} branch
I moved to {city} in {month}.
I live in {city}.
We drove to {city} and back.
Flights to {city} leave on {weekday}.
Water Quality Monitoring in {lake}
The Senate and the Assembly met in {city}.
Agenda\nCall to Order\nRoll Call\nOld Business\nNew Business\nAdjournment
Purpose\nScope\nDefinitions\nResponsibilities
The {agency} will hold a public hearing in {city} on {date}.
The {agency} and the {agency} signed an agreement in {month}.
Under Section {num} of the Open Records Act, the custodian must answer within {num} days.
The Clean Water Act and the Safe Drinking Water Act set limits.
{county} covers {num} square miles and borders {lake}.
Traffic on {street} is closed between Main Street and Highway {num}.
The office at {num} {street} in {city} opens on {weekday}.
Residents of {city}, {state} may apply for {program} in {month}.
Send the form to the {agency}, P.O. Box {num}, {city}, {state} {num}.
The course is offered at {school} each {month}.
{school} and {school} share a building.
{company} was awarded the contract for road repair.
Bids from {company} and {company} were opened on {date}.
The {program} pays for food and housing.
Please use {product} to open the attachment.
Upload the file to {product} and send the link in {product}.
The Department of Motor Vehicles issues licenses.
The Supreme Court affirmed the judgment in {month}.
Bridge repairs near {lake} begin in {month}.
Fees: see Appendix {num}, Table {num}.
Will the office be open on {weekday}?
Will you send the report by {weekday}?
May I ask for an extension?
Mark the box that applies to you.
Grace period: {num} days.
Bill number {num} passed the House.
Grant applications are due in {month}.
Hope this helps!
Frank discussion of the budget took place.
Rich soil makes the Delta good for cotton.
Art supplies may be bought with grant money.
Drew the lines on the map again.
Dean of Students Office hours are posted.
Page {num} of {num}
Chase Bank statements are accepted.
Pat testing is required each year.
Summer hours start in {month}; winter hours in {month}.
White paper on broadband access
Black History Month events in {city}
Brown v. Board of Education is taught in eighth grade.
Green Book rules apply to auditors.
Young drivers need {num} hours of practice.
Long Term Care Ombudsman Program
King Day is a state holiday.
Washington and Jefferson streets meet downtown.
Jackson, {state} is the seat of {county}.
Lincoln and Madison have new libraries.
Martin Luther King Jr. Drive is closed.
The Robert T. Stafford Disaster Relief and Emergency Assistance Act applies.
Johnson & Johnson issued a recall.
Wells Fargo and Morgan Stanley were listed as lenders.
Ford Motor Company and Tyson Foods are large employers.
Hurricane Katrina and Hurricane Camille hit the coast.
Alzheimer's disease and Parkinson's disease are covered.
Robert's Rules of Order govern the meeting.
The Stennis Space Center is in {county}.
{airport} reported delays.
{hospital} has {num} beds.
Visit the {hospital} or the {agency}.
INSTRUCTIONS: READ ALL QUESTIONS BEFORE YOU SIGN
PART {num} APPLICANT INFORMATION
NOTICE OF PUBLIC HEARING
STATE OF {stateupper} DEPARTMENT OF REVENUE
SECTION {num}. DEFINITIONS
REQUEST FOR PROPOSALS NO. {num}
Name:\\nAddress:\\nCity:
Applicant Name: ______\\nDate: ______
Name: N/A
Employer Name: {company}
Name of agency: {agency}
Project Name: {street} Improvements
School: {school}
City: {city}   County: {county}
Contact: {agency}, {phone}
From: {agency}\\nTo: All Staff\\nSubject: Holiday Schedule
To: All Employees
Dear Sir or Madam,
Dear Applicant,
Dear Customer:
Dear Parent or Guardian,
Dear Resident,
Dear Colleagues,
Hello everyone,
Hi all, the meeting moved to {weekday}.
Hi there, thanks for reaching out.
Thanks, Team
Sincerely,\\nThe {agency}
Regards,\\nCustomer Service
Best,\\nHuman Resources
Thank you for your help.
Signed in {city}, {state}.
Prepared by the {agency}
Prepared for {company}
Approved by the Board of Supervisors
The Governor signed the bill on {date}.
The Mayor and the City Council met on {weekday}.
Judge and jury heard the case.
The Sheriff’s Office asked for help.
Ask your doctor or nurse.
My husband and I filed jointly.
My daughter goes to {school}.
The caseworker called me on {weekday}.
The applicant must sign the form.
Our supervisor approved it.
Officer training begins in {month}.
Senators voted along party lines.
Explain the difference between Medicaid and Medicare.
Write a Python function that sorts a list.
Summarize the Americans with Disabilities Act in plain words.
Translate the notice into Spanish and Vietnamese.
What are the steps to register a business in {state}?
How do I renew my license in {city}?
Who can apply for {program}?
When does Daylight Saving Time end?
Create a table with columns Name, Date and Amount.
Class names such as HttpClient and StringBuilder stay as they are.
SELECT Name, City FROM Customers WHERE State = 'MS'
ERROR Connection to Database Server failed
INFO Starting Service on Port {num}
const UserName = getName()
{"status": "Approved", "agency": "{agency}"}
{"city": "{city}", "state": "{state}", "county": "{county}"}
agency,city,amount\\n{agency},{city},{num}
{num} | {agency} | {city}
- {agency}: {num} hours
1. {agency}\\n2. {agency}\\n3. {county}
Budget Summary for Fiscal Year {num}
Frequently Asked Questions
Frequently Asked Questions About Driver Services
How to Apply for a Business License
Emergency Management Plan, Chapter {num}
Annual Report of the {agency}
Office of the Attorney General
Division of Family and Children’s Services
Bureau of Narcotics
Human Resources Policy Manual
Equal Employment Opportunity Statement
Monday through Friday, {num} a.m. to {num} p.m. Central Time
{weekday}, {date}
The fiscal year starts on July 1 and ends on June 30.
From April to August the park stays open late.
June and July were dry.
In {state}, counties set the rate.
North {city} and South {city} have separate water districts.
The City of {city} and {county} share the cost.
University of {state} Medical Center
{state} State University Extension Service
{state} Department of Transportation
The {state} River and the Pearl River rose.
The Natchez Trace Parkway crosses {county}.
Lake Ozark, Lake Charles and Fort Leonard Wood are on the map.
St. Louis and Kansas City are the largest cities.
Cape Girardeau and Poplar Bluff are in the southeast.
Interstate {num} runs from {city} to {city}.
Exit {num} near {city} is closed.
Route {street} to {street} carries trucks.
The plaintiff and the defendant settled.
Applicants must provide proof of income.
Each Applicant and each Employee receives a copy.
The Contractor shall notify the Agency in writing.
The Lessee shall pay the Lessor on the first day of each Month.
Commissioners and directors attended.
We thank the Board, the Director and the Staff.
English, Spanish and French versions exist.
El Departamento de Salud abre los lunes.
La solicitud debe enviarse antes del {num} de mayo.
Los residentes de {city} pueden pedir ayuda.
Estimado solicitante:
Nombre:\\nFecha:
Le Bureau est fermé le lundi.
Das Amt ist am Montag geschlossen.
Pursuant to Miss. Code Ann. Section {num}-{num}-{num}, fees apply.
See Mo. Rev. Stat. {num}.{num} and Rule {num}.
Form W-2 and Form 1040 are required.
Version {num} of {product} fixes this.
{product} and {product} are approved tools.
Copilot, ChatGPT and Gemini can't see the file.
Please restart Outlook, Teams and Excel.
the office is closed on monday, will call back
can you check the status of my application
hey, do you know when the grant is due
hi, i need help with my taxes
i am trying to renew my license
this is about the bill i got in may
my son needs a hearing aid
thanks for the help
my name is on the list but i did not get a letter
tell the manager i called
the mark on the map shows the new lane
he will grant the request in good faith
a rose garden and a stone wall face the park
they drew a long line from the lake to the hill
Special Education, Gifted Education and Career Technical Education
Temporary Assistance for Needy Families
Supplemental Nutrition Assistance Program
Child Support Enforcement Division
Low Income Home Energy Assistance Program
Title {num}, Chapter {num}, Part {num}
Total Amount Due: {num}
Account Number: {num}
Effective Date: {date}
Type of Service: Water and Sewer
Check One: New Renewal Transfer
Due Date\\nAmount Paid\\nBalance
High School Diploma or Equivalent
Registered Nurse II
Senior Accountant, Purchasing Agent, Program Specialist
Assistant Director of Finance
Chief Information Officer and Chief Financial Officer
Deputy Commissioner for Child Welfare
Attorney General's Consumer Protection Division
Veterans Affairs, Workers’ Compensation Commission
`)
