## What findings say

place-in = in { $zone }
place-anywhere = anywhere
place-everywhere = everywhere
period-to = { $first } to { $last }
bounds-least = at least { $low }
bounds-range = { $low } to { $high }
allow-any = any number
allow-perhaps-any = { $low }, perhaps any number
allow-perhaps = { $low }, perhaps { $high }
join-or = { $list } or { $last }
item-except = { $item } other than { $out }
says-head = { $party } { $place }, { $time }
says-met = Met: { $text }
says-breached = Breached: { $text }
says-undetermined = Undetermined: { $text }
says-waived = Met: an agreed exception covers { $party } { $place }, { $time }.
says-over = { $head }: at least { $low } { $item }, { $allowed } allowed.
says-counted = { $head }: { $bounds } { $item } counted, { $allowed } allowed.
says-count-unknown = { $head }: how many { $item } is not known, { $allowed } allowed.
says-bounds = { $head }: { $bounds } { $item }, { $allowed } allowed.
acts-certain =
    { $count ->
        [one] { $count } certain act
       *[other] { $count } certain acts
    }
acts-possible =
    { $count ->
        [one] { $count } possible act
       *[other] { $count } possible acts
    }
acts-at-least = at least { $sure } in { $reports } { $reports ->
        [one] report
       *[other] reports
    }
says-acts = { $head }: { $sure } ({ $acts }), none allowed.
says-acts-perhaps = { $head }: { $sure } and { $perhaps } ({ $acts }), none allowed.
says-no-act = { $head }: no act ({ $acts }), and somebody watched throughout.
says-acts-doubt = { $head }: no certain act and { $perhaps } ({ $acts }).
says-unwatched = { $head }: no act ({ $acts }) was reported, and nobody is known to have watched.
says-none = { $head }: no { $item } and no act ({ $acts }).
says-none-unknown = { $head }: whether there was any { $item } or act ({ $acts }) is not known.
says-duty-head = { $duty } by { $party } { $place }, { $time }
says-every-met = { $head }: at least every { $days ->
        [one] { $days } day
       *[other] { $days } days
    }, as agreed.
says-every-breached = { $head }: not at least every { $days ->
        [one] { $days } day
       *[other] { $days } days
    }, as was agreed.
says-every-undetermined = { $head }: whether at least every { $days ->
        [one] { $days } day
       *[other] { $days } days
    }, as agreed, is not known.
times =
    { $count ->
        [one] once
        [2] twice
       *[other] { $count } times
    }
done-certain = { $times } for certain
done-never = not once for certain
done-most = { $done }, at most { $times }
says-times = { $head }: { $done }; { $agreed } a month was agreed.
says-notice-met = notice of { $acts } by { $party } { $place }, { $hours } { $hours ->
        [one] hour
       *[other] hours
    } before: it was given in time.
says-notice-breached = notice of { $acts } by { $party } { $place }, { $hours } { $hours ->
        [one] hour
       *[other] hours
    } before: none was given in time.
says-notice-undetermined = notice of { $acts } by { $party } { $place }, { $hours } { $hours ->
        [one] hour
       *[other] hours
    } before: whether it was given in time is not known.
says-disarmed = { $head }: { $bounds } { $what } before it began; at least { $owed } agreed by { $deadline }.
says-what-weapons = weapons handed in
says-what-cantoned = members in cantonment
says-what-disarmed = members disarmed
says-what-demobilised = members demobilised
says-answer-met = request for { $request } { $place }, to be answered by { $party } with { $duty } within { $hours } { $hours ->
        [one] hour
       *[other] hours
    }: it was answered in time.
says-answer-breached = request for { $request } { $place }, to be answered by { $party } with { $duty } within { $hours } { $hours ->
        [one] hour
       *[other] hours
    }: it was not answered in time.
says-answer-undetermined = request for { $request } { $place }, to be answered by { $party } with { $duty } within { $hours } { $hours ->
        [one] hour
       *[other] hours
    }: whether it was answered in time is not known.
