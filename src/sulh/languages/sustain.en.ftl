## What printed pages say of units, contributions and gaps

sheet-no-record = no record

# What units can do

readiness-title = What the units can do on { $day }
readiness-subtitle = From what is proven to what may be; each capability is judged alone
readiness-on = Ready on { $day }
readiness-able = capabilities able
readiness-partly = capabilities partly
readiness-undetermined = capabilities undetermined
readiness-unable = capabilities unable
readiness-untrained = training requirements not met
readiness-sets = Sets
readiness-limited = Limited by
readiness-limit = { $need } { $low }
readiness-limit-why = { $need } { $low } ({ $reason })
readiness-days-of = { $part } of { $whole } days
readiness-capabilities = Capabilities
readiness-in-red = A need in red limits the proven number of sets.
readiness-need = Need
readiness-there = There
readiness-doubt = Why in doubt
readiness-technology = Technology and cyber readiness
readiness-usable-is = Usable is the least of: proven serviceable, serviced in time, with a trained operator.
readiness-class = Class
readiness-equipment = Equipment
readiness-agreed = Agreed
readiness-serviceable = Serviceable
readiness-serviced = Serviced
readiness-operators = Operators
readiness-usable = Usable
readiness-no-interval = no interval
readiness-no-course = no course
word-sensor = sensor
word-radio = radio
word-observation-drone = observation-drone
word-counter-explosive = counter-explosive
word-network = network

# Training

training-title = Training on { $day }
training-head = Training
training-of-exercises = Certificates from an exercise have their own column and are not counted.
training-course = Course
training-role = Role
training-day = Day
training-needed = Needed
training-held = Held
training-expire = Expire in 90 days
training-simulated = Exercise only
training-missing = Missing

# What is missing, and which pledges fill it

wanted-title = Units wanted, as of { $day }
wanted-month-is-met = A month is met when every day of it that the requirement asks for is covered
wanted-by-month = By month
wanted-fact-open = requirements with unmet months
wanted-fact-unmet = person-months unmet
wanted-fact-filled = of them filled by the pledges
wanted-fact-ending = deployments end within { $days } days without a successor
wanted-matters-most = The pledge that matters most is { $pledge }: without it { $lost } of { $filled } person-months are lost, even with the best use of all others.
wanted-most = Wanted most: { $profile }; it could fill { $months } person-months.
wanted-stray = Deployment { $name } names a requirement that is not in the table.
wanted-for = for { $tasks }
wanted-speaking = speaking { $tongues }
wanted-unit = { $type } of { $strength } at { $place } in { $mission } ({ $name })
wanted-requirements = Requirements, the most wanted first
wanted-place = Mission, place
wanted-strength = Strength
wanted-dates = Dates
wanted-unmet = Unmet
wanted-best = Best pledges
wanted-still = Still unmet
wanted-endings = Deployments that end within { $days } days without a successor
wanted-nation = Nation
wanted-last-day = Last day
wanted-days-left = Days left
wanted-followers = Pledges that could follow in time
wanted-pledges = Pledges, the one that matters most first
wanted-level = Level
wanted-languages = Languages
wanted-caveats = Caveats
wanted-use = Best use, or why it is not used
wanted-lost = Lost without it
wanted-lost-is = Lost without it: person-months, even with the best use of all other pledges.
wanted-notice = { $dates }, { $days } days' notice
wanted-not-stated = not stated
wanted-used-for = for { $need }
wanted-people = People required by month
wanted-caption = { $title }, and what covers them.
wanted-month-says = { $month }: { $required } required, { $deployed } deployed, { $pledged } filled by pledges, { $missing } unmet
wanted-key-deployed = deployed
wanted-key-filled = filled by the best use of pledges
wanted-key-unmet = still unmet

# Who contributes what

