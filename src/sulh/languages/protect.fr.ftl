## Ce que disent les pages imprimées des dispositifs, des patrouilles, des prévisions et des vérifications rétrospectives

plan-map = Carte
ways-head = Itinéraires
ways-closed = fermé
ways-slow = lent, ou interdit aux véhicules lourds

# Un dispositif

deploy-title = Dispositif
deploy-titled = Dispositif, { $mission }
deploy-caution = À portée ne veut pas dire protégé : un plan montre d’où l’aide peut venir à temps.
deploy-key-within = à portée (aire : poids)
deploy-key-out = hors de portée
deploy-key-existing = site existant
deploy-key-new = nouveau site
deploy-key-closes = site existant que le plan ferme
deploy-existing = existant
deploy-new = nouveau
deploy-sites = Sites
deploy-site = site
deploy-now = actuellement
deploy-units = unités
deploy-within = à portée
deploy-only = d’ici seulement
deploy-why = Pourquoi chaque site
deploy-proven = { $result } ; prouvé : aucun autre plan n’est meilleur.
deploy-not-called-proven = { $result } ; non dit prouvé : demandes sans aucun itinéraire vers un site : { $lost } sur { $all }. Si c’est exact, dites-le avec --yes.
deploy-needed = { $result } ; non prouvé : il en faut au moins { $least }.
deploy-at-most = { $result } ; non prouvé : le meilleur est d’au plus { $best } (écart { $gap }).
deploy-nearer = { $result } ; non prouvé : le meilleur est plus proche d’au plus { $gap }.
deploy-cover = { $part } sur { $whole } à portée ({ $share })
deploy-median = { $away } en moyenne jusqu’au site le plus proche ; { $share } à portée
deploy-centre = le plus éloigné est à { $away } ; { $share } à portée
deploy-fewest = nombre de bases qui atteignent tous ceux que les sites peuvent atteindre : { $bases } ; { $share } à portée
deploy-km = { $km } km
deploy-minutes = { $minutes } minutes
deploy-closes = Ferme : { $sites }.
deploy-district = District { $name } : { $share } à portée.
deploy-worst = Dans les pires { $tail } des échantillons, au nombre de { $samples }, { $weight } est hors de portée en moyenne.
deploy-backup = Réserve : { $weight } à portée de deux sites ou plus ({ $share }).
deploy-unreached = { $weight } est hors de portée des sites qui peuvent servir.
deploy-unconnected = { $weight } n’est relié à aucun site du plan.
deploy-cut-off = Demandes qui ne sont reliées à aucun site : { $lost } sur { $all }, { $weight } sur { $whole } en poids. Chacune est trop loin d’une route (--off-road-km), ou sur une partie du réseau sans site, ou sans ligne de temps de trajet. Noms : { $names }.
deploy-cut-off-closed = Demandes qui ne sont reliées à aucun site : { $lost } sur { $all }, { $weight } sur { $whole } en poids. Chacune est trop loin d’une route (--off-road-km), ou sur une partie du réseau sans site, ou sans ligne de temps de trajet, ou derrière une fermeture. Noms : { $names }.

# Patrouilles

patrol-title = Patrouilles
patrol-confidential = Confidentiel
patrol-key-presence = plus c’est plein, plus une visite un jour donné est probable
patrol-key-base = base
patrol-hours = Départ à { $out }, retour avant { $back }.
patrol-hours-next = Départ à { $out }, retour avant { $back } le lendemain.
patrol-presence = Présence attendue un jour donné
patrol-number = nº
patrol-place = lieu
patrol-value = valeur
patrol-this-plan = ce plan
patrol-uniform = uniforme
patrol-fixed = fixe
patrol-calendar = Calendrier
patrol-date = date
patrol-patrol = patrouille
patrol-visits = visites
patrol-visit = { $place } { $begins }-{ $ends }
patrol-caption = Les lieux par leur numéro dans le tableau ci-dessous.
patrol-harm = Pire dommage restant, si l’autre côté connaît les probabilités mais non le tirage : { $harm } (uniforme { $uniform }, fixe { $fixed }), le plus à { $place }.
patrol-proven = Aucun plan n’en laisse moins.
patrol-not-proven = Une recherche (PyVRP) a donné ces jours, qui ne sont pas prouvés les meilleurs : aucun plan n’en laisse moins de { $bound }.
word-base = base
deploy-unit = { $count } { $unit }

# Les prévisions, et leurs scores sur le passé

