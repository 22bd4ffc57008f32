## The mission's report

report-simulated = SIMULATED
report-simulated-title = SIMULATED (exercise): { $title }
report-exercise = SIMULATED · EXERCISE
report-no-party-did = no party did any of this
report-skip = Skip to what changed
report-sections = Sections
report-kicker = Findings on the agreements
report-fictional = fictional mission
report-judged = Months judged: { $months }. Conduct up to { $at }; { $known }.
report-known = known as of { $time }
report-everything = everything recorded
report-no-months = none
report-total-breached = breached
report-total-doubted = in doubt: something was reported
report-total-met = met
report-total-silent = undetermined: nothing reported
report-made-by = made by Sulh, { $time }
report-made-at = made { $time }
report-cut =
    { $count ->
        [one] cut: { $count } character in the record
       *[other] cut: { $count } characters in the record
    }
report-to = to
report-record = record
report-in-doubt = in doubt
report-in-doubt-head = In doubt
report-none = None.
report-not-known = not known
report-best = { $best } ({ $bounds })
report-with-count = { $name } ({ $number })
report-and-more = { $list } and { $count } more
report-all-parties = all { $count } parties
report-findings =
    { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }
report-months =
    { $count ->
        [one] { $count } month
       *[other] { $count } months
    }
report-reports =
    { $count ->
        [one] { $count } report
       *[other] { $count } reports
    }
report-such-reports =
    { $count ->
        [one] { $count } such report
       *[other] { $count } such reports
    }
report-zones =
    { $count ->
        [one] { $count } zone
       *[other] { $count } zones
    }
report-provisions =
    { $count ->
        [one] { $count } provision
       *[other] { $count } provisions
    }
report-drawn-zones =
    { $count ->
        [one] { $count } drawn zone
       *[other] { $count } drawn zones
    }
report-months-acts = { $months }, { $count } acts

# Verdicts, severities and letters

report-was-breached = breached
report-was-undetermined = undetermined
report-was-met = met
report-is-breached = Breached
report-is-undetermined = Undetermined
report-is-met = Met
letter-breached = B
letter-undetermined = U
letter-met = M
severity-grave = grave
severity-serious = serious
severity-minor = minor
severity-technical = technical
severity-of-grave = grave
severity-of-serious = serious
severity-of-minor = minor
severity-of-technical = technical

# What changed

report-what-changed = What changed
report-what-changed-in = What changed in { $month }
report-changes = Changes
report-changes-from = Changes from { $before } to { $month }
report-change = Change
report-provision = Provision
report-party = Party
report-parties = Parties
report-where = Where
report-more-changes =
    { $count ->
        [one] And { $count } more change; see the compliance matrix.
       *[other] And { $count } more changes; see the compliance matrix.
    }
report-none-found = There are no findings.
report-not-judged = { $month } was not judged, so nothing is compared with it.
report-changed = { $verdicts }. { $reports } reported in { $month }, { $number } in { $before }.
report-nothing-changed = No verdict changed
report-acts-and-counts =
    { $count ->
        [one] { $count } act or count
       *[other] { $count } acts and counts
    }
change-new-breach = New breach
change-still-breached = Still breached
change-ended = No longer breached
change-unknown-now = Breached before, now nothing certain
change-new-doubt = New doubt
change-settled = Doubt settled
changed-new-breach =
    { $count ->
        [one] { $count } new breach
       *[other] { $count } new breaches
    }
changed-still-breached = { $count } still breached
changed-ended = { $count } no longer breached
changed-unknown-now = { $number } breached in { $month } of which nothing is certain now
changed-new-doubt =
    { $count ->
        [one] { $count } new doubt
       *[other] { $count } new doubts
    }
changed-settled =
    { $count ->
        [one] { $count } doubt settled
       *[other] { $count } doubts settled
    }
state-not-in-force = not in force
state-nothing-to-judge = nothing to judge
state-not-judged = not judged
state-silent = nothing reported
state-undetermined = in doubt
state-breached = breached
state-met = met

# What is breached, and where to go

