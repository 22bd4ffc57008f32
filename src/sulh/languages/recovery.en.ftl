## The printed pages of what comes after: weapons, returns, hazards, needs, projects, donors, complaints

sheet-titled = { $title }: { $mission }
sheet-simulated = SIMULATED: exercise records
sheet-at = At { $at } UTC
sheet-between = { $since } to { $at } UTC
sheet-yes = yes
sheet-no = no
sheet-unknown = unknown
sheet-none = none
sheet-nothing = nothing
sheet-of = { $part } of { $whole }
sheet-says = { $who }: { $what }
sheet-more = and { $count } more
sheet-from = From
sheet-records = Records
sheet-places = places
sheet-rounded = People are rounded to tens before anything is added, and fewer than ten all look the same, so that nobody can be picked out.

# Words that stand in the records

word-women = women
word-men = men
word-girls = girls
word-boys = boys
word-type = type
word-make = make
word-calibre = calibre
unit-l = l
unit-g = g
unit-kcal = kcal
unit-square-metre = m²
unit-piece = piece
cluster-wash = WASH
cluster-food-security = Food Security
cluster-shelter = Shelter
cluster-health = Health
cluster-nutrition = Nutrition
cluster-protection = Protection
cluster-education = Education
cluster-logistics = Logistics
cluster-early-recovery = Early Recovery
cluster-camps = Camp Coordination and Camp Management
cluster-telecommunications = Emergency Telecommunications

# One place

place-title = { $place }, { $mission }
place-subtitle = lat { $lat }, lon { $lon }. { $time }
place-incidents = incidents within 5 km
place-not-released = hazardous areas not released
place-people = people
place-readiness = readiness for returns
place-stops = Nobody should be encouraged to return before this holds: { $conditions }.
place-reason = { $state }: { $says }
place-security = Security
place-no-incidents = No incident was reported within 5 km. That shows nothing if nobody was there.
place-from = From (UTC)
place-report = Report
place-earlier = Earlier ones that are not shown: { $count }.
place-needs = What people need
place-no-projects = No project is built here or serves this place.
place-flows = Who came and who left
place-no-flows = No movements were reported.

# Conditions of return

condition-said = { $source } on { $day }
condition-said-unknown = { $source } on { $day }; no record here bears the reference that it names: { $records }
condition-incidents =
    { $count ->
        [one] 1 incident within { $km } km in { $days } days
       *[other] { $count } incidents within { $km } km in { $days } days
    }
condition-hazard-left = { $area } m² of { $hazard } are not released
condition-hazard-excess = { $area } m² more of { $hazard } were released than were surveyed: one of the two is wrong
condition-hazard-released = all of { $hazard } is released
condition-water = { $came } of { $need } litres in { $days } { $days ->
        [one] day
       *[other] days
    }

# Returns

returns-total = returned, as reported
returns-waits = where nobody should be encouraged to return
returns-index-words = The index is the weighted share of the conditions that hold: the low end if all that is unknown fails, the high end if it holds. A place where security, hazards or free choice is a no comes last, whatever its index is.
returns-weights = Weights other than 1: { $weights }.
returns-even-weights = All conditions have the weight 1.
returns-rank-words = Rank with other weights: the best and the worst when each weight in turn is halved and doubled.
returns-own-index = The index and its weights are Sulh's own, not a standard's.
returns-conditions-words = Conditions of a voluntary, safe and dignified return
returns-contested = *: the reasons do not agree; the worst counts.
returns-contested-below = *: the reasons do not agree; the worst counts, and all are listed below.
returns-rests-on = What this rests on
returns-near = Incidents and hazards within 5 km count, incidents of 180 days.
returns-none-shows-nothing = That none was reported shows nothing: somebody must have looked.
returns-none-moved = No movements were reported in this time.
returns-by-sex = By sex and age
returns-cannot-be = Reports that cannot all be true
returns-fault = { $message } Records: { $records }.
returns-room-head = Room for people
returns-no-standard = Nothing was delivered that a standard measures.
returns-enough = Enough for people
returns-room-words = By the supplies that were delivered, at minimum standards; other supplies are not counted.
returns-nobody-came = Nobody returned in this time.
returns-people-a-week = People a week
flow-too-large = { $source } says that { $people } left { $place }; at most { $most } were there.

