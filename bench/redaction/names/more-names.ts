/** More names of people who live in our States, and of peoples that the listed packages are thin on. Written by hand. */
const spaced = (text: string): readonly string[] => text.trim().split(/\s+/)

export const MORE_FIRST_NAMES = spaced(`
  DeMarcus DeMario DeQuan DeAngelo DeAnthony DeJuan DeVante DeVonte DeMarion DeMetrius LaDarius LaKendrick LaMarcus LaQuan LaShawn LaShonda
  LaTasha LaTonya LaToyia LaTrice LaKeisha LaKesha LaQuita LaWanda LaDonna LaVerne LaVonne JaMarcus JaKobe JaQuan JaCorey JaMarion JaKayla JaNiya
  Jakari Jakobe Jamarion Jamarcus Jamaal Jamir Jabari Jaheim Jahiem Jaquan Jaquez Javarius Javion Javonte Jayceon Jaylen Jaylon Jakayla Jamiyah
  Kadarius Kamari Kamarion Kamiyah Kamya Kaniya Katavious Kavon Keandre Keaira Keanna Keonte Keshawn Keyonna Keyshawn Kierra Kiyah Kordell Kwame
  Tavarius Tavion Tavon Travion Travon Trevion Trevon Treyvon Tremaine Tremayne Tyquan Tyrese Tyreek Tyriq Tyrik Tykeria Tyesha Tanisha Tamia
  Taniya Tarik Tashauna Tawanda Tenisha Terrance Terrell Tierra Tiara Tomeka Tomika Tonisha Tyeshia Quanisha Quantavious Quentavious Quinton
  Quintavious Roderick Rodarius Rodriquez Rayshawn Raekwon Rashaad Rashawn Rashida Rasheeda Sanaa Saniya Saniyah Semaj Shakira Shakita Shalonda
  Shameka Shamika Shandra Shaneka Shanika Shantel Shantell Shaquan Shaquille Shaquita Sharhonda Sharonda Shavonne Shekinah Shemeka Shenika
  Sherika Shondra Shontae Shunda Temeka Ulysses Zaire Zakari Zakiya Zamarion Zaniyah Zaria Zariah Zykeria Ebony Essence Diamond Precious
  Princess Treasure Journee Journey Heaven Nevaeh Miracle Trinity Serenity Harmony Messiah Legend Kingston Prince Royalty Majesty Markeith
  Markel Marquavious Marquez Marquise Martavious Marvell Martez Montavious Montrell Montez Myesha Mykayla Nakia Nakita Natavia Niesha Nikeria
  Octavious Odell Omari Omarion Orlandus Ontario Antwan Antwon Antjuan Antonius Artavious Ashanti Aaliyah Amarion Amari Aniyah Aniya Ahmad Amir
  Breonna Brianna Britney Brittney Brandi Briana Bryson Cadarius Camari Cedric Cedrick Chauncey Cordarius Cortez Courtney Dashawn Daquan Darius
  Darnesha Datavious Davion Davonte Deja Dejah Demarion Demario Demarius Demonte Denisha Dequan Derrick Deshaun Deshawn Destinee Devonta Devonte
  Dominique Donte Donta Dontrell Dontae Eboni Earnestine Ernestine Fredrick Fredericka Iesha Imani Isaiah Ishmael Izaiah Kaiyalynn Kaylynn Ketrick
  Lashonda Latavia Latavious Latarsha Latisha Latosha Latonya Latrell Leshawn Lekeisha Lynesha Makayla Makiya Malik Marquita Martavius Orlando
  Otha Otis Percell Pervis Quenton Rosetta Roosevelt Savannah Shanquilla Shatara Shunte Tamarcus Tarsha Tempestt Tereka Thelma Toccara Tyra Vashti Verlene
  Vernell Veronda Willie Wardell Yolanda Yolonda Zion Zora Hattie Lula Ola Bessie Eula Eunice Essie Fannie Lessie Lottie Mamie Mozelle Myrtis Odessa
  Ollie Pearlie Queenie Rosie Ruthie Velma Verna Vernice Willa Jimmie Johnnie Bobbie Billie Tommie Freddie Eddie Bubba Buster Junior Pookie Tre Trey
  Ximena Yareli Yaritza Yadira Yamileth Yaneth Yahir Yosselin Xochitl Citlali Citlalli Nahomi Nayely Noemi Nohemi Marisela Maricela Marisol Maribel Mireya
  Mayra Magdalena Leticia Lizbeth Lizeth Lourdes Luisa Jazmin Jorge Josue Jairo Jesus Griselda Graciela Gerardo Fidel Fabiola Evaristo Eulalia
  Esmeralda Ezequiel Edgardo Dulce Dagoberto Chuy Concepcion Blanca Baltazar Azucena Araceli Anayeli Amparo Alondra Wilfredo Wendolyn Vianney
  Rigoberto Refugio Petrona Perla Paola Osvaldo Otilia Octavio Norberto Nereida Natividad Misael Milagros Melquiades Macario Lazaro Justino
  Jacinto Isidro Hipolito Hector Guillermina Gumercindo Genaro Fermin Filiberto Eusebio Epifanio Eliseo Efrain Domitila Demetrio Delfina Crispin
  Chepe Chayo Nacho Pancho Memo Beto Lalo Lupe Toño Tavo Yolis Mundo Checo Quique Kike Paco Pepe Concha Chela Chabela Nena Licha Tencha
  Bao Bich Cam Cong Cuc Dao Dat Diem Diep Dinh Dong Giao Ha Han Hau Hoai Huynh Kha Khai Khang Khiem Kiet Kieu Lam Le Lien Lieu  Luan Luu Ly My
  Nghia Nguyet Nhan Nhat Nhu Nien Ninh Phat Phi Phu Phuoc Quyen Quyet Sang Sinh Suong Tai Tan Tat Thach Thai Than Thang Thanh Thao Thinh Tho Thoa
  Thong Thuan Thuc Thuong Thy Tin Toan Toai Toi Tram Tran Trieu Trong Truc Tu Tuong Tuyet Uyen Van Vinh Vuong Xuyen
  Pao Xai Xiong Yer Mai Maiv Kao Kalia Gaonou Gaolee Houa Nhia Nou Pang Paj Pahoua Pakou Panyia Phia Sheng Shoua Tou Toua Touger Tswj Txawj Vang
  Xang Xee Yeng Youa Zoua Blia Bee Cheng Chue Chong Dao Foua Ger Ka Kou Koua Lao Leng Mee Neng Ntxhi Pheng Seng Soua Sua Teng Thao Tong Va Ying
  Naw Htoo Hser Eh Ler Wah Moo Klo Gay Thaw Doh Mu Lah Bway Hsar Htee Ku Ma Nay Nyaw Poe Say Shee Ta Taw Thay Tha Tun Aung Aye Cho Hla Htay Htun Khaing
  Khin Kyaw Kyi Lin Lwin Maung Min Moe Myat Myint Myo Naing Ne Ohn Phyo Phyu San Sandar Soe Su Swe Thant Thein Thet Thida Tin Win Yu Zaw Zin
  Neimon Jorelik Litokwa Hilda Rubon Kiluwe Anjain Jorju Kabua Lomae Hemity Alik Bilimon Carmen Nalu Tarki Yoshi Ertin Jelton Lijon Wilbert
  Mohamud Abdirahman Abdirizak Abdifatah Abdikadir Abdi Abdullahi Ayaan Asli Amal Bashir Cabdi Deqa Dahir Farhiya Fardowsa Faduma Fadumo Farah Guled
  Guuleed Halima Hamdi Hibo Hodan Hodo Ifrah Ilhan Ismail Jama Khadra Liban Mahad Muna Nasra Nimo Osman Roble Sagal Sahra Samatar Suleiman Ubah
  Warsame Warda Xasan Yusra Zahra Zamzam Idil Ikran Hanad Mumina Maryan Asha Aden Adan Shukri Sucdi Safiya
  Zeynep Nermina Mirza Emina Amra Azra Adnan Admir Almir Alma Amela Armin Asmir Belma Damir Dino Dženan Edin Edina Elmedin Elvir Elvira Emir Enisa
  Ermin Esad Fahrudin Fikret Haris Hasan Ibro Jasmina Jasmin Kemal Lejla Medina Mehmed Meho Merima Mersad Mirela Mirsad Muamer Munira Mustafa Nihad
  Nedžad Nusret Omer Ramiz Rasim Safet Sabina Samir Sanela Sead Selma Senad Suad Suljo Tarik Vedad Zlatan Zlata Zumra Goran Dragan Ljiljana Snežana
  Volodymyr Oleksandr Oleksii Olha Olena Oksana Nadiia Nataliia Mykola Mykhailo Myroslava Lesia Larysa Kateryna Iryna Hanna Halyna Dmytro Bohdan
  Bogdana Andrii Anatolii Yulia Yurii Yuliia Yevhen Viktoriia Vasyl Valentyna Tetiana Taras Svitlana Solomiia Serhii Ruslan Roman Petro Ostap Orysia
  Anzhelika Arkady Artyom Artem Denis Egor Fyodor Gennady Ilya Inna Ksenia Leonid Lev Lidia Lyubov Marina Nadezhda Nina Polina Raisa Rustam Stanislav
  Timur Valery Vera Vitaly Vyacheslav Yana Yegor Zinaida Zoya Magda Malgorzata Beata Bozena Czeslaw Danuta Elzbieta Franciszek Genowefa Grazyna Henryk Irena
  Jacek Janusz Jolanta Kazimierz Krystyna Leszek Lucyna Maciej Marcin Miroslaw Paulina Ryszard Slawomir Stefania Teresa Urszula Waclaw Zofia
  Adaobi Adanna Ayodele Ayomide Amarachi Arinze Chiamaka Chibuzo Chidinma Chidiebere Chijioke Chika Chike Chima Chimamanda Chinedu Chinelo Chinonso
  Chinwe Chinyere Chioma Chizoba Damilola Ebere Efe Ekene Emeka Folashade Gbenga Ifeanyi Ifeyinwa Ikechukwu Ikenna Kelechi Kemi Kunle Nkechi Nkem
  Nnamdi Nneka Nnenna Nwamaka Obinna Ogechi Okechukwu Olabisi Oladele Olajide Olamide Olayinka Olu Olumide Oluwatobi Omolara Oyinkansola Rotimi
  Segun Seun Simisola Sola Temitope Tobi Toyin Tunde Uche Uchenna Ugochukwu Uzoma Yetunde Yewande Zainab Folasade Abimbola Adebola Bukola Bola
  Abena Adwoa Afia Afua Akua Ama Araba Ekow Efua Esi Kobina Kojo Kwabena Kwadwo Kwaku Kwasi Kweku Maame Nana Nii Yaa Yaw Serwaa Akosua Ebo
  Achieng Akinyi Anyango Atieno Barasa Cherono Chebet Jepkosgei Jelagat Juma Kiprono Kiptoo Kipchoge Kibet Makena Mumbi Muthoni Mwende Njeri
  Njoroge Nyambura Odongo Ouma Wambui Wangari Waithera Wairimu Wangui Wafula Wekesa Mutua Musyoka Kioko Ndinda Syombua
  Abeba Abebe Abrham Alemayehu Almaz Aster Bekele Berhane Biniam Birhanu Daniachew Dawit Eyob Fasil Feven Freweini Gebre Genet Girma Haben Haile Hana
  Helen Hirut Kidane Kidist Lemlem Lidet Mekonnen Meles Mesfin Meron Meseret Mulugeta Rahel Saba Selam Selamawit Senait Solomon Tadesse Tekle Temesgen
  Tesfaye Tewodros Tigist Tsehay Tsion Wondimu Worku Yared Yonas Yohannes Zerihun Zewdu Azeb
  Emmanuel Solange Pacifique Claudine Espérance Immaculée Innocent Dieudonné Jean-Claude Jean-Pierre Chantal Josephine Floribert Mugisha Uwimana Mukamana
  Habimana Niyonzima Bahati Baraka Furaha Amani Imani Neema Mwamba Mutombo Kabila Ilunga Ngalula Mbuyi Kalala Tshilombo Bienvenu Aristide
  Widlyne Wilner Wideline Rose-Marie Mirlande Marie-Ange Guerline Fritz Evens Edwidge Dieula Daphnee Carline Jocelyn Jean-Robert Jn-Baptiste Lovely Nadege
  Ahlam Aya Abeer Adel Afnan Aida Alaa Amjad Anas Anwar Asma Asmaa Ayman Ayat Bassam Basma Dalal Dalia Dunya Eman Esraa Fadi Fadia Faris Fatin Ghada Hadi
  Haidar Haitham Haneen Hiba Hind Hisham Hussain Iman Intisar Israa Jalal Jaber Jamila Jihad Jinan Kamal Khaled Laith Lama Lina Lubna Luay Maha Mahdi Manal
  Marwa Marwan Maysoon Mona Mohanad Mousa Muhannad Munir Muntaha Nabil Nada Nadine Naji Najwa Nawal Nisreen Nizar Noura Omaima Qasim Qais Raed Raghad
  Ragheb Rami Rana Randa Rasha Rawan Reem Rim Rima Rola Ruba Saad Sabah Safa Sahar Said Salah Sami Sana Sara Sawsan Shaima Suha Suhair Taghreed Talal Thamer
  Wafa Wael Wissam Yahya Yaser Yasir Yousef Zaki Zeina Ziad Zubaida Zuhair Zainab
  Ahmadullah Abdulhadi Aziza Freshta Farzana Ghulam Gulalai Habibullah Hamida Hekmat Jamshid Khalilullah Laila Mirwais Najibullah Nasrullah Nilofar Palwasha
  Parwana Qadir Rahmatullah Rohullah Roya Sayed Shabnam Shafiqullah Shukria Soraya Spozhmay Wahida Wali Zabihullah Zalmay Zarmina Zohra
  Abhishek Aishwarya Akhil Alok Aman Amrita Anirudh Ankita Anjana Anupama Apoorva Archana Arnav Arpita Arvind Ashwin Avani Ayush Bhargav Bhaskar Bharat
  Charan Chetan Chirag Darshan Deepika Devansh Dhruv Diya Gayatri Girish Govind Gurpreet Hardik Harpreet Hema Hitesh Ishaan Jagdish Jaswinder Jatin Jignesh
  Jyoti Kalpana Kamal Kamala Karan Kartik Karthik Kavya Keerthi Ketan Komal Kunal Kusum Lakshman Lata Madhavi Madhu Madhuri Mahendra Mala Mamta Manisha
  Manjula Manpreet Mayank Mayur Megha Mihir Milind Mitesh Mohit Monika Mukul Murali Nagaraj Nandita Narayan Naresh Narendra Navdeep Neelam Neeraj Neeta
  Nilesh Nirmala Nitin Nitya Omkar Pallavi Pankaj Parth Parvati Payal Piyush Pradeep Praful Pragya Pramod Prashant Pratibha Pravin Preeti Prem Punit
  Purnima Rachana Radha Radhika Raghav Rajani Rajendra Rajiv Rajni Ramachandran Ranjit Rashmi Ritu Rohini Roshni Ruchi Rupali Sachin Sanjana Sangeeta
  Sanjeev Santosh Sapna Saurabh Seema Shalini Shankar Shanti Sharad Shashi Shilpa Shivani Shobha Shruti Siddharth Simran Smita Sneha Sonal Sridhar
  Srinivas Sudha Sudhir Sujata Sukhdeep Suman Sumit Surya Sushma Tarun Tejas Trupti Tushar Urvi Vaishali Vandana Vani Vasant Vidya Vimal Vinay Vineet
  Vipul Vishal Vivek Yash Yogesh Yogita Bhakta Bishnu Bhim Dhan Dil Durga Gita Hari Indra Khadka Krishna Laxmi Man Maya Narayan Padam Pabitra Pramila
  Purna Rupa Santi Tek Tika Tulasi Yam Dawa Pasang Pemba Pema Tenzin Tashi Sonam Lhamo Karma Dorji Phuntsho Kinley
  Xiaoming Xiaoli Xiaoyan Xiuying Yifan Yiming Yating Yuting Zihan Zixuan Weiming Guoqiang Jianguo Jianming Jianhua Haiyan Hongmei Chunhua Fengying Guilan
  Lihua Meiling Mingzhu Peiyu Qian Qing Rui Shan Shufen Shuang Siyu Tingting Weijia Wenjing Xiaohua Xiuli Xue Yanling Yuchen Yuhan Yulan Zhen Zhenyu Zhiwei
  Minji Minjae Jihoon Jihye Jieun Jinho Jiwon Joon Junho Haeun Hana Hayoung Heejin Hyejin Hyunwoo Kyungho Mina Minho Sanghoon Sangmin Seojin Seoyeon
  Seungmin Soomin Subin Sujin Sungmin Taehyung Woojin Yeji Yejin Yoojin Youngjae Yuna Seung-hee Jin-woo Seo-yeon Soo-jin Hye-jin Min-jun Ji-hoon
  Leilani Sefina Sina Tavita Tevita Viliami Semisi Losa Lupe Mele Siosaia Ofa Salote Sela Sione Malakai Vaea Talia Iosefa Faleola Masina Pita Tasi
  Wojtek Heinz Helmut Horst Jürgen Günter Gerhard Dieter Dietrich Klaus Uwe Ulrich Ursula Gisela Ilse Irmgard Hildegard Waltraud Annegret Svenja Ansgar
  Wolfgang Clemens August Otto Euphemia Gertrud Anneliese Ottilie Balthasar Xaver Theophile Thibaut Odette Odile Ghislaine Guillaume Étienne Aurélie
  Mathieu Mathilde Manon Maëlle Loïc Luc Léa Jérôme Hélène Geneviève Fabrice Edwige Clémence Cécile Benoît Baptiste Armand Amélie Philippe Aristide
  Ines Inês Joana João Jorge Luís Lurdes Manuela Paulo Raimundo Rui Tiago Vasco Xisto Caetano Fernanda Gonçalo Marlene
  Marites Maricel Marivic Rowena Rosalinda Rodel Reynaldo Renato Ramil Nestor Melchor Ligaya Jovelyn Jonalyn Imelda Felicidad Erlinda Dionisio Danilo
  Cesar Bayani Arnel Analyn Amado Agapito Corazon Consolacion Nenita Teodora Wilma Rizalina
  Tommye Shelby Dallas Austin Madison Brooklyn Raleigh Memphis Dakota Cheyenne Sierra Phoenix Paisley Kinsley Braelynn Brantley Bentley Easton Weston
  Kolton Colt Colton Gunner Hunter Ryder Ryker Tucker Tanner Walker Wyatt Waylon Jaxon Jaxson Kason Karson Paxton Peyton Presley Remington Raelynn Oakley
  Maddox Lennox Knox Kash Kade Jett Jace Gage Cash Case Blaine Blaze Beau Bo Bubba Cletus Cooter Dewayne Dwayne Duane Delroy Elmo Euell Hoyt Hollis Lonnie
  Lavon Lavonne Merle Merlene Murl Orville Orval Rayburn Ruel Verlon Virgil Wilburn Wendell Zeb Zeke Rusty Dusty Skeeter Skip Buck Bud Butch Scooter
`)