report-what-breached = What is breached
report-breaches = Breaches
report-breaches-caption = Every provision, party and zone with a certain breach, the gravest first
report-months-head = Months
report-findings-head = Findings
report-severity = Severity
report-no-breach = No breach is certain.
report-send-next = Where to send somebody next
report-go-next = Where to go next
report-to-settle-doubt = To settle findings in doubt
report-where-nothing = Where nothing is reported
report-what-to-get = What to get
report-concerns = Concerns
report-it-touches = Findings it touches
report-it-settles = It alone settles
report-touches = Touches
report-settles-alone = Settles alone
report-placeless =
    { $count ->
        [one] { $count } finding on conduct everywhere left out: no report names a place to go to.
       *[other] { $count } findings on conduct everywhere left out: no report names a place to go to.
    }
report-all-certain = Nothing is undetermined.
report-reports-in-doubt = Reports in doubt
report-check-first = Reports to check first: most findings depend on these
report-report = Report
report-when-where = When and where
report-who-what = Who and what
report-doubts-head = Doubts
step-no-complete-count = A complete inspection of the zone
step-no-report = A statement of coverage by whoever watched
step-count-straddles = A recount with narrower bounds
step-partial-alleges = A visit to the place of the report, with a complete count
step-near-border = A position fix of the place, or a visit
step-vague-place = The exact place, from the source
step-vague-date = The exact date, from the source
step-weak-source = A second, independent report
step-same-row = A word from the inspectors: one thing entered twice, or two things alike
step-coalition = A report that names who acted
step-initiator-unknown = An investigation of who began
step-opponent-unknown = The name of the other side
step-contradiction = A joint recount
step-waiver-unclear = The dates and numbers of the exception, from both parties
step-pending = Nothing yet: wait until the time is over
step-register-incomplete = The register of the duty, declared complete
step-one-report = A second report, or a confirmation
step-one-count = A second count, or a confirmation
step-register-unconfirmed = A second, independent word that the register is complete

# Key judgements

report-judgements = Key judgements
report-what-not-verified = What is not verified
report-not-verified = Not verified.
report-no-findings = There are no findings: no report bears on any provision in force.
report-overall = Of { $findings } for { $first } to { $last }, { $breached } are breached and { $met } met. { $doubted } are undetermined although something was reported, because it is in doubt or not complete; { $silent } are undetermined because nothing is reported.
report-overall-exercise = In this exercise, of { $findings } for { $first } to { $last }, { $breached } are breached and { $met } met. { $doubted } are undetermined although something was reported, because it is in doubt or not complete; { $silent } are undetermined because nothing is reported.
report-breaches-all = The breached findings concern { $names }.
report-breaches-most = Most of the breached findings concern { $names }, of { $parties } parties that have any.
report-breached-often = Most often breached is “{ $title }” ({ $times } of { $number }); { $worst }.
report-breached-worst =
    { $count ->
        [one] { $count } is of { $severity } provisions
       *[other] { $count } are of { $severity } provisions
    }
report-rise = The sharpest rise was from { $month } on: { $reports } of acts or counts that break an agreement or may, in three months, after { $before } in the three before.
report-rise-named = The sharpest rise was from { $month } on: { $reports } of acts or counts that break an agreement or may, in three months, after { $before } in the three before; they name { $names }.
report-named = “{ $name }” { $times } times, before { $before }
report-late = The last three months, to { $month }, have { $reports } of acts or counts that break an agreement or may, the three before { $before }.
report-late-such = The last three months, to { $month }, have { $reports }, the three before { $before }.
report-doubts =
    { $count ->
        [one] { $count } finding is undetermined because { $why }.
       *[other] { $count } findings are undetermined because { $why }.
    }
report-doubts-most = Most of them concern { $party } ({ $number }).
report-doubts-largest = The largest share concerns { $party } ({ $number }).
report-awaits-no-report = a statement by whoever watched that silence means no act
report-awaits-no-complete-count = a complete inspection of the zone
report-awaits-register-incomplete = the register of the duty, declared complete
report-awaits-pending = the end of the time for it
report-less-than-one = less than 1
report-silence = Silence is not evidence of compliance: { $percent } % of all findings wait for { $missing }.
report-before-and-after = “{ $title }”: in the { $months } since it began, { $certain } certain and { $possible } possible acts; in as many months before, { $earlier } and { $perhaps } comparable ones (an act counts once for each party in it).
report-rests-on-knowledge =
    { $count ->
        [one] { $count } of { $provisions } rests on general knowledge, still to be checked against the document.
       *[other] { $count } of { $provisions } rest on general knowledge, still to be checked against the document.
    }
