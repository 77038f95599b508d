/** Names that the listed packages are thin on, and words that their lists know as names only. Written by hand. */
const spaced = (text: string): readonly string[] => text.trim().split(/\s+/)

export const FIRST_NAMES = spaced(`
  Anh Binh Chau Cuong Dung Duc Giang Hai Hanh Hien Hieu Hoa Hoang Hung Huong Huy Khanh Khoa Lan Linh Loan Long Mai Minh Nam
  Nga Ngoc Nhi Nhung Oanh Phong Phuc Phuong Quan Quang Quoc Quynh Son Tam Thanh Thao Thi Thien Thu Thuy Tien Trang Tri Trinh
  Trung Truong Tuan Tuyen Van Viet Vinh Vy Xuan Yen
  Ahmed Mohammed Muhammad Mohamed Ali Hassan Hussein Omar Khalid Youssef Yusuf Ibrahim Abdullah Abdul Abdulrahman Tariq Karim
  Samir Nadia Fatima Aisha Layla Leila Zainab Maryam Amina Khadija Noor Rania Salma Huda Hanan Samira Yasmin Farah Dina Bilal
  Hamza Imran Jamal Kareem Mustafa Nasser Rashid Saeed Salim Walid Zaid Faisal Mahmoud Osama Ziad
  Aarav Aditi Aditya Ajay Akash Amit Amita Anand Ananya Anil Anita Anjali Ankit Arjun Arun Asha Ashok Bhavna Chandra Deepa
  Deepak Devi Dinesh Divya Ganesh Gaurav Geeta Gopal Harish Indira Isha Jaya Kavita Kiran Krishna Kumar Lakshmi Lalita Mahesh
  Manish Manoj Meena Meera Mohan Mukesh Nandini Naveen Neha Nikhil Nisha Padma Pooja Prakash Pranav Prasad Pratik Priya Rahul
  Raj Rajesh Rakesh Ramesh Ravi Rekha Rohan Rohit Sandeep Sanjay Sarita Shreya Shyam Sita Srinivas Subhash Sunil Sunita Suresh
  Swati Tanvi Uma Usha Varun Venkat Vijay Vikram Vinod Vivek
  Aleksandr Alexei Alyona Anastasia Andrei Boris Bogdan Dmitri Dmitry Ekaterina Evgeny Galina Grigori Igor Irina Ivan Kirill
  Ksenia Larisa Lyudmila Maksim Marek Mikhail Mikolaj Natalia Nikolai Oksana Oleg Olena Olga Pavel Piotr Pyotr Roman Sergei
  Sergey Svetlana Taras Tatiana Tomasz Vadim Valentina Viktor Vladimir Vladislav Volodymyr Wojciech Yaroslav Yelena Yevgeny Yuri
  Zbigniew Zoran Agnieszka Andrzej Barbara Bartosz Dorota Ewa Grzegorz Halina Jadwiga Jakub Jerzy Katarzyna Krzysztof Lech
  Malgorzata Milan Milos Dragan Goran Jelena Luka Marko Mateusz Nemanja Petar Radoslav Slobodan Vesna Stanislaw
  Wei Jing Li Xin Yan Hui Min Lei Jun Fang Ling Mei Xiao Hong Ping Qiang Yong Chen Bo Hao Jian Ming Ning Tao Yang Ying Yu
  Hiroshi Kenji Takashi Yuki Haruto Sakura Akira Naoko Keiko Yoko Satoshi Daisuke Emiko Kazuo Masako Yumiko Takeshi
  Jiho Minjun Seojun Jiwoo Hyun Jisoo Soojin Eunji Sunghoon Youngho Kyung Seung
  Chukwuemeka Chidi Ngozi Adaeze Emeka Ifeoma Oluwaseun Olufemi Babatunde Folake Funmilayo Kwame Kofi Ama Akosua Abena Yaw
  Kwabena Amadou Fatou Mamadou Aminata Ousmane Moussa Awa Tendai Thandiwe Sipho Nomsa Wanjiru Kamau Achieng Otieno Abebe Tigist
  Guadalupe Xiomara Yesenia Itzel Alejandra Joaquin Ximena Ignacio Rocio Pilar Consuelo Luz Nayeli Ezequiel Heriberto Lupita
  Joao Thiago Caio Larissa Leticia Rafaela Vinicius Giulia Matteo Lorenzo Chiara Francesca Alessandro Niamh Siobhan Aoife Saoirse
  Ciaran Padraig Eoin Oisin Bjorn Lars Ingrid Astrid Sven Anders Soren Freya Mikkel Henrik Jorgen Leif Aino Eero Jukka
  DeShawn LaToya Tyrone Shaniqua Keisha DeAndre Jamal Latasha Tamika Darnell Lakeisha Tyrell Marquis Kiara Shanice Javon
  Avi Moshe Shlomo Rivka Yael Noam Tal Eitan Ayelet Yosef Chaim Kaveh Shirin Farhad Arash Reza Parisa Babak Golnaz
  Mehmet Ayse Emre Fatma Huseyin Zeynep Elif Murat Gyorgy Laszlo Istvan Zoltan Katalin Ioana Andreea Mihai Radu Nikos Giorgos
  Eleni Dimitris Kostas Malia Kalani Keanu Leilani Tui Sione Mele Xochitl Dakota Tala Jose Maria Juan Marites Rodrigo Ligaya
`)