reason-over-limit = The lowest count that the reports allow is over what was allowed.
reason-act = At least one act is certain.
reason-may-be-one = Some of the certain acts may be one event, told more than once.
reason-missed = It was not done in time, and it is confirmed that the register is complete.
reason-within-limit = A complete count is within what was allowed.
reason-no-act = Somebody watched all of the time, and reported no act.
reason-done = It was done in time.
reason-done-before = Enough had been done before this time began.
reason-waived = An agreed exception covers it.
reason-no-complete-count = Nobody counted everything in the zone.
reason-no-report = No act was reported, and nobody is known to have watched for every such act.
reason-count-straddles = The bounds of a complete count hold the limit.
reason-partial-alleges = A report alleges more than was allowed, but not for certain.
reason-near-border = A place lies nearer to a border than the accuracies allow.
reason-vague-place = A place is a region, not a point, or its position is not where it is named.
reason-vague-date = A date straddles the month, the time in force or the moment judged.
reason-weak-source = A report is below the pack's rule of evidence.
reason-same-row = Two rows of one inspection say the same, and may be of one thing.
reason-coalition = An actor is a coalition or an ambiguous name, and no member is named.
reason-initiator-unknown = Nobody knows who began.
reason-opponent-unknown = The other side is only possibly a party.
reason-contradiction = Two counts of one time exclude each other.
reason-waiver-unclear = An agreed exception possibly applies.
reason-pending = The time for it is not over.
reason-register-incomplete = Nothing shows it done, and the register is not declared complete.
reason-register-unconfirmed = Nothing shows it done, but only one source says that the register is complete.
reason-one-report = One unconfirmed report tells of an act, and the rule of evidence asks for a second.
reason-one-count = One count, which nobody confirmed, is over what was allowed by a twentieth or less.
reason-one-event = May be one event: { $reports }.
settle-one-report = A second report, or a confirmation by other sources (credibility 1), of what is said in { $reports }.
settle-compare = A judgement whether they are one event: sulh compare { $ids } --same (or --different).
settle-no-complete-count = A complete inspection { $place }, { $time }, that counted all { $item }. If there was none, only the months to come can be settled, by one visit in each.
settle-no-report = A statement by whoever watched { $place }, { $time }: that they watched all of the time, and would have reported every such act ({ $acts }).
settle-one-count = A second count of { $item } { $place }, { $time }, or a confirmation of the first by other sources (credibility 1).
settle-count-straddles = A recount of { $item } { $place } with narrower bounds than { $bounds }: { $allowed } allowed.
settle-partial-alleges = A visit to { $places }, with a complete count of { $item }.
settle-near-border = A position fix, or a visit to the place, of { $reports }.
settle-vague-place = The exact place, from the source, of { $reports }.
settle-vague-date = The exact date, from the source, of { $reports }.
settle-weak-source = A second, independent report of what is said in { $reports }.
settle-same-row = A word from the inspectors, whether it is one thing entered twice, on { $reports }.
settle-coalition = A report that names who acted in { $reports }.
settle-initiator-unknown = An investigation of who began, in { $reports }.
settle-opponent-unknown = The name of the other side in { $reports }.
settle-contradiction = A joint recount: two counts of one time exclude each other, among { $reports }.
settle-waiver-unclear = The dates, zones and numbers of { $waivers }, from both parties.
settle-pending = Nothing yet: judge again when the time for it, which began { $time }, is over.
settle-register-incomplete = The register { $place }, declared complete by whoever keeps it, { $time }.
settle-register-unconfirmed = A second, independent source who declares the register { $place } complete, { $time }, or a check of it against other records (credibility 1). A record of the duty, if there is one.
the-exception = the exception
the-place-reported = the place reported
more-reports = { $names } and { $count } more
more-places = { $names }; and { $count } more { $count ->
        [one] place
       *[other] places
    }

## What the reports behind a finding say