report-read-secondary = { $count } of { $provisions } were read in secondary sources.
report-rough-borders = { $count } of { $zones } have approximate borders, right to within { $km } km at worst; whatever is reported nearer to one than that is undetermined, never a breach.
report-rough-lines = Drawn approximately, to within { $km } km: { $names }.
report-memberships =
    { $count ->
        [one] { $count } membership of coalitions is still to be checked, with the dates.
       *[other] { $count } memberships of coalitions are still to be checked, with the dates.
    }

# The drawings

bars-title = Findings by party
bars-party = { $party }: { $breached } breached, { $doubted } undetermined, { $met } met, { $silent } with nothing reported
bars-breached = { $letter }  breached
bars-undetermined = { $letter }  undetermined, though reported
bars-met = { $letter }  met
bars-silent = + { $number } with nothing reported
bars-caption = Findings by party on which something was reported; after each bar, those without.
bars-quiet = Nothing was reported on { $names }.
map-title = Map of { $title }
map-zones = The worst finding of each zone: { $zones }.
map-zone-is = { $zone }: { $verdict }
map-places = Places of reports.
map-larger = Larger marks stand for several reports at one place.
map-numbered = { $number } { $name }
map-by-number = By number: { $names }.
map-hidden = Known by name only, and not drawn: { $zones } ({ $names }).
map-nowhere = Not shown: { $reports } without coordinates.
map-beyond = Not shown: { $reports } beyond the edges.
map-projection = Equirectangular projection, WGS 84. Outlines play no part in any judgement; borders and names imply no opinion on the status of any territory.
map-zone-breached = { $letter }  zone whose worst finding is breached
map-zone-undetermined = { $letter }  zone whose worst finding is undetermined
map-zone-met = { $letter }  zone whose worst finding is met
map-line = line, in the band where it may really lie
map-report-breach = report that decides a breach
map-report-doubt = report that leaves a finding undetermined
map-report-other = other report of an act or a count
map-vague = hollow: a vague place; a pale ring shows how vague
map-site = site
lane-acts = acts
lane-acts-note = by kind; reports that may be of one event count once
lane-deaths = deaths
lane-deaths-note = by kind of act; best estimate, with bounds
lane-inspections = inspections
lane-inspections-note = carried out
lane-counts = counts
lane-counts-note = observations reported
lane-findings = findings
lane-findings-note = breached, undetermined, met
lane-other-acts = other acts
timeline-before = before
timeline-after = after
timeline-exceptions = exceptions agreed
timeline-by-month = By month, in the month in which each began.
timeline-by-quarter = By quarter, in the quarter in which each began.
timeline-by-year = By year, in the year in which each began.
timeline-caption = Deaths: the bar is the best estimate, the whisker runs from the lowest to the highest; a triangle means that no upper bound is known. Findings: B hatched, U dotted, M plain; those on which nothing was reported are left out. Numbers mark agreements.
timeline-earlier = Acts from before { $begin } are not drawn; the first is of { $first }.
timeline-description = { $incidents }, { $inspections } and { $observations } are known; shown is { $first } to { $last }. The tables of this report give the same in numbers.
timeline-incidents =
    { $count ->
        [one] { $count } incident
       *[other] { $count } incidents
    }
timeline-inspections =
    { $count ->
        [one] { $count } inspection
       *[other] { $count } inspections
    }
timeline-observations =
    { $count ->
        [one] { $count } observation
       *[other] { $count } observations
    }

# Map, matrix and timeline

