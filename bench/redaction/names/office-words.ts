/**
 * Abbreviations of forms, logs and notes, which no list of words has and a tagger takes for surnames; brands, parties and
 * technical words likewise. Written by hand.
 */
export const OFFICE_WORDS = `
  abbr absent acct accts ack addl addr addrs addrss adj adm admin adms adtl agcy agmt alloc alt amb amt ani annl anon appl appls appr approp
  appt appts apt asap asgn assgn assn asst attd attn auth authd avail avg bal bday bdrm bgn bldg bldgs bldr blk blvd bnft brwr bus calc canc
  cancl cat cent cert certs cfs chg chgs chk chks chrg cko clk clm clms clr cmd cmnt cmt cnty cntr cnxl col comm comp compl conf confid conn
  cont contd contr contrib coord corr corresp cov cpl crd crs crt ct ctr ctrl ctx curr cust cyl dba dbl dec decl ded dedn def del deliv dem
  dep depo depr dept descr desc dest det dev diag diff dir disb disch disp dist distr div dlr dlvd dlvry dnis doc docs docu dom dtd dtmf dtr
  dup dups dur dwlg eff elec elev elig emer emerg empl enc encl encl endt eng engr enrl ent entd env eqpt equip esc est estab etc eval evid
  exam excl exec exmpt exp expir expr exps ext extd fac facil fam fax fcst fed fgn fid fig fin flt fmr fnl folo forf freq frt ftr fund furn
  fwd fwdd gar gen gov govt grad grp gtee hdcp hdqrs hdr hist hld hldg hosp hrg hrgs hrly hse hsg hsehld hvac hwy hyd idx illus immed immun
  improv inc incl incr ind indiv info init inits inj inq ins insp inst instr insur int intl inv invol irreg issd iss jct jnl jrnl judg jur
  juv jurisd lab  lat lbl ldr lic lien ln lnch  locn ltr ltrs lvl lvm maint mand manuf mbr mdse meas mech med meds memb mfg mfr mgmt
  mgmnt mgr mgrs mi mil min mins misc mkt mktg mnth mo mod mos mot msg msgs mtd mtg mtgs mth mthly mtr mun nbr natl neg neut nite nof nomin
  notif nxt obj obs occ occup off offc ofcr opn opns oper oppt opt orig orgn otr outpt ovr ovrd paymt pct pend perf perm perms pers persnl
  petn pgm phn phone phonc addrcss namc datc emp phys pkg pkwy plcy pmt pmts pmnt poc pol pos poss ppd pplx prelim prem prep prev prim prin
  priv prob proc procs prod prof prog proj prom prop pros prov prsn prvdr psbl psgr psych ptnt pty pubs purch pymt qlfd qlty qry qtr qtrly
  qty quad qual ques rcd rcpt rcpts rcv rcvd rcvng rdr reass reassgn rec recd reccs recon recs recd rect redet redetd ref refd refl reg regd
  regs reinsp reinst reiss reissd reissued rel reloc rem remb remd rept req reqd reqmt reqs res resch resched resd resid resp rest ret retd
  retn rev revd revw rfnd rmks rmk rmv rnwl rpt rptd rpts rqst rsn rsvd rte rtn rtnd rvw rwd satis sched schl scr sec secd sect sectn sel
  sems sep seq ser serv servs sess sgnd sgnr shlt shpt sig sigs simul sml sn soc spc spcl spec specs spkr sq sr src srvc srvcs srvd ssid sta
  std stat stats stmt stmts stnd sts stud subj subm subs subst suff supp suppl supvr surg surv susp svc svcs svy sys tbd tba tech tel temp
  term terr tfr thru tkt tmp tot tots tow trans transf transp trk trng trmt trmtd trnsfr treas trt trtmt tst ttl twp twr txn txt typ ult
  undet unemp univ unk unkn unlim unoff unsat upd updt usr util utl vac val valn var veh vehs ver verif vers vets vet  viol vis vist vlg
  voc vol vols vouch vr wdth wgt whs wk wkg wkly wkr wks wrk wrnt wrnty wthld xfer xfr xmit xref yr yrly yrs ytd zn
  pasrr ltss fmla cobra sftp ftp smtp imap vpn vlan wlan dhcp sql http ssl tls ssh cpu ram gpu usb nas san idp sso mfa otp ivr cti acd edi
  rfq rfi rfp itb ifb mou moa sow cfr rsmo csr mca usc cctv gps gis lidar epcr ncpdp icf snf hcbs pca chw ehr emr hie adt oru orm mdm hedis
  onboarding offboarding intake outtake preauth reauth unassigned unregistered uncollected undeliverable overpayment overpayments
  redetermination recertification recert recerts underwriter underwriting payoff payroll paystub backpay chargeback clawback
  medicare medicaid healthnet chip tricare qmb slmb mcare mcaid ebt snap pebt tanf liheap wic ccdf ssi ssdi oasdi ada foia ferpa hipaa
  modot mdot mdwfp mdeq mdes mdhs mdoc msde dfa itsd dese dnr dmh dhss oaitsd mshp mhp umc ummc
  youd yall youll youve youre wouldve shouldve couldve thats whats heres theres lets dont cant wont didnt doesnt isnt arent wasnt werent
  youd theyre theyve theyll weve itll itd hed shed gonna gotta wanna lemme gimme kinda sorta dunno imma ima aint yall yalls finna tryna
  pls plz thx thnx tks lol lmao omg btw fyi imo idk tbh smh ikr brb ttyl rofl jk nvm hmu wyd
  hawks eagles tigers bulldogs trojans panthers cougars wildcats rebels warriors saints rams hornets falcons bears cardinals royals chiefs
  blues broncos mustangs vikings raiders knights lions jaguars yellowjackets rockets comets spartans titans generals admirals patriots
  mavericks mariners pirates golds devils demons
  giardia legionella salmonella listeria ecoli norovirus rotavirus hepatitis tdap mmr dtap hpv ipv pcv varicella covid influenza tetanus
  marine marines crews fees dues levee levees tolls valentine valentines lil ole grandma grandpa granny nana auntie bubba
  duramax hemi powerstroke cummins paccar freightliner kenworth peterbilt navistar caterpillar kubota bobcat goodyear michelin firestone
  bridgestone toyota honda nissan hyundai kia subaru mazda volkswagen chevrolet chevy silverado tahoe malibu impala camaro corvette
  walgreens walmart kroger costco nutrien ergon aramark sysco xerox lexmark ricoh kyocera canon epson lenovo asus acer cisco juniper fortinet
  vmware citrix splunk okta duo tableau qualtrics docusign laserfiche onbase peoplesoft kronos maximo hyland tyler accela granicus
  burundian congolese rwandan eritrean ethiopian kenyan nigerian ghanaian liberian sudanese egyptian syrian lebanese jordanian palestinian
  kurdish turkish afghan pakistani bangladeshi nepalese bhutanese burmese thai laotian cambodian filipino indonesian malaysian micronesian samoan
  tongan czech slovak hungarian romanian bulgarian serbian croatian bosnian albanian brazilian colombian venezuelan peruvian ecuadorian bolivian
  chilean argentine guatemalan honduran salvadoran nicaraguan panamanian cuban jamaican puerto rican cajun creole
  arvest trustmark regions cadence bancorpsouth centene molina wellcare optum cigna entergy ameren evergy spire atmos liberty altosid colilert
  grundfos leviton kidde schlage sloan honeywell siemens eaton abb moxa hach ysi garmin motorola axon tyvek kevlar
  justif alleg subtot prescriber telework magnolia sportsman ori oca ani
  fein empno lang loc
  legalzoom westlaw lexisnexis
`
  .trim()
  .split(/\s+/)
