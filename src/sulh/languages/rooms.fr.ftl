## Ce que disent les calculs : la forme anglaise est celle du code

room-unread = { $file } : lignes illisibles, qui ne comptent pas : { $rejected } sur { $count }.
room-named = { $name } : { $reason }.
room-out = est en mission : { $kind } { $task }
room-no-wounded = ne prend pas de blessés
room-not-dark = n’opère pas dans l’obscurité
room-no-water = ni cours d’eau ni lacs ne sont donnés
room-visibility = visibilité de { $now } m, il en faut { $need } m
room-clouds = nuages à { $now } m, il les faut à { $need } m au moins
room-wind = vent de { $now } km/h, maximum admis { $most } km/h
room-no-facility = atteint le blessé, mais aucune structure qui opère
room-too-far = le chemin jusqu’au blessé est de { $km } km, son rayon d’action de { $range } km
room-too-long = le chemin jusqu’au blessé dure { $way } min, son équipage peut être en route { $crew }
room-no-landing = les blessés ne peuvent atteindre aucun site d’atterrissage utilisable
room-no-way-casualty = aucun chemin ne mène au blessé : { $reason }
room-the-casualty = le blessé
room-the-place = le lieu
room-the-start = le départ
room-inside-closed = dans une zone fermée ({ $closure }) : { $what }
room-no-road-near = aucune route à moins de { $km } km de ce point : { $what }
room-no-road-leads = aucune route ne relie celles du départ à celles de l’arrivée : { $what }
room-no-way-bears = aucun chemin ne supporte { $tonnes } t
room-closed = fermé : { $closures }
room-closures =
    { $count ->
        [one] { $count } fermeture ne laisse aucun chemin
       *[other] { $count } fermetures ensemble ne laissent aucun chemin
    }
room-no-escort = n’assure pas d’escorte
room-no-sustain = sa fiche ne nomme aucune unité du registre
room-no-capability = { $unit } n’a pas la capacité { $need }
room-capability-most = { $need } : au plus { $high } sur { $sets }
room-no-bed = { $name } : niveau { $level }, mais aucun lit libre : personne n’y est amené.
room-no-theatre = { $name } : niveau { $level }, mais pas de bloc opératoire : pas de chirurgie sur place.
room-no-pad = { $name } : aucune structure avec des lits libres n’a de site d’atterrissage.
room-no-operation = Aucune structure ne peut opérer : personne n’est opéré à temps.
room-no-team = il n’y a pas d’équipe de recherche
room-team-late = la première équipe, { $name }, y serait à { $time } UTC
room-straight = Aucune route n’est donnée : les temps de trajet reposent sur des lignes droites, allongées { $factor } fois, à { $kmh } km/h.
room-with-travel = { $reason } On roule { $slows }.
room-with-closures = { $reason } Fermetures qui comptent ({ $count }) : { $names }.
room-slow-wet = en saison des pluies
room-slow-factor = à { $factor } fois la vitesse
room-slow-column = en colonne avec escorte
room-roads = Les temps de trajet suivent { $pieces } tronçons de route orientés, et { $kmh } km/h hors route, sur { $km } km au plus.
room-left-no-place =
    { $count ->
        [one] { $count } rapport (morts : { $deaths }) sans coordonnées : non compté.
       *[other] { $count } rapports (morts : { $deaths }) sans coordonnées : non comptés.
    }
room-left-region =
    { $count ->
        [one] { $count } rapport (morts : { $deaths }) connus seulement par leur région (un centre de province, de pays ou de mer) : non compté.
       *[other] { $count } rapports (morts : { $deaths }) connus seulement par leur région (un centre de province, de pays ou de mer) : non comptés.
    }
room-left-long =
    { $count ->
        [one] { $count } rapport (morts : { $deaths }) étalés sur plus de deux mois : non compté.
       *[other] { $count } rapports (morts : { $deaths }) étalés sur plus de deux mois : non comptés.
    }