export const MORE_SURNAMES = spaced(`
  Vang Xiong Yang Thao Moua Lor Lo Vue Kue Khang Hang Cha Chang Cheng Chue Fang Her Kong Lee Ly Mua Pha Vaj Xyooj Yaj Hawj Lis Tsab Thoj Kwm
  Htoo Paw Wah Htay Htun Kyaw Aung Thein Win Zaw Hlaing Oo Naing Lwin Maung Tun Myint Khaing Thant Lah Moo Hser Gay Thaw Doh Klo Ler Soe Shwe
  Kabua Lomae Lanwi Anjain Riklon Jorju Loeak Zedkaia Heine Nemra Bikini Kattil Jetnil Lokeijak Silk Muller Langrine Laninbit Lemari Maddison
  Kilmaj Capelle deBrum Note Alik Kaneko Jibas Jelke Elbon Mejenlang Jitiam Lometo Chutaro Balos Langidrik Sigrah Skilling Nena Nanpei Ehmes Kihleng
  Abdi Abdullahi Abdirahman Abukar Adan Ahmed Aden Ali Barre Dahir Dirie Duale Egal Elmi Farah Guled Gedi Haji Hersi Hirsi Ibrahim Isse Jama Jimale Mohamud
  Mohamed Muse Nur Noor Omar Osman Roble Salad Samatar Sharif Sheikh Shire Warsame Yusuf Warfa Hashi Mire Samantar Awale Afrah Botan
  Hadžić Hodžić Begić Begovic Begović Delić Softić Suljić Šabić Mujić Mehić Mešić Mahmutović Mustafić Mujanović Muratović Osmanović Omerović Ramić
  Ramović Salihović Smajić Smajlović Selimović Spahić Sinanović Tahirović Zukić Zulić Kovačević Kovač Kovačić Avdić Alić Bašić Bajrić Bećirović
  Dedić Džafić Fazlić Halilović Hasić Hasanović Huskić Husić Ibrahimović Imamović Jašarević Karić Kurtić Lukić Marić Memić Nuhanović Pašić Perić
  Petrović Popović Redžić Šehić Tomić Tursunović Vuković Živković Jusić Duraković Karahodžić Halilovic Hodzic Hadzic Delic Softic Suljic Ibrahimovic
  Okeke Okoye Okoro Okolie Okonjo Okereke Onyeka Onyekwere Onwuka Nwachukwu Nwankwo Nnamdi Nwaneri Obiora Obasi Odili Ofoegbu Ogbonna Ogbonnaya
  Ogunleye Ogunbanjo Oladipo Olatunji Oluwole Omotola Onuoha Osagie Osei Oyelaran Oyelaja Oyelowo Adeola Adeyinka Adewale Adeleke Adesina Adeoye Afolabi
  Agbaje Ajayi Akande Akinola Akintola Akpan Alabi Amadi Anozie Asuquo Awolowo Ayodele Babalola Bankole Bello Chukwu Danjuma Dike Ekwueme Effiong Ejiofor
  Emenike Enwerem Etim Ezeh Fashola Ibe Igwe Ihejirika Ikpeazu Iwu Iweala Kalu Madu Madueke Mbah Mba Ndukwe Ngige Nnadi Nwabueze Nwoye Umeh Uzor Uzoma Yakubu
  Acheampong Addo Adjei Agyei Agyeman Amoah Amoako Ampofo Anane Ankrah Annan Ansah Appiah Arthur Asamoah Asare Atta Ayew Baah Badu Bediako Boakye Bonsu
  Darko Donkor Essien Frimpong Gyamfi Gyan Kufuor Kumi Kwarteng Kyei Mahama Nkansah Nkrumah Ntim Nyarko Obeng Oduro Ofori Opoku Owusu Quaye Quartey Sarpong Tetteh Yeboah
  Achebe Adongo Barasa Cheruiyot Chepkoech Gathogo Gichuru Githinji Karanja Kariuki Kenyatta Kibet Kimani Kinyanjui Kiprotich Kipruto Koech Korir Langat
  Macharia Maina Mbugua Mutai Muthoni Mwaura Mwende Ndegwa Ndungu Njenga Njoroge Nyambura Nyong'o Ochieng Odinga Odongo Ogola Okoth Omondi Onyango Opiyo Oduya
  Ouma Owino Rotich Ruto Tanui Wafula Wainaina Wanjala Wekesa Wanyama Waweru Muriithi Musyoka Mutua Kioko
  Abebe Abraha Alemu Ayele Asfaw Assefa Bekele Berhane Demissie Desta Gebremariam Gebreselassie Gebrehiwot Gebru Getachew Ghebreyesus Girma Habte Hagos
  Haile Hailu Kebede Kidane Lemma Mekonnen Mengistu Negash Negussie Shiferaw Tadesse Tefera Tekle Tesfai Tesfamariam Tessema Teshome Tsegaye Wolde
  Woldemariam Worku Yimer Zerai Zewde
  Ndikumana Niyonkuru Nzeyimana Nshimirimana Hakizimana Habimana Bizimana Ntahobari Niyonzima Uwimana Mukamana Mugisha Mbala Mutombo Kabongo Kasongo
  Tshibanda Mulumba Ngoy Ilunga Kalonji Lukusa Mukendi Ntumba Kanyinda Bukasa Mwamba Bahati Banza Batumike
  Baptiste Jean-Baptiste Jean-Louis Jean-Pierre Pierre-Louis Toussaint Desrosiers Dorvil Estimé Exantus Fils-Aimé Guerrier Joachim Lafontant Lamothe Louissaint
  Merisier Metellus Moïse Narcisse Paul Petit-Frère Philogène Saint-Fleur Saint-Louis Sanon Saintil Valcin Vilsaint
  Abdallah Abboud Abdelrahman Abdulla Abdelaziz Aboud Ajami Alwan Al-Jabouri Al-Jubouri Al-Khatib Al-Masri Al-Rashid Alsaadi Alshammari Amin Antoun Arafat
  Assad Atallah Awad Ayoub Azzam Badawi Bakri Barakat Bazzi Bishara Chehab Daher Daoud Dabbagh Dagher Elias El-Amin El-Sayed Eid Fakhoury Fares Farhat
  Fawzi Fayed Ghanem Gharib Habib Hadi Hajjar Hakim Halabi Hamad Hamadeh Hamoud Hanna Hariri Harb Hashem Hashimi Hijazi Hilal Issa Ismail Jaber Jabbour
  Jarrar Jibril Kabbani Kanaan Karam Kassab Kattan Khalil Khatib Khalaf Khoury Maalouf Mahmoud Makki Maroun Mattar Mikhail Moussa Mubarak Murad Naser Nassif
  Nasrallah Odeh Othman Qasim Qassem Rizk Saab Saba Sabbagh Sader Safadi Said Salameh Salem Salman Samaan Sarkis Sayegh Shadid Shahin Shalabi Sharaf Shehadeh
  Sleiman Soliman Tahan Tamimi Tannous Touma Wahab Yaqub Younes Zakaria Zayed Zein Zoubi
  Ahmadzai Amiri Atmar Azizi Barakzai Daud Faizi Ghani Hakimi Hamidi Haidari Haideri Jalali Karzai Kakar Mangal Mohammadi Momand Najafi Naderi Nazari Niazi
  Nuristani Omarzai Popal Qaderi Rahmani Rasuli Sadat Safi Samadi Sarwari Shinwari Stanekzai Sultani Wardak Yousafzai Zadran Zaland
  Acharya Aggarwal Ahluwalia Anand Arora Bajaj Bajwa Banerji Basu Bedi Bhandari Bhardwaj Bhat Bhatia Bhattacharya Chadha Chakraborty Chandra Chandrasekaran
  Chatterji Chaudhary Chauhan Chhabra Choudhury Chowdhury D'Souza Dalal Das Dasgupta Datta Dave Deshpande Dhawan Dhillon Dixit Dubey Dutta Fernandes Gandhi
  Ganguly Garg Gill Goel Gopalan Goswami Goyal Grewal Gulati Hegde Jaiswal Jha Johar Kamath Kapadia Kaur Khatri Kohli Krishnamurthy Kulkarni Lal Mahajan
  Malik Mani Mathur Mehra Mitra Modi Mohanty Mukherji Murthy Nagarajan Naik Nambiar Nanda Narang Narayanan Natarajan Parekh Parikh Patil Pathak Prabhu
  Prakash Prasad Purohit Raghavan Raghunathan Rai Raj Raju Raman Ramachandran Ramakrishnan Ramesh Rana Ranganathan Rastogi Rathore Rawat Ray Roy Sachdev
  Saha Sahni Sandhu Sarkar Sathe Sehgal Sen Sengupta Seth Sethi Shankar Shetty Shukla Sidhu Sodhi Somani Soni Sood Srivastava Subramaniam Sundaram Suri
  Swaminathan Tandon Tripathi Trivedi Upadhyay Vaidya Vora Vyas Wadhwa Walia Adhikari Basnet Bhattarai Bista Chhetri Dahal Dhakal Ghimire Giri Gurung
  Karki Khadka Khanal Koirala Lama Limbu Magar Maharjan Neupane Oli Pariyar Paudel Phuyal Pokharel Poudel Rijal Rimal Shakya Sherpa Shrestha Subedi
  Tamang Thapa Tiwari Wangchuk Dorji
  Cao Chai Chao Chu Cui Dai Ding Du Duan Fan Fu Ge Gong Gu Guan Han Hao Hou Hsieh Hsu Jia Jin Kong Lai Lei Leng Liao Long Lou Meng Mo Mu Ni Ouyang Pang Pei
  Qi Qian Qin Qiu Qu Ren Ruan Shao Shi Situ Song Tan Tao Tian Tong Tsai Tsang Tseng Tu Wan Wei Wen Weng Xia Xiang Xiao Xing Xiong Xue Yan Yao Yi Yin Ying
  You Yue Zeng Zhai Zhan Zhong Zhuang Zou Zuo Bae Baek Byun Cha Chae Chon Chun Chung Gil Gong Gu Ha Ham Heo Hong Huh Hyun Im Jeon Jin Joo Joung Jung Ko
  Koo Kook Ku Kwak Min Moon Nam Noh Oh Pak Pyo Rhee Roh Ryu Sim Sohn Son Suh Sung Um Wi Won Woo Yang Yeo Yi Yim Yoo You Yun
  Banh Bach Cung Diep Loc Doan Giang Ha Hua Huong Khuu Kieu La Lac Lieu Lu Luu Mac Nghiem Ninh Ong Pho Phung Quan Sam Son Tang Thach Than Tieu To Ton Tong Tu
  Tuong Ung Van Vien Vinh Vuong
  Achterberg Bieniek Boczkowski Chmielewski Czarnecki Dudek Gajewski Jablonski Jaworski Kaczmarek Krawczyk Krol Kubiak Kucharski Kwiatkowski Majewski
  Malinowski Mazur Michalski Nowakowski Olszewski Ostrowski Pawlak Pawlowski Piotrowski Rutkowski Sadowski Sikora Sikorski Sobczak Stepien Szczepanski
  Urban Walczak Wieczorek Wilk Witkowski Wrobel Zajac Zalewski Zawadzki Andrushko Babenko Bilyk Bohdanenko Chornovil Demchenko Didenko Dovzhenko Dyachenko
  Fedorenko Franko Hnatyuk Holub Honchar Horbachenko Hrytsenko Ivanenko Kharchenko Klymenko Kolomiets Koval Kravchuk Kuzmenko Lysenko Marchenko Mazurenko
  Moroz Moskalenko Oliynyk Onyshchenko Panchenko Petrenko Polishchuk Ponomarenko Rudenko Savchenko Semenenko Shevchuk Sydorenko Symonenko Tymoshenko
  Vasylenko Voloshyn Yakovenko Yatsenko Yushchenko Zaitseva Zelenskyy Abramov Alekseev Antonov Baranov Belov Belyaev Bogdanov Borisov Chernov Danilov
  Davydov Egorov Fedorov Filippov Frolov Galkin Gavrilov Gerasimov Golubev Gusev Ilyin Isaev Kalinin Karpov Kiselev Kolesnikov Komarov Kovalev Kryukov
  Kudryavtsev Lazarev Makarov Maksimov Markov Medvedev Melnikov Mironov Nazarov Nikitin Nikolaev Osipov Panov Polyakov Romanov Ryabov Savelyev Semenov
  Sergeev Shcherbakov Sidorov Sorokin Stepanov Tarasov Tikhonov Timofeev Titov Tsvetkov Vasiliev Vinogradov Vlasov Vorobyov Yakovlev Zaitsev Zakharov Zhukov
  Ahrens Bauer Baumgartner Behrens Boeckmann Brandhorst Brinkmann Bruns Buchholz Dieckmann Dierker Eichelberger Eisenhauer Engelbrecht Ernst Feldmann Fuchs
  Gerhardt Hagemeister Haas Heitkamp Hellmann Hinrichs Holtmeyer Hüffman Kampeter Kaiser Kessler Kleinschmidt Koenig Kraemer Krause Kremer Krüger Kuhn Langer
  Lehmann Lindemann Luebbering Luedtke Meier Niemeyer Oberholtzer Oberle Overbeck Pfeiffer Pohlmann Rademacher Rehagen Reinhardt Riesenbeck Rohrbach
  Schaefer Scheidt Schenk Schlueter Schmitz Schnieders Schroeder Schubert Schulte Schumacher Schwartze Seidel Siebert Stegemann Steinbach Stock Stoecker Struemph Thoenen
  Verhoff Vogel Vogelsang Voss Wehmeyer Weidinger Westhues Wibberg Wieberg Wildhaber Winkelmann Wulff Zahn Ziegler Zimmer
  Arceneaux Arsenault Aucoin Babineaux Batiste Benoit Bergeron Bertrand Billiot Boudreaux Bourgeois Bourque Breaux Broussard Carriere Champagne Chauvin
  Comeaux Cormier Courville Cuevas Daigle DeBlanc Delacroix Desormeaux Dubuisson Dufrene Dupre Dupuis Favre Fontenot Gautreaux Gautier Guidry Guillory
  Hebert Ladner Landry LeBlanc Lafleur Lagasse Lachance Leger Lemoine Mallet Melancon Moran Necaise Ouellette Pelletier Picou Pitre Richard Robichaux
  Rousseau Saucier Savoie Sonnier St.Amant Theriot Thibodeaux Thibodaux Trahan Verdin Villere Zeringue
  Bacigalupi Capobianco Castellano Cipriani Colombo DeLuca Ferraro Gallo Giordano Lombardi Mancini Marchetti Marino Moretti Pellegrini Santoro Tedesco
  Amaral Andrade Araujo Azevedo Batista Cardoso Cavalcanti Correia Domingues Esteves Faria Figueira Figueiredo Fonseca Freitas Gonçalves Leite Machado Magalhães
  Marques Matos Medeiros Melo Monteiro Moraes Moreira Nascimento Neves Nogueira Nunes Pacheco Peixoto Pinheiro Pinto Queiroz Rezende Rocha Sampaio Siqueira
  Soares Tavares Teixeira Vasconcelos Vieira Abad Agbayani Aquino Bagayas Balagtas Banaag Buenaventura Cabrera Calderon Catacutan Dela Delacruz Dimaano
  Dimayuga Evangelista Gatdula Gatchalian Ilagan Lacson Lumibao Magbanua Magsaysay Mangubat Natividad Ocampo Pangilinan Panganiban Quiambao Sumulong Tolentino Tumulak
  Afoa Aiono Alaimalo Fa'alogo Faumuina Fonoti Fuimaono Ioane Kaumatule Kauhane Kahale Kalani Kamaka Keawe Latu Leota Lealaimatafao Lolesio Mahoe Mataafa Maiava
  Moala Nainoa Palelei Pauga Savea Seumalo Sua Tafuna Taufa Tautolo Tonga Tupou Tuiasosopo Tuimavave Tuivasa Uele Vaifale Vea Vainikolo
  Anaya Arellano Arreola Arroyo Avila Ayala Baca Baez Ballesteros Banuelos Barajas Barrera Barrientos Barrios Becerra Beltran Benavides Benitez Bermudez
  Bonilla Borrego Bravo Bustamante Bustos Cabello Camacho Camarillo Campos Cantu Cardenas Carranza Carrasco Carrillo Casillas Castaneda Castellanos
  Ceja Cervantes Cisneros Colon Contreras Cordova Corona Coronado Cortes Cortez Covarrubias Cuellar Davila Duarte Duran Echeverria Elizondo Enriquez
  Escamilla Escobar Escobedo Espinal Espinosa Espinoza Esquivel Estrada Fajardo Felix Figueroa Franco Fuentes Galindo Gallardo Gallegos Galvan Galvez
  Gamboa Gaona Garay Garza Godinez Guajardo Guerra Guevara Guillen Gutierres Haro Heredia Hidalgo Hinojosa Huerta Ibarra Jacobo Jaramillo Jasso Juarez
  Lara Ledesma Leal Lemus Leon Leyva Limon Lira Loera Longoria Lozano Lucero Lugo Luna Macias Madrigal Maldonado Manriquez Mares Marin Marroquin Mata
  Mateo Mejia Melendez Melgar Mena Mendiola Meza Miranda Mojica Molina Monroy Montalvo Montano Montelongo Montenegro Montes Montoya Mora Mosqueda Muniz
  Murillo Najera Naranjo Nava Navarrete Navarro Nieto Nolasco Nunez Ocampo Ochoa Ojeda Olivares Olvera Ontiveros Ornelas Orozco Orta Ortega Pacheco
  Padilla Palacios Palomino Pantoja Paredes Parra Pascual Patino Paz Pedraza Pena Peralta Pineda Pizarro Plascencia Ponce Portillo Prado Preciado Prieto
  Puente Puga Quezada Quintana Quintero Quinones Quiroz Rangel Renteria Resendez Reynoso Rincon Robledo Robles Rocha Rodarte Rosales Rosario Rosas
  Rubio Ruelas Saavedra Saenz Salas Salcedo Saldana Saldivar Salgado Salinas Samaniego Sandoval Santana Santiago Santillan Saucedo Segovia Segura Sepulveda
  Serna Serrano Serrato Sierra Solano Solis Solorzano Sosa Sotelo Suarez Tafoya Tapia Tejada Tejeda Tellez Terrazas Tlaxcala Toledo Tovar Trejo Trevino
  Trujillo Tzul Ulloa Urbina Uribe Urrutia Valadez Valdez Valencia Valenzuela Valle Vallejo Valles Varela Vela Velasco Velasquez Velazquez Velez Venegas
  Vera Verdugo Vergara Vidal Viera Villa Villalobos Villanueva Villarreal Villasenor Villegas Xol Xol Yanez Ybarra Zaldivar Zamora Zamudio Zapata Zaragoza
  Zarate Zavala Zepeda Zuniga Ajanel Choc Caal Cuc Coc Ixcoy Tojil Tum Pop Ramirez
  Isaac Tubby Willis Denson Dixon Farve Frazier Henry Hickman Jim Jimmie John Lewis Martin Ben Bell Billie Billy Chickaway Comby Cotton Gibson Jefferson
  Joe McMillan Morris Nickey Phillip Sam Shoemake Solomon Steve Stoliby Thompson Tubby Wesley Wishork York Anderson Amos Bacon Wilson
  Ainsworth Applewhite Barefoot Beasley Blackmon Boykin Breland Broadus Buckhalter Bullock Burnside Bynum Byrd Cagle Carmichael Cockrell Coker Crenshaw
  Dampeer Dearman Dedeaux Denham Dillard Dubose Easterling Entrekin Eubanks Evers Fairley Fortenberry Funchess Gatewood Gatlin Goforth Grantham Graves
  Grimsley Gipson Hairston Hathorn Herrington Holifield Holloman Hudnall Husband Jefcoat Jernigan Jourdan Keyes Kitchens Ladner Laird Lofton Lott Luckett
  Magee McAlister McCarty McDaniel McGilberry McGowan McInnis McLaurin McLemore McMullan Mangum Mize Moffett Necaise Nix Overby Parks Pickens Pittman
  Prine Pugh Purvis Ratliff Rawls Ray Rayborn Rhodes Rigby Roebuck Rushing Sanderford Sandifer Sanford Shoemake Showers Sistrunk Smithart Speights Stamps
  Stringer Stribling Strickland Sumrall Swanigan Tackett Tadlock Taggart Thaggard Thigpen Thrash Tillman Tisdale Toney Touchstone Townes Travis Tullos
  Turnage Varnado Vick Wansley Warnock Weathersby Weatherspoon Welford Whitehead Whitten Wigginton Windham Womack Wooten Yancey Younger Yarbrough Zumwalt
`)