report-map = Map
report-no-map = The pack draws nothing, and no report has a position.
report-matrix = Compliance matrix
key-undetermined = undetermined, though something was reported
key-not-in-force = not in force. A letter leads to its finding. Narrow columns stand for runs of months in which nothing was reported.
key-blank = blank: not in force. A letter leads to its finding; ⋯ stands for a run of months in which nothing was reported.
report-matrix-of = Matrix: { $agreement }, { $span }
report-matrix-by = { $span }, by provision, party, zone and month
report-matrix-at = { $span }, by provision, party and month, { $where }
report-matrix-rows = Party, provision, zone
report-folded = { $months }: nothing reported
report-silent = { $title } ({ $parties })
report-silent-zones = { $title } ({ $parties }; { $zones })
report-nothing-on = Nothing reported on { $names }.
report-retracted-see = A retracted report does not count: see { $list }.
report-amendments-link = corrected and retracted records
report-worst-of = { $verdict } (the worst of { $count } findings)
report-cell = { $party }, { $month }: { $verdict }, { $because }
report-timeline = Timeline
report-no-timeline = There is no finding to show.
report-dates = Dates of the mission
report-dates-caption = Dates of the mission, as the pack gives them
report-date = Date
report-what = What
report-source = Source
report-unverified = unverified

# Before and after

report-before-after = Before and after
report-acts-by = Acts by party and month.
report-acts-by-district = Acts by party, month and { $district }.
report-acts-note = An act counts once for each party in it. Certain acts, and behind a plus those that are only possible. What happened before a provision began is comparable, and no breach of it. Deaths are those of the certain acts: the best estimate, and in brackets the lowest and highest.
report-acts-of = Acts before and after: { $title }
report-acts-caption = { $title }: acts before and after
report-before = Before
report-after = After
report-acts = acts
report-deaths = deaths
report-months-word = months
report-possible-in = possible { $months }
report-acts-by-month = Acts by month: { $title }, { $number }
report-grid = { $title }: acts by party, by year before and by month after
report-grid-part = { $title }: acts by party, by year before and by month after ({ $number } of { $of })
report-judged-since = In force since { $day }; judged from { $first } to { $last }.
report-window = After: from { $day }, { $months } to { $last }. Before: the { $months } up to that day, from { $first }.
report-window-left = After: from { $day }, { $months } to { $last }. Before: the { $months } up to that day, from { $first }; { $left } not counted here.
report-earlier =
    { $count ->
        [one] { $count } earlier act
       *[other] { $count } earlier acts
    }
report-strangers = Actors that are not parties
report-strangers-note = No agreement of the pack binds these names. An act of a coalition is possibly each member’s, and is counted so above; the others’ acts are no breach by anyone.
report-strangers-caption = Acts by names that are not parties, before and after the pack’s first provision began
report-name-reported = Name as reported
report-known-as = Known as
report-acts-before = Acts before
report-acts-after = Acts after
report-deaths-head = Deaths
report-known-outsider = outsider
report-known-coalition = coalition
report-not-in-pack = not in the pack

# Findings in full

report-finding = finding
report-when-it-was = when it was { $verdict }
report-does-acknowledge = acknowledges it
report-does-dispute = disputes it
report-does-explain = explains it
report-signed = signed with the party’s key
report-forged = The party’s signature does not hold.
report-case = { $verdict } in { $findings }: { $months }.
report-case-pdf = { $verdict } in { $findings }: { $months } ({ $severity })
report-agreement-source = { $agreement }. Source: { $source }
report-also = Also
report-exceptions = Exceptions that touch it.
report-settled = Settled by a comparison.
report-retracted = Retracted, and no longer used.
report-retracted-colon = Retracted, and no longer used:
report-would-settle = What would settle it.
report-find = Find
report-find-example = party, zone, month, article, place, R12 …
report-shown = { $number } shown
report-shown-of = { $some } of { $number } shown
report-doubted = Undetermined, though something was reported
report-silent-head = Undetermined: nothing reported
report-to-settle = To settle: { $what }.
report-counted-allowed = { $measured } counted, { $allowed } allowed: { $why }.
report-counted-owed = { $measured } counted, { $allowed } owed: { $why }.
report-rests-on = Rests on { $reports }.
report-strays = Answers to findings that are not in this report
report-strays-note = The finding they name is of another time, or of records taken back since.

# The reports behind them

report-reports-short = Reports
report-register = The reports that findings rest on
report-register-note = In the order in which they happened. The record is the beginning of its SHA-256 in the ledger. Marks are the Admiralty code.
report-mark = mark
report-row = row
report-amendments = Corrected and retracted records
report-amendments-note = The latest first. A corrected report counts as its correction says; a retracted one counts for nothing. Nothing is deleted: all of them are in the ledger.
report-amendments-more = And { $number } more:

# The annex

report-annex = Annex
report-method = Method
report-made-from = What this report was made from
report-made = Made
report-pack = Pack
report-ledger = Ledger
report-records = Records
report-records-word = records
report-site = site { $site }
report-site-records = site { $site }, { $number } records
report-root = Ledger’s root
report-root-pdf = ledger’s root
report-digest-pdf = pack’s SHA-256
report-and = and site
report-and-site =
    { $count ->
        [one] And site { $site }, { $count } record
       *[other] And site { $site }, { $count } records
    }
report-pack-digest = Pack’s SHA-256
report-sources = Sources of the pack
report-sources-short = Sources
report-sources-caption = Documents, and how many facts of the pack rest on each, by grade of evidence
report-document = Document
report-where-to-find = Where to find it, and remarks
report-facts = Facts
report-grades = Verified: read in the source. Secondary: read in a secondary source. To be verified: general knowledge, still to be checked. Approximate: made for the pack.
report-licences = Data and licences
report-words = Words
graded-verified = { $count } verified
graded-secondary = { $count } secondary
graded-to-verify = { $count } to be verified
graded-approximate = { $count } approximate
method-values = Every finding has one of three values. It is breached only when the evidence is certain: place, time, party, source, count and exceptions are each beyond doubt. It is met when a complete count, a completed duty or somebody who watched all of the time says so. Everything else is undetermined, and the report says which visit, report or date would settle it. Counts are bounds: “12 to 15” means at least 12 and at most 15.
method-silence = Silence is not evidence. That nobody reported an act shows nothing unless somebody declared that they watched the zone all of the time and would have reported it.
method-times = There are two times: when something happened, and when it was recorded. “Known as of” says which reports were used, “conduct up to” which conduct was judged. Corrections and retractions are records of their own; nothing is deleted.
method-decides = A report counts in full when its source is marked { $source } or better and its information { $credibility } or better on the Admiralty code; F and 6 mean that it cannot be judged, and decide nothing. A weaker report raises doubt, and makes a finding undetermined.
method-second-report = An act told of by one report is a breach only if other sources confirm it (credibility 1), or if a reliable source (A or B) tells it, probably true (2), with a position to within 5 km. A single count that is over a limit by a twentieth or less needs a second one.
method-two-reports = A breach by an act rests on two reports in the month at least, or on one that other sources confirm (credibility 1). A single count that is over a limit by a twentieth or less needs a second one.
method-same = The same rule holds for every party. Whoever has the same pack and the same records gets the same findings, to the byte.
method-audit = To check that no record was changed, removed or put in another order, run “sulh ledger audit” on a copy of the ledger and compare its size and root with those at the head of this report; to see one finding explained, run “sulh explain” with its id.
licence-ucdp = Events: UCDP Georeferenced Event Dataset, Uppsala University, CC BY 4.0 (Sundberg and Melander 2013, doi:10.1177/0022343313484347). Deaths are its low, best and high estimates. The findings are not UCDP's.
licence-acled = Events: Armed Conflict Location and Event Data (acleddata.com), under its terms of use, which restrict redistribution. The findings are not ACLED's.
licence-geo-pko = Deployments: Geocoded UN Peacekeeping Operations dataset, Uppsala University (Cil, Fjelde, Hultman and Nilsson 2020, doi:10.1177/0022343319871981).
glossary-admiralty = Admiralty code
glossary-admiralty-means = two independent marks of a report: its source A (completely reliable) to F (cannot be judged), its information 1 (confirmed) to 6 (cannot be judged)
glossary-allowed = allowed
glossary-allowed-means = what a provision permits at a time, with the exceptions that apply
glossary-as-of = as of, up to
glossary-as-of-means = which reports were used, by the time they were recorded; which conduct was judged, by the time it happened
glossary-case = case
glossary-case-means = the findings of one provision, party and zone
glossary-certain = certain, possible
glossary-certain-means = an act counts as certain only when place, time, party and source are beyond doubt; as possible when any of them is not
glossary-coverage = coverage
glossary-coverage-means = a statement that somebody watched a zone for some kinds of act over a time, so that silence means something
glossary-exception = exception (waiver)
glossary-exception-means = an agreed relaxation of a provision, with its dates
glossary-finding = finding
glossary-finding-means = a provision, a party, a zone and a month, with a verdict, what was counted and allowed, the reasons and the reports it rests on
glossary-silent = nothing reported
glossary-silent-means = undetermined only because no report that holds bears on it; silence proves nothing
glossary-simulated = simulated
glossary-simulated-means = made by an exercise; never judged together with real reports
glossary-unverified = unverified
glossary-unverified-means = a fact of the pack that nobody has read in its source, or a border drawn only approximately
report-tasks = Tasks
report-disarmament = Disarmament
report-tasks-of = Tasks of { $month }: planned and actual
report-tasks-order = What did not go as planned first; times in UTC
report-task = Task
report-task-what = What
report-task-unit = Unit
report-task-fate = How it went
report-task-planned = Planned
report-task-actual = Actual
report-task-late = Late
report-task-why = Why
report-tasks-summary = { $tasks }: { $list }.
report-tasks-number =
    { $count ->
        [one] { $count } task
       *[other] { $count } tasks
    }