export const SURNAMES = spaced(`
  Nguyen Tran Le Pham Huynh Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Trinh Dinh Luong Truong Mai Cao Lam Ta Thai Quach
  Hassan Hussein Ahmed Khan Malik Siddiqui Qureshi Rahman Haddad Khoury Nassar Mansour Aziz Sheikh Farooq Chaudhry Bashir Hamdan
  Saleh Abbas Hamid Karimi Ahmadi Hosseini Rahimi Tehrani Masri Najjar Rashid Darwish Shaheen Kassem Saad Ghanem Zaman Iqbal
  Patel Sharma Singh Gupta Kumar Reddy Rao Nair Menon Iyer Iyengar Krishnan Subramanian Venkatesan Chatterjee Mukherjee Banerjee
  Bose Das Desai Joshi Kapoor Khanna Malhotra Mehta Mishra Pandey Pillai Rajan Shah Sinha Srinivasan Trivedi Varma Verma Yadav
  Agarwal Bhatt Chopra Deshmukh Ghosh Jain Kulkarni Naidu Ramaswamy Saxena Thakur Fernando Perera Silva Wickramasinghe
  Ivanov Ivanova Petrov Petrova Sokolov Volkov Kuznetsov Popov Lebedev Smirnov Smirnova Novikov Morozov Kozlov Orlov Pavlov
  Shevchenko Kovalenko Kovalchuk Bondarenko Tkachenko Boyko Melnyk Kravchenko Kowalski Kowalska Nowak Wisniewski Wojcik
  Kaminski Lewandowski Zielinski Szymanski Wozniak Dabrowski Jankowski Novak Horvat Horvath Jovanovic Petrovic Nikolic Markovic
  Stojanovic Dvorak Svoboda Kral Nagy Szabo Kiss Varga Popescu Ionescu Dumitru Papadopoulos Georgiou Dimitriou
  Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo Lin He Gao Luo Zheng Liang Xie Tang Xu Deng Feng Cheng Cai
  Peng Pan Yuan Dong Yu Su Ye Lu Jiang Shen Chan Wong Cheung Leung Lau Kwok Chow Tanaka Suzuki Sato Watanabe Takahashi Ito
  Yamamoto Nakamura Kobayashi Saito Yoshida Yamada Sasaki Matsumoto Inoue Kimura Hayashi Shimizu Kim Lee Park Choi Jeong Kang Cho
  Yoon Jang Lim Han Shin Seo Kwon Hwang Ahn Song Okafor Okonkwo Adeyemi Adebayo Eze Nwosu Obi Balogun Mensah Owusu Asante Boateng
  Diallo Traore Keita Coulibaly Camara Ndiaye Diop Mwangi Kamau Otieno Odhiambo Dlamini Nkosi Ndlovu Moyo Tesfaye Bekele Haile
  Garcia Rodriguez Hernandez Lopez Gonzalez Martinez Perez Sanchez Ramirez Torres Flores Rivera Gomez Diaz Reyes Morales Cruz
  Ortiz Gutierrez Chavez Ramos Mendoza Ruiz Alvarez Castillo Jimenez Vasquez Romero Moreno Guerrero Medina Aguilar Vargas
  Castro Mendez Guzman Munoz Rojas Soto Delgado Rios Herrera Silva Santos Oliveira Souza Pereira Costa Ferreira Almeida Carvalho
  Ribeiro Barbosa Rossi Russo Ferrari Esposito Bianchi Romano Ricci Dubois Lefebvre Moreau Laurent Girard Bonnet Fournier
  Schmidt Schneider Fischer Weber Meyer Wagner Becker Hoffmann Schulz Koch Richter Klein Wolf Neumann Zimmermann Jansen Bakker
  Visser Smit Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsen Hansen Johansen Nielsen Jensen Korhonen Virtanen
  Cohen Levy Mizrahi Goldberg Friedman Katz Yilmaz Kaya Demir Celik Sahin Ozturk Tuilagi Faleolo Kealoha Begay Yazzie Tsosie
  Dimaculangan Villanueva Macapagal Bautista Pascual Salazar Manalo
`)

