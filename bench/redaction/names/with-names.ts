import { lines } from './lines.ts'

/**
 * What the tagger learns from: a line is a text, `{full}` and the like are names. bench/redaction/accuracy has texts of its
 * own; nothing of those may come here.
 */
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
