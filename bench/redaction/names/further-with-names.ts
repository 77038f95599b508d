import { lines } from './lines.ts'

/** Still more of what the tagger learns from: letters, e-mail, courts, obituaries, papers, rosters, sports, chat, other languages. */
export const FURTHER_WITH_NAMES = lines(`
Dear {titled}:\\nThank you for your letter of {date}. We have looked into the matter and find no error.
Dear {first},\\nJust checking whether you got the {noun} I sent over on {weekday}.
Hey {first}, you around?
Good morning {first} and {first}, please see the attached for today's 10:00.
Good afternoon, {titled}. Your appointment with {agency} has been moved to {date}.
{first},\\n\\nI went ahead and approved it. Let me know if payroll kicks it back.\\n\\n{first}
{first}: see below. Can you handle?
All,\\nPlease welcome {full}, who joins us {weekday} as our new {role}.
Thanks,\\n{first}
Thanks so much!!\\n{first} {last}\\n{role}, {agency}\\n{num}-{num}
Sincerely,\\n\\n{full}\\n{role}
Respectfully submitted,\\n\\n____________________\\n{full}, Secretary
Best,\\n{first} x{num}
Yours truly, {initials}
Cordially,\\n{caps}\\n{role}
From: {full}\\nSent: {weekday}, {date} 8:14 AM\\nTo: {full}\\nCc: {lastfirst}; {lastfirst}\\nSubject: RE: {noun} request
From: {lastfirst} <{lowerlast}@dept.state.ms.us>\\nTo: {lastfirst}
From: "{full}" <{lowerfirst}.{lowerlast}@example.org>
To: {first} {last}; {first} {last}; Help Desk
Cc: {full} (Legal); {full} (Budget)
On {weekday}, {month} {num} at 3:02 PM {full} wrote:
> On {date}, {first} {last} <{lowerfirst}{num}@gmail.example> wrote:\\n> I don't have that file.
---------- Forwarded message ----------\\nFrom: {full}\\nDate: {date}\\nSubject: Fwd: parking
-----Original Message-----\\nFrom: {lastfirst} [mailto:{lowerfirst}_{lowerlast}@mail.example]\\nImportance: High
Le {date}, {full} a écrit :
El {date}, {full} escribió:
Am {date} schrieb {full}:
@{first} can you take this one?
cc: {full}\\n    {full}\\n    File
xc: {titled}; {titled}
bcc {initials}, {initials}
ATTN: {caps}
Attn. {full}, Room {num}
c/o {full}, {num} {street}, {city}
THRU: {initials}\\nTO: {titled}\\nFROM: {full}\\nRE: Travel to {city}
MEMORANDUM\\n\\nTO: {full}, {role}\\nFROM: {full}, {role}\\nDATE: {date}\\nSUBJECT: Overtime
MEMO TO FILE -- spoke w/ {last} this a.m., no change
Fax to: {titled}   From: {first} in Accounting   Pages: {num}
Out of office: I will be away until {date}. For urgent matters call {full} at ext. {num}.
Automatic reply from {full}: I am on leave.
Please reach out to {first} or {first} while I'm gone.
Loop in {first} on this, would you?
Adding {full} for visibility.
+ {first}
Looping {first} {last} and her backup, {first}, who handle the {noun} side.
Moving {first} to bcc.
Per {first}'s note below, we're holding off.
See {last}'s e-mail of {date}, second paragraph.
{first} - thx. {first}, pls print.
FYI {first}...
Who is {full}? I keep getting her mail.
Did {last} ever answer you?
I asked {first}, {first}, {first} and {first}, and nobody has the key.
I am writing on behalf of my {relation}, {full}, who was denied benefits.
My name is {full} and I live at {num} {street}.
my name is {lowerfull} and i am writing about my license
i'm {lowerfirst}, we spoke {weekday}
This is {first} from {agency} returning your call.
This is {first} {last} calling for {titled}.
Hello, it's {first} again.
You've reached {full}. Leave a message.
To whom it may concern: I have known {full} for {num} years and can vouch for her character.
RE: {caps}, Claim No. {num}
Re: Estate of {full}, deceased
Subject: {last} file
Subject: FW: {lastfirst} - background check
Subject: welcome, {first}!
Subject: {initials} retirement party {weekday}
In re: Application of {full} for a plumbing license
Our ref: {last}/{num}\\nYour ref: {initials}
Dear Senator {last}:
Dear Representative {last}, Dear Senator {last}:
Dear Commissioner {last} and Members of the Board,
Dear Ms. {last}-{last}:
Dear Dr. and Mrs. {last},
Dear Friends of {first},
Dear {full} (or current resident):
TO THE PARENTS OF {caps}:
Estimado Sr. {last}:
Estimada {first}:
Sehr geehrte Frau {last},
Cher Monsieur {last},
Kinh gui ong {last},
Prezada {first},
Gentile Dott. {last},
Madam Chair, {full} for the record.
Enclosures: (1) affidavit of {full}; (2) map
Dictated by {titled} but not read\\n{initials}/mg
{initials}:jk
Prepared by: {full}        Reviewed by: {initials}        Date: {date}
Approved: ______ {last}   Denied: ______
Signed this {num} day of {month} by {full} in the presence of {full}, notary.
Signature: {full} (electronically signed {date})
X {full}
Electronically signed by {lastfirst}, MD on {date} at 14:22
Witness: {full}\\nWitness: {full}
NAME (LAST, FIRST, MI): {lastfirst}
Name of applicant: {full}   SSN: xxx-xx-{num}
First name: {first}\\nMiddle name: {middle}\\nLast name: {last}
FIRST {first}   MIDDLE {middle}   LAST {last}   SUFFIX Jr.
Nombre: {first}\\nApellido(s): {last} {last}
Emergency contact: {first} {last} ({relation}) {num}-{num}
Next of kin: {full}, {relation}
Mother's maiden name: {last}
Spouse: {first}  Children: {first}, {first}
Also known as: {full}; {first} "{first}" {last}
Alias(es): {caps}; {caps}
Supervisor's name ..... {full}
Requested by {last} / approved by {last}
Point of contact: {full}, {role}, {num} {street}
Owner(s) of record: {caps} & {caps}
Payee: {full}\\nAmount: \${num}.00\\nMemo: witness fee
Pay to the order of {full}
Bill to: {full}\\nShip to: {titled}, {agency}
Sold to {full} by {full} for $1.00 and other good and valuable consideration.
Insured: {lastfirst}  Agent: {initials}  Policy {num}
Patient: {lastfirst}   DOB: {date}   MRN: {num}   Attending: {titled}
Pt {last} seen by Dr. {last} for follow-up.
Pt. {initials} c/o chest pain x{num} days; wife {first} at bedside.
Spoke with pt's {relation} {first}, who states pt has not been taking meds.
{last}, {num} y/o M, brought in by EMS.
Referred by {titled}. Thank you for letting me see {first}, a pleasant {num}-year-old.
Assessment: {titled} remains stable. Discussed with {first} and her {relation}.
Nurse {last} paged Dr. {last} at 0310; Dr. {last} called back 0322.
0700 report rec'd from {first} RN. 0745 {titled} up in chair.
RN: {first} {last}, BSN\\nMD: {initials}
Discharged home with {relation} {full}; instructions given to {first} in writing.
Surgeon: {titled}  Assistant: {titled}  Anesthesia: {last}, CRNA
Immunization record for {full}, born {date} to {first} and {first} {last}.
{first} was born at {num} weeks and weighed {num} lb.
Cause of death for {caps} is pending toxicology.
Dr. {last}'s office called; {first} needs a new referral.
{titled} denies alcohol use.
Officer {last} observed a male, later identified as {full}, exiting the vehicle.
I, Deputy {full}, was dispatched to {num} {street} in reference to a disturbance.
Upon arrival I made contact with the complainant, {lastfirst}.
V/{last} stated that S/{last} pushed her.
R/O spoke to W-1 ({full}) who advised he heard {num} shots.
{last} was read his rights and declined to talk.
Suspect {caps} (W/M, {num}) was booked into the county jail.
{full}, {num}, of {city}, was arrested {weekday} and charged with burglary.
Police arrested {full} after a chase through {city}.
Trooper {initials} wrote {last} a citation for no seat belt.
Investigators are looking for {first} "{first}" {last}, last seen on {street}.
BOLO: {caps}, B/F, 5'{num}", last seen wearing blue jacket
MISSING: {full}\\nAge {num}\\nLast seen {date} near {city}
Det. {last} interviewed {first} {last} at the hospital; {last} gave a written statement.
Victim's {relation}, {first}, arrived on scene and identified the body as {full}.
Sgt. {last}, Cpl. {last} and Ofc. {last} responded.
Evidence released to {initials} on {date}.
Driver #1: {lastfirst}\\nDriver #2: {lastfirst}\\nPassenger: {first} {last} (juv.)
Unit 1 ({last}) was northbound when Unit 2 ({last}) failed to yield.
Inmate {last} #{num} refused his tray.
{last} and cellmate {last} got into it over the television.
Parole granted: {lastfirst}; {lastfirst}. Denied: {lastfirst}.
STATE OF MISSISSIPPI v. {caps}
{caps}, PLAINTIFF\\nVS.\\n{caps}, DEFENDANT
{full}, et al., Appellants, v. {full}, Appellee
{last} v. {last}, {num} So. 2d {num} (Miss. 1987)
See {last} v. State, {num} S.W.3d {num}, {num} (Mo. banc 2004).
IN THE MATTER OF THE GUARDIANSHIP OF {caps}, A MINOR
In the Interest of {initials}, a child
Ex parte {caps}
United States ex rel. {last} v. {agency}
IN THE CHANCERY COURT\\nIN RE: ADOPTION OF {caps} BY {caps} AND WIFE {caps}
COMES NOW the Plaintiff, {full}, by and through counsel, {full}, and files this Motion.
Before {last}, C.J., {last} and {last}, JJ.
{last}, J., delivered the opinion of the Court. {last} and {last}, JJ., dissent.
FOR THE STATE: {full}, Assistant District Attorney\\nFOR THE DEFENDANT: {full}, Public Defender
Judge {last} sentenced {last} to {num} years.
The jury found {full} guilty on all counts but acquitted {first} {last}.
{last} sued {agency} in {month}, alleging retaliation.
{last} appeals pro se.
Q. State your name for the record.\\nA. {full}.\\nQ. And do you go by {first}?\\nA. Yes sir.
Q. Mr. {last}, where were you on the night of {date}?
THE COURT: Mr. {last}, you may inquire.\\nMR. {last}: Thank you, Your Honor.
MS. {last}: Objection.\\nTHE WITNESS: I told {first} that already.
BY MS. {last}:
EXAMINATION BY MR. {last}
(Whereupon, {full} was sworn.)
AFFIDAVIT OF {caps}
I, {full}, being first duly sworn, depose and say:
Personally appeared before me {full} and {full}, who acknowledged that they signed the deed.
{caps}, Grantor, does hereby convey and warrant unto {caps}, Grantee
thence north {num} feet to the corner of the {last} tract; thence east along {last}'s fence
Being the same land conveyed to {full} by {full} and wife {first} by deed dated {date}
Last Will and Testament of {full}
I give my shotgun to my {relation} {first}, and the rest to {first} and {first}, share and share alike.
{full}, executrix of the estate of {first} {middle} {last}, asks the court to close the estate.
Divorce granted: {first} {last} from {first} {last}
Marriage licenses: {full} to {full}; {full} to {full}
Heirs at law: {first} {last} ({relation}), {first} {last} ({relation})
Process server {initials} left the summons with {first}, who lives there.
Notice is hereby given to {full}, whose post office address is unknown after diligent search.
Garnishment of wages, {lastfirst}, Case {num}-{num}
{titled} testified that the bridge was sound. On cross, he conceded {last} had warned him.
Bail for {last} was set at \${num}.
Counsel for {last} argues otherwise. We are not persuaded.
Defendant {last}'s motion is DENIED.
The late Justice {last} wrote for the majority.
{last} (hereinafter "Claimant") fell from a ladder while painting for {last}.
Claimant {full}\\nEmployer {agency}\\nALJ {last}
SO ORDERED. {caps}, CIRCUIT JUDGE
{full}, {num}, a lifelong resident of {city}, passed away {weekday}, {date}, at home surrounded by family.
{first} {middle} {last} went to be with the Lord on {date}.
{full} (née {last}) died peacefully in her sleep.
Mrs. {first} {last} {last}, {num}, died at the nursing home in {city}.
Survivors include her {relation}, {first} {last} of {city}; {num} grandchildren; and a special friend, {first}.
He was preceded in death by his parents, {first} and {first} {last}; and a {relation}, {first} {last} {last}.
She leaves to cherish her memory: {first} ({first}) {last}, {first} ({first}) {last} and {first} {last}.
Pallbearers: {full}, {full}, {full}, {full}, {full} and {full}. Honorary: {full}.
Rev. {last} will officiate; burial in {city} City Cemetery.
Known to all as "{first}," {full} taught second grade for {num} years.
{first} loved fishing, his dog {word}, and {first}, his bride of {num} years.
In loving memory of {full}
Happy birthday in heaven, {first}. Love, {first} and the kids.
Born {date} in {city}, {first} was the daughter of the late {first} and {first} ({last}) {last}.
{full}, who as {role} rebuilt the state's prisons, is dead at {num}.
He married {full} in {num}; they had {num} sons, {first}, {first} and {first}.
{first} {last}, b. {date}, d. {date}, m. {first} {last}
1. {full} (b. {num}) m. {full}\\n  2. {first}\\n  2. {first}\\n  2. {first}
{first}, son of {first}, son of {first} the elder
+ 14 iii. {first} {last}, b. abt. {num}; m. {first} {last}, dau. of {first} and {first}
Children of {full} and {full}: (1) {first}; (2) {first}; (3) {first}, died in infancy
Head of household: {last}, {first}; wife {first}; boarders {initials} and {initials}
{lastfirst}, farmer, {num} acres
{last}, {first}. Pvt., Co. B, {num}th Inf. Enlisted {month} {num} at {city}.
Sacred to the memory of {caps}, consort of {caps}
Widow {last} kept the ferry until {num}.
The {last}s and the {last}s feuded for {num} years over a hog.
The {last} family of {city} gave the land.
{first} {last} Sr. came to {city} in {num} with his brother {first}.
Bapt. {date}: {first}, of {first} & {first} {last}; sponsors {full}, {full}
Freedman {first} {last} signed with his mark.
{full}, formerly enslaved, told the interviewer that old man {last} had owned the place.
At the time of her death {last} was writing a history of the county.
The governor named {full} to the bench in {num}, and {last} took the oath on {date}.
{last} succeeded {last} as {role} in {num}.
Elected in {num}, {full} beat {full} by {num} votes.
{first} {last} was born in {city}, the fourth of nine children, and left school at twelve.
Historians credit {last} with the idea, though {last} had proposed it earlier.
Under {last}, the department grew; under {last}, it shrank.
Governor {last} vetoed it. Speaker {last} tried to override.
The expedition, led by {full}, camped on the bluff; {last}'s journal calls it "a mean place."
A portrait of {full} by {full} hangs in the rotunda.
{last}'s paintings sold poorly until {last} wrote about them.
According to {last} ({num}), the mound was built in three stages.
({last} & {last}, {num}; {last} et al., {num})
{last}, {initials}, & {initials} ({num}). Soils of the loess bluffs. Bulletin {num}.
edited by {full} and {full}; foreword by {full}
Photo by {full}
Courtesy of {full} collection, {agency}
© {num} {full}. All rights reserved.
By {caps}\\nStaff Writer
-- {full}, {city}
—{initials}, age {num}
"It just ain't right," {last} said.
"We got out with nothing," said {full}, whose house on {street} flooded twice.
"{first} knows what she is doing," {last} told reporters. "Ask {first}."
Asked about the audit, {last} shrugged.
{last}, a Republican, and {last}, a Democrat, voted together.
Sen. {last} (R-{city}) offered the amendment; Rep. {last} moved to table.
Sens. {last}, {last} and {last}
Present: {full}, {full}, {full}. Absent: {full}. Also attending: {first} {last}, {role}.
Motion by {last}, second by {last}, carried {num}-0.
Moved: {last}  Seconded: {last}  Ayes: {last}, {last}, {last}  Nays: {last}
YEAS--{last}, {last}, {last}, {last}, {last}. Total--{num}.
{last} made a motion to adjourn. {last} seconded. {last} abstained.
Commissioner {last} inquired as to the cost; {titled} said she would check.
The chair recognized {titled}.
Item 4. Public comment\\na. {full}, {street}, spoke against.\\nb. {full}, {city}, spoke for.
Roll call\\n{last} - here\\n{last} - here\\n{last} - excused
Action item: {first} to send the draft to {first} by {weekday}.
ACTION: {last} (due {date})
* {first} -- update spreadsheet
- [ ] {first}: call {agency}
- [x] ask {first} abt the {noun}
• {full} (chair)\\n• {full}\\n• {full} (ex officio)
(a) {lastfirst}\\n(b) {lastfirst}
i. {last}; ii. {last}; iii. vacant
Committee: {last} (Chair), {last} (Vice Chair), {last}, {last}
Chairman {last} called the meeting to order at {num} p.m. {first} {last} gave the invocation and {first} {last} led the pledge.
The minutes were read by {full} and approved.
Resolution commending {full} upon the occasion of her retirement
WHEREAS, {full} has served the people of this state with distinction; and
WHEREAS, {titled} and his wife, {first}, reside in {city};
NOW, THEREFORE, BE IT RESOLVED that we do hereby honor {caps}
An Act for the relief of {full}
S.B. {num} By: Senator(s) {last}, {last}
HB {num} ({last}): removes the cap on {noun}
Introduced by: Representatives {last} of the {num}th, {last} of the {num}th
Nominee: {full}, {city}, to the Board of Nursing, vice {full}, term ending {date}
Appointed {initials} to fill the seat vacated by {last}.
EMPLOYEE NAME\\tTITLE\\tSALARY\\n{lastfirst}\\t{role}\\t{num}
{lastfirst}\\t{agency}\\t{num}\\t{date}
{first}\\t{last}\\t{num}\\t{city}
{caps}\\t{num}\\t{num}\\tACTIVE
{num},{last},{first},{middle},{date},{city}
"{lastfirst}",{num},"{role}"
{num};"{full}";"{street}";{city};MS
id,first_name,last_name\\n{num},{first},{last}\\n{num},{first},{last}
{num}|{caps}|{num}|Y
| {full} | {role} | {num} |
| Name | Dept | Ext |\\n|---|---|---|\\n| {full} | {agency} | {num} |
{"name": "{full}", "title": "{role}"}
{"first": "{first}", "last": "{last}", "age": {num}}
"assignee": "{lowerfirst}.{lowerlast}", "displayName": "{full}"
"authors": ["{full}", "{full}"]
[{"id": {num}, "contact": {"given": "{first}", "family": "{last}"}}]
<author>{full}</author>
<name><first>{first}</first><last>{last}</last></name>
<td>{lastfirst}</td><td>{date}</td>
<li>{full}, <em>{role}</em></li>
<a href="mailto:{lowerlast}@example.gov">{first} {last}</a>
<employee id="{num}" name="{full}" hired="{date}"/>
name: {full}\\nrole: {role}\\ncity: {city}
owner: {lowerfirst}\\nreviewers:\\n  - {lowerfirst}\\n  - {lowerfirst}
- first: {first}\\n  last: {last}\\n  school: {school}
BEGIN:VCARD\\nN:{last};{first};{middle};;\\nFN:{full}\\nEND:VCARD
ORGANIZER;CN="{full}":MAILTO:{lowerfirst}.{lowerlast}@agency.example
scan{num} ({last}).tif
[{date}] WARN badge {num} ({lastfirst}) denied at door {num}
{date} 14:01 <{lowerfirst}> anybody seen {lowerfirst}?
commit {num}\\nAuthor: {full} <{lowerlast}@users.example>\\n    fix typo
Reviewed-by: {full}
# TODO({lowerfirst}): drop this after {date}
ticket #{num} reassigned from {full} to {full}
Ticket {num}: {first} cannot print. Closed by {initials}.
Created by {lastfirst} on {date}. Last modified by {lastfirst}.
{first} {last} changed the status from Open to Closed
{first} is typing...
{first} has left the chat
{full} joined the meeting as a guest.
{first}: lol\\n{first}: same\\n{first}: who has the key??
[9:02 AM] {full}: can everyone see my screen
{lowerfirst}: brb\\n{lowerfirst}: k
hey {lowerfirst} u up
tell {lowerfirst} and {lowerfirst} 2 come get they stuff
omg {lowerfirst} got the job!!!
is {lowerlast} still ur boss
yo its {lowerfirst} from class
lemme ask {lowerfirst} first
cant make it, {lowerfirst} is sick n {lowerfirst} has practice
ran into {lowerfull} at walmart yesterday
{lowerlast} said no
thx {lowerfirst} ur the best
idk ask {lowerfirst} or {lowerfirst}s mom
pls add {lowerfull} to the roster, dob {date}
need a copy of {lowerfull} birth certificate please and thank you
i was told by {lowerfirst} in your {city} office to send this here
mr {lowerlast} never called me back
mrs {lowerlast} at {agency} lost my papers twice
yall need to fire {lowerlast} he is rude
WHERE IS MY CHECK. I TALKED TO {caps} AND SHE HUNG UP.
MR {caps} OWES ME \${num}
PLEASE CALL {caps} AT {num}
{caps} IS A LIAR AND SO IS {caps}
CONGRATULATIONS TO {caps}, EMPLOYEE OF THE MONTH FOR {month}
HAPPY RETIREMENT {caps} !!!
COMMISSIONER: {caps}     DEPUTY: {caps}
{caps}\\n{num} {street}\\n{city}, MS {num}
{titled}\\n{agency}\\nP.O. Box {num}
Mr. and Mrs. {full}\\nRural Route {num}\\n{city}
THE HONORABLE {caps}, MAYOR OF {city}
WHILE YOU WERE OUT\\nM: {titled}\\nOf: {agency}\\nPhone: {num}\\n[x] Please call
vm from {first}, wants to know if we're open {month} {num}
Phone msg 2:15 - {last} called, mad. Call {last} back b4 5.
{initials} called re {noun}, no message
LM for {last}. LM again {date}. Spoke w/ {first} (wife), she'll tell him.
TC to {titled}: no answer.
Hi, um, this is {first}, {first} {last}, that's {last} with two L's, and I'm calling about my, uh, {noun}.
[voicemail 0:42] yes ma'am this is {first} {last} i need somebody to call me
Caller: my {relation} {first} fell.\\nDispatcher: Is {first} breathing?
Operator: Our next question comes from {full} with {agency}. Go ahead, {first}.
{last}: Let me take that one.\\n{last}: Sure.
{caps}: I yield to the gentleman from {city}.
INTERVIEWER: And your father was {full}?\\n{caps}: Yes. Everybody called him {first}.
[{full}:] We moved in '52. [{first}:] '53.
Mr. {last}. I thank the Chair.
Moderator ({last}): Two minutes each. {first}?
>> {caps}: GOOD EVENING, I'M {caps}.
SPEAKER 2 ({first}): right, right
(laughter) {first}, stop it!
{first} -- wait -- {first}, put that down
"Mama, {first} hit me."
"Not {first} {last}?" she said. "The same."
{first}! {first}! Supper!
{full}
{titled}, that is a lie.
Yes, {first}, I know.
No, {last} wasn't there; {last} was.
P.S. Tell {first} hello.
p.s. {lowerfirst} says hi
N.B. {last} is not to be told.
Property of {full}
If found return to {full}, {school}
This book belongs to {first}.
Room {num}: {titled}
Office hours: {titled}, {weekday} 2-4
Locker {num} -- {last}
Table {num}: {first}, {first}, {first} + guest
Reserved for {last} party of {num}
{first}'s and {first}'s lunches are in the fridge.
the {last} account
Two {last}s work here, {first} and {first}; no relation.
{last}-era rules still bind the office.
a very {last}-like answer
anti-{last} flyers went up around {city}
{last}/{last} ticket wins
The {last}–{last} bill died in committee.
{last} hit a three at the buzzer and {school} won {num}-{num}.
{first} {last} threw for {num} yards; {first} {last} ran for two scores.
QB {last} to WR {last}, {num} yards, TD ({last} kick)
2B: {last} ({num}). HR: {last}, {last}. WP: {last} ({num}-{num}). LP: {last}.
{last} ss {num} {num} {num} {num}
#{num} {full}, Jr., G, {city}
{num} {full} 6-{num} 215 Sr. LB
Coach {last} pulled {last} in the fourth.
100-meter dash: 1. {last}, {school}, 11.{num}; 2. {last}, {school}
All-District First Team\\n{full}, {school}\\n{full}, {school}
Point guard {full} signed with {school} on {weekday}.
"{first} is a heck of a kid," said {school} coach {full}.
{last} def. {last} 6-4, 6-3
Weigh-in: {last} 132, {last} 138, {last} 145
Homecoming queen {full} was escorted by her {relation}, {full}.
{first} is a pleasure to have in class but talks to {first} too much.
Student: {lastfirst}   Grade: {num}   Homeroom: {last}
{first} reads below grade level; {first}'s {relation} has asked for testing.
IEP meeting for {first} {last}, {date}. In attendance: {titled} (teacher), {titled} (principal), {first}'s {relation}.
{first} was absent {num} days this {word}.
Honor roll, {num}th grade: {full}, {full}, {full}, {full}.
Perfect attendance (again!!) -- {initials}
Valedictorian {full} thanked {titled}, her physics teacher.
Please excuse {first} from school on {date}. He had a fever. -- {full}
Bus 14: {first}, {first}, both {last} twins, and {first}
Teacher of record: {initials}; aide: {first}
{first} bit {first} at recess. Both parents called.
Spelling bee winner {first} {last}, {num}, of {school}
Class of {num}: {full} is a {role} in {city}; {full} ({last}) has twins.
Professor {last}'s seminar is full; try {last}.
Dean {last} and Provost {last} both signed.
I would like to thank {full} for her patience, {full} for his maps, and {first} for everything else.
Special thanks to {first}, {first}, {first} and {first} on the night shift.
Many thanks to {titled} of {agency} for help with the {noun}.
A big shout-out to {first} {last} in Payroll!!
This report would not exist without {last} and {last}.
For {first} and {first}
to {first}, who waited
With gratitude to the {last}, {last} and {last} families
Kudos, {first}!
Thank you, {titled}, members of the board, and my friend {first}.
My fellow citizens, my opponent, {titled}, will tell you otherwise.
And I want to recognize in the gallery tonight {full} and her {relation} {first}. Stand up, {first}.
We remember {first} {last}. We remember {first} {last}. We remember them all.
I give you the next {role} of this great state, {full}!
As my grandmother {first} used to say, don't borrow trouble.
You all know {first}.
It was {full} who first saw the crack in the dam.
What {last} did next surprised everybody.
If {last} won't sign, {last} will.
Neither {last} nor {last} would comment.
Both {first} and {first} grew up in {city}.
Not even {first} could fix it.
Unlike {last}, {last} kept receipts.
Thanks to {last}, the levee held.
Because {first} was late, {first} drove.
After {last} resigned, the board hired {full}.
When {first} {last} opened the box, it was empty.
Although {titled} objected, the road went through.
Since {last} left in {month}, nobody orders toner.
With {last} gone, who does the {noun}?
Before {first}, the job belonged to {first}; before that, to {titled}.
The board hired {full} at \${num} a year.
She married {full} in {city} and moved away.
He met {first} at {school}.
They thanked {full} and left.
The crew found {last} asleep in the truck.
We interviewed {full}, {full} and {full}; I'd pick {last}.
Somebody should call {first}.
You might try {first} at the {city} office.
I saw {first} {weekday}.
I sat by {first} {last} at lunch.
The tenant, one {full}, has not paid since {month}.
a certain {titled} of {city}
a man named {full}
a girl called {first}
someone by the name of {last}
whose real name was {full}
born {full} in {city}
née {last}
(born {first} {middle} {last}; {date})
{full} (formerly {last})
{first} {last}, now {first} {last}, still lives on {street}.
{first} "{first}" {last}
"{first}" {last}, as the men called him, ran the gin.
{first} 'Big {first}' {last} was indicted.
{first} (she goes by {first}) starts {weekday}.
{full}, a.k.a. {full}, f/k/a {full}
{last}, {first} {middle}, III
{full}, Jr., CPA
{full}, M.D., F.A.C.S., presiding
Lt. Col. {full} (Ret.)
Capt. {last} commanded; Lt. {last} was second.
PFC {caps}, USMC, KIA {date}
Sister {first} and Brother {last} will bring the potato salad.
Pastor {first} and First Lady {first} invite you.
Father {last} said mass; Rabbi {last} spoke.
Bishop {last} dedicated the chapel in {num}.
Aunt {first} and Uncle {first} kept us that summer.
Miss {first} at the front desk knows everybody.
Ol' man {last} wouldn't sell.
my {relation}, {full}, and I
his {relation} {first}'s truck
{role} {full}
{role} {last} declined.
former {role} {full}
then-{role} {last}
{role}-elect {full}
{full}, {role}
{full}, the {role}, and {full}, the {role}, shared an office.
{agency}'s {full}
{agency} spokeswoman {full} said no one was hurt.
{agency} {role} {first} {last} wrote in an e-mail to {last}
{full} of {agency}
{full} with the {city} office
{full} ({num})
{full}, {num},
{full} and/or {full}
{first} & {first} {last}
{first} and {first} {last}, {num} {street}
{initials} + {initials}
{full} -> {agency}
**{full}**, {role}
_{first}_ is out
### {full}
## Interview with {full}
"{full}"
({full})
[{last}]
{last}?
... {last} ...
--{full}
{lastfirst} ........ {num}
{last}, {num}-{num}, {num}n
{last} papers, boxes {num}-{num}: letters from {full}
Interview with {full} by {full}, tape {num}, side B
Box {num}, folder {num}: {lastfirst}, correspondence
Letter, {full} to {full}, {date}
Diary of {full}, {month}-{month}
Map drawn by {initials} for {titled}
Me llamo {full} y vivo en {city}.
La señora {last} preguntó por su cheque.
El doctor {last} dice que {first} necesita lentes.
Habló {first}, que le devuelvas la llamada.
Mi {relation}, {full}, no recibió la carta.
Don {first} y doña {first} llegaron temprano.
{full}, de {num} años, falleció en {city}.
La licenciada {first} {last} {last} firmó por {agency}.
Según {last}, el puente se cerrará en octubre.
¿Está {first}?
¡Felicidades, {first}!
¿Conoces a {full}?
Hola {first}, ¿ya mandaste los papeles?
hola soy {lowerfirst} {lowerlast} quiero saber de mi caso
Buenos días, Sra. {last}:
Atentamente,\\n{full}
Con mucho cariño, {first}
De parte de {titled}
A quien corresponda: conozco a {full} desde hace {num} años.
Nombre del padre: {full}\\nNombre de la madre: {full}
Solicitante: {lastfirst}   Fecha: {date}
Nombre del niño o niña: {first}
Firma: {full}
Testigos: {full} y {full}
{first}, {first} y {first} son hermanos.
El gobernador {last} y la alcaldesa {last} inauguraron la clínica.
El juez {last} le dio la razón a {last}.
La policía detuvo a {full} el {weekday}.
Se busca a {caps}, vista por última vez en {city}
Se casó con {full} en la iglesia de {city}.
{full} viuda de {last}
{first} {last} y {last}
{full}, alias «{first}», negó todo.
Presentes: {full}, {full}. Ausente: {full}.
—Pásale, {first} —dijo {first}.
«No sabíamos nada», afirmó {last}.
Le di la llave a {first} y ella se la dio a {first}.
Gracias a {first} y a toda la familia {last}.
Los {last} tienen una panadería.
la casa de {first}
el hijo de {titled}
Para {first}, con amor
Paciente: {full}. Alergias: ninguna.
La enfermera {first} me dijo que regresara el martes.
Maestra: {full}, salón {num}
Estimados padres de {first}:
Su hijo {first} faltó a clase {num} días.
El pastor {last} orará por {first}.
{last} metió dos goles y {last} uno.
Ni {first} ni {first} quisieron declarar.
Cuando {first} vino de {city}, tenía {num} años.
Aunque {last} ganó, {last} sigue en el puesto.
Pregunte por {first} en la ventanilla {num}.
dile a {lowerfirst} que me marque
oye {lowerfirst} traes los papeles o no
CITATORIO PARA {caps}
YO, {caps}, MAYOR DE EDAD, DECLARO:
Entrevista con {full}, trabajador de la pollera
Dra. {full}, pediatra, habla español
El abuelo {first} sembraba maíz; la abuela {first} lo vendía.
Je m'appelle {full} et j'habite à {city}.
Madame {last} a téléphoné ce matin.
M. {last}, maire de {city}, a rencontré {full}.
Merci à {first} et à {first} pour leur aide.
D'après {last}, le pont sera fermé.
Cordialement,\\n{full}
{first}, où es-tu ?
Veuve de {first} {last}, née {last}
Le docteur {last} et sa femme {first} quittèrent la Louisiane.
« Je n'ai rien vu », dit {last}.
Baptême de {first}, fils de {full} et de {full}
l'abbé {last} bénit la chapelle
Mein Name ist {full}, ich komme aus {city}.
Herr {last} und Frau {last} sind verreist.
Liebe {first}, vielen Dank für deinen Brief!
{full}, geb. {last}, starb am {date}.
Mit freundlichen Grüßen\\n{full}
Gestern hat {first} mit {last} gesprochen.
Dr. {last} leitet die Abteilung seit {num}.
Der Farmer {full} wanderte {num} nach Missouri aus.
Laut {last} war das Tor offen.
Wer ist {first}?
Die Kinder von {first} und {first} hießen {first}, {first} und {first}.
Bürgermeisterin {last} dankte {titled}.
Tôi tên là {full}, sinh ngày {date}.
toi ten la {lowerfull}, toi o {city}
Ông {last} và bà {last} đã nộp đơn.
Chị {first} ơi, chị gửi giấy cho em chưa?
anh {lowerfirst} goi lai cho em nhe
Họ và tên: {full}
Ho va ten cha: {caps}\\nHo va ten me: {caps}
Bác sĩ {first} hẹn tôi thứ hai.
Con trai tôi, {full}, học lớp {num}.
Co {first} day hoc o {city}
Theo ông {full}, tàu bị hư ngoài khơi.
Xin cảm ơn {first} và {first}.
Thuyền trưởng {full}, chủ tàu tôm
Meu nome é {full}.
Dona {first} mora na rua {num}.
O senhor {last} ligou; quer falar com {first}.
{full} nasceu em {city} e casou-se com {full}.
Abraços, {first}
Segundo a prefeita {full}, não houve feridos.
{first} e {first} são primos de {last}.
Ako si {full}, nars sa {city}.
Salamat po, {first}!
Tumawag si {first} kanina, hinahanap si {titled}.
Nasaan si {first} at si {first}?
Sabi ni {last}, bukas daw.
Kay {first} ang aklat na ito.
Si Aling {first} at si Mang {first} ang may-ari.
para kina {first} at {first}
kuya {lowerfirst} pakisend po
Mi chiamo {full}, nato a {city} il {date}.
La signora {last} ha scritto a {titled}.
Caro {first}, come stai?
Secondo {last}, il ponte è sicuro.
L'avvocato {full} difese {last}.
{first} {last} fu {first}, contadina, anni {num}
Cordiali saluti,\\n{initials}
April showers drove {first} {last} indoors until May.
Will {first} be there? Will {last} pay?
Bill {first} {last} for the towing bill.
Mark {last} absent.
Grant {last} an extension; deny {last}.
Frank talk from {full}, not Chase Bank
Hope {first} gets a Pell Grant.
In Lamar County, {full} runs a Ford dealership called Magnolia Motors.
{last} drove from Clinton to Warren County in a Lincoln.
{first} lives off Lamar Boulevard near Saint Dominic Hospital, and {first} off Stuart Lane.
{full} left Wells Fargo for Ernst & Young.
Hurricane Katrina took {last}'s roof and half of Pass Christian.
The Butler Snow lawyers met {titled} at the Walter Sillers Building.
{full} v. Johnson Controls, Inc.
Monday {first} works, Tuesday {first}, Wednesday nobody.
Alexa, call {first}.
Excel crashed on {first} again; so does Word.
John Deere tractor sold to {lastfirst}
Merrill Lynch statement, account of {full}
Jackson - {full} told the Public Service Commission on {weekday} that Entergy was late.
The Baptist church ladies fed {titled} for a week.
Raised on a cotton farm outside {city}, {full} studied at {school}, clerked for {titled}, and in {num} opened a practice with {full}.
{full} is a {role} at {agency}. {first} holds degrees from {school} and {school} and lives in {city} with {first}, a {role}, and their cats.
{first} {last} has {num} years of experience in {noun}. Before {agency}, {last} was a {role}.
First came {last}, then {last}, then young {first} {last} with the mule.
`)