# Hazardous areas

hazards-open = areas not fully released
hazards-area = { $area } m²
hazards-left = left
hazards-devices = devices destroyed
hazards-head = Areas, the most urgent first
hazards-order = Confirmed before suspected, then by the people who live or work close to it, then by what is left.
hazards-none = No hazardous area was recorded.
hazards-left-out = Releases of no area
hazards-excess-words = Areas of which more was released than was surveyed: { $count }. One of the two is wrong, so that they count as not released and stay shut to traffic.
hazard-kind = Kind
hazard-ordnance = Ordnance
hazard-area = m²
hazard-cancelled = Cancelled
hazard-reduced = Reduced
hazard-cleared = Cleared
hazard-left = Left, m²
hazard-exposed = People close to it
hazard-excess = not known: { $area } too much
release-of-none = { $record }: no area has the number { $hazard }.
release-of-several = { $record }: more than one area has the number { $hazard }.
release-too-early = { $record }: released before { $hazard } was surveyed.

# Needs

needs-title = Needs and deliveries
needs-days = { $days ->
        [one] The day
       *[other] The { $days } days
    } before { $at } UTC
needs-in-need = people in need
needs-with-gap = supplies with a gap
needs-no-people = No people were recorded.
needs-need = Need
needs-delivered = Delivered
needs-planned = Planned
needs-least = Missing, at least
needs-most = Missing, at most
needs-unchecked = { $text } [not checked]
needs-cited = [not checked]: as commonly cited; not compared with the handbook's text.
needs-senders = Where senders differ, both numbers are kept and the needs have bounds.
needs-who-does-what = Who does what where
needs-empty-cell = Delivered in these days, or planned. An empty cell is a gap.
needs-left-out = Deliveries and stock that count for no need
needs-standards = The standards
needs-standard = Standard
needs-later = Delivered on a day after this moment: { $count }: { $records }.
needs-no-standard = { $record }: there is no standard for '{ $supply }'.
needs-no-unit = { $record }: '{ $unit }' is no unit of { $supply }.
needs-no-quantity = { $record }: has no quantity.
needs-stock = In stock
needs-stock-there = In stock there
needs-left = Missing after handing out
needs-depots = Depots
needs-stock-note = The latest count of each depot. Stock closes no gap before it is handed out; what lies in a depot at no place with people stands only here.
needs-stock-later = { $record }: stock counted on a day after this moment.
needs-stock-senders = { $depot }, { $supply }: several senders counted it; the least holds, that of { $holds }, not that of { $others }.
standard-water = water for drinking and washing
standard-taps = taps of 7.5 litres a minute
standard-toilets = toilets, as soon as possible
standard-soap = soap for bathing (250 g) and laundry (200 g)
standard-food = food energy
standard-covered-space = covered living space
standard-settlement-area = area of a settlement, with gardens
standard-community-health-workers = community health workers, at least
standard-birth-attendants = doctors, nurses and midwives
standard-persons =
    { $count ->
        [one] 1 person
       *[other] { $count } persons
    }
standard-amount = { $amount } { $unit } for { $persons }
standard-amount-day = { $amount } { $unit } for { $persons } a day
standard-amount-month = { $amount } { $unit } for { $persons } a month

# Weapons