given-title = Contributions: { $about }
given-all = all contributors
given-all-missions = all missions in the tables
given-and-unknown = { $known } + unknown
given-people = people, { $source } { $period }
given-of-known = of all that is known
given-ranked = rank among contributors
given-deaths = deaths in the table
given-concentration = { $source }, { $period }: { $people } people known, of { $contributors } contributors whose sizes are stated; { $top } of them give half; concentration (HHI) { $hhi }.
given-members = Members on the last day of each period. List: { $source } [{ $grade }].
given-nothing = No contribution matches.
given-nearest = { $name } ({ $nearest }?)
given-nameless = Names that mean no nation: { $names }. They may be any nation's, so what a nation or a group has is at least the figure here. Say which nation a name means in a table with name and nation (--aliases).
given-one-place = Of one name, these lie at two positions within { $km } km and count as one place: { $places }.
given-two-places = Of one name, these lie at positions far apart: one place or several, so they count with both bounds: { $places }.
given-by-contributor = { $source }, { $period }: people by contributor
given-largest = Largest contributors
given-map = { $source }, { $period }: who contributes
given-source = { $source }, { $period }
given-not-drawn = Not drawn, their place is not known: { $names }.
given-over-time = Over time, { $source }
given-people-over-time = { $source }: people over time
given-last = The table shows the last { $last } of { $all } periods.
given-period = Period
given-known = Known
given-no-size = Sizes unknown
given-bounds = Bounds
given-contributors = Contributors
given-share-known = Share of all known
given-half = Give half
given-hhi = Concentration (HHI)
given-rank = Rank
given-share = Share
given-share-bounds = Share bounds
given-per-million = Per million people
given-per-income = Per US$ thousand million
given-deaths-then = Deaths up to then
given-in-brackets = In brackets: the year of the population or income figure that is used.
given-geo-pko = Geo-PKO's sizes are standard sizes of units, not head counts, and several maps of one year can show a unit at two places: sums can exceed what was there on any one day.
given-first-contributors = The table shows the first { $first } of { $all } contributors.
given-by-nation = By nation, { $source }, { $period }
given-women-head = Women, next to the uniformed gender parity targets for 2028
given-source-head = Source
given-type = Type
given-women = Women
given-people-head = People
given-target = Target
given-no-target = no target
given-fatalities = Fatalities
given-all-causes = All causes; deaths add up over the years. Uniformed: soldiers and police.
given-mission = Mission
given-deaths-head = Deaths
given-uniformed = Uniformed
given-malicious = By malicious act
given-years = Years
given-first = The first { $first } of { $all }.
given-conflicts =
    { $count ->
        [one] { $count } line of a source whose rows contradict each other: the least of them counts, and the bounds hold all.
       *[other] { $count } lines of a source whose rows contradict each other: the least of them counts, and the bounds hold all.
    }
given-disagree =
    { $count ->
        [one] { $count } disagreement between sources; sources are never added.
       *[other] { $count } disagreements between sources; sources are never added.
    }
given-contradict = Where tables contradict
given-place = Place
given-rows = Rows
given-first-rows = The table shows the first { $first } of { $all }.
given-no-bound = no upper bound
given-bounds-doubt =
    { $count ->
        [one] { $bounds } ({ $count } contradiction)
       *[other] { $bounds } ({ $count } contradictions)
    }
given-undated = undated
given-per = { $figure } [{ $year }]
given-unmatched = unmatched: { $name }
given-form = Form
given-amount = { $name }: { $known } known, { $low } to { $high }
given-amounts-caption = { $title }. Bars: what is stated; lines: the bounds, dashed if there is no upper bound.
given-size-unknown = size unknown
given-more-sizes = { $known } + unknown sizes
given-trend-caption = { $title }. Line: what is stated; band: the bounds. An open dot with a dashed line upwards has no upper bound, because nobody stated some sizes.
given-bubbles-caption = { $title }. Each circle stands where the nation's people live on average; its area is what is known, a dashed ring means unknown sizes only. Equal Earth projection; no border is drawn. Places: GeoNames, CC BY 4.0.
word-troops = troops
word-formed-police = formed-police
word-individual-police = individual-police
word-observers = observers
word-staff-officers = staff-officers
word-police = police
word-corrections = corrections

# Nations, where the UN's usage is not the CLDR's

nation-pse = Palestine
nation-cod = DR Congo
nation-cog = Congo
nation-mmr = Myanmar

# Places of deployment

posted-title = Places of deployment
posted-subtitle = Several maps of one year are not added: they give the bounds
posted-by-year = By mission and year
posted-nothing = No place matches.
posted-mission = mission
posted-year = year
posted-places = places
posted-rows = rows
posted-and-unknown = { $bounds } + { $places } unknown
word-infantry = infantry
word-reserve = reserve
word-hq = hq
word-aviation = aviation
word-engineers = engineers
word-signals = signals
word-riverine = riverine
word-maintenance = maintenance

# What is due for a month

due-title = Reimbursement for { $month }
due-subtitle = US dollars; a day earns one part of the monthly rate in the days of its month
due-gross = gross
due-taken-off = deducted
due-net-dollars = net, US dollars
due-net = Net
due-doubts = points in doubt
due-in-doubt = In doubt
due-by-unit = By unit
due-lines = Line by line
due-quantity-is = Quantity is person-days or item-days.
due-amount-is = Amount = quantity x rate / days of the month, rounded once, half up to the cent.
due-for = For
due-quantity = Quantity
due-rate = Rate
due-dollars = US dollars
due-line = Line
due-days = Days: count (records)
due-month-rate = Rate a month
due-rate-from = Rate from
due-month-days = ÷ days
due-run = { $days }: { $number } ({ $records })
due-run-rate = { $days }: { $number } ({ $records }) at { $rate }
due-tag = { $rate } ({ $tag })
due-tag-verified = verified
due-tag-unverified = not verified
due-tag-assumption = assumed
due-tag-fiction = fictional
due-rates = Rates
due-dollars-month = US dollars a month
due-until = Until
due-standing = Standing
due-open = open
word-personnel = personnel
word-self-sustainment = self-sustainment
