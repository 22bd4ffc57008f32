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
