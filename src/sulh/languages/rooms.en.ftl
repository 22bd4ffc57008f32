## What computing rooms say of their own: the form of each text, to read it back. Their words are the code's

room-unread = { $file }: { $rejected } of { $count } { $count ->
        [one] row
       *[other] rows
    } cannot be read and { $rejected ->
        [one] does
       *[other] do
    } not count.
room-named = { $name }: { $reason }.
room-out = is out: { $kind } { $task }
room-no-wounded = takes no wounded
room-not-dark = does not work in the dark
room-no-water = no rivers or lakes are given
room-visibility = visibility at { $now } m, it needs { $need } m
room-clouds = clouds at { $now } m, it needs { $need } m
room-wind = wind of { $now } km/h, it bears { $most } km/h
room-no-facility = reaches the casualty, but no facility that operates
room-too-far = the way to the casualty is { $km } km, its range { $range } km
room-too-long = the way to the casualty takes { $way } { $way ->
        [one] minute
       *[other] minutes
    }, its crew may be under way { $crew }
room-no-landing = no landing site that it may use can be reached by the wounded
room-no-way-casualty = no way leads to the casualty: { $reason }
room-the-casualty = the casualty
room-the-place = the place
room-the-start = the start
room-inside-closed = { $what } lies inside a closed area: { $closure }
room-no-road-near = no road lies within { $km } km of { $what }
room-no-road-leads = no road leads from those near the start to those near { $what }
room-no-way-bears = no way bears { $tonnes } t
room-closed = closed: { $closures }
room-closures =
    { $count } { $count ->
        [one] closure leaves
       *[other] closures together leave
    } no way
room-no-escort = does not escort
room-no-sustain = its record names no unit of sustain
room-no-capability = { $need } is no capability of { $unit }
room-capability-most = { $need }: at most { $high } of { $sets }
room-no-bed = { $name }: level { $level }, but no free bed: nobody is brought there.
room-no-theatre = { $name }: level { $level }, but no theatre: no surgery there.
room-no-pad = { $name }: no facility with free beds has a landing site.
room-no-operation = No facility can operate: nobody has surgery in time.
room-no-team = there is no search team
room-team-late = the first team, { $name }, would be there at { $time } UTC
room-straight = No roads are given: travel times rest on straight lines, { $factor } times as long, at { $kmh } km/h.
room-with-travel = { $reason } Travel is { $slows }.
room-with-closures = { $reason } Closures that count, { $count }: { $names }.
room-slow-wet = in the wet season
room-slow-factor = at { $factor } of the speed
room-slow-column = in a column with an escort
room-roads = Travel times follow { $pieces } { $pieces ->
        [one] directed piece
       *[other] directed pieces
    } of road, and { $kmh } km/h off road, up to { $km } km.
room-left-no-place =
    { $count } { $count ->
        [one] report with
       *[other] reports with
    } { $deaths } { $deaths ->
        [one] death
       *[other] deaths
    } { $count ->
        [one] is
       *[other] are
    } left out: no coordinates.
room-left-region =
    { $count } { $count ->
        [one] report with
       *[other] reports with
    } { $deaths } { $deaths ->
        [one] death
       *[other] deaths
    } { $count ->
        [one] is
       *[other] are
    } left out: known by region only (a centre of a province, country or sea).
room-left-long =
    { $count } { $count ->
        [one] report with
       *[other] reports with
    } { $deaths } { $deaths ->
        [one] death
       *[other] deaths
    } { $count ->
        [one] is
       *[other] are
    } left out: spread over more than two months.
room-left-outside =
    { $count } { $count ->
        [one] event lies in no cell and is
       *[other] events lie in no cell and are
    } left out.
room-no-deadly = The ledger holds no incident with deaths, coordinates and a date.
room-no-deadly-do = Import reports with `sulh observe FILE`, or name a file of events.
room-no-events = There are no events to forecast from.
room-no-events-do = Give at least one deadly event with coordinates and a date.
room-no-event-inside = No event lies in a cell before the time of the forecast.
room-no-event-inside-do = Check the dates, --until, and the districts' borders.
room-too-few =
    { $count } { $count ->
        [one] month is
       *[other] months are
    } too few to learn and to test.
room-too-few-do = Give a longer record, or fewer months ahead.
room-too-many = Cell { $cell } has { $deaths } deaths in one period, more than { $most }.
room-too-many-do = Correct the figure in the table.
room-pledge = { $need }: { $list }
room-pledge-type = is { $type }, not { $asked }
room-pledge-people = has { $have } of { $count } { $count ->
        [one] person
       *[other] people
    }
