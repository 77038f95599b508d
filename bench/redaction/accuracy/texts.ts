/**
 * Texts of the labelled set; `{slot}` is filled by generate.ts. None is a template that the tagger learns from. But its
 * misses were looked at while the rules and templates were written, so it is a development set: names were found at .909
 * (precision .948) before that, and only texts that nobody has looked at can tell how much of what came after is general.
 */
const blocks = (text: string): readonly string[] => text.trim().split(/\n---\n/)

export const LABELLED = blocks(`
Ms. {last} phoned about her mother-in-law, {person}, who gets meals at home. {last} can be reached at {phone}.
---
Good afternoon,

I am writing on behalf of {person} ({dobline}), whose renewal was lost in the mail. The household is at {address}.

Kind regards,
{person}
Eligibility Specialist II
---
INCIDENT NARRATIVE
On the above date {person} was struck by a cart near the loading dock. {person}, a coworker, saw it happen. Medic {last} treated the wound.
---
hey its {lower} from the front desk, could you look up my leave balance
---
could someone let {lower} know the van is here? {lowerfirst} has the keys
---
Intake form
Legal name: {person}
Preferred name: {first}
Birth date: {dob}
Home address: {address}
Mobile: {phone}
---
{"caseId": 88213, "guardian": {"fullName": "{person}", "birthDate": "{iso}"}, "address": "{address}"}
---
[{ "assignee": "{person}", "status": "open" }, { "assignee": "{person}", "status": "closed" }]
---
The board heard from three residents. {person} opposed the rezoning, {person} favored it, and {person} asked for a traffic study.
---
Following the appeal by {person}, the hearing officer ({person}) reversed the denial.
---
{upper}, BEING DULY SWORN, STATES THAT SHE RESIDES AT {address}.
---
Minutes: Roll call found {last}, {last} and {last} present. {person} was excused.
---
Who is handling the appeal of {person}? I asked {first} yesterday and got no reply.
---
Reminder: {person} turns in the laptop Friday; {person} will escort.
---
{surnamefirst} | born {dob} | {address}
---
Per my conversation with {person}, the lien was released. Copy to {person}.
---
El señor {last} vive en {address} y su hija {first} necesita una cita. Nació el {dob}.
---
Thank you for speaking with me, {first}. As promised, {person} will send the form to {address}.
---
The deceased, {person}, DOB {dob}, left a will that names {person} as executor.
---
Complaint no. 5521. Complainant says landlord {person} entered without notice at {address}.
---
Draft a thank-you note to {person} from the deputy director, {person}.
---
Rewrite for plain language: "{person} shall, within ten days, furnish proof of residence at {address} to the caseworker, {person}."
---
2026-02-11 09:14 INFO session opened for {person}
2026-02-11 09:15 WARN {person} exceeded the download limit
---
My grandson {first} was born on {dob} and lives with us. My name is {person}.
---
Patient seen today: {person}, date of birth {dob}. Accompanied by spouse {first}. Lives at {address}.
---
Send both copies to {person}, {address}.
---
Bidder {person} withdrew. Award goes to {person}, {address}.
---
Subject: Overpayment of {person}
To: {person}
Cc: {person}

Please see attached.

- {first}
---
When {person} came to the window, Trooper {last} had already left. {last}’s report says otherwise.
---
Coach {person} and Principal {last} met with the parents of {person} about the fight.
---
Parcel 0442-18 was conveyed by {person} and wife, {person}, in 1998.
---
i live at {loweraddress} and my dob is {dob}, {lower}
`)