join-and = { $list } and { $last }
span-moment = { $day } { $time } ({ $zone })
span-hours = { $day } { $first } to { $last } ({ $zone })
span-days = { $day } { $first } to { $until } { $last } ({ $zone })
evidence-corrected = corrected by record { $by } on { $when }
evidence-retracted = retracted by record { $by } on { $when }
evidence-reason = { $text }: { $reason }
evidence-centre = { $position } (lat, lon; the centre of a region)
evidence-position = { $position } (lat, lon; within { $metres } m)
evidence-nobody = nobody named
evidence-against = { $who } against { $other }
evidence-begun = { $who }, begun by { $began }
evidence-counted = { $bounds } { $item }
evidence-all-counted = { $bounds } { $item }, all counted
evidence-dead = { $act }, { $bounds } dead
evidence-all-seen = { $duty }, everything seen
evidence-not-all-seen = { $duty }, not everything seen
evidence-notice = notice of { $act }, { $time }
evidence-request = request for { $request }
evidence-weapons = weapons handed in: { $number }
evidence-combatants = { $bounds } members: { $phase }
evidence-all-watched = all of { $acts } would be reported
evidence-some-watched = some only of { $acts } would be reported
settled-same = { $source } says that { $names } are one event (record { $record }).
settled-different = { $source } says that { $names } are different events (record { $record }).
settled-with =
    { $count ->
        [one] { $names } with { $count } other
       *[other] { $names } with { $count } others
    }
retracted-report = { $record } ({ $source }): { $text }
waiver-from = from { $first } on
waiver-line = { $title } ({ $article }), { $dates }: { $terms }.
waiver-line-grade = { $title } ({ $article }), { $dates }: { $terms }; { $grade }.
waiver-suspends = the provision is suspended
waiver-more-any = { $low } more or any number more
waiver-more = { $bounds } more
waiver-instead = { $most } instead, if that is more
grade-exception = the exception
grade-secondary = { $fact } was read in a secondary source
grade-to-verify = { $fact } is general knowledge, to be checked against the source
grade-approximate = { $fact } is approximate, made for the pack
grade-sentence = { $text }.
fact-agreement = The agreement “{ $title }”
fact-provision = The provision “{ $title }”
fact-party = That { $party } is a party
fact-border = The border of { $name }, drawn to within { $metres } m,
fact-line = { $name }, drawn to within { $metres } m,
fact-exception = The exception “{ $title }”
fact-member = That “{ $name }” can mean { $party }
version-two = { $key } stands in two versions: record { $used } of site { $used_site } is used, record { $aside } of site { $aside_site } is not. Correct or retract one.
record-set-aside = Record { $record } of site { $site }, of kind { $kind }, is set aside: its body does not fit its kind ({ $problem }).

## What a record says, in one line of a list

summary-set-aside = set aside: { $reason }
summary-witness = { $by } saw { $site } with { $size } { $size ->
        [one] record
       *[other] records
    }, root { $root }
summary-correction = corrects { $record }: { $reason }
summary-retraction = retracts { $record }: { $reason }
summary-release = releases { $record } to { $to }: { $reason }
summary-release-nobody = releases { $record } to nobody: { $reason }
summary-release-marked = releases { $record } to { $to }, marked { $tlp }: { $reason }
summary-release-nobody-marked = releases { $record } to nobody, marked { $tlp }: { $reason }
summary-import = { $name } sha256 { $digest }
summary-genesis = site { $site }
summary-fork = site { $site } signed two histories: { $file }
summary-note = about { $record }: [sealed for { $audiences }]
summary-key-destroyed = case { $name } is forgotten: { $reason }
summary-device-key-asked = device key { $key } of { $account } asked
summary-device-key-allowed = device key { $key } of { $account } allowed
summary-device-key-revoked = device key { $key } of { $account } revoked
summary-access = { $role } { $account } read { $count } restricted: { $what }
summary-answer = { $party } { $stance } { $finding }: { $text }