/** Words and names of places that the frequency list has with a capital only, so that it seems they were just names. */
export const ALSO_WORDS = spaced(`
  brown green white black gray grey rose baker hunter page mark frank dean grace april june may august summer autumn will bill
  grant chase art rich gene drew rob pat sue joy hope faith charity miles cash wade cliff lane pierce reed ford glen heath forest
  dale rusty sandy holly ivy jasmine ginger olive violet daisy lily iris hazel pearl ruby amber crystal opal jade star penny
  bishop king prince duke earl knight pope abbot priest noble marshal major general judge page cook butler carpenter
  mason potter shepherd weaver fisher gardener farmer porter barber brewer
  bush wood woods stone hill hills brook brooks field fields banks wells rivers lake marsh moss meadows park parks church house
  bell ball ball bond price sharp short long young strong small little best good power powers love day days knight night
  winter winters frost snow rain storm gale gates hall rooms street way west north east south england france holland ireland
  cash case cross crook cotton camp bass bird crane drake finch fox hawk hart lamb lyon martin nightingale robin rook swan wolf
  lien deed levy tort plat bond lot dot can may
  jack john dick randy buddy sonny guy max victor van major ray norm stew sky christian jean carol josh ward barn burns bright
`)

/** Cities and counties of the United States that are names of people too. */
export const ALSO_PLACES = spaced(`
  houston jackson lincoln washington madison jefferson franklin monroe clinton harrison tyler austin dallas orlando paris
  london florence sydney charlotte savannah georgia virginia carolina dakota chelsea brooklyn israel jordan chad kenya india
  china columbia st louis columbus independence springfield hattiesburg biloxi meridian tupelo oxford greenville vicksburg natchez
  branson joplin rolla sedalia hannibal cameron moberly clay greene boone pulaski benton lee marion union warren wayne perry
  carroll clarke newton scott simpson smith forrest hancock harrison hinds holmes humphreys jasper jones kemper lamar lauderdale
  lawrence leake leflore lowndes madison monroe montgomery neshoba noxubee oktibbeha panola pike pontotoc prentiss quitman rankin
  sharkey stone sunflower tate tippah tunica walthall webster wilkinson winston yalobusha yazoo
`)

/** Small and official words of Spanish and French, which the frequency list doesn't have. */
export const FOREIGN_WORDS = spaced(`
  el la los las un una unos unas lo le les su sus mi mis tu tus este esta estos estas ese esa eso esto aquel aquella que qué quien
  cual como cómo cuando cuándo donde dónde por para con sin sobre entre hasta desde hacia según durante ante bajo tras y e o u ni
  pero sino porque si sí no más menos muy también ya aún todavía siempre nunca hoy ayer mañana aquí allí ahora después antes es son
  era eran fue fueron ser estar está están estaba hay ha han he había tiene tienen tenía puede pueden debe deben hacer hace hizo
  usted ustedes nosotros ellos ellas nos se me te del al todo toda todos todas otro otra otros otras mismo misma cada cualquier
  algún alguna ningún ninguna mucho mucha muchos muchas poco poca estado estados gobierno ley leyes derecho derechos oficina
  departamento servicio servicios solicitud solicitudes solicitante formulario documento documentos registro registros expediente
  copia fecha nombre apellido apellidos dirección teléfono correo número caso casos consulta información pública público
  confidencial interna regulada datos uso política responsable seguridad recursos humanos tecnología salud educación hacienda
  trabajo empleo vivienda ayuda programa programas beneficio beneficios niño niños niña familia padre madre hijo hija persona
  personas empleado empleada agencia tribunal juez corte audiencia apelación pago pagos multa licencia permiso impuesto impuestos
  enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miércoles jueves viernes
  sábado domingo escribir redactar traducir resumir investigar responder atender auditar ayudar pedir enviar firmar leer hable
  nació nacido nacida vive viven vivo necesita necesito abre cierra traiga renovar tarda prueba domicilio tarjeta seguro trámite
  vehículos vehículo oficinas minutos llame llamó firmó recibió pidió envió
  estimado estimada atentamente gracias favor hola buenos buenas días tardes noches escrito partes juegos equipo negocio negocios
  ventas cadena cadenas tienda tema otra dos tres cuatro cinco seis siete ocho nueve diez señor señora
  le les des une est sont avec pour dans sur sous par mais ou où donc car ni ce cette ces cet mon ma mes ton ta tes son sa ses notre
  nos votre vos leur leurs qui que quoi dont je tu il elle nous vous ils elles être avoir fait a été sera bureau demande dossier
  der die das ein eine einer und oder aber mit von zu bei nach aus für auf im am ist sind war nicht auch wir sie ich es
`)