forecast-title = Où la violence est probable : { $span }
forecast-of = { $place }. Connu jusqu’à { $until }. { $cells } ({ $kind }). Graine { $seed }.
forecast-about = Chaque cellule a une distribution des morts pour chaque période à venir, apprise de ce qui a suivi par le passé en des lieux semblables. Une prévision dit où de l’aide peut être nécessaire ; elle ne nomme ni personne ni cause.
forecast-not-safe = Un lieu sans prévision n’est pas sûr : on n’y a seulement enregistré aucun mort, ni à proximité.
forecast-fan = Barres : les morts du passé. Bandes : intervalles à 50 % et à 90 % de la prévision ; trait : sa médiane. L’échelle est une racine carrée.
forecast-deaths = Tous les morts
forecast-civilian-deaths = Morts civils
forecast-kind-prio = grille PRIO
forecast-kind-h3 = hexagones H3
forecast-kind-district = par district
forecast-cells = { $count ->
    [one] { $count } cellule
   *[other] { $count } cellules
}
forecast-months = { $count ->
    [one] { $count } mois
   *[other] { $count } mois
}
forecast-years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}
forecast-countries = { $count ->
    [one] { $count } pays
   *[other] { $count } pays
}
forecast-no-countries = Pays inconnus
forecast-method-forecast = prévision
forecast-method-model = modèle
forecast-method-zeros = zéros
forecast-method-last = dernière période
forecast-method-recent = récent
forecast-method-past = passé
forecast-map-chance = Probabilité d’au moins un mort en { $period }
forecast-map-expected = Morts attendus sur { $span }
forecast-map-says = { $cells } ; la valeur la plus haute est { $highest }.
forecast-caption = { $text }.
forecast-in-period = { $period } : { $deaths }
forecast-expected-all = Attendus dans toutes les cellules sur { $span } : { $deaths } ({ $periods }).
forecast-naive-country = { $country } ({ $method })
forecast-naive = Une prévision simple était nettement plus juste par le passé et sert pour : { $countries }.
forecast-worst = { $measure } : les cellules où l’on en attend le plus
forecast-cell = Cellule
forecast-place = Lieu
forecast-country = Pays
forecast-chance-in = Probabilité en { $period }
forecast-expected-in = Attendus en { $period }
forecast-interval = Intervalle à 90 %
forecast-expected-over = Attendus sur { $span }
forecast-method = Méthode
forecast-fan-title = Cellule { $cell } : passé et prévision
forecast-fan-says = Prévision de { $period } : de 5 à 95 %, { $low } à { $high }.
forecast-scores-title = Ce qu’ont valu les prévisions de violence
forecast-scores-of = { $place }. Graine { $seed }.
forecast-scores-about = Chaque prévision n’emploie que ce qui était connu à son moment. Un score plus bas est meilleur, sauf pour la précision moyenne.
forecast-calibration = { $measure } : calibrage
forecast-tests = Prévu { $span }, { $origins }, jusqu’à { $ahead } d’avance.
forecast-origins = { $count ->
    [one] { $count } origine
   *[other] { $count } origines
}
forecast-crps = CRPS
forecast-ignorance = Ignorance
forecast-interval-score = Intervalle
forecast-brier = Brier
forecast-precision = Précision moyenne
forecast-pit-half = PIT dans 50 %
forecast-pit-nine = PIT dans 90 %
forecast-held-half = Tenu à 50 %
forecast-held-nine = Tenu à 90 %
forecast-crps-by-months = { $measure } : CRPS par mois d’avance
forecast-crps-by-years = { $measure } : CRPS par année d’avance
forecast-column-horizon = horizon
forecast-better-in = { $method } dans { $share }
forecast-wins = Sur les { $count } pays ayant au moins { $least } cas mortels, le CRPS de la prévision est plus bas que celui de { $shares }, et que celui des quatre dans { $all }.
forecast-likely = Là où la prévision donne elle-même une chance sur deux ou plus d’au moins un mort ({ $cases } cas) : { $half } dans la moitié centrale, { $nine } dans neuf dixièmes.
forecast-missed = { $count ->
    [one] { $count } mort était dans des cellules pas encore connues ; aucune méthode ne prévoit là, et il n’est pas noté.
   *[other] { $count } morts étaient dans des cellules pas encore connues ; aucune méthode ne prévoit là, et ils ne sont pas notés.
}
forecast-pit = PIT randomisé
forecast-pit-even = { $half } dans la moitié centrale, { $nine } dans neuf dixièmes. Barres égales : bien calibré.
forecast-chances = Au moins un mort : probabilité prévue, et fréquence constatée
forecast-diagonal = Points sur la diagonale : les probabilités de la prévision sont justes.
forecast-dot = { $cases } cas : probabilité { $chance }, morts { $deaths }