room-left-outside =
    { $count ->
        [one] { $count } événement ne se trouve dans aucune cellule et n’est pas compté.
       *[other] { $count } événements ne se trouvent dans aucune cellule et ne sont pas comptés.
    }
room-no-deadly = Le registre ne contient aucun incident avec des morts, des coordonnées et une date.
room-no-deadly-do = Saisissez des incidents avec leurs morts, leur lieu et leur date, ou importez-en.
room-no-events = Il n’y a aucun événement sur lequel fonder une prévision.
room-no-events-do = Donnez au moins un événement mortel avec des coordonnées et une date.
room-no-event-inside = Aucun événement ne se trouve dans une cellule avant la date de la prévision.
room-no-event-inside-do = Vérifiez les dates et les limites des districts.
room-too-few =
    { $count ->
        [one] { $count } mois ne suffit pas pour apprendre et vérifier.
       *[other] { $count } mois ne suffisent pas pour apprendre et vérifier.
    }
room-too-few-do = Donnez une période plus longue, ou prévoyez moins de mois.
room-too-many = La cellule { $cell } compte { $deaths } morts en une période, plus de { $most }.
room-too-many-do = Corrigez le chiffre.
room-pledge = { $need } : { $list }
room-pledge-type = est { $type }, et non { $asked }
room-pledge-people = effectif : { $have } sur { $count }
room-pledge-tongue = ne parle aucune de ces langues : { $tongues }
room-pledge-refuses = refuse : { $tasks }
room-added-of = ajouté comme { $role } ({ $party })
room-added = ajouté comme { $role }
room-role-of = rôle : { $role } ({ $party })
room-role = rôle : { $role }
room-disabled = désactivé
room-new-password = nouveau mot de passe ; ses sessions et ses jetons ont pris fin
room-refused-often = refusé : trop d’échecs
room-refused-password = refusé : mot de passe faux
room-refused-code = refusé : code faux
room-refused-passkey = refusé : clé d’accès
room-signed-in = connecté par { $what }
room-by-password = mot de passe
room-by-password-code = mot de passe et code
room-by-passkey = clé d’accès
room-by-demo = démonstration
room-passkey-added = clé d’accès ajoutée
room-passkey-removed = clé d’accès { $passkey } retirée
room-token-made = jeton { $token } créé : { $scopes }
room-token-revoked = jeton { $token } révoqué
room-codes-on = codes à usage unique activés
room-codes-off = codes à usage unique désactivés
room-refused-first = refusé : le premier mot de passe a pris fin
room-session-ended = session { $session } terminée
room-sessions-ended = autres sessions terminées
room-inject-undelivered = { $inject } n’a pas été délivré
room-inject-reported = { $inject } avait alors été signalé
room-inject-unreported = { $inject } n’avait alors pas été signalé
room-inject-outside = il tombe hors des mois joués
room-inject-waits = { $inject } n’est pas délivré
room-inject-late = il tombe après la fin
room-takes =
    { $count ->
        [one] { $name } prend { $count } blessé.
       *[other] { $name } prend { $count } blessés.
    }
room-beds = { $name }, niveau { $level } : lits { $beds }, blocs opératoires { $theatres }.
room-takes-on = { $name } les conduit ensuite à { $facility }, niveau { $level } : lits { $beds }, blocs opératoires { $theatres }.
room-collection = Menaces contre la mission
room-inject-stopped = l’exercice a été arrêté avant
room-step-unknown = Étape « { $step } » de { $name } : cette tâche n’existe pas.
room-step-after = Étape « { $step } » de { $name } : l’état est « { $state } » depuis { $time } ; rien ne suit.
room-step-unfit = Étape « { $step } » de { $name } : l’état est « { $state } ».
room-task-not-back =
    { $count ->
        [one] { $name } ({ $kind }, { $unit }) n’est pas de retour : { $count } minute après l’heure prévue.
       *[other] { $name } ({ $kind }, { $unit }) n’est pas de retour : { $count } minutes après l’heure prévue.
    }