/** Words of the names of counties and towns of Mississippi and Missouri: what is listed there is mostly a place. */
export const AREAS = spaced(`
  adams alcorn amite attala benton bolivar calhoun carroll chickasaw choctaw claiborne clarke clay coahoma copiah covington
  desoto forrest franklin george greene grenada hancock harrison hinds holmes humphreys issaquena itawamba jackson jasper
  jefferson davis jones kemper lafayette lamar lauderdale lawrence leake lee leflore lincoln lowndes madison marion marshall
  monroe montgomery neshoba newton noxubee oktibbeha panola pearl perry pike pontotoc prentiss quitman rankin scott sharkey
  simpson smith stone sunflower tallahatchie tate tippah tishomingo tunica union walthall warren washington wayne webster
  wilkinson winston yalobusha yazoo
  adair andrew atchison audrain barry barton bates bollinger boone buchanan butler caldwell callaway camden cape carter cass
  cedar chariton christian clark clinton cole cooper crawford dade dallas daviess dekalb dent douglas dunklin gasconade gentry
  grundy henry hickory holt howard howell iron johnson knox laclede lewis linn livingston macon madrid maries mcdonald mercer
  miller mississippi moniteau morgan nodaway oregon osage ozark pemiscot pettis phelps platte polk pulaski putnam ralls randolph
  ray reynolds ripley clair charles genevieve francois louis saline schuyler scotland shannon shelby stoddard sullivan taney
  texas vernon wright
  gulfport biloxi southaven hattiesburg tupelo meridian olive branch horn lake clinton brandon ridgeland starkville columbus
  vicksburg pascagoula gautier laurel clarksdale natchez greenville greenwood corinth moss mccomb canton oxford cleveland
  hernando picayune indianola kosciusko batesville brookhaven tylertown hazlehurst crystal springs terry byram florence richland
  pelahatchie morton forest monticello magee collins carthage louisville philadelphia ripley booneville iuka fulton amory
  aberdeen houston okolona senatobia sardis marks belzoni lexington durant winona itta bena drew ruleville leland
  rolling fork mendenhall raleigh ellisville waynesboro leakesville lucedale wiggins poplarville bay waveland diamondhead
  dIberville long beach pass ocean flowood tchula shaw shelby rosedale mound bayou charleston
  springfield independence columbia joseph lees summit ofallon florissant chesterfield blue joplin jefferson city
  kirkwood ballwin raytown liberty gladstone wentzville grandview hazelwood wildwood belton raymore nixa webster groves
  sedalia rolla hannibal warrensburg kirksville poplar bluff cape girardeau sikeston moberly mexico maryville carthage neosho
  lebanon marshall bolivar branson west plains farmington festus arnold hermann eldon camdenton osage beach waynesville salem
  kennett malden caruthersville hayti dexter jackson perryville trenton chillicothe macon brookfield boonville fayette fulton
  troy bowling green louisiana palmyra monett aurora republic ozark marshfield buffalo nevada butler harrisonville clinton
  kearney smithville parkville riverside excelsior platte jennings ferguson clayton maplewood crestwood eureka pacific union
  memphis nashville birmingham mobile jackson orleans baton rouge shreveport monroe chicago atlanta omaha tulsa wichita topeka
  quincy cairo paducah
`)
