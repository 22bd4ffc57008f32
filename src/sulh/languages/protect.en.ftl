## What printed pages say of laydowns, patrols, forecasts and back-tests

plan-map = Map
ways-head = Ways
ways-closed = closed
ways-slow = slow, or not for the heavy

# A laydown

deploy-title = Laydown
deploy-titled = Laydown, { $mission }
deploy-caution = Within reach is not protected: a plan shows from where help can come in time.
deploy-key-within = within reach (area: weight)
deploy-key-out = out of reach
deploy-key-existing = existing site
deploy-key-new = new site
deploy-key-closes = existing site that the plan closes
deploy-existing = existing
deploy-new = new
deploy-sites = Sites
deploy-site = site
deploy-now = now
deploy-units = units
deploy-within = within reach
deploy-only = only from here
deploy-why = Why each site
deploy-proven = { $result }; proven: no other plan is better.
deploy-not-called-proven = { $result }; not called proven: demands without any way at all to a site: { $lost } of { $all }. If that is right, say so with --yes.
deploy-needed = { $result }; not proven: at least { $least } are needed.
deploy-at-most = { $result }; not proven: the best is at most { $best } (gap { $gap }).
deploy-nearer = { $result }; not proven: the best is at most { $gap } nearer.
deploy-cover = { $part } of { $whole } within reach ({ $share })
deploy-median = { $away } to the nearest site on average; { $share } within reach
deploy-centre = the farthest is { $away } away; { $share } within reach
deploy-fewest = bases that reach everyone whom the sites can reach: { $bases }; { $share } within reach
deploy-km = { $km } km
deploy-minutes = { $minutes } minutes
deploy-closes = Closes: { $sites }.
deploy-district = District { $name }: { $share } within reach.
deploy-worst = In the worst { $tail } of the samples, of which there are { $samples }, { $weight } is out of reach on average.
deploy-backup = Backup: { $weight } within reach of two sites or more ({ $share }).
deploy-unreached = { $weight } is out of reach of the sites that may be used.
deploy-unconnected = { $weight } is not connected to any site of the plan.
deploy-cut-off = Demands that are not connected to any site: { $lost } of { $all }, { $weight } of { $whole } in weight. Each is too far from a road (--off-road-km), or on a part of the network without a site, or without a row of travel times. Names: { $names }.
deploy-cut-off-closed = Demands that are not connected to any site: { $lost } of { $all }, { $weight } of { $whole } in weight. Each is too far from a road (--off-road-km), or on a part of the network without a site, or without a row of travel times, or behind a closure. Names: { $names }.

# Patrols

patrol-title = Patrols
patrol-confidential = Confidential
patrol-key-presence = the fuller, the likelier a visit on a day
patrol-key-base = base
patrol-hours = Out at { $out }, back by { $back }.
patrol-hours-next = Out at { $out }, back by { $back } on the next day.
patrol-presence = Expected presence on a day
patrol-number = no.
patrol-place = place
patrol-value = value
patrol-this-plan = this plan
patrol-uniform = uniform
patrol-fixed = fixed
patrol-calendar = Calendar
patrol-date = date
patrol-patrol = patrol
patrol-visits = visits
patrol-visit = { $place } { $begins }-{ $ends }
patrol-caption = Places by the number in the table below.
patrol-harm = Worst remaining harm, if the other side knows the odds but not the draw: { $harm } (uniform { $uniform }, fixed { $fixed }), most at { $place }.
patrol-proven = No plan leaves less.
patrol-not-proven = A search (PyVRP) returned these days, which are not proven best: no plan leaves less than { $bound }.
word-base = base
deploy-unit = { $count } { $unit }

# Forecasts, and their scores on the past

