-- A deployments.db of version 1, as dora-report wrote it before it followed labels: 60 merge requests of
-- the test GitLab, collected on 2024-07-01. @API@ is the server's address.
BEGIN TRANSACTION;
CREATE TABLE crawl (
  key INTEGER PRIMARY KEY,
  project INTEGER NOT NULL REFERENCES project,
  time_order TEXT NOT NULL,         -- created or updated
  begin INTEGER NOT NULL,
  end INTEGER NOT NULL,
  planned_at INTEGER NOT NULL,      -- By the server's clock
  finished INTEGER NOT NULL
);
INSERT INTO "crawl" VALUES(1,1,'created',0,253370764800000,1719792000000,1);
CREATE TABLE crawl_window (
  crawl INTEGER NOT NULL REFERENCES crawl,
  number INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  reached INTEGER NOT NULL,         -- All before is stored
  end INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  finished INTEGER NOT NULL,
  PRIMARY KEY (crawl, number)
) WITHOUT ROWID;
INSERT INTO "crawl_window" VALUES(1,0,0,253370764800000,253370764800000,60,1);
CREATE TABLE merge_request (
  project INTEGER NOT NULL REFERENCES project,
  iid INTEGER NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  merged_at INTEGER,
  closed_at INTEGER,
  labels TEXT NOT NULL,             -- A JSON array
  author TEXT NOT NULL,
  author_is_bot INTEGER NOT NULL,
  title TEXT NOT NULL,
  source_branch TEXT NOT NULL,
  target_branch TEXT NOT NULL,
  web_url TEXT NOT NULL,
  generation INTEGER NOT NULL,      -- The last one that saw it
  added_by INTEGER NOT NULL,        -- Runs
  changed_by INTEGER NOT NULL,
  seen_by INTEGER NOT NULL,
  PRIMARY KEY (project, iid)
) WITHOUT ROWID;
INSERT INTO "merge_request" VALUES(1,1,'closed',1711977348482,1711983280540,NULL,1711983280540,'["service:catalog-service","tier:staging"]','user90',0,'Deploy catalog-service 3.32.4','bump-1','main','https://gitlab.example.com/platform/deployments/-/merge_requests/1',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,2,'merged',1712065461076,1712212660620,1712212660620,NULL,'["service:search-worker","tier:production"]','user97',0,'Deploy search-worker 4.21.1','update-2','main','https://gitlab.example.com/platform/deployments/-/merge_requests/2',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,3,'merged',1712072421718,1712142142810,1712142142810,NULL,'["hotfix","service:search-worker","tier:staging"]','user196',0,'Deploy search-worker 1.13.10','release-3','main','https://gitlab.example.com/platform/deployments/-/merge_requests/3',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,4,'merged',1712145003572,1712154567091,1712154567091,NULL,'["hotfix","service:checkout-web","tier:staging"]','user125',0,'Deploy checkout-web 4.23.9','hotfix-4','main','https://gitlab.example.com/platform/deployments/-/merge_requests/4',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,5,'merged',1712149115167,1712175456755,1712175456755,NULL,'["service:catalog-service","tier:development"]','user207',0,'Deploy catalog-service 6.33.8','bump-5','main','https://gitlab.example.com/platform/deployments/-/merge_requests/5',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,6,'merged',1712222045144,1712239562962,1712239562962,NULL,'["service:search-worker","tier:production"]','user50',0,'Deploy search-worker 6.39.7','rollout-6','main','https://gitlab.example.com/platform/deployments/-/merge_requests/6',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,7,'merged',1712248293596,1715663446754,1712280460541,NULL,'["service:search-worker","tier:production"]','user81',0,'Deploy search-worker 4.13.3','hotfix-7','main','https://gitlab.example.com/platform/deployments/-/merge_requests/7',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,8,'merged',1712308900065,1712334343336,1712334343336,NULL,'["service:checkout-web","tier:development"]','user103',0,'Deploy checkout-web 4.5.8','bump-8','main','https://gitlab.example.com/platform/deployments/-/merge_requests/8',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,9,'merged',1712562502310,1712569019580,1712569019580,NULL,'["service:checkout-web","tier:production"]','user194',0,'Deploy checkout-web 4.39.14','rollout-9','main','https://gitlab.example.com/platform/deployments/-/merge_requests/9',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,10,'merged',1712673101936,1712700619831,1712700619831,NULL,'["service:catalog-service","service:search-worker","tier:staging"]','user214',0,'Deploy search-worker 4.13.10','release-10','main','https://gitlab.example.com/platform/deployments/-/merge_requests/10',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,11,'merged',1712862665345,1712875489336,1712875489336,NULL,'["service:checkout-web","tier:development"]','user177',0,'Deploy checkout-web 1.33.13','update-11','main','https://gitlab.example.com/platform/deployments/-/merge_requests/11',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,12,'merged',1713170194119,1713180497867,1713180497867,NULL,'["service:search-worker","tier:production"]','user70',0,'Deploy search-worker 4.19.14','release-12','main','https://gitlab.example.com/platform/deployments/-/merge_requests/12',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,13,'merged',1713267836653,1713271420174,1713271420174,NULL,'["service:catalog-service","tier:production"]','user110',0,'Deploy catalog-service 6.33.10','promote-13','main','https://gitlab.example.com/platform/deployments/-/merge_requests/13',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,14,'merged',1713284927576,1713291520832,1713291520832,NULL,'["Priority::3-Other","service:checkout-web","tier:development"]','user207',0,'Deploy checkout-web 5.10.5','promote-14','main','https://gitlab.example.com/platform/deployments/-/merge_requests/14',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,15,'merged',1713351388459,1713384588305,1713384588305,NULL,'["service:search-worker","tier:production"]','user201',0,'Deploy search-worker 2.32.2','hotfix-15','main','https://gitlab.example.com/platform/deployments/-/merge_requests/15',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,16,'merged',1713362924821,1713387858715,1713387858715,NULL,'["service:search-worker","tier:production"]','user113',0,'Deploy search-worker 2.39.6','update-16','main','https://gitlab.example.com/platform/deployments/-/merge_requests/16',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,17,'merged',1713370955079,1713376681401,1713376681401,NULL,'["service:checkout-web","tier:staging"]','user94',0,'Deploy checkout-web 6.17.10','promote-17','main','https://gitlab.example.com/platform/deployments/-/merge_requests/17',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,18,'merged',1713428717242,1713462199600,1713462199600,NULL,'["service:checkout-web","tier:production"]','user22',0,'Deploy checkout-web 6.18.1','rollout-18','main','https://gitlab.example.com/platform/deployments/-/merge_requests/18',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,19,'merged',1713781763649,1716091284883,1713786979527,NULL,'["service:catalog-service","tier:production"]','user195',0,'Deploy catalog-service 5.20.11','release-19','main','https://gitlab.example.com/platform/deployments/-/merge_requests/19',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,22,'merged',1713869608097,1713907944167,1713907944167,NULL,'["service:checkout-web","tier:staging"]','user42',0,'Deploy checkout-web 2.39.13','bump-22','main','https://gitlab.example.com/platform/deployments/-/merge_requests/22',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,23,'merged',1714122008607,1714130355065,1714130355065,NULL,'["service:checkout-web","tier:production"]','user181',0,'Deploy checkout-web 6.22.7','release-23','main','https://gitlab.example.com/platform/deployments/-/merge_requests/23',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,24,'merged',1714409737062,1714437658762,1714437658762,NULL,'["service:search-worker","tier:development"]','user98',0,'Deploy search-worker 3.11.12','hotfix-24','main','https://gitlab.example.com/platform/deployments/-/merge_requests/24',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,25,'merged',1714467859567,1714478978605,1714478978605,NULL,'["service:checkout-web","tier:production"]','user206',0,'Deploy checkout-web 5.3.13','promote-25','main','https://gitlab.example.com/platform/deployments/-/merge_requests/25',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,26,'merged',1714565852141,1714599308296,1714599308296,NULL,'["service:catalog-service","tier:production"]','user50',0,'Deploy catalog-service 1.28.8','release-26','main','https://gitlab.example.com/platform/deployments/-/merge_requests/26',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,27,'closed',1714646437317,1714658910873,NULL,1714658910873,'["service:checkout-web","tier:development"]','user98',0,'Deploy checkout-web 5.7.2','bump-27','main','https://gitlab.example.com/platform/deployments/-/merge_requests/27',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,28,'merged',1714672401538,1714688753207,1714688753207,NULL,'["service:checkout-web","tier:development"]','user88',0,'Deploy checkout-web 6.28.3','hotfix-28','main','https://gitlab.example.com/platform/deployments/-/merge_requests/28',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,29,'merged',1714986493417,1717163997844,1714994307093,NULL,'["service:checkout-web","tier:development"]','user234',0,'Deploy checkout-web 5.25.0','rollout-29','main','https://gitlab.example.com/platform/deployments/-/merge_requests/29',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,30,'merged',1715001750636,1715024226761,1715024226761,NULL,'["service:search-worker","tier:development"]','user190',0,'Deploy search-worker 3.39.9','rollout-30','main','https://gitlab.example.com/platform/deployments/-/merge_requests/30',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,31,'merged',1715086802731,1715093048345,1715093048345,NULL,'["service:payments-api","tier:production"]','user65',0,'Deploy payments-api 1.0.6','release-31','main','https://gitlab.example.com/platform/deployments/-/merge_requests/31',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,32,'merged',1715090390031,1715256745086,1715256745086,NULL,'["Priority::3-Other","service:payments-api","tier:QA"]','user129',0,'Deploy payments-api 1.32.3','release-32','main','https://gitlab.example.com/platform/deployments/-/merge_requests/32',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,33,'merged',1715176522886,1715183455416,1715183455416,NULL,'["service:search-worker","tier:staging"]','user38',0,'Deploy search-worker 3.7.0','release-33','main','https://gitlab.example.com/platform/deployments/-/merge_requests/33',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,34,'merged',1715185477179,1715255020071,1715255020071,NULL,'["service:checkout-web","tier:production"]','user98',0,'Deploy checkout-web 2.29.3','release-34','main','https://gitlab.example.com/platform/deployments/-/merge_requests/34',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,35,'closed',1715241715802,1715246208390,NULL,1715246208390,'["service:checkout-web","tier:development"]','user85',0,'Deploy checkout-web 4.2.10','bump-35','main','https://gitlab.example.com/platform/deployments/-/merge_requests/35',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,36,'merged',1715248743084,1715263488315,1715263488315,NULL,'["service desk","service:checkout-web","tier:development"]','user128',0,'Deploy checkout-web 4.9.7','hotfix-36','main','https://gitlab.example.com/platform/deployments/-/merge_requests/36',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,37,'merged',1715252488177,1715321763741,1715321763741,NULL,'["service:checkout-web","tier:production","workflow::4 - scheduled"]','user210',0,'Deploy checkout-web 4.25.9','bump-37','main','https://gitlab.example.com/platform/deployments/-/merge_requests/37',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,38,'merged',1715267048309,1717468107996,1715286134675,NULL,'["service:search-worker","tier:development"]','user20',0,'Deploy search-worker 2.13.4','hotfix-38','main','https://gitlab.example.com/platform/deployments/-/merge_requests/38',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,39,'merged',1715280995223,1715281506104,1715281506104,NULL,'["service:checkout-web","tier:production"]','user102',0,'Deploy checkout-web 1.2.1','rollout-39','main','https://gitlab.example.com/platform/deployments/-/merge_requests/39',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,40,'opened',1715292293790,1715321966560,NULL,NULL,'["service:checkout-web","tier:production"]','user196',0,'Deploy checkout-web 4.33.0','hotfix-40','main','https://gitlab.example.com/platform/deployments/-/merge_requests/40',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,41,'merged',1715366116237,1715394173067,1715394173067,NULL,'["service:checkout-web","tier:development"]','user156',0,'Deploy checkout-web 4.34.0','hotfix-41','main','https://gitlab.example.com/platform/deployments/-/merge_requests/41',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,42,'merged',1715576107154,1715577149624,1715577149624,NULL,'["bug","service:catalog-service","tier:development"]','user163',0,'Deploy catalog-service 6.9.14','rollout-42','main','https://gitlab.example.com/platform/deployments/-/merge_requests/42',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,43,'merged',1715591652925,1715851785160,1715851785160,NULL,'["tier:production"]','user71',0,'Deploy payments-api 2.10.1','release-43','main','https://gitlab.example.com/platform/deployments/-/merge_requests/43',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,44,'opened',1715591652925,1715604583661,NULL,NULL,'["service:payments-api","tier:staging"]','user127',0,'Deploy payments-api 5.7.11','hotfix-44','main','https://gitlab.example.com/platform/deployments/-/merge_requests/44',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,45,'merged',1715691823834,1715880337192,1715880337192,NULL,'["tier:production"]','user70',0,'Deploy search-worker 1.39.6','bump-45','main','https://gitlab.example.com/platform/deployments/-/merge_requests/45',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,46,'merged',1715705516350,1715739730924,1715737496412,NULL,'["service:checkout-web"]','user165',0,'Deploy checkout-web 2.38.12','update-46','main','https://gitlab.example.com/platform/deployments/-/merge_requests/46',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,47,'merged',1715779319461,1717132500363,1715782869942,NULL,'["service:checkout-web","tier:development"]','user69',0,'Deploy checkout-web 1.28.10','release-47','main','https://gitlab.example.com/platform/deployments/-/merge_requests/47',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,48,'merged',1716217757064,1716224211883,1716224211883,NULL,'["service:search-worker","tier:staging"]','user155',0,'Deploy search-worker 5.7.1','rollout-48','main','https://gitlab.example.com/platform/deployments/-/merge_requests/48',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,49,'merged',1716290391763,1717277850184,1716310627008,NULL,'["service:payments-api","tier:production"]','user96',0,'Deploy payments-api 1.25.1','release-49','main','https://gitlab.example.com/platform/deployments/-/merge_requests/49',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,50,'merged',1716313118887,1716334067376,1716334067376,NULL,'["service:search-worker","tier:staging"]','user12',0,'Deploy search-worker 2.39.10','bump-50','main','https://gitlab.example.com/platform/deployments/-/merge_requests/50',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,51,'merged',1716392408639,1716405071979,1716405071979,NULL,'["service:checkout-web","tier:production"]','user217',0,'Deploy checkout-web 1.10.0','bump-51','main','https://gitlab.example.com/platform/deployments/-/merge_requests/51',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,52,'merged',1716460227897,1716522543754,1716522543754,NULL,'["service:payments-api","tier:production"]','user85',0,'Deploy payments-api 3.33.0','release-52','main','https://gitlab.example.com/platform/deployments/-/merge_requests/52',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,53,'merged',1716819525734,1716829734631,1716829734631,NULL,'["service:payments-api","tier:production"]','user94',0,'Deploy payments-api 2.25.13','rollout-53','main','https://gitlab.example.com/platform/deployments/-/merge_requests/53',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,54,'merged',1716913678016,1716992963293,1716992963293,NULL,'["service:search-worker","tier:production"]','user4',0,'Deploy search-worker 2.6.14','bump-54','main','https://gitlab.example.com/platform/deployments/-/merge_requests/54',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,55,'merged',1717052259984,1717095641685,1717095641685,NULL,'["service:payments-api","tier:production"]','user118',0,'Deploy payments-api 6.4.7','release-55','main','https://gitlab.example.com/platform/deployments/-/merge_requests/55',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,56,'merged',1717057711074,1717065494783,1717065494783,NULL,'["service:checkout-web","tier:QA"]','user115',0,'Deploy checkout-web 1.11.3','hotfix-56','main','https://gitlab.example.com/platform/deployments/-/merge_requests/56',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,57,'merged',1717080360539,1717088314750,1717088314750,NULL,'["service:payments-api","tier:production"]','user215',0,'Deploy payments-api 6.9.13','release-57','main','https://gitlab.example.com/platform/deployments/-/merge_requests/57',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,58,'merged',1717506090985,1718219444367,1717508869440,NULL,'["service:checkout-web","tier:production"]','user94',0,'Deploy checkout-web 6.7.13','hotfix-58','main','https://gitlab.example.com/platform/deployments/-/merge_requests/58',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,59,'merged',1717579568439,1717600805728,1717600805728,NULL,'["service:payments-api","tier:development"]','user124',0,'Deploy payments-api 6.31.12','hotfix-59','main','https://gitlab.example.com/platform/deployments/-/merge_requests/59',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,60,'closed',1717668537731,1717725319989,NULL,1717725319989,'["service:payments-api","tier:development"]','user101',0,'Deploy payments-api 1.36.3','release-60','main','https://gitlab.example.com/platform/deployments/-/merge_requests/60',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,61,'merged',1718192831055,1718205676101,1718205676101,NULL,'["service:payments-api","service:search-worker","tier:production"]','user164',0,'Deploy payments-api 4.25.14','update-61','main','https://gitlab.example.com/platform/deployments/-/merge_requests/61',1,1,1,1);
INSERT INTO "merge_request" VALUES(1,62,'merged',1718220459504,1718273655187,1718273655187,NULL,'["service:checkout-web","tier:production"]','user156',0,'Deploy checkout-web 3.30.11','promote-62','main','https://gitlab.example.com/platform/deployments/-/merge_requests/62',1,1,1,1);
CREATE TABLE project (
  key INTEGER PRIMARY KEY,
  root TEXT NOT NULL,               -- The API that was asked: https://host/api/v4
  id INTEGER NOT NULL,
  asked TEXT NOT NULL,              -- As --project had it last
  path TEXT NOT NULL,
  web_url TEXT NOT NULL,
  synced INTEGER,                   -- What is updated from then on is still to be asked for
  generation INTEGER NOT NULL,      -- Grows with each --full
  full_under_way INTEGER NOT NULL,
  UNIQUE (root, id)
);
INSERT INTO "project" VALUES(1,'@API@',4242,'platform/deployments','platform/deployments','https://gitlab.example.com/platform/deployments',1719792000000,1,0);
CREATE TABLE run (
  key INTEGER PRIMARY KEY,
  project INTEGER NOT NULL REFERENCES project,
  started INTEGER NOT NULL,
  ended INTEGER,
  mode TEXT NOT NULL,               -- first, resumed, incremental or full
  requests INTEGER NOT NULL DEFAULT 0,
  retries INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  outcome TEXT NOT NULL             -- under way (or killed), complete, partial or failed
);
INSERT INTO "run" VALUES(1,1,1719792000000,1719792000000,'first',3,0,18574,60,0,0,0,'complete');
COMMIT;
PRAGMA user_version = 1;