room-pledge-tongue = speaks none of: { $tongues }
room-pledge-refuses = refuses: { $tasks }
room-added-of = added as { $role } of { $party }
room-added = added as { $role }
room-role-of = role { $role } of { $party }
room-role = role { $role }
room-disabled = disabled
room-new-password = new password; its sessions and tokens ended
room-refused-often = refused: too many failures
room-refused-password = refused: wrong password
room-refused-code = refused: wrong code
room-refused-passkey = refused: passkey
room-signed-in = signed in by { $what }
room-by-password = password
room-by-password-code = password and code
room-by-passkey = passkey
room-by-demo = demo
room-passkey-added = passkey added
room-passkey-removed = passkey { $passkey } removed
room-token-made = token { $token } made: { $scopes }
room-token-revoked = token { $token } revoked
room-codes-on = codes on
room-codes-off = codes off
room-refused-first = refused: the first password has ended
room-session-ended = session { $session } ended
room-sessions-ended = other sessions ended
room-inject-undelivered = { $inject } was not delivered
room-inject-reported = { $inject } was reported by then
room-inject-unreported = { $inject } was not reported by then
room-inject-outside = it comes outside of the months played
room-inject-waits = { $inject } is not delivered
room-inject-late = it comes after the end
room-takes = { $name } takes { $count } wounded.
room-beds = { $name }, level { $level }: beds { $beds }, theatres { $theatres }.
room-takes-on = { $name } takes them on to { $facility }, level { $level }: beds { $beds }, theatres { $theatres }.
room-collection = Threats to the mission
room-inject-stopped = the exercise was stopped before
room-step-unknown = { $step } of { $name }: there is no such task.
room-step-after = { $step } of { $name }: it is { $state } since { $time }; nothing follows.
room-step-unfit = { $step } of { $name }: it is { $state }.
room-task-not-back = { $name } ({ $kind }, { $unit }) is not back: { $count } { $count ->
        [one] minute
       *[other] minutes
    } after its plan.
room-task-not-begun = { $name } ({ $kind }, { $unit }) has not started: { $count } { $count ->
        [one] minute
       *[other] minutes
    } after its plan.
room-task-ended-late = { $name } ({ $kind }, { $unit }) ended { $count } { $count ->
        [one] minute
       *[other] minutes
    } after its plan.
room-limit = { $kind } { $name }: { $low }-{ $high } ({ $list })
room-limit-plain = { $kind } { $name }: { $low }-{ $high }
room-ready-never = never inspected
room-ready-none = none held
room-ready-disagree = inspections of { $day } disagree
room-ready-old = last inspected { $day }, { $count } { $count ->
        [one] day
       *[other] days
    } ago
room-ready-service = { $count } past their service interval
room-ready-uncounted = never counted
room-ready-counts = counts of { $day } disagree
room-ready-counted = counted { $day }, used since
room-proven = { $need }: { $low } of { $sets } proven
room-proven-why = { $need }: { $low } of { $sets } proven, { $list }
room-unfit = A record does not hold a report of kind { $kind }: { $reason }.
room-unfit-field = A record does not hold a report of kind { $kind }: { $field }: { $reason }.
room-unfit-at = { $reason } - at { $path }
room-shape-other = Expected { $shape }, got { $actual }
room-shape-many = Expected { $shape } of length { $bound }
room-shape-many-got = Expected { $shape } of length { $bound }, got { $actual }
room-shape-form = Expected { $shape } matching regex { $form }
room-shape-least = Expected { $shape } >= { $bound }
room-shape-most = Expected { $shape } <= { $bound }
room-shape-missing = Object missing required field { $field }
room-shape-word = Invalid enum value { $value }
room-body-shape = the body is not an object
room-body-report = A record of kind { $value } carries no report.
room-body-correction = a correction of kind { $value }, which is not a report
room-value-pair = lon and lat must be given together
room-value-lon = lon { $value } is not between -180 and 180
room-value-lat = lat { $value } is not between -90 and 90
room-value-accuracy = accuracy { $value } m is not between 0 and half the globe
room-value-low = low bound { $value } is not between { $least } and { $most }
room-value-high = high bound { $value } is not between { $least } and { $most }
room-value-best = best estimate { $value } lies outside its bounds
room-value-year = a year is not between { $least } and { $most }
room-value-ends = ends { $time } before it starts
room-value-zone = { $value } names no time zone; write e.g. 2024-05-03T10:00:00Z
room-value-moment = Invalid isoformat string: { $value }
room-value-letter = source reliability { $value } is not a letter A to F
room-value-figure = credibility { $value } is not a number 1 to 6
room-no-own-collection = collection: { $name } is no collection of threats here that a { $role } reports to (expected: { $names })