/** Plain government prose and look-alikes that name nobody. */
export const CLEAN = blocks(`
The agency shall publish notice of the proposed rule in the register at least thirty days before adoption. Any interested person may submit written comments to the office of general counsel, and a public hearing must be held if ten or more persons request one.
---
Each division director is responsible for inventory of state property. Missing items are reported to the Property Officer within five working days, and the State Auditor is informed when the value is above one thousand dollars.
---
Applicants for a hunting license need proof of Hunter Education if born after January 1, 1972. Licenses are sold online, at district offices and by agents. The season for white-tailed deer opens on October 1 in the Delta zone.
---
Construction on the Pearl River bridge will close one lane of Interstate 55 between Gallatin Street and Pascagoula Street. Drivers should follow the detour on State Street and allow fifteen extra minutes.
---
The Missouri Department of Conservation stocks trout at Bennett Spring, Montauk, Roaring River and Maramec Spring. Daily tags are sold from March 1 to October 31 at each park store.
---
Under Executive Order 1584, agencies review their use of generative artificial intelligence each fiscal year. The Chief Information Officer reports the results to the Governor, the Lieutenant Governor and the Speaker of the House.
---
Washington County, Jefferson Davis County and Lee County have asked for disaster aid after Hurricane Zeta. The Federal Emergency Management Agency opened recovery centers in Greenville, Prentiss and Tupelo.
---
The Health Insurance Portability and Accountability Act, the Family Educational Rights and Privacy Act and the Fair Labor Standards Act apply to staff of Mitchell Memorial Library and the Thad Cochran Research Center alike.
---
Agenda
1. Call to Order
2. Approval of Minutes
3. Old Business
4. New Business: Lease of Floors 3 and 4, Woolfolk Building
5. Executive Session
6. Adjournment
---
Schools must keep cumulative folders in a locked cabinet. When a student moves from Lincoln Elementary School to Madison Middle School, the folder follows within ten days. Transcripts are kept forever.
---
Fees: Certified copy, 17 dollars. Rush service, 25 dollars. Walk-in hours are Monday through Friday from 8 to 4. Closed on Memorial Day, Independence Day, Labor Day, Veterans Day and Christmas.
---
The council voted to rename Fourth Avenue to Medgar Evers Boulevard and to repave Woodrow Wilson Avenue, Bailey Avenue and Northside Drive. The work costs 2.4 million dollars and ends in May.
---
Write a polite email that asks a vendor for a revised quote. Mention that Microsoft Office, Adobe Acrobat and Zoom licenses are due in June, and that payment follows net 45 rules.
---
Explain to a new employee how paid leave is earned: major medical leave and personal leave accrue monthly. Will unused leave carry over? Yes. May an employee donate leave? Only for catastrophic illness.
---
Invoice 2024-118, PO 55120, parcel 034-12-2210, station 12+50.25, mile marker 118, Section 25-61-3, Rule 1.4, version 10.2.1.4, lot 7 of block 12, dated March 5, 2024 and due April 4, 2024.
---
Grant funds may not be spent on alcohol, entertainment or lobbying. Rich records of each purchase are kept for five years after the Final Report. Mark every receipt with the award number and the cost center.
---
Jackson State University, Alcorn State University and Mississippi Valley State University offer evening courses in public administration. Tuition aid is paid after grades post.
---
The Clean Air Act permit for Unit 4 of the Victor J. Daniel Electric Generating Plant expires in December. Comments go to the Environmental Quality Permit Board.
---
SELECT CaseId, Status FROM BenefitCases WHERE County = 'Greene' AND Opened > '2024-01-01' ORDER BY Opened DESC
---
Please summarize the difference between Supplemental Security Income and Social Security Disability Insurance, with one example each, at an eighth grade reading level. Keep acronyms such as SSI, SSDI and SGA.
---
Traffic counts rose 12 percent on Route 63 near Columbia and fell on Highway 50 west of Jefferson City. The long-range plan calls for four lanes from Kirksville to Macon by 2031.
---
La oficina de vehículos abre de lunes a viernes. Para renovar la licencia traiga prueba de domicilio, su tarjeta del Seguro Social y el pago. El trámite tarda quince minutos.
---
Fire drills take place each quarter. Floor wardens wear an orange vest, check the restrooms and report to the Safety Coordinator at the Amite Street assembly point. Elevators may not be used.
---
The Court of Appeals affirmed. The appellant argued that the ordinance was vague; the court found that a person of common intelligence would know what it forbids. The cost of appeal is assessed to the City of Brandon.
`)
