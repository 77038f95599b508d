import { lines } from './lines.ts'

/** Still more of what it learns to leave: firms, brands, eponyms, counties, roads, words that are names too, headings, forms. */
export const FURTHER_WITHOUT_NAMES = lines(`
Wells Fargo raised its fee in {month}.
Ernst & Young audited the fund.
Butler Snow filed a brief for the railroad.
Johnson Controls fixed the chiller on {date}.
She sells Mary Kay on the side.
Charles Schwab account ending {num}
Merrill Lynch, Raymond James, Stephens Inc. and Edward Jones have offices in {city}.
Vendor: Grainger    PO {num}    Dept: {agency}
We rent the truck from Ryder or Penske.
Brown & Root built the plant; Burns & McDonnell drew it.
Baker Donelson; Balch & Bingham; Bradley Arant; Phelps Dunbar; Jones Walker
Pickering, Thornbury & Voss, PLLC\\nAttorneys at Law
Counsel: Wheelock Tarrant LLP
Husch Blackwell, Bryan Cave and Stinson are all on the panel.
Hargrove, Ellis, Munn & Company, certified public accountants
Invoice from Delacroix Brothers Plumbing, net {num}
Papa John's delivers to the annex.
Wendy's, Arby's, Hardee's, McDonald's, Popeyes, Church's Chicken, Bojangles
Lunch from Jason's Deli for {num}
She got a Starbucks and a Danish.
Sara Lee pound cake, Betty Crocker frosting, Duncan Hines mix, Aunt Jemima syrup
Uncle Ben's rice ({num} lb), Jimmy Dean sausage, Oscar Mayer wieners
Jack Daniel's and Jim Beam may not be sold on the dry side of the county.
Jose Cuervo, Captain Morgan, Samuel Adams: price list {date}
Seized: one Smith & Wesson .38, one Remington 870, one Henry rifle, one Ruger 10/22
Craftsman, DeWalt, Stanley, Black & Decker, Ryobi, Milwaukee, Makita
Use a Phillips screw, not a Torx.
An Allen wrench comes in the box.
Stihl saws and a Husqvarna
John Deere 4440, Massey Ferguson 135, Allis-Chalmers, Case IH, New Holland
{num} Lincoln Town Car, gray
{num} Dodge Ram, Chrysler Pacifica, Cadillac Escalade: motor pool
The Chevrolet wouldn't crank so we took the Ford.
Harley-Davidson found in ditch
Buick LeSabre, Pontiac Grand Prix, Mercury Grand Marquis
Bush Hog for rent by the day
Blue Bird bus; Thomas bus; Wayne bus
Hobart mixer\\nVulcan range\\nWolf oven
Ask Alexa or Siri if you must, but not about cases.
Jenkins failed the build at {num}:{num}.
Restart Apache, then Tomcat, then Oracle.
Server names: Otis, Elvis, Ruby, Delta
Project Athena goes live in {month}.
ANNIE batch ran long; see log.
SAS, SPSS, Stata, ArcGIS, Adobe Acrobat, Lotus Notes
Kronos timesheets due Friday
Open Edwards (ERP), click Vendor Master, click Save As
PeopleSoft and Oracle Financials
Watson answered half the test calls.
Norton and McAfee both flagged it.
Dewey Decimal {num}
Under Robert's Rules, the motion dies.
The trooper gave the Miranda warning on the shoulder of I-55.
Defense asked for a Daubert hearing.
Batson challenge overruled.
Brady material was turned over {month} {num}.
Terry stop, no weapon
a Franks hearing, a Jackson-Denno hearing, a Mapp hearing
Allen charge given at 4:40
Pell grant and Stafford loan amounts are posted.
Fulbright, Rhodes, Truman and Marshall scholarships
Hodgkin lymphoma, Parkinson's, Alzheimer's, Huntington's, Crohn's
Dx: Bell's palsy
Rule out Guillain-Barré, Lyme, Kawasaki.
Hx of Graves disease and Hashimoto thyroiditis
Down syndrome; Turner syndrome; Tourette's; Asperger's
Apgar 8 and 9
Pap smear normal, repeat in {num} years
Babinski negative. Romberg negative. McMurray positive.
Glasgow 15
Braden scale {num}; Morse fall risk {num}; Wong-Baker 4/10
Heimlich maneuver poster must be shown in kitchens.
Colles fracture, Salter-Harris II
Petri dishes, Bunsen burners, Erlenmeyer flasks, Pasteur pipettes
Doppler radar shows hail.
Beaufort 6, Fujita F3, Saffir-Simpson category 4
Geiger counter calibrated {date}
Ohm's law, Boyle's law, Hooke's law
Stanford-Binet, Wechsler, Rorschach, Myers-Briggs
Wilcoxon and Mann-Whitney tests gave the same answer.
Cronbach's alpha was .{num}.
Moody's and Fitch held the rating. Standard & Poor's did not.
Nielsen says {num} percent watched.
Gallup, Zogby, Mason-Dixon
Davis-Bacon wages apply.
Sarbanes-Oxley, Dodd-Frank, Glass-Steagall, Gramm-Leach-Bliley
Clery Act report
Jones Act seaman
Hatch Act: no campaigning on the clock.
Ryan White Part B funds
Pittman-Robertson and Dingell-Johnson receipts, FY {num}
Lacey Act violation, {num} turtles
Stafford Act declaration DR-{num}
McKinney-Vento students, count: {num}
Amber Alert cancelled
Silver Alert, Blue Alert, Amber Alert, what's the difference?
Megan's Law website down
Ginnie Mae, Fannie Mae, Freddie Mac, Sallie Mae
Nobel, Pulitzer, Grammy, Emmy, Oscar, Tony, Obie
Heisman hopeful out with a knee
The Newbery and the Caldecott list is in.
Peabody award to public television
The Lombardi Trophy, the Stanley Cup, the Conerly Trophy
Eagle Scout project
Jefferson Award nominations close {date}.
Warren, Madison and Hinds sent trucks.
Turnout: Adams {num}, Alcorn {num}, Amite {num}, Attala {num}
Jones County is dry no more.
Scott, Smith and Simpson are in the {num}th district.
Lee, Lafayette, Leake, Leflore, Lincoln, Lowndes
Stone gained people; Sharkey lost them.
Clay votes late. Clarke votes early.
Rain in Greene, George and Perry tonight.
Marion Co. grand jury
Forrest County and Lamar County share a line down the middle of town.
Ms. Dept. of Corrections, Walnut Grove
Franklin (pop. {num})
County: Webster\\nDistrict: 5\\nParcel: {num}
Carroll, Grenada, Holmes, Humphreys, Montgomery
Jefferson Davis County tax sale
Jefferson, Claiborne and Copiah
Rankin got {num} inches.
Wayne and Walthall report no cases.
Ray County, Ralls County, Randolph County, Reynolds County
St. Francois, Ste. Genevieve, St. Clair, St. Charles
Cass and Clay and Platte make the ring around Kansas City.
Henry County fair queens ride at noon.
Barry; Barton; Bates; Benton; Bollinger; Boone; Buchanan; Butler
Nodaway north to Worth, then Harrison, Mercer, Putnam
Christian County has the highest growth in the state.
Miller, Moniteau, Morgan, Cole: central region
Phelps told Pulaski it had no salt to lend.
Wright County (MO)
Scott City and Scott County both want the grant.
Driving from Jackson to Clinton via Raymond takes {num} minutes.
Brandon, Florence, Pearl, Richland and Byram city halls
Laurel to Ellisville, then Ovett
Louise, Lula, Rena Lara, Marks, Ruleville, Shaw, Shelby, Winona
Meridian beat Tupelo.
Water's out in Duncan.
Pass Christian, Bay St. Louis, Long Beach
St. Joseph, St. James, St. Robert, St. Peters
Jefferson City called; Columbia didn't.
Carl Junction's wells
Joplin. Neosho. Monett. Aurora. Marshfield. Lebanon.
Raymore and Belton traded ambulances.
Ava, Anderson, Elvins, Ellington
Lake Ross Barnett is two feet low
Sardis, Enid, Arkabutla and Grenada lakes are open.
Lake Taneycomo / Table Rock / Truman / Stockton
Percy Quin State Park, cabins {num}-{num}
LeRoy Percy, Paul B. Johnson, Clark Creek, Roosevelt, Wall Doxey
Sam A. Baker State Park floods.
Mark Twain National Forest map
Harry S Truman Dam gates open at noon.
Holly Springs National Forest\\nBienville National Forest\\nDe Soto National Forest
Wolf River, Leaf River, Pearl River, Big Black
Bayou Pierre. Bayou Bernard. Bogue Chitto.
Natchez Trace milepost {num}
Woodrow Wilson Avenue at Mill Street: signal dark
Turn left on Lakeland, right on Ridgewood, right on Lelia.
Medgar Evers Boulevard paving
MLK and Ellis, two-car wreck
Corner of Lynch and Dalton
Evelyn Gandy Parkway bridge
Northside - Hanging Moss - Beasley - County Line
Hardy Street, 38th to Hutchinson
Pass Rd / Cowan Lorraine / DeBuys
Lorenz ends at State.
Truman Road closed; take Winner.
Detour: Gregory - Meyer - Ward Parkway
Stan Musial Veterans Memorial Bridge
Chain of Rocks bridge, Eads bridge, McKinley bridge, Poplar Street bridge
Bridge {num}, Mobley Creek
Vicksburg: Clay Street, Washington Street, Cherry Street, Halls Ferry
Jackson-Medgar Wiley Evers International Airport, gate {num}
Lambert is fogged in.
Hawkins Field - Bruce Campbell Field - Stennis
Rosecrans Memorial
Murrah High beat Callaway and lost to Wingfield.
Lincoln Middle School PTA
William Jewell, William Woods, Stephens, Evangel, Drury, Avila, Lindenwood
Alcorn State vs. Jackson State
Carver Hall, room {num}
Ventress, Lyceum, Bishop, Bondurant, Lamar
McKay library hours
Eudora Welty Library elevator stuck
Linda Hall Library, Thomas Jefferson Library
William F. Winter Archives and History Building
Woolfolk, Sillers, Gartin, Heber Ladner, Robert E. Lee
Truman Building / Jefferson Building / Broadway Building
Howerton, 3rd floor
Wainwright offices
Thalia Mara Hall
Humphrey Coliseum, Davis Wade, Vaught-Hemingway, Veterans Memorial
St. Dominic's ER is full.
Sonny Montgomery VA
Baptist, Merit, Rush, Anderson, Singing River
Forrest General diverted to Wesley.
Truman Medical Center; Barnes-Jewish; Children's Mercy; Cox; Mercy
Ellis Fischel lab results by fax
Whitfield has {num} beds.
Hudspeth, Boswell, Ellisville State School
Beverly Enterprises, Heritage Manor, Grace House
St. Paul's, Christ Church, Holy Cross, Grace Lutheran
St. James A.M.E.
First Baptist of {city}
St. Andrew's Cathedral rang at noon
St. Mary's, St. Ann's, St. Teresa's, St. Peter Claver
Wesley Foundation
Immaculate Heart of Mary School
Bethlehem, Shiloh, Salem, Antioch, Ebenezer, Hebron
Katrina came up the Pearl.
Camille, {num}; Frederic, {num}; Georges, {num}; Katrina, {num}; Ida, {num}
Isaac sat on us for three days.
Hurricane Zeta debris, cubic yards: {num}
Sandy money went to New Jersey
Tropical Storm Olga weakened.
USS Stennis, USS Cole, USS Mississippi
Tug Miss Nell pushed {num} barges.
M/V Carolyn D aground, mile {num}
Towboat Ernest T
shrimp boats Lady Anna, Capt. Duke and Sea Angel
The state drone is called Rosie.
K-9 Rex alerted on the trunk.
Our cat Oliver, the dog Bella, a goat named Harold
Bella - F - {num} lbs - heartworm neg
Lost: beagle, answers to Lucy
Bully the bulldog; Truman the Tiger; Boomer the Bear
Will the office be open {month} {num}?
Will call window closes at six.
Will contest, first setting
May I use the conference room?
May the record show a quorum.
May 1 - May 31: Older Americans Month
May be renewed once.
April 15 is the deadline.
April, May and June are slow.
June bugs everywhere
June payroll posts {date}
August heat buckled the road.
August recess
Mark your calendar!
Mark all that apply.
Mark one box only, then sign
Mark, staple, file.
Bill the county, not us.
Bill to Committee
Bill died on calendar.
Bill of Lading No. {num}
Hope you are well.
Hope this helps!
Hope House has {num} beds.
Grace period ends {date}.
Faith-based providers may apply.
Joy Bus route
Charity begins at home.
Patience is advised when the portal opens.
Chance of rain {num}%
Chance finds must be reported to the archaeologist.
Chase that invoice, please.
Chase Visa ending {num}
Grant period: {date} to {date}
Grant Writer I
Grant funds may not pay for food.
Frank discussion followed.
Franks and beans, {num} servings
Rich soils of the Delta
Rich and poor alike must file.
Drew on the reserve; drew on the bond.
Drew, Miss., population {num}
Rose bushes behind the annex
Rose to {num} percent in {month}.
Rose, Azalea, Camellia, Crape Myrtle
Dawn to dusk only.
Dawn dish soap, {num} oz
Dawn patrol will count ducks.
Summer feeding sites
Summer hires report {month} {num}.
Winter storm watch
Crews are out on 49.
Crews worked all night; Fees may apply.
Fees: see schedule
Fees Paid ........ \${num}
Marine Resources, Biloxi
Marine patrol boat
Marine life is recovering.
Miles driven: {num}
Miles from shop to site
Price per unit
Price gouging hotline
Price, quantity, delivery
Bell rings at 7:50.
Bell pepper transplants
Waters of the State
Waters rose faster than forecast.
Lane closed.
Lane departure crashes, {num}-{num}
Lane striping begins Monday.
Banks are closed Monday.
Banks caved below {city}.
Young drivers under {num}
Long lines, short tempers
Long Term Care Ombudsman
Short Form 105
Little River Drainage District
Brown water complaint
Green Sheet, Pink Sheet, Goldenrod copy
Gray squirrel season
Woods, pasture, open water (acres)
Forest, Carthage and Morton hit by hail
Fields left blank will be rejected.
Cook until 165 degrees.
Cook I, Cook II, Head Cook
Baker, part-time, school kitchen
Mason sand, by the yard
Mason jars, pint
Mason bees wanted
Butler building, metal, {num} sq ft
Fisher cats do not live here.
Hunter orange required
Fowler's toad survey
Page {num} of {num}
Judge each case on its facts.
King cake is in the break room.
King's Daughters wing
King James version
Queen Anne's lace along the ditch
Prince of Peace Chapel
Bishop pine seed lot {num}
Abbott Labs test kits
Sterling silver
Ruby-throated hummingbird
Amber warning light
Crystal Springs tomatoes
Ginger, sage, rosemary, basil, dill, parsley
Rosemary for remembrance
Basil, Genovese, {num} plugs
Iris scans at the jail
Lily pads choke the pond.
Daisy Scouts meet in Room {num}.
Heather-gray T-shirts
Hazel alder, Ivy, Myrtle
Hazel-eyed, six feet, last seen running
Cherry picker rental
Peaches, Plums, Sweet William, Bachelor's Buttons
Black-eyed Susan, Joe-Pye weed, Sweet Betsy, Jack-in-the-pulpit
Johnsongrass, Bahia, Bermuda, Timothy
Timothy hay, \${num}/bale
Bartlett, Anjou, Bosc
Granny Smith, Gala, Fuji, McIntosh, Arkansas Black
Kentucky Wonder, Henderson lima, Clemson Spineless
Elberta peaches are in
Louis Philippe rose, Mrs. B. R. Cant, Don Juan, Peace
Boston fern, Norfolk pine
Douglas fir 2x4s
Monterey Jack, Colby, Swiss
Caesar salad, Reuben, Philly, Monte Cristo, Sloppy Joe
Sloppy Joes Tuesday
Chicken Alfredo, Beef Wellington, Bananas Foster
Graham crackers and Shirley Temple punch
Tom Collins mix
Bloody Mary bar at 11
Pat the soil down.
Sue within three years or lose the claim.
Sue, and they settle.
Rob Peter to pay Paul, the auditor called it
Jack up the slab.
Jack stands rated {num} tons
Nick in blade, replace
Mike, Lima, Oscar, Papa, Quebec, Romeo, Sierra, Victor
John Doe No. {num}
John closed for repair, use 2nd floor
Jane Doe and Richard Roe are placeholders.
Every Tom, Dick and Harry has a permit.
Joe Six-Pack does not read the Register.
Jim Crow laws, {num}-{num}
Murphy's law
Pandora's box
Achilles tendon, left
Victoria's Secret bag, contents unknown
Art in Public Places
Dean's List requires {num}.
Dean of Students (vacant)
Guy wires, guy lines
Don hard hats here.
Ed. note: corrected copy
Ed Leadership Cohort {num}
Cliff edge. Keep back.
Cliff Notes version
Glen Oaks Subdivision, Phase {num}
Lance the boil.
Miles & Minutes Log
Norm-referenced test
Norm is {num}.
Pierce the veil
Reed canary grass
Stormy weather
Ward 3, Ward 4, Ward 5
Ward clerk
Wade carefully.
Wells over {num} feet
Christian Women's Job Corps
Jean jackets for the 4-H auction
Penny tax vote {date}
Robin, wren, martin, jay
Martin houses go up in {month}.
Jay Walking Ordinance
Buck Fever 5K
Weekly Traffic And Construction Update
How To Apply For A Replacement Title
Findings, Conclusions and Recommendations
Table of Contents\\nList of Figures\\nGlossary
Chapter {num}: Rural Water Associations
Appendix C - Sampling Methods
Five Things To Know Before You Burn Brush
State Fair Opens With Record Crowd
Governor Signs Teacher Pay Bill
House Panel Kills Lottery Measure, Senate Next
What Is Adult Protective Services?
Statement of Cash Flows\\nYear Ended {month} {num}
Open Enrollment Ends Soon
REQUEST FOR PROPOSALS NO. {num}
NOTICE OF PUBLIC HEARING
SECTION {num}. EFFECTIVE DATE
EMPLOYEES MUST WASH HANDS
CONFIDENTIAL - ATTORNEY WORK PRODUCT
BE IT ENACTED BY THE LEGISLATURE OF THE STATE OF MISSISSIPPI:
EMERGENCY OPERATIONS PLAN, VOLUME II
SUMMER READING PROGRAM KICKOFF
BEFORE THE WORKERS' COMPENSATION COMMISSION
WARRANTY DEED
IN TESTIMONY WHEREOF
MOTION TO COMPEL DISCOVERY
BURN BAN LIFTED IN ALL COUNTIES
DO NOT WRITE BELOW THIS LINE
PLEASE PRINT CLEARLY IN BLUE OR BLACK INK
Last Name, First Name, Middle Initial
LASTNAME\\tFIRSTNAME\\tDOB\\tSEX\\tRACE
Name: ____________  Date: ________
Signature of Applicant\\nTitle\\nDate
Patient Name   Date of Birth   Medical Record No.
Employee ID | Hire Date | Step | Grade
Mother's Maiden Name (if known):
Witness 1 Signature: ______   Witness 2 Signature: ______
Spouse's Employer ________
Qty,Description,Unit Cost,Extended
county,year,births,deaths
{"status": "Pending", "agency": "{agency}", "count": {num}}
<title>Annual Report</title><publisher>{agency}</publisher>
state: Missouri\\nregion: Bootheel\\nversion: {num}
INFO {date} Scheduler started; Nightly Export finished
ERROR: Access Denied (Event {num})
File > Print Setup > Landscape
Start Menu, Control Panel, Devices and Printers
Home | About Us | Contact | Careers | Transparency
Click Submit. Click Confirm. Close Window.
Settings / Privacy / Location Services
Sign In\\nForgot Password?\\nCreate Account
Administrative Assistant III
Director, Office of Grants Management
{role}, {agency} (vacant)
Deputy Assistant Secretary for Program Integrity
Chief of Staff; General Counsel; Chief Information Officer
The Attorney General and the State Auditor disagree.
Ask the Sergeant-at-Arms.
The Clerk read the bill. The Chair ruled. The Gentleman yielded.
Mr. Speaker, I yield.
Madam President, Members, and Guests:
Dear Sir or Madam:
Dear Colleague,
Dear Taxpayer:
Your Honor, we rest.
Doctor, nurse, aide: badge in here.
Officer on duty: see board
Thanks,\\nThe Help Desk
Sincerely,\\nThe Office of Vital Records
From: No Reply\\nTo: All Staff\\nSubject: Building closed
To: Distribution List B\\nFrom: Facilities\\nRe: Asbestos
Sent from my iPhone
Q. Do you recall?\\nA. No, sir.
THE COURT: Sustained.\\nTHE WITNESS: Yes, ma'am.
THE BAILIFF: All rise.
Subcommittee on Ports and Waterways
Joint Legislative Committee on Performance Evaluation and Expenditure Review
Wildlife, Fisheries and Parks; Environmental Quality; Archives and History
Division of Family and Children's Services
Tornado Recovery Task Force, second meeting
Mississippi Band of Choctaw Indians
Supplemental Nutrition Assistance Program
Head Start, Even Start, Smart Start
Parents as Teachers
WIC, TANF, SNAP, LIHEAP, CHIP
MDOT, MDOC, MDEQ, MEMA, MSDH, PEER
ACCESS, SAM II, MoDOT, DESE, DESE's portal
ADA, EEOC, FMLA, FLSA, OSHA
Form W-9, Form I-9, Form {num}-EZ
Policy {num}.{num}, Rev. B
Exhibit A\\nExhibit B\\nExhibit C
Fig. {num}. Percent of Adults Who Smoke, by District
Legend: Interstate; U.S. Highway; County Line; Levee
Scale 1:24,000\\nContour Interval 10 Feet
Males   Females   Total   Unknown
North, Central, South, Coast
Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
Mon/Wed/Fri 8-5
Monday was wet. Tuesday too.
Labor Day, Veterans Day, Thanksgiving, Christmas: closed
Saints 24, Falcons 10
Cardinals, Royals, Blues, Chiefs
Rebels, Bulldogs, Golden Eagles, Tigers, Braves, Delta Devils
Purvis beat Poplarville; Taylorsville beat Raleigh.
Ibuprofen, Tylenol, Lasix, Coumadin
Moderna and Pfizer boosters, {date}
Roundup, Liberty, Dicamba, Prowl
Catfish, Buffalo, Crappie, Bream, Gar
Toner, Black, HP {num}X
Acme Widget Co. catalog, page {num}
They said {word}. Nobody asked.
The {noun} from {agency} came in {month}.
El Departamento de Salud abre a las ocho.
La oficina de {city} está cerrada hoy.
Nombre y apellido: ____________
Fecha de nacimiento / Lugar de nacimiento
Favor de traer su licencia y su tarjeta del Seguro Social.
Estimado contribuyente:
Estimados padres o tutores:
A QUIEN CORRESPONDA
AVISO DE AUDIENCIA PÚBLICA
NO PASE
El Condado de Warren no cobra esa cuota.
Santa Rosa, San Antonio y San Luis quedan lejos.
La calle Benito Juárez está en obras.
La iglesia de San José reparte comida los sábados.
Oficina de Asistencia Lingüística
Usted tiene derecho a guardar silencio.
¿Dónde le duele?
¿Cuándo fue su última regla?
Tome dos pastillas cada {num} horas.
Se habla español.
Mi esposo trabaja en la pollera.
Mi hija tiene fiebre desde el domingo.
No entiendo la carta que me mandaron.
Quiero apelar la decisión.
Necesito un intérprete para la corte.
El juez aplazó el caso hasta {month}.
La lluvia inundó los caminos del Delta.
Escuela Primaria, Distrito Escolar de {city}
Programa de Alimentos de Verano
Solicitud de Cupones para Alimentos
Los Tigres ganaron; los Cardenales perdieron.
Esperanza y paz para todos.
El Día de los Muertos en el Museo de Arte
Cinco de Mayo, Plaza Central, mediodía
Banco Santander y Western Union cobran distinto.
La Virgen de Guadalupe en la pared
Rosa, clavel, margarita, lirio
Gracias por llamar. Marque el dos.
Licenciado, buenos días.
hola buenas tardes quiero saber si ya salio mi cheque
Le bureau de poste est fermé le lundi.
Mesdames et Messieurs les députés,
Fort Rosalie et Fort Maurepas, plan de {num}
La rivière des Perles déborda.
Acte de naissance, copie certifiée
Sainte-Geneviève et Cap-Girardeau
Rue Royale, près de l'église Saint-Louis
Veuillez agréer l'expression de mes sentiments distingués.
Nous avons acheté du pain et du Beaujolais.
Le Ministère de la Marine refusa.
Les Acadiens vinrent plus tard.
Défense de fumer
Monsieur le Gouverneur,
Das Amt für Landwirtschaft ist geschlossen.
Sehr geehrte Damen und Herren,
Der Bürgermeister und der Stadtrat tagten im Rathaus.
Hermann und Bethlehem, Missouri
Am Montag regnete es in Sankt Louis.
Die Kirche in Altenburg hat eine Orgel.
Geburtsdatum, Geburtsort, Staatsangehörigkeit
Bratwurst, Sauerkraut, Kartoffelsalat
Mit freundlichen Grüßen\\nDie Verwaltung
Der Winter war lang, der Frost hart, der Weizen dünn.
Evangelische Synode von Nordamerika
Volkswagen, Daimler, Siemens und Bosch bieten mit.
Unsere Frau und Gräfin: zwei Rosen
Sở Y Tế mở cửa lúc tám giờ.
So Y Te Tieu Bang Mississippi
Xin vui lòng ký tên và ghi ngày.
Quý vị có quyền có thông dịch viên.
Quy vi can giup do? Goi so {num}.
Giấy khai sinh, giấy kết hôn
Tàu tôm ở Biloxi phải nộp đơn trước {date}.
Tet Trung Thu, chua Van Duc
Tết Nguyên Đán tại Biloxi
Phở, Bánh Mì, Cà Phê
Thông báo: văn phòng đóng cửa thứ sáu.
toi khong hieu la thu nay
Ho va ten: ________
Con tôi bị sốt ba ngày rồi.
`)