shape-str = text
shape-int = a whole number
shape-float = a number
shape-bool = yes or no
shape-array = a list
shape-object = an object
shape-null = nothing
word-equipment = equipment
word-course = course
word-supply = supply
word-ordered = ordered
room-ready-crew = operators for { $low } only ({ $need })
room-pledge-nothing = nothing is unmet there
room-pledge-other = could fill it, but another use of pledges fills more or is readier
room-pledge-late = is ready on { $day } only, after it would have left ({ $until })
room-pledge-between = is there from { $since } to { $until }: no whole unmet month lies in that
room-due-agreed = agreed
room-due-not-there = not present
room-due-not-serviceable = not serviceable
room-due-persons = persons present
room-due-standard = standard not met
room-due-deployed = deployed
room-due-absent = absent
room-due-outside = { $unit }: records cover days outside its deployment; not paid then.
room-due-more-absent = { $unit }, { $day }: { $away } absent of { $deaths } deployed ({ $records }); { $less } are deducted. Correct one of the records.
room-due-both-leases = { $unit }, { $item }: held under both leases; not paid until one is corrected.
room-due-no-inspection = { $unit }, { $item }: no inspection up to some days of the month; not paid then.
room-due-disagree = { $unit }, { $item }: the inspections { $records } of { $day } disagree; the lower counts are used.
room-due-assessments = { $unit }, { $item }: assessments of { $day } disagree; they count as not met.
room-travel = Travel is { $slows }.
room-travel-light = Travel is { $slows }. Its weight is not given: no limit of weight holds it back.
room-slow-by = by { $state }
room-slow-by-weight = by { $state } of { $tonnes } t
room-closures-day = Closures that hold on { $day }: { $count }.
room-closures-days = Closures that hold on a day from { $since } to { $until }: { $count }; each counts on all of them.
room-closures-periods = Closures that hold on the first day of a period: { $count }; each counts in the periods that begin in it.
room-closures-plan = Closures that hold on a day of the plan: { $count }; each counts on its days.
room-no-closure-day = No closure that holds on { $day } is known.
room-no-closure-days = No closure that holds on a day from { $since } to { $until } is known.
room-no-closure-period = No closure that holds on the first day of a period is known.
room-no-closure-plan = No closure that holds on a day of the plan is known.
room-closure = { $name } ({ $kind }; { $source }, { $rating })
room-closure-until = { $what }: { $metres } m around lon { $lon }, lat { $lat }, from { $since } to { $until }
room-closure-on = { $what }: { $metres } m around lon { $lon }, lat { $lat }, from { $since } on
room-closure-bears = { $reason }; bears { $tonnes } t
room-closure-delay = { $reason }; { $minutes } minutes to pass
room-roads-read = { $file }: { $roads } roads; speeds: { $speeds }; one way: { $ways }.
room-roads-read-shut = { $file }: { $roads } roads; speeds: { $speeds }; one way: { $ways }; closed (speed 0, no access, or not for vehicles): { $shut }.
room-roads-unread = { $file }: { $values } values cannot be read: { $examples }.
room-roads-properties = { $file }: properties that are not read: { $names }.
room-roads-surface = { $file }: surface known for { $part } of { $whole }; limits of weight { $weights }.
room-roads-surface-private = { $file }: surface known for { $part } of { $whole }; limits of weight { $weights }; private, taken to be open { $private }.
room-site-why = { $name }: { $list }.
room-site-reach = { $weight } within reach of { $post } here ({ $share } of all)
room-site-no-weight = { $weight } within reach of { $post } here (nothing: no demand has weight)
room-site-shared = all of it also within reach of other sites of the plan
room-site-alone = { $weight } of it within reach of no other site of the plan
room-site-must = it must be used
room-site-kept = kept
room-site-new = new
room-straight-plain = No roads are given: travel times rest on straight lines at { $kmh } km/h.
room-light-day = day
room-light-night = night
room-light-day-wet = day, wet season
room-light-night-wet = night, wet season
room-does-not-go = { $name } does not go ({ $list }): { $reason }.
room-no-higher = No facility of level 3 can take anybody: the wounded stay at { $facility }.
room-nobody-takes-on = Nobody can take the wounded on from { $facility } to level 3.
room-light-wet = wet season
room-many-zero = { $name }: the time of an operation is 0 minutes; give it, or leave it empty.
room-many-blood = { $name }: blood for { $operations } operations.
room-many-blood-unknown = { $name }: its blood is not known, and does not limit operations.
room-many-nothing-brings = { $name }: nothing brings anybody there from the place.
room-many-cannot = { $name }: cannot come to the place: { $reason }.
room-many-beds = There are { $more } more to bring than free beds.
room-convoy-no-place = The place { $place } is not known: give it lon and lat.
room-convoy-nobody-carries = No vehicle at a depot with { $supply } can carry it in { $measure }.
room-convoy-other-measure = { $supply } is needed in { $measure }, and lies in depots in { $others }: give both in one unit.
room-convoy-no-stock = No depot has { $supply } in { $measure }.
room-convoy-long-day = The trip there and back takes { $whole } h, and a driver's day has { $limit } h.
room-convoy-curfew = The trip there and back takes { $whole } h, and curfews and hours leave { $limit } h.
room-convoy-window = The window { $opens } to { $closes } is impossible: no vehicle can arrive, unload and be back in hours.
room-convoy-no-time = No vehicle or driver has time left for it.
room-convoy-none-left = The depots that can serve it have no { $supply } in { $measure } left.
room-convoy-not-used = { $name }: its depot { $depot } has no stock; it is not used.
room-convoy-no-vehicle = { $name }: no vehicle stands there; its stock stays.
room-replay-end = the events end in { $year }
room-replay-no-troops = no troops are known in { $year }
room-replay-has = the table has { $deaths } of { $count } deaths in { $place }
room-replay-no-event =
    the table has no event in { $place } in { $year }, of { $count } { $count ->
        [one] death
       *[other] deaths
    }
