import { lines } from './lines.ts'

/** More of what the tagger learns to leave, in other styles: lists, headings, tables, products, work on roads. */
export const MORE_WITHOUT_NAMES = lines(`
{gerund} of route {num} between {city} and {city} begins {weekday}.
{gerund} the {word} is {word}.
{gerund} {street}, {gerund2} {street} and {gerund2} {street} are funded.
{gerund} resumes {weekday}. {gerund} ends in {month}.
{gerund} sites open {weekday}. {gerund} contracts expire.
{gerund} and {gerund2} are {word}.
{gerund} {noun}
{gerund}, {gerund} and {gerund}
{area}, {area}, {area} and {area} make up the district.
{area}, {area}, {area}, {area}, {area}, {area} and {area} counties are under a ban.
{area}, {area} and {area} Counties
{area} and {area} lifted theirs. {area} follows {weekday}.
Counties: {area}, {area}, {area}, {area}
Towns served: {area}, {city}, {area}, {city}
Stops: {city}, {area}, {city}, {area}. The bus leaves at {num}:{num}.
River stages: {area} {num}, {area} {num}, {area} {num}
{area} {num}, {area} {num}
Parks: {surname}, {full2}, {area}, {surname}
Streets closed: {surname}, {surname}, {area} and {surname}.
The cities of {area}, {area} and {area}
offices in {area} and {area}
from {area} to {area} by way of {area}
in {area}, {state}
near {area}
{area} gets {num} inches of rain.
{area} Ridge, the {area} Hills and {area} silt loam
Vehicles: {brand} {brand}, {brand} {brand}, ({num}) {brand} {noun}
a silver {brand} {brand} with {state} plates
a blue {brand} left the lot
drove a {num} {brand} {brand}
Software: {brand}, {brand}, {brand}, {noun}, {brand}
Use {brand}, {brand} and {brand}.
Medications: {lowerbrand}, {brand}, {brand}, {brand}
takes {brand} {num} mg and {brand}
{brand} and {brand} may be given.
{brand}'s disease and {brand} syndrome
{surname}'s disease, {surname} syndrome, {surname} lymphoma
Crops: {brand}, {noun} {word}. Trees: {brand} oak
{brand} silt loam {word}.
{brand}, {word}, {word}, {brand}
{brand}. {brand} {word}.
see {brand}, {brand} and {brand} configs
{brand} {num}
{brand} | {brand} | {brand}
{noun} | {noun} | {noun}
{noun}; {noun} {noun}; {noun}
{noun}. {noun} {word} {word}. {noun} {word}.
{noun} {noun}, {noun} {noun} and {noun} are {word} items.
{noun}: {noun}. {noun}: {noun}. {noun}: {noun} {noun}.
{noun}: {word}. {noun}: {word} {word}.
Supervisor: vacant. Owner: {noun}. Contact: {word} desk.
Driver: unassigned. Author: {noun}. Approved by: {noun}
Buyer: {noun}. Carrier: {noun} {noun}. Terms: Net {num}.
Attn: {noun} {noun}
Employer: {company}
Employer: {brand} {noun}
Awarded to: {company}; {brand} {noun}; {surname} & Sons; {surname} Bros.
{company}; {company}; {surname} Brothers
{surname}-{surname} Hospital, {surname} Clinic, St. {first2}, {noun} Health
St. {first2} and {hospital}
{first2} {initial} {surname} Building, {first2} {surname} Center, {full2} Bridge
the {full2} Memorial Highway
{full2} Institute and {full2} Drive
{full2} Elementary
Ship to {noun} {noun}, Dock {num}.
Table of Contents\\n{heading} {num}\\n{heading} {num}\\n{heading} {num}
AGENDA\\n{heading}\\n{heading}\\n{heading}
{heading}
{heading}\\n{word} {word} {word}
{heading}: {word} {word}
How {noun} {noun} {noun}? When Do {noun} {noun}? Where Do I {noun}?
Who {noun}? What {noun} as {noun}? May I {noun}? Will {noun} {noun}?
Do {noun} {word}? Do Not {noun}.
Where Do I {noun}? Why Was I {noun}?
Leave {noun} Any That Do Not {noun}.
{acronym}-{num}-{acronym} {num}
No. {num}-{acronym}-{num}; {acronym} {num}
{surname} v. {surname}, {num} U.S. {num} (19{num})
{surname} v. State, {num} So. 2d {num}
{surname} v. {agency}, {num} S.W.3d {num}
In re {surname}; Ex parte {surname}
Fed. Reg.; Op. Att'y Gen. {num}
sample {num}-B. {noun} of {word}
form {num}-G. {noun} {word} {word}
{num} mg/L. {noun} {word}
Lot {num}, block {num}, {noun} {noun} subdivision
{word}_{word}={num} {word}={word} reason={word}
{"name":"{word}-{word}","owner":"{word}","status":"{word}"}
{"city": "{area}", "county": "{area}"}
<city>{area}</city><county>{area}</county>
{acronym},{acronym},{area},{num}
{noun},{noun},{area},{num}
{agency}\\t{area}\\t{num}
{noun}   {noun}   {noun}\\n{num}   {area}   {num}
{num}   {area}   {num}   {num}
Route {num} from {area} to {area}
{acronym} {num} | {area} | {area} | {num}
user={word} role={word}
class {noun}{noun} extends {noun}
import {brand} from {lowerbrand}
{brand}({num}) returned {word}
Los {word} y las {word} del {noun}
Oficina de {noun}. Asunto: {noun}.
Preguntas frecuentes. Cambio de dirección. Renovación anual.
Su {word} será el {num}.
Language: Karen, Swahili, Marshallese, Hmong
{brand} language, {brand} language
the {brand} people and the {brand} Nation
{brand} Mounds and {brand} pottery
Tribes: {brand}, {brand}
Sports: {noun}s, {noun}s
{noun}-{noun} and {word}-{noun}
{noun}-{word} {word}
Type: {noun}\\nStatus: {noun}\\nPriority: {noun}
Bldg: {surname} {num}th fl
Bldg: {surname}. Room {num}.
{street} at {street}
corner of {surname} and {surname}
{surname} Hall, {surname} Tower
High: {num}. Low: {num}. Winds: {acronym} {num}.
Kindergarten: {brand} {noun}, {noun}, {brand} Math
Dear {role},
Dear {noun}: Thank you for {gerund2}.
From: {noun} {noun}\\nTo: All {noun}\\nSubject: {noun} {word}
Hello {noun},
Sincerely, {noun} Unit
Thanks, all
Thanks, Management
thanks, {word}
sorry, {word} {word}
{word} the {word}, {word}
my {word} is {word} and my {word} {word}
my kid has a {word}
the manager says {word}
i called and {word} said no
can you {word} the {word} for {word}
it's {word}. i'm {word}.
`)