weapons-title = Weapons handed in
weapons-before = What was recorded as begun before { $at } UTC
weapons-sum = { $collected } collected = { $stored } stored + { $transferred } transferred + { $destroyed } destroyed + { $missing } missing.
weapons-without-serial = Records without a serial number: { $number }.
weapons-count-gaps = Counts of stores that differ from the register: { $number }.
weapons-left-out = Entries that cannot be true beside the others, and are left out: { $number }.
weapons-chart = { $heading }: weapons, each bar by state; the same numbers as in the table.
weapons-count-gap = { $store }, { $at } UTC: { $count } counted, { $register } by the register ({ $record }, { $source }).
weapons-first-pairs = The first { $shown } of { $number } pairs.
weapons-less-close = Pairs that differ more, or are of two types: { $number }. The command { $command } shows those of a number.
weapons-compared = { $number } serial numbers were compared with all others.
weapons-no-finding = A pair is a reason to look at both weapons, not a finding.
weapons-agrees = Also the same
weapons-cannot-be = Entries that cannot be true beside the others
weapon-fault = { $record } ({ $source }), weapon { $weapon }: { $fault }.
weapon-unknown = names a weapon that is not in the register
weapon-doubled = has a number that another weapon has, too
weapon-too-early = happened before the weapon was collected
weapon-too-late = happened after the weapon was destroyed
serial-same = the same number
serial-alike = the same but for characters that look alike: { $pairs }
serial-pair = { $one } and { $other }
serial-swapped = { $one } and { $other } changed places
serial-changes = { $first }; { $second }
serial-became = { $one } became { $other }
serial-missing = { $one } is missing
serial-added = { $one } was added

# Rebuilding

rebuilding-title = Rebuilding
rebuilding-late = projects with a milestone that is late
rebuilding-stopped = services that stopped
rebuilding-paid = paid, of the budgets
rebuilding-forecast = Progress and forecast
rebuilding-no-forecast = No project has milestones, so that nothing can be forecast.
project-late = Late
project-ends = End at this pace
forecast-planned = Planned
forecast-earned = Earned
forecast-cost-index = Cost index
forecast-schedule-index = Schedule index
forecast-planned-end = Planned end
forecast-finished = done
formula-plan = Planned: the budget of the work that should be done by now. Earned: that of the work that is done.
formula-cost-index = Cost index: earned / paid; under 1 it costs more than planned.
formula-schedule-index = Schedule index: earned / planned; under 1 it is late.
formula-cost = Cost at the end, least to greatest: paid + rest, budget / cost index, paid + rest / both indices.
formula-end = End at this pace: planned length * time so far / the time in which the plan had earned as much.
formula-source = ISO 21508:2018, earned value management; the end after Lipke 2003, Schedule is different [not checked].
damage-works = Works
damage-grades = Grades 1 to 5 of the European Macroseismic Scale, EMS-98.
milestone-record = milestone { $ref } ({ $source })
progress-record = progress { $ref } ({ $source })
payment-record = payment { $ref } ({ $source })
reach-record = people { $ref } ({ $source })
answer-record = answer { $ref } ({ $source })
project-unknown = { $record }: there is no project { $project }.
project-doubled = { $project }: two senders use this number, { $first } and { $second }; the second is left out.
project-overpaid = { $project }: { $paid } { $currency } were paid, more than the budget, { $budget }.
payment-currency = { $record }: { $amount } { $currency } is not in the project's currency, { $own }; it is left out.
milestone-doubled = { $record }: { $project } has this milestone already; it is left out.
milestone-unknown = { $record }: { $project } has no milestone { $milestone }.
milestones-too-much = { $project }: its milestones are { $percent } % of the budget, more than all; nothing is forecast.
milestones-too-little = { $project }: its milestones are { $percent } % of the budget; the rest counts as not done.
percent-of-source = { $source }: { $percent } %
progress-differs = { $project }, milestone { $milestone }: { $says }; the least counts.

# The choice under a budget

choice-page = Projects under a budget
choice-subtitle = Budget: { $budget }. Fair: { $rule }.
choice-at-least = every community gains at least { $share } of its people
choice-people-fair = people, the fair choice
choice-people-most = people, the choice that reaches most
choice-price-of-fairness = price of fairness
choice-against = { $fair } against { $most }
choice-smallest-shares = smallest share, fair against most
choice-gain = { $people } ({ $share })
choice-what-gain = A gain is the people to be reached, in brackets as a share of those who live there.
choice-what-price = The price of fairness: how many fewer people the fair choice reaches than the other.
choice-no-names = The names of communities play no part.
choice-fair-head = Fair
choice-most-head = Most
choice-difference = Difference
choice-which = Which projects
choice-costs = Fair: { $fair }. Most: { $most }.
choice-no-candidate = No project is proposed in this currency.
choice-currency = { $project }: its budget is in { $currency }.
choice-no-reach = { $project }: nobody said whom it is to reach.