room-task-not-begun =
    { $count ->
        [one] { $name } ({ $kind }, { $unit }) n’a pas commencé : { $count } minute après l’heure prévue.
       *[other] { $name } ({ $kind }, { $unit }) n’a pas commencé : { $count } minutes après l’heure prévue.
    }
room-task-ended-late =
    { $count ->
        [one] { $name } ({ $kind }, { $unit }) s’est terminée { $count } minute après l’heure prévue.
       *[other] { $name } ({ $kind }, { $unit }) s’est terminée { $count } minutes après l’heure prévue.
    }
room-limit = { $kind } { $name } : de { $low } à { $high } ({ $list })
room-limit-plain = { $kind } { $name } : de { $low } à { $high }
room-ready-never = jamais inspecté
room-ready-none = rien en dotation
room-ready-disagree = les inspections du { $day } se contredisent
room-ready-old =
    { $count ->
        [one] dernière inspection le { $day }, il y a { $count } jour
       *[other] dernière inspection le { $day }, il y a { $count } jours
    }
room-ready-service =
    { $count ->
        [one] { $count } au-delà de l’intervalle d’entretien
       *[other] { $count } au-delà de leur intervalle d’entretien
    }
room-ready-uncounted = jamais compté
room-ready-counts = les comptages du { $day } se contredisent
room-ready-counted = compté le { $day }, consommé depuis
room-proven = { $need } : { $low } sur { $sets } prouvés
room-proven-why = { $need } : { $low } sur { $sets } prouvés, { $list }
room-unfit = L’enregistrement ne contient pas un rapport de ce type ({ $kind }) : { $reason }.
room-unfit-field = L’enregistrement ne contient pas un rapport de ce type ({ $kind }) : { $field } : { $reason }.
room-unfit-at = { $reason } – à cet endroit : { $path }
room-shape-other = attendu : { $shape } ; trouvé : { $actual }
room-shape-many = attendu : { $shape }, de longueur { $bound }
room-shape-many-got = attendu : { $shape }, de longueur { $bound } ; trouvé : { $actual }
room-shape-form = attendu : { $shape } de la forme { $form }
room-shape-least = attendu : { $shape }, au moins { $bound }
room-shape-most = attendu : { $shape }, au plus { $bound }
room-shape-missing = il manque le champ { $field }
room-shape-word = n’est pas un des mots permis : { $value }
room-body-shape = le contenu n’est pas un objet
room-body-report = Un enregistrement du type { $value } ne porte pas de rapport.
room-body-correction = une rectification du type { $value }, qui n’est pas un rapport
room-value-pair = lon et lat vont ensemble
room-value-lon = lon { $value } n’est pas entre -180 et 180
room-value-lat = lat { $value } n’est pas entre -90 et 90
room-value-accuracy = la précision { $value } m n’est pas entre 0 et la moitié du globe
room-value-low = la borne basse { $value } n’est pas entre { $least } et { $most }
room-value-high = la borne haute { $value } n’est pas entre { $least } et { $most }
room-value-best = la meilleure estimation { $value } est hors de ses bornes
room-value-year = une année n’est pas entre { $least } et { $most }
room-value-ends = finit le { $time }, avant de commencer
room-value-zone = { $value } ne nomme pas de fuseau horaire ; écrivez p. ex. 2024-05-03T10:00:00Z
room-value-moment = { $value } n’est pas une date
room-value-letter = la fiabilité de la source { $value } n’est pas une lettre de A à F
room-value-figure = la crédibilité { $value } n’est pas un nombre de 1 à 6
room-no-own-collection = collection : { $name } n’est pas une collection de menaces à laquelle ce rôle signale ici ({ $role }) ; attendu : { $names }

