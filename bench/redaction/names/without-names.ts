import { lines } from './lines.ts'

/** What the tagger learns to leave: places, bodies, laws and things, many of them called after people. */
export const WITHOUT_NAMES = lines(`
Miss. R. Civ. P. {num} and Mo. R. Crim. P. {num}
See Miss. Code Ann. § {num}-{num}-{num} and Mo. Ann. Stat. § {num}.
Fed. R. Evid. {num}; {num} F. Supp. {num}; {num} U.S.C. {num}
Ala. Admin. Code r. {num}; Tex. Const. art. {num}
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