forecast-title = Where violence is likely next: { $span }
forecast-of = { $place }. Known until { $until }. { $cells } ({ $kind }). Seed { $seed }.
forecast-about = Each cell has a distribution of deaths for each period ahead, learned from what followed in the past in similar places. A forecast says where help may be needed; it names no person and no cause.
forecast-not-safe = A place without a forecast is not safe: it only has no recorded deaths in it or near it.
forecast-fan = Bars: deaths in the past. Bands: 50 % and 90 % intervals of the forecast; line: its median. The scale is a square root.
forecast-deaths = All deaths
forecast-civilian-deaths = Civilian deaths
forecast-kind-prio = prio
forecast-kind-h3 = h3
forecast-kind-district = district
forecast-cells = { $count ->
    [one] { $count } cell
   *[other] { $count } cells
}
forecast-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
forecast-years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
forecast-countries = { $count ->
    [one] { $count } country
   *[other] { $count } countries
}
forecast-no-countries = Countries unknown
forecast-method-forecast = forecast
forecast-method-model = model
forecast-method-zeros = zeros
forecast-method-last = last
forecast-method-recent = recent
forecast-method-past = past
forecast-map-chance = Chance of any deaths in { $period }
forecast-map-expected = Expected deaths over { $span }
forecast-map-says = { $cells }; the highest value is { $highest }.
forecast-caption = { $text }.
forecast-in-period = { $period } { $deaths }
forecast-expected-all = Expected in all cells over { $span }: { $deaths } ({ $periods }).
forecast-naive-country = { $country } ({ $method })
forecast-naive = A simple forecast was clearly more accurate in the past and is used for: { $countries }.
forecast-worst = { $measure }: the cells with the most expected deaths
forecast-cell = Cell
forecast-place = Place
forecast-country = Country
forecast-chance-in = Chance in { $period }
forecast-expected-in = Expected in { $period }
forecast-interval = 90 % interval
forecast-expected-over = Expected over { $span }
forecast-method = Method
forecast-fan-title = Cell { $cell }: past and forecast
forecast-fan-says = Forecast of { $period }: 5 to 95 % { $low } to { $high }.
forecast-scores-title = How good forecasts of violence were
forecast-scores-of = { $place }. Seed { $seed }.
forecast-scores-about = Each forecast uses only what was known at its time. Lower scores are better, except for average precision.
forecast-calibration = { $measure }: calibration
forecast-tests = Forecast from { $span }, { $origins }, up to { $ahead } ahead.
forecast-origins = { $count ->
    [one] { $count } origin
   *[other] { $count } origins
}
forecast-crps = CRPS
forecast-ignorance = Ignorance
forecast-interval-score = Interval
forecast-brier = Brier
forecast-precision = Avg. precision
forecast-pit-half = PIT in 50 %
forecast-pit-nine = PIT in 90 %
forecast-held-half = Held 50 %
forecast-held-nine = Held 90 %
forecast-crps-by-months = { $measure }: CRPS by months ahead
forecast-crps-by-years = { $measure }: CRPS by years ahead
forecast-column-horizon = horizon
forecast-better-in = { $method } in { $share }
forecast-wins = Of the { $count } countries with { $least } or more cases with deaths, the forecast's CRPS is lower than that of { $shares }, and of all four in { $all }.
forecast-likely = Where the forecast's own chance of any deaths is a half or more ({ $cases } cases): { $half } in the central half, { $nine } in nine tenths.
forecast-missed = { $count ->
    [one] { $count } death was in cells that were not yet known; no method forecasts there, and they are not scored.
   *[other] { $count } deaths were in cells that were not yet known; no method forecasts there, and they are not scored.
}
forecast-pit = Randomised PIT
forecast-pit-even = { $half } in the central half, { $nine } in nine tenths. Even bars: calibrated.
forecast-chances = Any deaths: forecast chance, and how often they followed
forecast-diagonal = Dots on the diagonal: the forecast's chances are right.
forecast-dot = { $cases } cases: chance { $chance }, deaths { $deaths }

# Back-tests