shape-str = un texte
shape-int = un nombre entier
shape-float = un nombre
shape-bool = oui ou non
shape-array = une liste
shape-object = un objet
shape-null = rien
word-equipment = matériel
word-course = cours
word-supply = réserve
word-ordered = ordonnée
room-ready-crew = opérateurs pour { $low } seulement ({ $need })
room-pledge-nothing = rien n’y manque
room-pledge-other = pourrait le combler, mais un autre emploi des annonces comble davantage ou est prêt plus tôt
room-pledge-late = n’est prêt que le { $day }, après son départ prévu ({ $until })
room-pledge-between = est là du { $since } au { $until } : aucun mois non couvert n’y tient en entier
room-due-agreed = convenu
room-due-not-there = absent
room-due-not-serviceable = hors d’état
room-due-persons = personnes présentes
room-due-standard = norme non respectée
room-due-deployed = déployé
room-due-absent = absent
room-due-outside = { $unit } : des enregistrements couvrent des jours hors de son déploiement ; ils ne sont pas payés.
room-due-more-absent = { $unit }, { $day } : { $away } absents sur { $deaths } déployés ({ $records }) ; { $less } sont déduits. Corrigez l’un des enregistrements.
room-due-both-leases = { $unit }, { $item } : détenu sous les deux régimes de location ; non payé tant que l’un n’est pas corrigé.
room-due-no-inspection = { $unit }, { $item } : aucune inspection avant certains jours du mois ; ils ne sont pas payés.
room-due-disagree = { $unit }, { $item } : les inspections { $records } du { $day } se contredisent ; les nombres les plus bas servent.
room-due-assessments = { $unit }, { $item } : les évaluations du { $day } se contredisent ; elles comptent comme non satisfaites.
room-travel = On roule { $slows }.
room-travel-light = On roule { $slows }. Son poids n’est pas donné : aucune limite de poids ne le retient.
room-slow-by = en { $state }
room-slow-by-weight = en { $state } de { $tonnes } t
room-closures-day =
    { $count ->
        [one] { $count } fermeture en vigueur le { $day }.
       *[other] { $count } fermetures en vigueur le { $day }.
    }
room-closures-days =
    { $count ->
        [one] { $count } fermeture en vigueur un jour entre le { $since } et le { $until } ; elle compte pour tous.
       *[other] { $count } fermetures en vigueur un jour entre le { $since } et le { $until } ; chacune compte pour tous.
    }
room-closures-periods =
    { $count ->
        [one] { $count } fermeture en vigueur au premier jour d’une période ; elle compte pour les périodes qui y commencent.
       *[other] { $count } fermetures en vigueur au premier jour d’une période ; chacune compte pour les périodes qui y commencent.
    }
room-closures-plan =
    { $count ->
        [one] { $count } fermeture en vigueur un jour du plan ; elle compte pour ses jours.
       *[other] { $count } fermetures en vigueur un jour du plan ; chacune compte pour ses jours.
    }