# Les vérifications rétrospectives

backtest-title = Où étaient les casques bleus, et où un plan les aurait placés
backtest-replayed = années de mission rejouées
backtest-deadly-years = dont avec des civils tués l’année suivante
backtest-civilian-deaths = civils tués ces années-là
backtest-within-reach = Civils tués l’année suivante, à portée
backtest-maps = Chaque année de mission sur une carte
backtest-not-shown = Ce que cela ne montre pas
backtest-how = Méthode
backtest-method = Chaque dispositif a autant de sites que le vrai, et les emploie tous ; seul le dispositif suivant de la mission en a autant qu’elle en avait alors. La zone d’une mission est la terre de ses pays hôtes (d’après les polygones des frontières, à 5 km près) autour de ses bases passées : aussi loin que celles-ci sont de leur milieu, au moins 50 km et au plus { $km } km. Chaque plan est un choix glouton et une courte recherche, sans preuve qu’il n’en existe pas de meilleur.
backtest-data = Données habituelles : UCDP GED (Sundberg et Melander 2013), Geo-PKO (Cil, Fjelde, Hultman et Nilsson 2020), GeoNames (CC BY 4.0).
backtest-limit-elsewhere = La présence des casques bleus change où la violence survient. S’ils avaient été ailleurs, une partie n’aurait pas eu lieu, et une autre aurait eu lieu ailleurs. Un rejeu ne peut pas le montrer ; il montre où était la violence qui a bien eu lieu.
backtest-limit-constraints = Les sites ont des contraintes que les données ne montrent pas : terrain, eau, routes, aérodromes, consentement, sécurité des troupes, autres tâches du mandat. Le vrai dispositif les respectait ; le plan n’y était pas tenu.
backtest-limit-reach = Être à portée n’est pas protéger. Des troupes à moins de 25 kilomètres peuvent ne pas savoir, ne pas pouvoir, ou ne pas agir.
backtest-limit-distances = Les distances sont en ligne droite, sauf là où des temps de trajet par route sont donnés. Les déploiements viennent de cartes, non d’effectifs comptés, et tous les lieux d’une année comptent ensemble. Les événements sont ceux qui ont été signalés et enregistrés, au mieux à la localité près.
backtest-limit-candidates = Les sites possibles sont les localités de GeoNames, les lieux antérieurs de la mission, et les lieux d’événements passés, où personne ne peut peut-être construire ; les lignes sur les localités les laissent de côté.
backtest-limit-dates = Les dates des mandats de protection des civils relèvent de la culture générale et ne sont pas vérifiées.
backtest-laydown-real = le vrai dispositif
backtest-laydown-next = le dispositif de la mission un an plus tard
backtest-laydown-one = le plan, un site déplacé
backtest-laydown-two = le plan, deux sites déplacés
backtest-laydown-quarter = le plan, un quart des sites déplacé
backtest-laydown-plan = le plan, tous les sites libres
backtest-laydown-settled-quarter = un quart déplacé, localités seulement
backtest-laydown-settled = tous libres, localités seulement
backtest-laydown-roads-quarter = par route, un quart des sites déplacé
backtest-laydown-roads-plan = par route, tous les sites libres
backtest-laydown-rule = la règle simple la plus forte
backtest-laydown-last-year = glouton sur les morts de l’année passée
backtest-laydown-foresight-quarter = prescience, un quart déplacé
backtest-laydown-foresight-settled = prescience, localités seulement
backtest-laydown-foresight = prescience parfaite
backtest-laydown-population = faible : les plus grandes villes
backtest-laydown-random = faible : sites au hasard (moyenne de 100)
backtest-view-outlooks = la moyenne de manières de peser les événements passés
backtest-view-forecast = la prévision des morts civils de l’année suivante
backtest-view-both = les événements passés et la prévision, chacun pour moitié
backtest-view-many-outlooks = de nombreuses manières de peser les événements passés, pour moitié par leur moyenne et pour moitié par le pire dixième
backtest-view-many-samples = des échantillons conjoints de la prévision, pour moitié par leur moyenne et pour moitié par le pire dixième
backtest-knowledge-at-once = tous les événements antérieurs à la période
backtest-knowledge-30-days = les événements vieux d’au moins 30 jours, comme dans les publications mensuelles d’événements provisoires
backtest-knowledge-final = la seule publication annuelle : les événements d’une année à partir de juillet de l’année suivante
backtest-none = n. d.
backtest-bounded = { $value } ({ $low } à { $high })
backtest-no-deaths = Aucun civil n’a été tué dans ces années de mission : il n’y a rien à comparer.
backtest-intervals = Entre parenthèses : intervalles à 95 % sur les missions.
backtest-one-mission = Une seule mission : il n’y a pas d’intervalle sur les missions.
backtest-planned = Base du plan : { $view } ; ce qui est connu : { $knowledge }. { $intervals }
backtest-moved-one = un site
backtest-moved-two = deux sites
backtest-moved-quarter = un quart des sites
backtest-moved = Déplacer { $sites } aurait mis à moins de 25 km { $near } fois autant de morts civils que le vrai dispositif, et { $far } fois à moins de 50 km ; à 25 km, c’était mieux dans { $better } des années de mission et pas pire dans { $same }.
backtest-times-next = { $times } fois le dispositif suivant de la mission
backtest-times-rule = { $times } fois la règle simple la plus forte
backtest-times-last-year = { $times } fois le choix glouton sur les morts de l’année passée
backtest-whole = Tous les sites libres : { $near } fois à 25 km, { $far } à 50 km ; à 25 km, { $rivals }.
backtest-whole-without = Tous les sites libres : { $near } fois à 25 km, { $far } à 50 km ; à 25 km, { $rivals }. Sans { $mission }, la plus grande mission : { $alone }.
backtest-settled = Avec les seules localités et les lieux antérieurs de la mission, sans lieu connu par la violence : { $near } fois à 25 km, { $far } à 50 km.
backtest-foresight = Une prescience parfaite, que personne n’a, atteint { $times } fois le vrai dispositif à 25 km et fait mieux dans { $better } des années de mission.
backtest-foresight-chance = Une prescience parfaite, que personne n’a, atteint { $times } fois le vrai dispositif à 25 km et fait mieux dans { $better } des années de mission. Si la vue que le plan a du passé était juste, il ferait mieux dans { $share } : le reste est du hasard.
backtest-chart = Part des civils tués l’année suivante qui étaient à portée
backtest-bar-says = { $laydown } : { $share } à moins de 25 km
backtest-bars = Barres : à moins de 25 km ; anneaux : à moins de 50 km.
backtest-bars-lines = Barres : à moins de 25 km ; traits : intervalle à 95 % sur les missions ; anneaux : à moins de 50 km.
backtest-shares = Part à portée
backtest-laydown = dispositif
backtest-deaths-at = morts, { $km } km
backtest-events-at = événements, { $km } km
backtest-all-deaths-at = tous les morts, { $km } km
backtest-without = 25 km sans { $mission }
backtest-better = mieux
backtest-no-worse = pas pire
backtest-against = Face au vrai dispositif
backtest-ratios = Rapports de parts, et parts des années de mission à 25 km.
backtest-ratios-intervals = Rapports de parts, et parts des années de mission à 25 km ; intervalles à 95 % sur les missions.
backtest-by-road = La même chose par route
backtest-minutes = { $minutes } min
backtest-each-year = Chaque année de mission : civils tués l’année suivante à moins de 25 km
backtest-mission = mission
backtest-year = année
backtest-sites = sites
backtest-deaths = morts
backtest-short-real = vrai
backtest-short-next = suivant
backtest-short-rule = règle
backtest-short-one = un
backtest-short-quarter = quart
backtest-short-plan = plan
backtest-short-foresight = prescience
backtest-left-out = Années de mission qui n’ont pas été rejouées
backtest-reason = raison
backtest-map-title = { $mission }, fin { $year } : morts de { $next }
backtest-map-says = { $sites } ; { $deaths } en { $events }.
backtest-map-caption = { $title } : { $deaths } en { $events }.
backtest-civilians = { $count ->
    [one] { $count } civil tué
   *[other] { $count } civils tués
}
backtest-events = { $count ->
    [one] { $count } événement
   *[other] { $count } événements
}
backtest-real-sites = { $count ->
    [one] { $count } vrai site
   *[other] { $count } vrais sites
}
backtest-key-real = vraie base, et 25 km autour
backtest-key-plan = nouveau site : plan
backtest-key-quarter = nouveau site : un quart déplacé
backtest-key-killed = civils tués l’année d’après
