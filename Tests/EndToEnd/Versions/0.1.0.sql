-- The database of a home of version 0.1.0 (commit 9caa537), whose process was killed in the middle of a sweep.
BEGIN TRANSACTION;
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261124082014_Initial','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261124170502_Segments','10.0.15');
INSERT INTO "__EFMigrationsHistory" VALUES('20261124193908_KeysAndDeletions','10.0.15');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE TABLE "api_keys" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_api_keys" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Role" TEXT NOT NULL,
    "Sha256" TEXT NOT NULL,
    "CreatedAt" TEXT NOT NULL,
    "RevokedAt" TEXT NULL
);
CREATE TABLE "checkpoints" (
    "Sweep" TEXT NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "Trial" INTEGER NOT NULL,
    "Attempt" INTEGER NOT NULL,
    "Step" INTEGER NOT NULL,
    "Path" TEXT NOT NULL,
    "Bytes" INTEGER NOT NULL,
    "Sha256" TEXT NOT NULL,
    "Time" TEXT NOT NULL,
    CONSTRAINT "PK_checkpoints" PRIMARY KEY ("Sweep", "Sequence")
);
CREATE TABLE "deleted_sweeps" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_deleted_sweeps" PRIMARY KEY,
    "DeletedAt" TEXT NOT NULL
);
CREATE TABLE "events" (
    "Sweep" TEXT NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "Kind" TEXT NOT NULL,
    "Payload" TEXT NOT NULL,
    "Time" TEXT NOT NULL,
    CONSTRAINT "PK_events" PRIMARY KEY ("Sweep", "Sequence")
);
INSERT INTO "events" VALUES('scripted-1',1,'sweep-submitted','{"kind":"sweep-submitted","sequence":1,"time":"2026-11-24T23:07:42.9224422+00:00","spec":{"name":"scripted","task":{"type":"program","command":["scripted-trial"]},"method":{"type":"tpe","startupTrials":10,"candidates":24},"objectives":[{"metric":"score","direction":"maximize"}],"parameters":[{"name":"lr","distribution":{"type":"log_uniform_values","min":0.001,"max":0.3,"integer":false},"when":[]},{"name":"steps","distribution":{"type":"constant","value":4},"when":[]},{"name":"step_ms","distribution":{"type":"constant","value":400},"when":[]},{"name":"checkpoint_every","distribution":{"type":"constant","value":1000},"when":[]}],"description":"","earlyTerminate":{"type":"median","startupTrials":5,"warmupSteps":3,"interval":1,"minTrials":3},"runCap":8,"seed":1,"limits":{},"resources":{"device":"any","priority":50,"weight":1},"retries":{"maxRestarts":3,"progressTimeout":"00:02:00"},"firstPoints":[]},"specHash":"7a714c72e9ad699d94419c5e9bb529d326cfee70fff58ea6c9f0a8bbdf9f7929"}','2026-11-24 23:07:42.9224422');
INSERT INTO "events" VALUES('scripted-1',2,'trial-suggested','{"kind":"trial-suggested","sequence":2,"time":"2026-11-24T23:07:47.9494322+00:00","trial":0,"parameters":{"lr":0.022769861958448122,"steps":4,"step_ms":400,"checkpoint_every":1000},"basedOn":1,"provenance":"tpe: start-up"}','2026-11-24 23:07:47.9494322');
INSERT INTO "events" VALUES('scripted-1',3,'attempt-started','{"kind":"attempt-started","sequence":3,"time":"2026-11-24T23:07:48.0447456+00:00","trial":0,"attempt":1,"slot":{"silo":"local","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:42063@154566446","leaseId":"fdb7f3f5-ae0f-48b9-a08c-362bd841f2cf","fromStep":0}','2026-11-24 23:07:48.0447456');
INSERT INTO "events" VALUES('scripted-1',4,'attempt-reported','{"kind":"attempt-reported","sequence":4,"time":"2026-11-24T23:07:51.328898+00:00","trial":0,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:51.328898');
INSERT INTO "events" VALUES('scripted-1',5,'attempt-reported','{"kind":"attempt-reported","sequence":5,"time":"2026-11-24T23:07:52.5277897+00:00","trial":0,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:52.5277897');
INSERT INTO "events" VALUES('scripted-1',6,'attempt-reported','{"kind":"attempt-reported","sequence":6,"time":"2026-11-24T23:07:53.2805457+00:00","trial":0,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:53.2805457');
INSERT INTO "events" VALUES('scripted-1',7,'attempt-reported','{"kind":"attempt-reported","sequence":7,"time":"2026-11-24T23:07:53.7797169+00:00","trial":0,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:53.7797169');
INSERT INTO "events" VALUES('scripted-1',8,'attempt-ended','{"kind":"attempt-ended","sequence":8,"time":"2026-11-24T23:07:54.0280269+00:00","trial":0,"attempt":1,"outcome":{"type":"completed"}}','2026-11-24 23:07:54.0280269');
INSERT INTO "events" VALUES('scripted-1',9,'trial-suggested','{"kind":"trial-suggested","sequence":9,"time":"2026-11-24T23:07:54.7756468+00:00","trial":1,"parameters":{"lr":0.0660084546851506,"steps":4,"step_ms":400,"checkpoint_every":1000},"basedOn":8,"provenance":"tpe: start-up"}','2026-11-24 23:07:54.7756468');
INSERT INTO "events" VALUES('scripted-1',10,'attempt-started','{"kind":"attempt-started","sequence":10,"time":"2026-11-24T23:07:54.7756785+00:00","trial":1,"attempt":1,"slot":{"silo":"local","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:42063@154566446","leaseId":"a5169a4d-dc9d-4fe1-8d02-43f6f8c2c46f","fromStep":0}','2026-11-24 23:07:54.7756785');
INSERT INTO "events" VALUES('scripted-1',11,'attempt-reported','{"kind":"attempt-reported","sequence":11,"time":"2026-11-24T23:07:55.4850637+00:00","trial":1,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:55.4850637');
INSERT INTO "events" VALUES('scripted-1',12,'attempt-reported','{"kind":"attempt-reported","sequence":12,"time":"2026-11-24T23:07:55.9742373+00:00","trial":1,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:55.9742373');
INSERT INTO "events" VALUES('scripted-1',13,'attempt-reported','{"kind":"attempt-reported","sequence":13,"time":"2026-11-24T23:07:56.4636918+00:00","trial":1,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:56.4636918');
INSERT INTO "events" VALUES('scripted-1',14,'attempt-reported','{"kind":"attempt-reported","sequence":14,"time":"2026-11-24T23:07:56.980771+00:00","trial":1,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:56.980771');
INSERT INTO "events" VALUES('scripted-1',15,'attempt-ended','{"kind":"attempt-ended","sequence":15,"time":"2026-11-24T23:07:57.0840717+00:00","trial":1,"attempt":1,"outcome":{"type":"completed"}}','2026-11-24 23:07:57.0840717');
INSERT INTO "events" VALUES('scripted-1',16,'trial-suggested','{"kind":"trial-suggested","sequence":16,"time":"2026-11-24T23:07:57.1671939+00:00","trial":2,"parameters":{"lr":0.0037965960596708748,"steps":4,"step_ms":400,"checkpoint_every":1000},"basedOn":15,"provenance":"tpe: start-up"}','2026-11-24 23:07:57.1671939');
INSERT INTO "events" VALUES('scripted-1',17,'attempt-started','{"kind":"attempt-started","sequence":17,"time":"2026-11-24T23:07:57.1672351+00:00","trial":2,"attempt":1,"slot":{"silo":"local","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:42063@154566446","leaseId":"2a8a4a13-f616-45cc-ac86-616391d139c5","fromStep":0}','2026-11-24 23:07:57.1672351');
INSERT INTO "events" VALUES('scripted-1',18,'attempt-reported','{"kind":"attempt-reported","sequence":18,"time":"2026-11-24T23:07:57.6517311+00:00","trial":2,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:57.6517311');
INSERT INTO "events" VALUES('scripted-1',19,'attempt-reported','{"kind":"attempt-reported","sequence":19,"time":"2026-11-24T23:07:58.0956245+00:00","trial":2,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:58.0956245');
INSERT INTO "events" VALUES('scripted-1',20,'attempt-reported','{"kind":"attempt-reported","sequence":20,"time":"2026-11-24T23:07:58.5657465+00:00","trial":2,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:58.5657465');
INSERT INTO "events" VALUES('scripted-1',21,'attempt-reported','{"kind":"attempt-reported","sequence":21,"time":"2026-11-24T23:07:59.0586861+00:00","trial":2,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:59.0586861');
INSERT INTO "events" VALUES('scripted-1',22,'attempt-ended','{"kind":"attempt-ended","sequence":22,"time":"2026-11-24T23:07:59.1159038+00:00","trial":2,"attempt":1,"outcome":{"type":"completed"}}','2026-11-24 23:07:59.1159038');
INSERT INTO "events" VALUES('scripted-1',23,'trial-suggested','{"kind":"trial-suggested","sequence":23,"time":"2026-11-24T23:07:59.2541924+00:00","trial":3,"parameters":{"lr":0.052371001227855714,"steps":4,"step_ms":400,"checkpoint_every":1000},"basedOn":22,"provenance":"tpe: start-up"}','2026-11-24 23:07:59.2541924');
INSERT INTO "events" VALUES('scripted-1',24,'attempt-started','{"kind":"attempt-started","sequence":24,"time":"2026-11-24T23:07:59.2542205+00:00","trial":3,"attempt":1,"slot":{"silo":"local","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:42063@154566446","leaseId":"33e99a27-2d0c-431a-aa50-f0063b36431e","fromStep":0}','2026-11-24 23:07:59.2542205');
INSERT INTO "events" VALUES('scripted-1',25,'attempt-reported','{"kind":"attempt-reported","sequence":25,"time":"2026-11-24T23:07:59.943546+00:00","trial":3,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:07:59.943546');
INSERT INTO "events" VALUES('scripted-1',26,'attempt-reported','{"kind":"attempt-reported","sequence":26,"time":"2026-11-24T23:08:00.3916663+00:00","trial":3,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:00.3916663');
INSERT INTO "events" VALUES('scripted-1',27,'attempt-reported','{"kind":"attempt-reported","sequence":27,"time":"2026-11-24T23:08:00.8599436+00:00","trial":3,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:00.8599436');
INSERT INTO "events" VALUES('scripted-1',28,'attempt-reported','{"kind":"attempt-reported","sequence":28,"time":"2026-11-24T23:08:01.3309211+00:00","trial":3,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:01.3309211');
INSERT INTO "events" VALUES('scripted-1',29,'attempt-ended','{"kind":"attempt-ended","sequence":29,"time":"2026-11-24T23:08:01.391806+00:00","trial":3,"attempt":1,"outcome":{"type":"completed"}}','2026-11-24 23:08:01.391806');
INSERT INTO "events" VALUES('scripted-1',30,'trial-suggested','{"kind":"trial-suggested","sequence":30,"time":"2026-11-24T23:08:01.421863+00:00","trial":4,"parameters":{"lr":0.2579838930220283,"steps":4,"step_ms":400,"checkpoint_every":1000},"basedOn":29,"provenance":"tpe: start-up"}','2026-11-24 23:08:01.421863');
INSERT INTO "events" VALUES('scripted-1',31,'attempt-started','{"kind":"attempt-started","sequence":31,"time":"2026-11-24T23:08:01.421889+00:00","trial":4,"attempt":1,"slot":{"silo":"local","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:42063@154566446","leaseId":"135570f2-8f53-4048-827e-118c14f8fb93","fromStep":0}','2026-11-24 23:08:01.421889');
INSERT INTO "events" VALUES('scripted-1',32,'attempt-reported','{"kind":"attempt-reported","sequence":32,"time":"2026-11-24T23:08:01.9359916+00:00","trial":4,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:01.9359916');
INSERT INTO "events" VALUES('scripted-1',33,'attempt-reported','{"kind":"attempt-reported","sequence":33,"time":"2026-11-24T23:08:02.4472699+00:00","trial":4,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:02.4472699');
INSERT INTO "events" VALUES('scripted-1',34,'attempt-reported','{"kind":"attempt-reported","sequence":34,"time":"2026-11-24T23:08:02.9675664+00:00","trial":4,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:02.9675664');
INSERT INTO "events" VALUES('scripted-1',35,'attempt-reported','{"kind":"attempt-reported","sequence":35,"time":"2026-11-24T23:08:03.4800161+00:00","trial":4,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:03.4800161');
INSERT INTO "events" VALUES('scripted-1',36,'attempt-ended','{"kind":"attempt-ended","sequence":36,"time":"2026-11-24T23:08:03.5681155+00:00","trial":4,"attempt":1,"outcome":{"type":"completed"}}','2026-11-24 23:08:03.5681155');
INSERT INTO "events" VALUES('scripted-1',37,'trial-suggested','{"kind":"trial-suggested","sequence":37,"time":"2026-11-24T23:08:03.9773871+00:00","trial":5,"parameters":{"lr":0.011278579931291938,"steps":4,"step_ms":400,"checkpoint_every":1000},"basedOn":36,"provenance":"tpe: start-up"}','2026-11-24 23:08:03.9773871');
INSERT INTO "events" VALUES('scripted-1',38,'attempt-started','{"kind":"attempt-started","sequence":38,"time":"2026-11-24T23:08:03.9774163+00:00","trial":5,"attempt":1,"slot":{"silo":"local","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:42063@154566446","leaseId":"f0666c50-aba8-4e3d-a305-0d6a4edac735","fromStep":0}','2026-11-24 23:08:03.9774163');
INSERT INTO "events" VALUES('scripted-1',39,'attempt-reported','{"kind":"attempt-reported","sequence":39,"time":"2026-11-24T23:08:04.4418844+00:00","trial":5,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:04.4418844');
INSERT INTO "events" VALUES('scripted-1',40,'attempt-reported','{"kind":"attempt-reported","sequence":40,"time":"2026-11-24T23:08:04.8994994+00:00","trial":5,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:04.8994994');
INSERT INTO "events" VALUES('scripted-1',41,'attempt-reported','{"kind":"attempt-reported","sequence":41,"time":"2026-11-24T23:08:05.4235279+00:00","trial":5,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:05.4235279');
INSERT INTO "events" VALUES('scripted-1',42,'attempt-reported','{"kind":"attempt-reported","sequence":42,"time":"2026-11-24T23:08:06.0156299+00:00","trial":5,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":0.4,"judgement":{"decision":"continue","comparedWith":[0,1,2,3,4]}}','2026-11-24 23:08:06.0156299');
INSERT INTO "events" VALUES('scripted-1',43,'attempt-ended','{"kind":"attempt-ended","sequence":43,"time":"2026-11-24T23:08:06.1583989+00:00","trial":5,"attempt":1,"outcome":{"type":"completed"}}','2026-11-24 23:08:06.1583989');
INSERT INTO "events" VALUES('scripted-1',44,'trial-suggested','{"kind":"trial-suggested","sequence":44,"time":"2026-11-24T23:08:06.2978654+00:00","trial":6,"parameters":{"lr":0.09803272410368681,"steps":4,"step_ms":400,"checkpoint_every":1000},"basedOn":43,"provenance":"tpe: start-up"}','2026-11-24 23:08:06.2978654');
INSERT INTO "events" VALUES('scripted-1',45,'attempt-started','{"kind":"attempt-started","sequence":45,"time":"2026-11-24T23:08:06.2978901+00:00","trial":6,"attempt":1,"slot":{"silo":"local","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:42063@154566446","leaseId":"eb68ca7a-ece2-4070-85fb-da1dcd3ddce3","fromStep":0}','2026-11-24 23:08:06.2978901');
INSERT INTO "events" VALUES('scripted-1',46,'attempt-reported','{"kind":"attempt-reported","sequence":46,"time":"2026-11-24T23:08:06.8200861+00:00","trial":6,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:06.8200861');
INSERT INTO "events" VALUES('scripted-1',47,'attempt-reported','{"kind":"attempt-reported","sequence":47,"time":"2026-11-24T23:08:07.2542212+00:00","trial":6,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:07.2542212');
INSERT INTO "events" VALUES('scripted-1',48,'attempt-reported','{"kind":"attempt-reported","sequence":48,"time":"2026-11-24T23:08:07.7115419+00:00","trial":6,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:07.7115419');
INSERT INTO "events" VALUES('scripted-1',49,'attempt-reported','{"kind":"attempt-reported","sequence":49,"time":"2026-11-24T23:08:08.1882643+00:00","trial":6,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":0.4,"judgement":{"decision":"continue","comparedWith":[0,1,2,3,4,5]}}','2026-11-24 23:08:08.1882643');
INSERT INTO "events" VALUES('scripted-1',50,'attempt-ended','{"kind":"attempt-ended","sequence":50,"time":"2026-11-24T23:08:08.3494657+00:00","trial":6,"attempt":1,"outcome":{"type":"completed"}}','2026-11-24 23:08:08.3494657');
INSERT INTO "events" VALUES('scripted-1',51,'trial-suggested','{"kind":"trial-suggested","sequence":51,"time":"2026-11-24T23:08:08.4295567+00:00","trial":7,"parameters":{"lr":0.0024642577104694394,"steps":4,"step_ms":400,"checkpoint_every":1000},"basedOn":50,"provenance":"tpe: start-up"}','2026-11-24 23:08:08.4295567');
INSERT INTO "events" VALUES('scripted-1',52,'attempt-started','{"kind":"attempt-started","sequence":52,"time":"2026-11-24T23:08:08.4295808+00:00","trial":7,"attempt":1,"slot":{"silo":"local","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:42063@154566446","leaseId":"b31869cd-fd17-4ea3-bb09-b05387d293f9","fromStep":0}','2026-11-24 23:08:08.4295808');
INSERT INTO "events" VALUES('scripted-1',53,'attempt-reported','{"kind":"attempt-reported","sequence":53,"time":"2026-11-24T23:08:08.9883954+00:00","trial":7,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:08.9883954');
INSERT INTO "events" VALUES('scripted-1',54,'attempt-reported','{"kind":"attempt-reported","sequence":54,"time":"2026-11-24T23:08:09.4490219+00:00","trial":7,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:09.4490219');
INSERT INTO "events" VALUES('scripted-1',55,'attempt-reported','{"kind":"attempt-reported","sequence":55,"time":"2026-11-24T23:08:09.9186788+00:00","trial":7,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":0.4,"judgement":{"decision":"continue"}}','2026-11-24 23:08:09.9186788');
CREATE TABLE "reports" (
    "Sweep" TEXT NOT NULL,
    "Trial" INTEGER NOT NULL,
    "Attempt" INTEGER NOT NULL,
    "Step" INTEGER NOT NULL,
    "Metrics" TEXT NOT NULL,
    "StepSeconds" REAL NOT NULL,
    "Decision" TEXT NOT NULL,
    "Time" TEXT NOT NULL,
    CONSTRAINT "PK_reports" PRIMARY KEY ("Sweep", "Trial", "Attempt", "Step")
);
INSERT INTO "reports" VALUES('scripted-1',0,1,1,'{"score":0.51}',0.4,'Continue','2026-11-24 23:07:51.328898');
INSERT INTO "reports" VALUES('scripted-1',0,1,2,'{"score":0.52}',0.4,'Continue','2026-11-24 23:07:52.5277897');
INSERT INTO "reports" VALUES('scripted-1',0,1,3,'{"score":0.53}',0.4,'Continue','2026-11-24 23:07:53.2805457');
INSERT INTO "reports" VALUES('scripted-1',0,1,4,'{"score":0.54}',0.4,'Continue','2026-11-24 23:07:53.7797169');
INSERT INTO "reports" VALUES('scripted-1',1,1,1,'{"score":0.51}',0.4,'Continue','2026-11-24 23:07:55.4850637');
INSERT INTO "reports" VALUES('scripted-1',1,1,2,'{"score":0.52}',0.4,'Continue','2026-11-24 23:07:55.9742373');
INSERT INTO "reports" VALUES('scripted-1',1,1,3,'{"score":0.53}',0.4,'Continue','2026-11-24 23:07:56.4636918');
INSERT INTO "reports" VALUES('scripted-1',1,1,4,'{"score":0.54}',0.4,'Continue','2026-11-24 23:07:56.980771');
INSERT INTO "reports" VALUES('scripted-1',2,1,1,'{"score":0.51}',0.4,'Continue','2026-11-24 23:07:57.6517311');
INSERT INTO "reports" VALUES('scripted-1',2,1,2,'{"score":0.52}',0.4,'Continue','2026-11-24 23:07:58.0956245');
INSERT INTO "reports" VALUES('scripted-1',2,1,3,'{"score":0.53}',0.4,'Continue','2026-11-24 23:07:58.5657465');
INSERT INTO "reports" VALUES('scripted-1',2,1,4,'{"score":0.54}',0.4,'Continue','2026-11-24 23:07:59.0586861');
INSERT INTO "reports" VALUES('scripted-1',3,1,1,'{"score":0.51}',0.4,'Continue','2026-11-24 23:07:59.943546');
INSERT INTO "reports" VALUES('scripted-1',3,1,2,'{"score":0.52}',0.4,'Continue','2026-11-24 23:08:00.3916663');
INSERT INTO "reports" VALUES('scripted-1',3,1,3,'{"score":0.53}',0.4,'Continue','2026-11-24 23:08:00.8599436');
INSERT INTO "reports" VALUES('scripted-1',3,1,4,'{"score":0.54}',0.4,'Continue','2026-11-24 23:08:01.3309211');
INSERT INTO "reports" VALUES('scripted-1',4,1,1,'{"score":0.51}',0.4,'Continue','2026-11-24 23:08:01.9359916');
INSERT INTO "reports" VALUES('scripted-1',4,1,2,'{"score":0.52}',0.4,'Continue','2026-11-24 23:08:02.4472699');
INSERT INTO "reports" VALUES('scripted-1',4,1,3,'{"score":0.53}',0.4,'Continue','2026-11-24 23:08:02.9675664');
INSERT INTO "reports" VALUES('scripted-1',4,1,4,'{"score":0.54}',0.4,'Continue','2026-11-24 23:08:03.4800161');
INSERT INTO "reports" VALUES('scripted-1',5,1,1,'{"score":0.51}',0.4,'Continue','2026-11-24 23:08:04.4418844');
INSERT INTO "reports" VALUES('scripted-1',5,1,2,'{"score":0.52}',0.4,'Continue','2026-11-24 23:08:04.8994994');
INSERT INTO "reports" VALUES('scripted-1',5,1,3,'{"score":0.53}',0.4,'Continue','2026-11-24 23:08:05.4235279');
INSERT INTO "reports" VALUES('scripted-1',5,1,4,'{"score":0.54}',0.4,'Continue','2026-11-24 23:08:06.0156299');
INSERT INTO "reports" VALUES('scripted-1',6,1,1,'{"score":0.51}',0.4,'Continue','2026-11-24 23:08:06.8200861');
INSERT INTO "reports" VALUES('scripted-1',6,1,2,'{"score":0.52}',0.4,'Continue','2026-11-24 23:08:07.2542212');
INSERT INTO "reports" VALUES('scripted-1',6,1,3,'{"score":0.53}',0.4,'Continue','2026-11-24 23:08:07.7115419');
INSERT INTO "reports" VALUES('scripted-1',6,1,4,'{"score":0.54}',0.4,'Continue','2026-11-24 23:08:08.1882643');
INSERT INTO "reports" VALUES('scripted-1',7,1,1,'{"score":0.51}',0.4,'Continue','2026-11-24 23:08:08.9883954');
INSERT INTO "reports" VALUES('scripted-1',7,1,2,'{"score":0.52}',0.4,'Continue','2026-11-24 23:08:09.4490219');
INSERT INTO "reports" VALUES('scripted-1',7,1,3,'{"score":0.53}',0.4,'Continue','2026-11-24 23:08:09.9186788');
CREATE TABLE "segments" (
    "Sweep" TEXT NOT NULL,
    "First" INTEGER NOT NULL,
    "Format" TEXT NOT NULL,
    "Sha256" TEXT NOT NULL,
    "Content" BLOB NOT NULL,
    CONSTRAINT "PK_segments" PRIMARY KEY ("Sweep", "First")
);
CREATE TABLE "sweeps" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_sweeps" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Status" TEXT NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "SpecHash" TEXT NOT NULL,
    "Snapshot" TEXT NOT NULL,
    "Priority" INTEGER NOT NULL,
    "Weight" REAL NOT NULL,
    "Trials" INTEGER NOT NULL,
    "Running" INTEGER NOT NULL,
    "Finished" INTEGER NOT NULL,
    "BestValue" REAL NULL,
    "SubmittedAt" TEXT NOT NULL
);
INSERT INTO "sweeps" VALUES('scripted-1','scripted','Running',55,'7a714c72e9ad699d94419c5e9bb529d326cfee70fff58ea6c9f0a8bbdf9f7929','{"id":"scripted-1","status":"running","spec":{"name":"scripted","task":{"type":"program","command":["scripted-trial"]},"method":{"type":"tpe","startupTrials":10,"candidates":24},"objectives":[{"metric":"score","direction":"maximize"}],"parameters":[{"name":"lr","distribution":{"type":"log_uniform_values","min":0.001,"max":0.3,"integer":false},"when":[]},{"name":"steps","distribution":{"type":"constant","value":4},"when":[]},{"name":"step_ms","distribution":{"type":"constant","value":400},"when":[]},{"name":"checkpoint_every","distribution":{"type":"constant","value":1000},"when":[]}],"description":"","earlyTerminate":{"type":"median","startupTrials":5,"warmupSteps":3,"interval":1,"minTrials":3},"runCap":8,"seed":1,"limits":{},"resources":{"device":"any","priority":50,"weight":1},"retries":{"maxRestarts":3,"progressTimeout":"00:02:00"},"firstPoints":[]},"sequence":55,"trials":{"total":8,"pending":0,"running":1,"paused":0,"completed":7,"pruned":0,"failed":0,"canceled":0},"incumbent":{"number":0,"status":"completed","parameters":{"lr":0.022769861958448122,"steps":4,"step_ms":400,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":1.6,"rank":1,"provenance":"tpe: start-up","curve":[0.51,0.52,0.53,0.54]},"stepSeconds":12.400000000000006,"submittedAt":"2026-11-24T23:07:42.9224422+00:00","startedAt":"2026-11-24T23:07:48.0447456+00:00","isStopping":false,"room":0,"attempts":8}',50,1.0,8,1,7,0.54,'2026-11-24 23:07:42.9224422');
CREATE TABLE "trials" (
    "Sweep" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Status" TEXT NOT NULL,
    "Parameters" TEXT NOT NULL,
    "Attempt" INTEGER NOT NULL,
    "Step" INTEGER NOT NULL,
    "BestValue" REAL NULL,
    "Reason" TEXT NULL,
    "Snapshot" TEXT NOT NULL,
    CONSTRAINT "PK_trials" PRIMARY KEY ("Sweep", "Number")
);
INSERT INTO "trials" VALUES('scripted-1',0,'Completed','{"lr":0.022769861958448122,"steps":4,"step_ms":400,"checkpoint_every":1000}',1,4,0.54,NULL,'{"number":0,"status":"completed","parameters":{"lr":0.022769861958448122,"steps":4,"step_ms":400,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":1.6,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO "trials" VALUES('scripted-1',1,'Completed','{"lr":0.0660084546851506,"steps":4,"step_ms":400,"checkpoint_every":1000}',1,4,0.54,NULL,'{"number":1,"status":"completed","parameters":{"lr":0.0660084546851506,"steps":4,"step_ms":400,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":1.6,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO "trials" VALUES('scripted-1',2,'Completed','{"lr":0.0037965960596708748,"steps":4,"step_ms":400,"checkpoint_every":1000}',1,4,0.54,NULL,'{"number":2,"status":"completed","parameters":{"lr":0.0037965960596708748,"steps":4,"step_ms":400,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":1.6,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO "trials" VALUES('scripted-1',3,'Completed','{"lr":0.052371001227855714,"steps":4,"step_ms":400,"checkpoint_every":1000}',1,4,0.54,NULL,'{"number":3,"status":"completed","parameters":{"lr":0.052371001227855714,"steps":4,"step_ms":400,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":1.6,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO "trials" VALUES('scripted-1',4,'Completed','{"lr":0.2579838930220283,"steps":4,"step_ms":400,"checkpoint_every":1000}',1,4,0.54,NULL,'{"number":4,"status":"completed","parameters":{"lr":0.2579838930220283,"steps":4,"step_ms":400,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":1.6,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO "trials" VALUES('scripted-1',5,'Completed','{"lr":0.011278579931291938,"steps":4,"step_ms":400,"checkpoint_every":1000}',1,4,0.54,NULL,'{"number":5,"status":"completed","parameters":{"lr":0.011278579931291938,"steps":4,"step_ms":400,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":1.6,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO "trials" VALUES('scripted-1',6,'Completed','{"lr":0.09803272410368681,"steps":4,"step_ms":400,"checkpoint_every":1000}',1,4,0.54,NULL,'{"number":6,"status":"completed","parameters":{"lr":0.09803272410368681,"steps":4,"step_ms":400,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":1.6,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO "trials" VALUES('scripted-1',7,'Running','{"lr":0.0024642577104694394,"steps":4,"step_ms":400,"checkpoint_every":1000}',1,3,0.53,NULL,'{"number":7,"status":"running","parameters":{"lr":0.0024642577104694394,"steps":4,"step_ms":400,"checkpoint_every":1000},"attempt":1,"step":3,"metrics":{"score":0.53},"bestStep":3,"bestMetrics":{"score":0.53},"slot":{"silo":"local","device":"cpu","index":0,"local":"cpu:0"},"stepSeconds":1.2000000000000002,"provenance":"tpe: start-up","curve":[]}');
CREATE INDEX "IX_checkpoints_Sweep_Trial" ON "checkpoints" ("Sweep", "Trial");
CREATE INDEX "IX_sweeps_Status" ON "sweeps" ("Status");
COMMIT;