# The report to a donor

donor-title = Report to { $donor }
donor-by-you = given by you
donor-spent = spent by these projects
donor-late = projects with something late
donor-complaints = Complaints
donor-sensitive = Sensitive ones are not counted here: their projects are never shown.
donor-your-share = Your share
donor-nobody = Nobody was counted so far.
donor-plan-or-fact = Plan or fact
donor-is-reached = reached
donor-to-be-reached = to be reached

# Decisions and complaints

governance-title = Decisions and complaints
governance-up-to = Up to { $at } UTC
governance-decisions = decisions
governance-overdue = answers overdue
governance-day = Day
governance-who = Who
governance-not-said = not said
governance-about = About
governance-last = Last step
governance-by-topic = Complaints by topic
governance-no-places = Over the whole mission; places are not shown, since they could point at somebody.
governance-no-complaint = No complaint was recorded. That may mean that nobody knows where to complain.
governance-open = Not answered yet
governance-late = Overdue
complaint-of-several = { $record }: { $sources } all have a complaint { $complaint }.
complaint-unknown = { $record }: there is no complaint { $complaint }.

# Published figures

figures-title = Figures of displacement, by source
figures-disagree = Where sources disagree
figures-none-chosen = Each counts other people. None of the numbers is chosen here.
figures-all = All figures
figure-year = Year
figure-measure = Measure
figure-counts = What it counts
measure-internally-displaced = internally displaced
measure-returned-displaced = returned displaced
measure-refugees-from = refugees from
measure-refugees-in = refugees in
measure-asylum-seekers-from = asylum seekers from
measure-asylum-seekers-in = asylum seekers in
measure-returned-refugees = returned refugees
measure-palestine-refugees-in = Palestine refugees in
figure-unhcr-displaced = displaced by conflict within their country and protected or assisted by UNHCR, at the end of the year
figure-unhcr-returned-displaced = displaced within their country who went home during the year
figure-unhcr-refugees-from = refugees from there under UNHCR's mandate, at the end of the year
figure-unhcr-refugees-in = refugees there under UNHCR's mandate, at the end of the year
figure-unhcr-asylum-from = from there, whose claim was open at the end of the year
figure-unhcr-asylum-in = there, whose claim was open at the end of the year
figure-unhcr-returned-refugees = refugees from there who went home during the year
figure-idmc-displaced = all who were displaced by conflict and violence within their country at the end of the year, whoever helps them
figure-unrwa-refugees-in = Palestine refugees registered there with UNRWA

# Combatants

combatants-too-many = { $group }, by { $day }: { $after } at least { $least }, { $before } at most { $most }.

first-days-title = The first 72 hours
first-days-reached = worksites that a team reaches
first-days-waiting = worksites that must wait
first-days-alive = people known to be alive there
first-days-to-assess = sectors to assess first
first-days-hours = Hours of rapid rescue: { $rapid }, of full rescue: { $full }. These are assumptions.
first-days-triage = Worksites go by triage category, A to F (INSARAG 2020, Worksite Triage Form).
first-days-order = Within one: people alive, then people missing. The team that is there first goes.
first-days-redo = The plan is quick to redo when a record comes in, and is not proven to be the best.
first-days-no-team = No team reaches a worksite.
first-days-arrival = There at (UTC)
first-days-until = Works until (UTC)
first-days-way = Way
first-days-minutes = { $minutes } min
first-days-done = Finished, or nobody can be alive: { $sites }.
first-days-under-way = A team works there already, no other is sent: { $sites }.
first-days-disaster = The disaster
first-days-no-disaster = Assessments name a disaster that no record has: { $refs }.
first-days-first = Those whose worksites nobody has looked for come first.
first-days-standards = By the minimum standards of `sulh recover needs`.