room-no-closure-day = Aucune fermeture en vigueur le { $day } n’est connue.
room-no-closure-days = Aucune fermeture en vigueur un jour entre le { $since } et le { $until } n’est connue.
room-no-closure-period = Aucune fermeture en vigueur au premier jour d’une période n’est connue.
room-no-closure-plan = Aucune fermeture en vigueur un jour du plan n’est connue.
room-closure = { $name } ({ $kind } ; { $source }, { $rating })
room-closure-until = { $what } : { $metres } m autour de lon { $lon }, lat { $lat }, du { $since } au { $until }
room-closure-on = { $what } : { $metres } m autour de lon { $lon }, lat { $lat }, à partir du { $since }
room-closure-bears = { $reason } ; supporte { $tonnes } t
room-closure-delay = { $reason } ; { $minutes } minutes pour passer
room-roads-read = { $file } : { $roads } routes ; vitesses : { $speeds } ; sens unique : { $ways }.
room-roads-read-shut = { $file } : { $roads } routes ; vitesses : { $speeds } ; sens unique : { $ways } ; fermées (vitesse 0, accès interdit, ou pas pour les véhicules) : { $shut }.
room-roads-unread = { $file } : { $values } valeurs illisibles : { $examples }.
room-roads-properties = { $file } : propriétés qui ne sont pas lues : { $names }.
room-roads-surface = { $file } : revêtement connu pour { $part } sur { $whole } ; limites de poids { $weights }.
room-roads-surface-private = { $file } : revêtement connu pour { $part } sur { $whole } ; limites de poids { $weights } ; privées, tenues pour ouvertes { $private }.
room-site-why = { $name } : { $list }.
room-site-reach = { $weight } à portée de { $post } ici ({ $share } de tout)
room-site-no-weight = { $weight } à portée de { $post } ici (rien : aucune demande n’a de poids)
room-site-shared = le tout aussi à portée d’autres sites du plan
room-site-alone = dont { $weight } à portée d’aucun autre site du plan
room-site-must = il doit servir
room-site-kept = gardé
room-site-new = nouveau
room-straight-plain = Aucune route n’est donnée : les temps de trajet reposent sur des lignes droites, à { $kmh } km/h.
room-light-day = jour
room-light-night = nuit
room-light-day-wet = jour, saison des pluies
room-light-night-wet = nuit, saison des pluies
room-does-not-go = { $name } ne part pas ({ $list }) : { $reason }.
room-no-higher = Aucune structure de niveau 3 ne peut accueillir : les blessés restent à { $facility }.
room-nobody-takes-on = Personne ne peut amener les blessés de { $facility } vers le niveau 3.
room-light-wet = saison des pluies
room-many-zero = { $name } : la durée d’une opération est de 0 minute ; donnez-la, ou laissez-la vide.
room-many-blood = { $name } : opérations possibles avec le sang présent : { $operations }.
room-many-blood-unknown = { $name } : son sang n’est pas connu, et ne limite pas les opérations.
room-many-nothing-brings = { $name } : rien n’y amène personne depuis le lieu.
room-many-cannot = { $name } : ne peut pas venir au lieu : { $reason }.
room-many-beds = Personnes à amener au-delà des lits libres : { $more }.
room-convoy-no-place = Le lieu { $place } n’est pas connu : donnez-lui lon et lat.
room-convoy-nobody-carries = Aucun véhicule d’un dépôt qui a { $supply } ne peut le porter en { $measure }.
room-convoy-other-measure = { $supply } est requis en { $measure }, et se trouve dans les dépôts en { $others } : donnez les deux dans une seule unité.
room-convoy-no-stock = Aucun dépôt n’a { $supply } en { $measure }.
room-convoy-long-day = L’aller-retour dure { $whole } h, et la journée d’un chauffeur a { $limit } h.
room-convoy-curfew = L’aller-retour dure { $whole } h, et les couvre-feux et horaires laissent { $limit } h.
room-convoy-window = Le créneau de { $opens } à { $closes } est impossible : aucun véhicule ne peut arriver, décharger et revenir dans les heures.
room-convoy-no-time = Aucun véhicule ni chauffeur n’a de temps pour cela.
room-convoy-none-left = Les dépôts qui peuvent le servir n’ont plus de { $supply } en { $measure }.
room-convoy-not-used = { $name } : son dépôt { $depot } n’a pas de stock ; il ne sert pas.
room-convoy-no-vehicle = { $name } : aucun véhicule n’y est ; son stock reste.
room-replay-end = les événements s’arrêtent en { $year }
room-replay-no-troops = aucune troupe n’est connue en { $year }
room-replay-has = la table a { $deaths } morts sur { $count } ({ $place })
room-replay-no-event = la table n’a aucun événement pour { $year } ({ $place }) ; morts manquants : { $count }