backtest-title = Where peacekeepers were, and where a plan would have placed them
backtest-replayed = mission-years replayed
backtest-deadly-years = of them with civilians killed in the next year
backtest-civilian-deaths = civilian deaths in these years
backtest-within-reach = Civilian deaths of the next year within reach
backtest-maps = Each mission-year on a map
backtest-not-shown = What this does not show
backtest-how = Method
backtest-method = Each laydown has as many sites as the real one, and uses all of them; only the mission's own next laydown has as many as it then had. A mission's area is land of its host countries (by border polygons, give or take 5 km) around its past bases: as far as these lie from their middle, at least 50 km and at most { $km } km. Each plan is a greedy choice and a short search, without a proof that no better one exists.
backtest-data = Usual data: UCDP GED (Sundberg and Melander 2013), Geo-PKO (Cil, Fjelde, Hultman and Nilsson 2020), GeoNames (CC BY 4.0).
backtest-limit-elsewhere = Peacekeepers change where violence happens. If they had been elsewhere, some of it would not have happened, and some would have happened elsewhere. A replay cannot show that; it shows where the violence that did happen was.
backtest-limit-constraints = Sites have constraints that the data do not show: land, water, roads, airfields, consent, the safety of the troops, other tasks of the mandate. The real laydown met them; the plan did not have to.
backtest-limit-reach = Reach is not protection. Troops within 25 kilometres may not know, may not be able, or may not act.
backtest-limit-distances = Distances are straight lines, except where travel times by road are shown. Deployments come from maps, not from head counts, and all places of a year count together. Events are those that were reported and recorded, at best to a settlement.
backtest-limit-candidates = Candidate sites are settlements of GeoNames, the mission's own earlier places, and the places of past events, where nobody may be able to build; the rows on settlements leave those out.
backtest-limit-dates = The dates of mandates to protect civilians are from general knowledge and unverified.
backtest-laydown-real = the real laydown
backtest-laydown-next = the mission's own laydown a year later
backtest-laydown-one = the plan, one site moved
backtest-laydown-two = the plan, two sites moved
backtest-laydown-quarter = the plan, a quarter of the sites moved
backtest-laydown-plan = the plan, all sites free
backtest-laydown-settled-quarter = a quarter moved, to settlements only
backtest-laydown-settled = all free, settlements only
backtest-laydown-roads-quarter = on roads, a quarter of the sites moved
backtest-laydown-roads-plan = on roads, all sites free
backtest-laydown-rule = the strongest simple rule
backtest-laydown-last-year = greedy on the last year's deaths
backtest-laydown-foresight-quarter = foresight, a quarter moved
backtest-laydown-foresight-settled = foresight, settlements only
backtest-laydown-foresight = perfect foresight
backtest-laydown-population = weak: the largest towns
backtest-laydown-random = weak: random sites (mean of 100)
backtest-view-outlooks = the mean of ways to weigh past events
backtest-view-forecast = the forecast of the next year's civilian deaths
backtest-view-both = past events and the forecast, each half
backtest-view-many-outlooks = many ways to weigh past events, half by their mean and half by the worst tenth
backtest-view-many-samples = joint samples of the forecast, half by their mean and half by the worst tenth
backtest-knowledge-at-once = every event before the period
backtest-knowledge-30-days = events at least 30 days old, as monthly releases of candidate events have them
backtest-knowledge-final = the yearly release only: a year's events from July of the next year on
backtest-none = n/a
backtest-bounded = { $value } ({ $low } to { $high })
backtest-no-deaths = No civilians were killed in any of these mission-years: there is nothing to compare.
backtest-intervals = In brackets: 95 % intervals over missions.
backtest-one-mission = One mission only: there is no interval over missions.
backtest-planned = Planned by { $view }, with { $knowledge }. { $intervals }
backtest-moved-one = one site
backtest-moved-two = two sites
backtest-moved-quarter = a quarter of the sites
backtest-moved = Moving { $sites } would have put { $near } times as many of the civilian deaths within 25 km as the real laydown, { $far } times within 50 km; at 25 km it did better in { $better } of mission-years and no worse in { $same }.
backtest-times-next = { $times } times the mission's own next laydown
backtest-times-rule = { $times } times the strongest simple rule
backtest-times-last-year = { $times } times greedy on the last year's deaths
backtest-whole = With all sites free: { $near } times at 25 km, { $far } at 50 km; at 25 km { $rivals }.
backtest-whole-without = With all sites free: { $near } times at 25 km, { $far } at 50 km; at 25 km { $rivals }. Without { $mission }, the largest mission: { $alone }.
backtest-settled = With settlements and the mission's earlier places only, no place known through violence: { $near } times at 25 km, { $far } at 50 km.
backtest-foresight = Perfect foresight, which nobody has, reaches { $times } times the real laydown at 25 km and does better in { $better } of mission-years.
backtest-foresight-chance = Perfect foresight, which nobody has, reaches { $times } times the real laydown at 25 km and does better in { $better } of mission-years. If the plan's view of the past were right, it would do better in { $share }: the rest is chance.
backtest-chart = Share of the next year's civilian deaths within reach
backtest-bar-says = { $laydown }: { $share } within 25 km
backtest-bars = Bars: within 25 km; rings: within 50 km.
backtest-bars-lines = Bars: within 25 km; lines: 95 % interval over missions; rings: within 50 km.
backtest-shares = Share within reach
backtest-laydown = laydown
backtest-deaths-at = deaths, { $km } km
backtest-events-at = events, { $km } km
backtest-all-deaths-at = all deaths, { $km } km
backtest-without = 25 km without { $mission }
backtest-better = better
backtest-no-worse = no worse
backtest-against = Against the real laydown
backtest-ratios = Ratios of shares, and shares of mission-years at 25 km.
backtest-ratios-intervals = Ratios of shares, and shares of mission-years at 25 km; 95 % intervals over missions.
backtest-by-road = The same by road
backtest-minutes = { $minutes } min
backtest-each-year = Each mission-year: civilian deaths of the next year within 25 km
backtest-mission = mission
backtest-year = year
backtest-sites = sites
backtest-deaths = deaths
backtest-short-real = real
backtest-short-next = next
backtest-short-rule = rule
backtest-short-one = one
backtest-short-quarter = quarter
backtest-short-plan = plan
backtest-short-foresight = foresight
backtest-left-out = Mission-years that were not replayed
backtest-reason = reason
backtest-map-title = { $mission }, end of { $year }: deaths of { $next }
backtest-map-says = { $sites }; { $deaths } in { $events }.
backtest-map-caption = { $title }: { $deaths } in { $events }.
backtest-civilians = { $count ->
    [one] { $count } civilian death
   *[other] { $count } civilian deaths
}
backtest-events = { $count ->
    [one] { $count } event
   *[other] { $count } events
}
backtest-real-sites = { $count ->
    [one] { $count } real site
   *[other] { $count } real sites
}
backtest-key-real = real base, 25 km around it
backtest-key-plan = new site: plan
backtest-key-quarter = new site: a quarter moved
backtest-key-killed = civilians killed the year after
