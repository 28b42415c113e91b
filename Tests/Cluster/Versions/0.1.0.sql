-- A database of version 0.1.0 (commit 9caa537), dumped by pg_dump --inserts after its silo was killed in the middle of a sweep.
-- PostgreSQL database dump
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
-- Name: __EFMigrationsHistory; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public."__EFMigrationsHistory" (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);
-- Name: api_keys; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.api_keys (
    "Id" text NOT NULL COLLATE pg_catalog."C",
    "Name" text NOT NULL COLLATE pg_catalog."C",
    "Role" text NOT NULL COLLATE pg_catalog."C",
    "Sha256" text NOT NULL COLLATE pg_catalog."C",
    "CreatedAt" timestamp with time zone NOT NULL,
    "RevokedAt" timestamp with time zone
);
-- Name: checkpoints; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.checkpoints (
    "Sweep" text NOT NULL COLLATE pg_catalog."C",
    "Sequence" bigint NOT NULL,
    "Trial" integer NOT NULL,
    "Attempt" integer NOT NULL,
    "Step" integer NOT NULL,
    "Path" text NOT NULL COLLATE pg_catalog."C",
    "Bytes" bigint NOT NULL,
    "Sha256" text NOT NULL COLLATE pg_catalog."C",
    "Time" timestamp with time zone NOT NULL
);
-- Name: deleted_sweeps; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.deleted_sweeps (
    "Id" text NOT NULL COLLATE pg_catalog."C",
    "DeletedAt" timestamp with time zone NOT NULL
);
-- Name: events; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.events (
    "Sweep" text NOT NULL COLLATE pg_catalog."C",
    "Sequence" bigint NOT NULL,
    "Kind" text NOT NULL COLLATE pg_catalog."C",
    "Payload" text NOT NULL COLLATE pg_catalog."C",
    "Time" timestamp with time zone NOT NULL
);
-- Name: reports; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.reports (
    "Sweep" text NOT NULL COLLATE pg_catalog."C",
    "Trial" integer NOT NULL,
    "Attempt" integer NOT NULL,
    "Step" integer NOT NULL,
    "Metrics" text NOT NULL COLLATE pg_catalog."C",
    "StepSeconds" double precision NOT NULL,
    "Decision" text NOT NULL COLLATE pg_catalog."C",
    "Time" timestamp with time zone NOT NULL
);
-- Name: segments; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.segments (
    "Sweep" text NOT NULL COLLATE pg_catalog."C",
    "First" bigint NOT NULL,
    "Format" text NOT NULL COLLATE pg_catalog."C",
    "Sha256" text NOT NULL COLLATE pg_catalog."C",
    "Content" bytea NOT NULL
);
-- Name: sweeps; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.sweeps (
    "Id" text NOT NULL COLLATE pg_catalog."C",
    "Name" text NOT NULL COLLATE pg_catalog."C",
    "Status" text NOT NULL COLLATE pg_catalog."C",
    "Sequence" bigint NOT NULL,
    "SpecHash" text NOT NULL COLLATE pg_catalog."C",
    "Snapshot" text NOT NULL COLLATE pg_catalog."C",
    "Priority" integer NOT NULL,
    "Weight" double precision NOT NULL,
    "Trials" integer NOT NULL,
    "Running" integer NOT NULL,
    "Finished" integer NOT NULL,
    "BestValue" double precision,
    "SubmittedAt" timestamp with time zone NOT NULL
);
-- Name: trials; Type: TABLE; Schema: public; Owner: -
CREATE TABLE public.trials (
    "Sweep" text NOT NULL COLLATE pg_catalog."C",
    "Number" integer NOT NULL,
    "Status" text NOT NULL COLLATE pg_catalog."C",
    "Parameters" text NOT NULL COLLATE pg_catalog."C",
    "Attempt" integer NOT NULL,
    "Step" integer NOT NULL,
    "BestValue" double precision,
    "Reason" text COLLATE pg_catalog."C",
    "Snapshot" text NOT NULL COLLATE pg_catalog."C"
);
-- Data for Name: __EFMigrationsHistory; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261124140048_Initial', '10.0.15');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261124170514_Segments', '10.0.15');
INSERT INTO public."__EFMigrationsHistory" VALUES ('20261124193916_KeysAndDeletions', '10.0.15');
-- Data for Name: api_keys; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: checkpoints; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: deleted_sweeps; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: events; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.events VALUES ('scripted-1', 1, 'sweep-submitted', '{"kind":"sweep-submitted","sequence":1,"time":"2026-11-24T23:11:09.1815848+00:00","spec":{"name":"scripted","task":{"type":"program","command":["scripted-trial"]},"method":{"type":"tpe","startupTrials":10,"candidates":24},"objectives":[{"metric":"score","direction":"maximize"}],"parameters":[{"name":"lr","distribution":{"type":"log_uniform_values","min":0.001,"max":0.3,"integer":false},"when":[]},{"name":"steps","distribution":{"type":"constant","value":4},"when":[]},{"name":"step_ms","distribution":{"type":"constant","value":2000},"when":[]},{"name":"checkpoint_every","distribution":{"type":"constant","value":1000},"when":[]}],"description":"","earlyTerminate":{"type":"median","startupTrials":5,"warmupSteps":3,"interval":1,"minTrials":3},"runCap":8,"seed":1,"limits":{},"resources":{"device":"any","priority":50,"weight":1},"retries":{"maxRestarts":3,"progressTimeout":"00:02:00"},"firstPoints":[]},"specHash":"e8066a8b979c7f86101676b89e6f2c9837ca89cadd18bc3440f638f245c1147b"}', '2026-11-24 23:11:09.181584+00');
INSERT INTO public.events VALUES ('scripted-1', 2, 'trial-suggested', '{"kind":"trial-suggested","sequence":2,"time":"2026-11-24T23:11:12.2546173+00:00","trial":0,"parameters":{"lr":0.022769861958448122,"steps":4,"step_ms":2000,"checkpoint_every":1000},"basedOn":1,"provenance":"tpe: start-up"}', '2026-11-24 23:11:12.254617+00');
INSERT INTO public.events VALUES ('scripted-1', 3, 'attempt-started', '{"kind":"attempt-started","sequence":3,"time":"2026-11-24T23:11:12.29007+00:00","trial":0,"attempt":1,"slot":{"silo":"old","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:43107@154566655","leaseId":"535e83a6-1582-4898-baa9-e0337ffcdcdb","fromStep":0}', '2026-11-24 23:11:12.29007+00');
INSERT INTO public.events VALUES ('scripted-1', 4, 'trial-suggested', '{"kind":"trial-suggested","sequence":4,"time":"2026-11-24T23:11:12.3425403+00:00","trial":1,"parameters":{"lr":0.0660084546851506,"steps":4,"step_ms":2000,"checkpoint_every":1000},"basedOn":3,"provenance":"tpe: start-up"}', '2026-11-24 23:11:12.34254+00');
INSERT INTO public.events VALUES ('scripted-1', 5, 'attempt-started', '{"kind":"attempt-started","sequence":5,"time":"2026-11-24T23:11:12.3425753+00:00","trial":1,"attempt":1,"slot":{"silo":"old","device":"cpu","index":1,"local":"cpu:1"},"siloAddress":"127.0.0.1:43107@154566655","leaseId":"1fe7f2f4-9092-48ef-b721-7402f34003b5","fromStep":0}', '2026-11-24 23:11:12.342575+00');
INSERT INTO public.events VALUES ('scripted-1', 6, 'attempt-reported', '{"kind":"attempt-reported","sequence":6,"time":"2026-11-24T23:11:15.7761961+00:00","trial":0,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:15.776196+00');
INSERT INTO public.events VALUES ('scripted-1', 7, 'attempt-reported', '{"kind":"attempt-reported","sequence":7,"time":"2026-11-24T23:11:15.8083946+00:00","trial":1,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:15.808394+00');
INSERT INTO public.events VALUES ('scripted-1', 8, 'attempt-reported', '{"kind":"attempt-reported","sequence":8,"time":"2026-11-24T23:11:18.1202556+00:00","trial":0,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:18.120255+00');
INSERT INTO public.events VALUES ('scripted-1', 9, 'attempt-reported', '{"kind":"attempt-reported","sequence":9,"time":"2026-11-24T23:11:18.1204746+00:00","trial":1,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:18.120474+00');
INSERT INTO public.events VALUES ('scripted-1', 10, 'attempt-reported', '{"kind":"attempt-reported","sequence":10,"time":"2026-11-24T23:11:20.2236361+00:00","trial":1,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:20.223636+00');
INSERT INTO public.events VALUES ('scripted-1', 11, 'attempt-reported', '{"kind":"attempt-reported","sequence":11,"time":"2026-11-24T23:11:20.2239663+00:00","trial":0,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:20.223966+00');
INSERT INTO public.events VALUES ('scripted-1', 12, 'attempt-reported', '{"kind":"attempt-reported","sequence":12,"time":"2026-11-24T23:11:22.2796554+00:00","trial":1,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:22.279655+00');
INSERT INTO public.events VALUES ('scripted-1', 13, 'attempt-reported', '{"kind":"attempt-reported","sequence":13,"time":"2026-11-24T23:11:22.365134+00:00","trial":0,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:22.365134+00');
INSERT INTO public.events VALUES ('scripted-1', 14, 'attempt-ended', '{"kind":"attempt-ended","sequence":14,"time":"2026-11-24T23:11:22.4103697+00:00","trial":1,"attempt":1,"outcome":{"type":"completed"}}', '2026-11-24 23:11:22.410369+00');
INSERT INTO public.events VALUES ('scripted-1', 15, 'attempt-ended', '{"kind":"attempt-ended","sequence":15,"time":"2026-11-24T23:11:22.4665902+00:00","trial":0,"attempt":1,"outcome":{"type":"completed"}}', '2026-11-24 23:11:22.46659+00');
INSERT INTO public.events VALUES ('scripted-1', 16, 'trial-suggested', '{"kind":"trial-suggested","sequence":16,"time":"2026-11-24T23:11:22.603556+00:00","trial":2,"parameters":{"lr":0.0037965960596708748,"steps":4,"step_ms":2000,"checkpoint_every":1000},"basedOn":15,"provenance":"tpe: start-up"}', '2026-11-24 23:11:22.603556+00');
INSERT INTO public.events VALUES ('scripted-1', 17, 'attempt-started', '{"kind":"attempt-started","sequence":17,"time":"2026-11-24T23:11:22.6035973+00:00","trial":2,"attempt":1,"slot":{"silo":"old","device":"cpu","index":1,"local":"cpu:1"},"siloAddress":"127.0.0.1:43107@154566655","leaseId":"01c439d1-fb35-4e5c-9afe-c64f1abe41cd","fromStep":0}', '2026-11-24 23:11:22.603597+00');
INSERT INTO public.events VALUES ('scripted-1', 18, 'trial-suggested', '{"kind":"trial-suggested","sequence":18,"time":"2026-11-24T23:11:22.8995555+00:00","trial":3,"parameters":{"lr":0.052371001227855714,"steps":4,"step_ms":2000,"checkpoint_every":1000},"basedOn":17,"provenance":"tpe: start-up"}', '2026-11-24 23:11:22.899555+00');
INSERT INTO public.events VALUES ('scripted-1', 19, 'attempt-started', '{"kind":"attempt-started","sequence":19,"time":"2026-11-24T23:11:22.8995942+00:00","trial":3,"attempt":1,"slot":{"silo":"old","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:43107@154566655","leaseId":"8053b1cf-c755-404f-beca-1c0406604bd3","fromStep":0}', '2026-11-24 23:11:22.899594+00');
INSERT INTO public.events VALUES ('scripted-1', 20, 'attempt-reported', '{"kind":"attempt-reported","sequence":20,"time":"2026-11-24T23:11:24.66658+00:00","trial":2,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:24.66658+00');
INSERT INTO public.events VALUES ('scripted-1', 21, 'attempt-reported', '{"kind":"attempt-reported","sequence":21,"time":"2026-11-24T23:11:24.9836846+00:00","trial":3,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:24.983684+00');
INSERT INTO public.events VALUES ('scripted-1', 22, 'attempt-reported', '{"kind":"attempt-reported","sequence":22,"time":"2026-11-24T23:11:26.7076122+00:00","trial":2,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:26.707612+00');
INSERT INTO public.events VALUES ('scripted-1', 23, 'attempt-reported', '{"kind":"attempt-reported","sequence":23,"time":"2026-11-24T23:11:27.0595954+00:00","trial":3,"attempt":1,"step":2,"metrics":{"score":0.52},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:27.059595+00');
INSERT INTO public.events VALUES ('scripted-1', 24, 'attempt-reported', '{"kind":"attempt-reported","sequence":24,"time":"2026-11-24T23:11:28.8153066+00:00","trial":2,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:28.815306+00');
INSERT INTO public.events VALUES ('scripted-1', 25, 'attempt-reported', '{"kind":"attempt-reported","sequence":25,"time":"2026-11-24T23:11:29.1475628+00:00","trial":3,"attempt":1,"step":3,"metrics":{"score":0.53},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:29.147562+00');
INSERT INTO public.events VALUES ('scripted-1', 26, 'attempt-reported', '{"kind":"attempt-reported","sequence":26,"time":"2026-11-24T23:11:30.9236888+00:00","trial":2,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:30.923688+00');
INSERT INTO public.events VALUES ('scripted-1', 28, 'trial-suggested', '{"kind":"trial-suggested","sequence":28,"time":"2026-11-24T23:11:31.05767+00:00","trial":4,"parameters":{"lr":0.2579838930220283,"steps":4,"step_ms":2000,"checkpoint_every":1000},"basedOn":27,"provenance":"tpe: start-up"}', '2026-11-24 23:11:31.05767+00');
INSERT INTO public.events VALUES ('scripted-1', 29, 'attempt-started', '{"kind":"attempt-started","sequence":29,"time":"2026-11-24T23:11:31.0577+00:00","trial":4,"attempt":1,"slot":{"silo":"old","device":"cpu","index":1,"local":"cpu:1"},"siloAddress":"127.0.0.1:43107@154566655","leaseId":"8397ec7c-677c-4964-8dfb-0df9e38b2e4d","fromStep":0}', '2026-11-24 23:11:31.0577+00');
INSERT INTO public.events VALUES ('scripted-1', 31, 'attempt-ended', '{"kind":"attempt-ended","sequence":31,"time":"2026-11-24T23:11:31.2678372+00:00","trial":3,"attempt":1,"outcome":{"type":"completed"}}', '2026-11-24 23:11:31.267837+00');
INSERT INTO public.events VALUES ('scripted-1', 35, 'attempt-reported', '{"kind":"attempt-reported","sequence":35,"time":"2026-11-24T23:11:33.4235595+00:00","trial":5,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:33.423559+00');
INSERT INTO public.events VALUES ('scripted-1', 27, 'attempt-ended', '{"kind":"attempt-ended","sequence":27,"time":"2026-11-24T23:11:31.000428+00:00","trial":2,"attempt":1,"outcome":{"type":"completed"}}', '2026-11-24 23:11:31.000428+00');
INSERT INTO public.events VALUES ('scripted-1', 30, 'attempt-reported', '{"kind":"attempt-reported","sequence":30,"time":"2026-11-24T23:11:31.2155305+00:00","trial":3,"attempt":1,"step":4,"metrics":{"score":0.54},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:31.21553+00');
INSERT INTO public.events VALUES ('scripted-1', 32, 'trial-suggested', '{"kind":"trial-suggested","sequence":32,"time":"2026-11-24T23:11:31.3412262+00:00","trial":5,"parameters":{"lr":0.011278579931291938,"steps":4,"step_ms":2000,"checkpoint_every":1000},"basedOn":31,"provenance":"tpe: start-up"}', '2026-11-24 23:11:31.341226+00');
INSERT INTO public.events VALUES ('scripted-1', 33, 'attempt-started', '{"kind":"attempt-started","sequence":33,"time":"2026-11-24T23:11:31.3412519+00:00","trial":5,"attempt":1,"slot":{"silo":"old","device":"cpu","index":0,"local":"cpu:0"},"siloAddress":"127.0.0.1:43107@154566655","leaseId":"85cdde08-fe13-4735-88a1-48433840fab3","fromStep":0}', '2026-11-24 23:11:31.341251+00');
INSERT INTO public.events VALUES ('scripted-1', 34, 'attempt-reported', '{"kind":"attempt-reported","sequence":34,"time":"2026-11-24T23:11:33.1837623+00:00","trial":4,"attempt":1,"step":1,"metrics":{"score":0.51},"stepSeconds":2,"judgement":{"decision":"continue"}}', '2026-11-24 23:11:33.183762+00');
-- Data for Name: reports; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.reports VALUES ('scripted-1', 0, 1, 1, '{"score":0.51}', 2, 'Continue', '2026-11-24 23:11:15.776196+00');
INSERT INTO public.reports VALUES ('scripted-1', 1, 1, 1, '{"score":0.51}', 2, 'Continue', '2026-11-24 23:11:15.808394+00');
INSERT INTO public.reports VALUES ('scripted-1', 0, 1, 2, '{"score":0.52}', 2, 'Continue', '2026-11-24 23:11:18.120255+00');
INSERT INTO public.reports VALUES ('scripted-1', 1, 1, 2, '{"score":0.52}', 2, 'Continue', '2026-11-24 23:11:18.120474+00');
INSERT INTO public.reports VALUES ('scripted-1', 1, 1, 3, '{"score":0.53}', 2, 'Continue', '2026-11-24 23:11:20.223636+00');
INSERT INTO public.reports VALUES ('scripted-1', 0, 1, 3, '{"score":0.53}', 2, 'Continue', '2026-11-24 23:11:20.223966+00');
INSERT INTO public.reports VALUES ('scripted-1', 1, 1, 4, '{"score":0.54}', 2, 'Continue', '2026-11-24 23:11:22.279655+00');
INSERT INTO public.reports VALUES ('scripted-1', 0, 1, 4, '{"score":0.54}', 2, 'Continue', '2026-11-24 23:11:22.365134+00');
INSERT INTO public.reports VALUES ('scripted-1', 2, 1, 1, '{"score":0.51}', 2, 'Continue', '2026-11-24 23:11:24.66658+00');
INSERT INTO public.reports VALUES ('scripted-1', 3, 1, 1, '{"score":0.51}', 2, 'Continue', '2026-11-24 23:11:24.983684+00');
INSERT INTO public.reports VALUES ('scripted-1', 2, 1, 2, '{"score":0.52}', 2, 'Continue', '2026-11-24 23:11:26.707612+00');
INSERT INTO public.reports VALUES ('scripted-1', 3, 1, 2, '{"score":0.52}', 2, 'Continue', '2026-11-24 23:11:27.059595+00');
INSERT INTO public.reports VALUES ('scripted-1', 2, 1, 3, '{"score":0.53}', 2, 'Continue', '2026-11-24 23:11:28.815306+00');
INSERT INTO public.reports VALUES ('scripted-1', 3, 1, 3, '{"score":0.53}', 2, 'Continue', '2026-11-24 23:11:29.147562+00');
INSERT INTO public.reports VALUES ('scripted-1', 2, 1, 4, '{"score":0.54}', 2, 'Continue', '2026-11-24 23:11:30.923688+00');
INSERT INTO public.reports VALUES ('scripted-1', 3, 1, 4, '{"score":0.54}', 2, 'Continue', '2026-11-24 23:11:31.21553+00');
INSERT INTO public.reports VALUES ('scripted-1', 4, 1, 1, '{"score":0.51}', 2, 'Continue', '2026-11-24 23:11:33.183762+00');
INSERT INTO public.reports VALUES ('scripted-1', 5, 1, 1, '{"score":0.51}', 2, 'Continue', '2026-11-24 23:11:33.423559+00');
-- Data for Name: segments; Type: TABLE DATA; Schema: public; Owner: -
-- Data for Name: sweeps; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.sweeps VALUES ('scripted-1', 'scripted', 'Running', 35, 'e8066a8b979c7f86101676b89e6f2c9837ca89cadd18bc3440f638f245c1147b', '{"id":"scripted-1","status":"running","spec":{"name":"scripted","task":{"type":"program","command":["scripted-trial"]},"method":{"type":"tpe","startupTrials":10,"candidates":24},"objectives":[{"metric":"score","direction":"maximize"}],"parameters":[{"name":"lr","distribution":{"type":"log_uniform_values","min":0.001,"max":0.3,"integer":false},"when":[]},{"name":"steps","distribution":{"type":"constant","value":4},"when":[]},{"name":"step_ms","distribution":{"type":"constant","value":2000},"when":[]},{"name":"checkpoint_every","distribution":{"type":"constant","value":1000},"when":[]}],"description":"","earlyTerminate":{"type":"median","startupTrials":5,"warmupSteps":3,"interval":1,"minTrials":3},"runCap":8,"seed":1,"limits":{},"resources":{"device":"any","priority":50,"weight":1},"retries":{"maxRestarts":3,"progressTimeout":"00:02:00"},"firstPoints":[]},"sequence":35,"trials":{"total":6,"pending":0,"running":2,"paused":0,"completed":4,"pruned":0,"failed":0,"canceled":0},"incumbent":{"number":0,"status":"completed","parameters":{"lr":0.022769861958448122,"steps":4,"step_ms":2000,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":8,"rank":1,"provenance":"tpe: start-up","curve":[0.51,0.52,0.53,0.54]},"stepSeconds":36,"submittedAt":"2026-11-24T23:11:09.1815848+00:00","startedAt":"2026-11-24T23:11:12.29007+00:00","isStopping":false,"room":2,"attempts":6}', 50, 1, 6, 2, 4, 0.54, '2026-11-24 23:11:09.181584+00');
-- Data for Name: trials; Type: TABLE DATA; Schema: public; Owner: -
INSERT INTO public.trials VALUES ('scripted-1', 2, 'Completed', '{"lr":0.0037965960596708748,"steps":4,"step_ms":2000,"checkpoint_every":1000}', 1, 4, 0.54, NULL, '{"number":2,"status":"completed","parameters":{"lr":0.0037965960596708748,"steps":4,"step_ms":2000,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":8,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO public.trials VALUES ('scripted-1', 1, 'Completed', '{"lr":0.0660084546851506,"steps":4,"step_ms":2000,"checkpoint_every":1000}', 1, 4, 0.54, NULL, '{"number":1,"status":"completed","parameters":{"lr":0.0660084546851506,"steps":4,"step_ms":2000,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":8,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO public.trials VALUES ('scripted-1', 0, 'Completed', '{"lr":0.022769861958448122,"steps":4,"step_ms":2000,"checkpoint_every":1000}', 1, 4, 0.54, NULL, '{"number":0,"status":"completed","parameters":{"lr":0.022769861958448122,"steps":4,"step_ms":2000,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":8,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO public.trials VALUES ('scripted-1', 3, 'Completed', '{"lr":0.052371001227855714,"steps":4,"step_ms":2000,"checkpoint_every":1000}', 1, 4, 0.54, NULL, '{"number":3,"status":"completed","parameters":{"lr":0.052371001227855714,"steps":4,"step_ms":2000,"checkpoint_every":1000},"attempt":1,"step":4,"metrics":{"score":0.54},"bestStep":4,"bestMetrics":{"score":0.54},"stepSeconds":8,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO public.trials VALUES ('scripted-1', 4, 'Running', '{"lr":0.2579838930220283,"steps":4,"step_ms":2000,"checkpoint_every":1000}', 1, 1, 0.51, NULL, '{"number":4,"status":"running","parameters":{"lr":0.2579838930220283,"steps":4,"step_ms":2000,"checkpoint_every":1000},"attempt":1,"step":1,"metrics":{"score":0.51},"bestStep":1,"bestMetrics":{"score":0.51},"slot":{"silo":"old","device":"cpu","index":1,"local":"cpu:1"},"stepSeconds":2,"provenance":"tpe: start-up","curve":[]}');
INSERT INTO public.trials VALUES ('scripted-1', 5, 'Running', '{"lr":0.011278579931291938,"steps":4,"step_ms":2000,"checkpoint_every":1000}', 1, 1, 0.51, NULL, '{"number":5,"status":"running","parameters":{"lr":0.011278579931291938,"steps":4,"step_ms":2000,"checkpoint_every":1000},"attempt":1,"step":1,"metrics":{"score":0.51},"bestStep":1,"bestMetrics":{"score":0.51},"slot":{"silo":"old","device":"cpu","index":0,"local":"cpu:0"},"stepSeconds":2,"provenance":"tpe: start-up","curve":[]}');
-- Name: __EFMigrationsHistory PK___EFMigrationsHistory; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public."__EFMigrationsHistory"
    ADD CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY ("MigrationId");
-- Name: api_keys PK_api_keys; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.api_keys
    ADD CONSTRAINT "PK_api_keys" PRIMARY KEY ("Id");
-- Name: checkpoints PK_checkpoints; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.checkpoints
    ADD CONSTRAINT "PK_checkpoints" PRIMARY KEY ("Sweep", "Sequence");
-- Name: deleted_sweeps PK_deleted_sweeps; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.deleted_sweeps
    ADD CONSTRAINT "PK_deleted_sweeps" PRIMARY KEY ("Id");
-- Name: events PK_events; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.events
    ADD CONSTRAINT "PK_events" PRIMARY KEY ("Sweep", "Sequence");
-- Name: reports PK_reports; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT "PK_reports" PRIMARY KEY ("Sweep", "Trial", "Attempt", "Step");
-- Name: segments PK_segments; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.segments
    ADD CONSTRAINT "PK_segments" PRIMARY KEY ("Sweep", "First");
-- Name: sweeps PK_sweeps; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.sweeps
    ADD CONSTRAINT "PK_sweeps" PRIMARY KEY ("Id");
-- Name: trials PK_trials; Type: CONSTRAINT; Schema: public; Owner: -
ALTER TABLE ONLY public.trials
    ADD CONSTRAINT "PK_trials" PRIMARY KEY ("Sweep", "Number");
-- Name: IX_checkpoints_Sweep_Trial; Type: INDEX; Schema: public; Owner: -
CREATE INDEX "IX_checkpoints_Sweep_Trial" ON public.checkpoints USING btree ("Sweep", "Trial");
-- Name: IX_sweeps_Status; Type: INDEX; Schema: public; Owner: -
CREATE INDEX "IX_sweeps_Status" ON public.sweeps USING btree ("Status");
-- PostgreSQL database dump complete
