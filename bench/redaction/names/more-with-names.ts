import { lines } from './lines.ts'

/** More of what the tagger learns from, in other styles: case notes, mail headers, tables, chats, minutes, work orders. */
export const MORE_WITH_NAMES = lines(`
HV w/ {first} and {first} at {city}; {first} ate lunch.
TC to {full} re: {word} {word}. LVM.
Spoke w/ {first} ({relation}), who says {first} is in {city}.
Mo ({full}) and fa ({full}) both present. {first} asleep.
Collateral: {full} at {school} reports {num} absences.
Wkr {last} closed the case; {last} to review by {weekday}.
Client ({full}) no show. Will call {first} again {weekday}.
Neighbor {full} has a key.
Dispatched {full} ({city} office).
Seen by {full}, FNP. Referred by {full} RN.
Pt {full} tolerated {word} well. {last} to f/u in {num} wks.
S: {first} states pain is {num}/10. O: {first} walks with a cane.
Inmate {caps} ({num}) moved to Unit {num}. Officer {last} escorted.
Victim {full} and suspect {full} are cousins.
{caps}, {caps} AND {caps} WERE PRESENT
SUBJECT {caps} WAS TAKEN TO {city}
From: {full} <{word}@{word}.gov>\\nTo: {full} <{word}@{word}.gov>; {full}\\nCc: {agency}
From: {lastfirst}\\nSent: {weekday}, {date}\\nTo: {lastfirst}; {lastfirst}\\nSubject: {noun} {word}
On {date} {full} wrote:
> {first}, please {word} the {noun}.
{first},\\nCan you send the {word} {word}?\\n{full}\\n{role} | {agency}
{first} - got your note. {first} has the {word}.
Thx, {first}
Thanks, {first}
thx, {lowerfirst}
thanks {lowerfirst}!! see you {weekday}
Best,\\n{full}\\n{role}\\n{phone}
Warmly,\\n{first}
Yours truly,\\n\\n{full}\\n{agency}
Attn: {full}, {role}
Attn {full}, {agency}, {city}
c/o {full}, {num} {street}
w/ cc to {full} and {full}
{num}\\t{lastfirst}\\t{agency}\\t{date}
{num},{last},{first},{city},{date}
{num}|{full}|{city}|{word}
| {num} | {full} | {full} | {date} |
| {full} | {agency} | {word} |
{caps}    {num}    {num}
{full}     {num}     {date}     {num}
{date}, {full}, {noun}, {num}
name;dept;phone\\n{full};{agency};{phone}\\n{full};{agency};{phone}
{"owner": "{full}", "count": {num}}
"opened_by":"{full}","assigned_to":"{full}"
- name: {full}\\n  role: {word}
user="{full}" action=login ip={num}
clerk="{full}" {word}={num}
VALUES ('{full}', '{num}', '{city}')
<name>{full}</name>
{num}:{num} <{word}> subject is {full}, r/o {full}
[{num}:{num}] {first}: {word} {word} {word}
{first}: ok {first} will bring it
can you ask {lowerfirst} and {lowerfirst} about the {word}
my supervisor {lowerfirst} wont approve it
my son {lowerfirst} and my daughter {lowerfirst} go to {word} school
my kid {lowerfirst} has a {word}
i talked to {lowerfull} on {weekday}
its {lowerfirst} from {word}
my worker ms {lowerlast} never calls back
judge {lowerlast} wont let me {word}
tell {first} and {first} that lunch is at noon
i manage {full}, {full} and {first}. write a note to each
Write {first} a {word} about {noun}.
Explain to {full} why the {noun} was {word}.
Motion by {last}, seconded by {last}. Ayes: {last}, {last}, {last}. Nays: {last}.
Ayes: {last}, {last}, {last}, {last}
Present: {full}, Chair; {full}; {full}. Absent: {last}.
Roll call: {last} - here; {last} - here; {last} - excused.
The Chair recognized {full}, who spoke on {noun}.
Rep. {last} asked {titled} about the {word}.
Commissioners {last}, {last} and {last} voted yes; {last} voted no.
hire {full} as {role}; promote {full}; accept resignation of {full}
Effective {date}, {full} becomes {role}.
Public comment. {full} ({num} {street}) opposed the {word}.
Reported by: {full} x{num} | Tech: {first} {last} | {noun}
Crew lead {full}. Flagger {initials} was hurt.
Citizen {full} ({phone}) wants a callback.
Owner {full} notified by mail.
Homeowner {full} called; {last} will wait.
Sample taken by {last} at {num}.
Tow for {full}, {num} {street}
{last} et al. v. {agency}
State v. {full}
Re: {last}, {first}
RE: Estate of {full}
In re {full}, a child
Petition of {full} for {noun}
Hearing for {full} is set for {date} at {num}.
Witnesses: {full}; {full}
Heirs: {full}, {full}, and {full}, all of {city}
Deceased: {full} | Informant: {full} (daughter)
Survived by {first}, {first} and {first}.
Father's name {full}   Mother's name {full}
Spouse: {lastfirst}
Applicant (Last, First, Middle): {last}, {first} {first}
Sup: {initials}
Tenant {full}, landlord {full}
Coach {last} and teacher {full} met {first}.
Interpreter for {full} was {full}.
{first} {first} {last}, {num}, of {city}
Mi hijo {first} y mi hija {first} viven conmigo.
La trabajadora {full} visitó a {first} en {city}.
Llame a {full} al {phone}.
El señor {full} y la señora {full} firmaron.
Gracias, {first}
De: {full}\\nPara: {full}
Mon mari {first} et ma fille {first}
Roster: 1. {full} 2. {full} 3. {full}
Team A: {first}, {first}, {first}, {first}
Kudos to {first} and {first} for the {word}.
{first} is out until {weekday}; call {first}.
Back up for {full} is {full}.
RSVP to {first} by {weekday}.
Cards go to {first} in {agency}.
Please welcome {full}, who joins {agency}. {first} comes from {city}.
{full} retires {date}. {first}'s lunch is {weekday}.
Neither {last} nor {last} answered.
{last}'s truck hit {last}'s fence.
This is {full} calling about {noun}.
Caller, {full}, asked for {first}.
{full}'s {relation}, {full}, filed the claim.
{titled} (ret.) and {titled}
Lt. {last} told Sgt. {last} to leave.
Nurse {last} and Dr. {last} signed.
{full} d/b/a {company}
{company}, by {full}, its president
Trustee: {full}, for the {last} family
Photo ID of {full} was copied.
Approved {date} {full}
/s/ {full}
By: {full}, {role}
{full}\\n{role}
{full}, {num}\\n{full}, {num}\\n{full}, {num}
{word} {word} {full} {word} {word}
the {word} that {full} sent
Thanks for coming in, {first}.
It was good to meet you, {first}. {full} will write.
Sorry about that, {first}. We will fix it.
{last} is at {phone}.
{last} may be called at {phone} after five. {last} works nights.
EMT {last} splinted the arm. Medics {last} and {last} drove.
We found {last}, {last}, and {last} at the site.
On the panel sat {last}, {last} and {last}. {last} was ill.
They named {last}, {last}, {last} and {last} to the board.
{last}’s log differs. {last}’s notes don’t.
I told {first} last week and {first} forgot.
{full} spoke against it, {full} for it, and {full} on neither.
{last} arrived at {num}:{num}. {last} left first.
{last} denied it. {last} did not.
The {noun} was {word}. {last} paid. {last} refused.
Photographed by {last}. Measured by {last}.
{last} and {last} {word} the {noun}.
Ranger {last}, Chaplain {last} and Engineer {last}
Seen with {full} today: {full}, dressed in red.
{full}, wearing a hat, waved to {full}.
{caps}, FIRST BEING SWORN, SAYS
{caps} LIVES AT {num} {street}
An {noun} by {full} is on file; so is one by {full}.
{first} knows. {first} has known since {month}.
Both {first} and {last} are names in the {noun}.
I live with {first} and {first}.
Mrs {last} and her son {first} {last} moved out.
{first}’s {noun} and {first}’s {noun}
`)