report-tasks-more =
    { $count ->
        [one] And { $count } more task, counted above.
       *[other] And { $count } more tasks, counted above.
    }
report-tasks-remarks =
    { $count ->
        [one] { $count } remark on steps that do not fit or that nobody recorded
       *[other] { $count } remarks on steps that do not fit or that nobody recorded
    }
report-tasks-hidden =
    { $count ->
        [one] And { $count } more remark.
       *[other] And { $count } more remarks.
    }
report-task-gap = { $task }: nobody recorded { $step }.
report-task-from = from { $first }
report-task-ended = ended { $last }
report-task-minutes =
    { $count ->
        [one] { $count } min
       *[other] { $count } min
    }
report-task-hours = { $hours } h { $minutes } min
report-task-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
report-task-done-in-time = done in time
report-tasks-done-in-time =
    { $count ->
        [one] { $count } done in time
       *[other] { $count } done in time
    }
report-task-done-late = done late
report-tasks-done-late =
    { $count ->
        [one] { $count } done late
       *[other] { $count } done late
    }
report-task-failed = failed
report-tasks-failed =
    { $count ->
        [one] { $count } failed
       *[other] { $count } failed
    }
report-task-cancelled = cancelled
report-tasks-cancelled =
    { $count ->
        [one] { $count } cancelled
       *[other] { $count } cancelled
    }
report-task-under-way = under way
report-tasks-under-way =
    { $count ->
        [one] { $count } under way
       *[other] { $count } under way
    }
report-task-under-way-late = under way and late
report-tasks-under-way-late =
    { $count ->
        [one] { $count } under way and late
       *[other] { $count } under way and late
    }
report-task-not-begun = not begun
report-tasks-not-begun =
    { $count ->
        [one] { $count } not begun
       *[other] { $count } not begun
    }
report-task-not-begun-late = not begun and late
report-tasks-not-begun-late =
    { $count ->
        [one] { $count } not begun and late
       *[other] { $count } not begun and late
    }

## The index of the demonstration

demo-title = Sulh demo
demo-offline = Every page opens offline. Simulated records are marked on every page.
demo-missions = Missions
demo-report = Report
demo-breached = Breached
demo-silent = Nothing reported
demo-met = Met
demo-note = In doubt: something was reported, but it does not settle the question. Nothing reported: undetermined because no report bears on it; silence proves nothing.
demo-plans = Plans
demo-page = Page
demo-shows = What it shows
demo-simulated = { $title } (SIMULATED)
demo-forecast = Forecast for the island
demo-forecast-shows = Where violence is likely in the next twelve months, with its uncertainty.
demo-laydown = Laydown for the island
demo-laydown-shows = Where { $bases } bases reach the most expected harm to civilians within { $km } km.
demo-contributions = Members of the OIC in UNIFIL, September 2024
demo-contributions-shows = How many people each member of the OIC contributed, and their share of all.
demo-convoys = Relief convoys on the island
demo-convoys-shows = Which vehicle takes what where in two days, and what does not arrive and why.
demo-casualties = An earthquake on the island
demo-casualties-shows = How long the wounded wait for surgery, and which transfers between hospitals help.
