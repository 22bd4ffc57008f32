## The mission's report

report-simulated = SIMULÉ
report-simulated-title = SIMULÉ (exercice) : { $title }
report-exercise = SIMULÉ · EXERCICE
report-no-party-did = aucune partie n’a fait cela
report-skip = Aller à ce qui a changé
report-sections = Rubriques
report-kicker = Constatations sur les accords
report-fictional = mission fictive
report-judged = Mois jugés : { $months }. Conduite jusqu’au { $at } ; { $known }.
report-known = tel que connu au { $time }
report-everything = tout ce qui est enregistré
report-no-months = aucun
report-total-breached = non respectées
report-total-doubted = douteuses : quelque chose a été signalé
report-total-met = respectées
report-total-silent = indéterminées : rien n’a été signalé
report-made-by = établi par Sulh, { $time }
report-made-at = établi le { $time }
report-cut =
    { $count ->
        [one] coupé : { $count } caractère dans l’enregistrement
       *[other] coupé : { $count } caractères dans l’enregistrement
    }
report-to = à
report-record = enregistrement
report-in-doubt = douteux
report-in-doubt-head = Douteux
report-none = Néant.
report-not-known = inconnu
report-best = { $best } ({ $bounds })
report-with-count = { $name } ({ $number })
report-and-more =
    { $count ->
        [one] { $list } et { $count } autre
       *[other] { $list } et { $count } autres
    }
report-all-parties = toutes les parties ({ $count })
report-findings =
    { $count ->
        [one] { $count } constatation
       *[other] { $count } constatations
    }
report-months = { $count } mois
report-reports =
    { $count ->
        [one] { $count } rapport
       *[other] { $count } rapports
    }
report-such-reports =
    { $count ->
        [one] { $count } rapport de ce type
       *[other] { $count } rapports de ce type
    }
report-zones =
    { $count ->
        [one] { $count } zone
       *[other] { $count } zones
    }
report-provisions =
    { $count ->
        [one] { $count } disposition
       *[other] { $count } dispositions
    }
report-drawn-zones =
    { $count ->
        [one] { $count } zone tracée
       *[other] { $count } zones tracées
    }
report-months-acts =
    { $count ->
        [one] { $months }, { $count } acte
       *[other] { $months }, { $count } actes
    }

# Verdicts, severities and letters

report-was-breached = non respectée
report-was-undetermined = indéterminée
report-was-met = respectée
report-is-breached = Non respectée
report-is-undetermined = Indéterminée
report-is-met = Respectée
letter-breached = N
letter-undetermined = I
letter-met = R
severity-grave = grave
severity-serious = sérieuse
severity-minor = mineure
severity-technical = technique
severity-of-grave = graves
severity-of-serious = sérieuses
severity-of-minor = mineures
severity-of-technical = techniques

# What changed

report-what-changed = Ce qui a changé
report-what-changed-in = Ce qui a changé en { $month }
report-changes = Changements
report-changes-from = Changements entre { $before } et { $month }
report-change = Changement
report-provision = Disposition
report-party = Partie
report-parties = Parties
report-where = Lieu
report-more-changes =
    { $count ->
        [one] Et { $count } autre changement ; voir le tableau de respect des accords.
       *[other] Et { $count } autres changements ; voir le tableau de respect des accords.
    }
report-none-found = Il n’y a aucune constatation.
report-not-judged = { $month } n’a pas été jugé, il n’y a donc pas de comparaison.
report-changed = { $verdicts }. { $reports } pour { $month }, { $number } pour { $before }.
report-nothing-changed = Aucun verdict n’a changé
report-acts-and-counts =
    { $count ->
        [one] { $count } acte ou dénombrement signalé
       *[other] { $count } actes et dénombrements signalés
    }
change-new-breach = Nouveau non-respect
change-still-breached = Toujours non respectée
change-ended = De nouveau respectée
change-unknown-now = Non respectée avant, rien de certain à présent
change-new-doubt = Nouveau doute
change-settled = Doute levé
changed-new-breach =
    { $count ->
        [one] { $count } nouveau cas de non-respect
       *[other] { $count } nouveaux cas de non-respect
    }
changed-still-breached =
    { $count ->
        [one] { $count } disposition toujours non respectée
       *[other] { $count } dispositions toujours non respectées
    }
changed-ended =
    { $count ->
        [one] { $count } disposition de nouveau respectée
       *[other] { $count } dispositions de nouveau respectées
    }
changed-unknown-now = { $number } non respectées en { $month } dont rien n’est certain à présent
changed-new-doubt =
    { $count ->
        [one] { $count } nouveau doute
       *[other] { $count } nouveaux doutes
    }
changed-settled =
    { $count ->
        [one] { $count } doute levé
       *[other] { $count } doutes levés
    }
state-not-in-force = pas en vigueur
state-nothing-to-judge = rien à juger
state-not-judged = non jugée
state-silent = rien de signalé
state-undetermined = douteuse
state-breached = non respectée
state-met = respectée

# What is breached, and where to go

report-what-breached = Ce qui n’est pas respecté
report-breaches = Cas de non-respect
report-breaches-caption = Chaque disposition, partie et zone dont le non-respect est certain, les plus graves d’abord
report-months-head = Mois
report-findings-head = Constatations
report-severity = Gravité
report-no-breach = Aucun non-respect n’est certain.
report-send-next = Où envoyer quelqu’un maintenant
report-go-next = Où aller maintenant
report-to-settle-doubt = Pour trancher les constatations douteuses
report-where-nothing = Là où rien n’est signalé
report-what-to-get = Ce qu’il faut obtenir
report-concerns = Concerne
report-it-touches = Constatations touchées
report-it-settles = Tranchées par cela seul
report-touches = Touchées
report-settles-alone = Tranchées seules
report-placeless =
    { $count ->
        [one] { $count } constatation sur la conduite en tout lieu est laissée de côté : aucun rapport ne nomme un lieu où aller.
       *[other] { $count } constatations sur la conduite en tout lieu sont laissées de côté : aucun rapport ne nomme un lieu où aller.
    }
report-all-certain = Rien n’est indéterminé.
report-reports-in-doubt = Rapports douteux
report-check-first = Rapports à vérifier d’abord : le plus de constatations en dépendent
report-report = Rapport
report-when-where = Quand et où
report-who-what = Qui et quoi
report-doubts-head = Doutes
step-no-complete-count = Une inspection complète de la zone
step-no-report = Une déclaration d’observation par ceux qui observaient
step-count-straddles = Un nouveau dénombrement avec des bornes plus étroites
step-partial-alleges = Une visite au lieu du rapport, avec un dénombrement complet
step-near-border = Un relevé de position du lieu, ou une visite
step-vague-place = Le lieu exact, auprès de la source
step-vague-date = La date exacte, auprès de la source
step-weak-source = Un second rapport, indépendant
step-same-row = Un mot des inspecteurs : une chose saisie deux fois, ou deux choses semblables
step-coalition = Un rapport qui nomme les auteurs
step-initiator-unknown = Une enquête sur qui a commencé
step-opponent-unknown = Le nom de l’autre camp
step-contradiction = Un nouveau dénombrement commun
step-waiver-unclear = Les dates et les nombres de la dérogation, auprès des deux parties
step-pending = Rien pour l’instant : attendre la fin du délai
step-register-incomplete = Le registre de l’obligation, déclaré complet
step-one-report = Un deuxième rapport, ou une confirmation
step-one-count = Un deuxième dénombrement, ou une confirmation
step-register-unconfirmed = Une deuxième source, indépendante, qui déclare le registre complet

# Key judgements

report-judgements = Principales conclusions
report-what-not-verified = Ce qui n’est pas vérifié
report-not-verified = Non vérifié.
report-no-findings = Il n’y a aucune constatation : aucun rapport ne porte sur une disposition en vigueur.
report-overall = Sur { $findings } de { $first } à { $last }, { $breached } sont non respectées et { $met } respectées. { $doubted } sont indéterminées bien que quelque chose ait été signalé, parce que c’est douteux ou incomplet ; { $silent } sont indéterminées parce que rien n’est signalé.
report-overall-exercise = Dans cet exercice, sur { $findings } de { $first } à { $last }, { $breached } sont non respectées et { $met } respectées. { $doubted } sont indéterminées bien que quelque chose ait été signalé, parce que c’est douteux ou incomplet ; { $silent } sont indéterminées parce que rien n’est signalé.
report-breaches-all = Les constatations de non-respect concernent { $names }.
report-breaches-most = La plupart des constatations de non-respect concernent { $names }, sur { $parties } parties qui en ont.
report-breached-often = La disposition le plus souvent non respectée est « { $title } » ({ $times } sur { $number }) ; { $worst }.
report-breached-worst =
    { $count ->
        [one] { $count } porte sur des dispositions { $severity }
       *[other] { $count } portent sur des dispositions { $severity }
    }
report-rise = La hausse la plus forte a commencé en { $month } : { $reports } d’actes ou de dénombrements contraires ou peut-être contraires à un accord en trois mois, après { $before } dans les trois précédents.
report-rise-named = La hausse la plus forte a commencé en { $month } : { $reports } d’actes ou de dénombrements contraires ou peut-être contraires à un accord en trois mois, après { $before } dans les trois précédents ; ils nomment { $names }.
report-named = « { $name } » { $times } fois, auparavant { $before }
report-late = Les trois derniers mois, jusqu’à { $month }, comptent { $reports } d’actes ou de dénombrements contraires ou peut-être contraires à un accord, les trois précédents { $before }.
report-late-such = Les trois derniers mois, jusqu’à { $month }, comptent { $reports }, les trois précédents { $before }.
report-doubts =
    { $count ->
        [one] { $count } constatation est indéterminée pour ces raisons : { $why }.
       *[other] { $count } constatations sont indéterminées pour ces raisons : { $why }.
    }
report-doubts-most = La plupart concernent { $party } ({ $number }).
report-doubts-largest = La plus grande part concerne { $party } ({ $number }).
report-awaits-no-report = une déclaration de ceux qui observaient, disant que le silence signifie qu’il n’y a eu aucun acte
report-awaits-no-complete-count = une inspection complète de la zone
report-awaits-register-incomplete = le registre de l’obligation, déclaré complet
report-awaits-pending = la fin du délai
report-less-than-one = moins de 1
report-silence = Le silence n’est pas une preuve de respect : { $percent } % de toutes les constatations attendent { $missing }.
report-before-and-after = « { $title } » : en { $months } depuis son début, { $certain } actes certains et { $possible } possibles ; dans autant de mois avant, { $earlier } et { $perhaps } actes comparables (un acte compte une fois pour chaque partie qui y prend part).
report-rests-on-knowledge =
    { $count ->
        [one] { $count } sur { $provisions } repose sur des connaissances générales, encore à vérifier dans le document.
       *[other] { $count } sur { $provisions } reposent sur des connaissances générales, encore à vérifier dans le document.
    }
report-read-secondary =
    { $count ->
        [one] { $count } sur { $provisions } a été lue dans des sources secondaires.
       *[other] { $count } sur { $provisions } ont été lues dans des sources secondaires.
    }
report-rough-borders =
    { $count ->
        [one] { $count } sur { $zones } a des limites approximatives, exactes à { $km } km près au pire ; ce qui est signalé plus près d’une limite est indéterminé, jamais un non-respect.
       *[other] { $count } sur { $zones } ont des limites approximatives, exactes à { $km } km près au pire ; ce qui est signalé plus près d’une limite est indéterminé, jamais un non-respect.
    }
report-rough-lines = Tracé approximatif, à { $km } km près : { $names }.
report-memberships =
    { $count ->
        [one] { $count } appartenance à une coalition reste à vérifier, avec les dates.
       *[other] { $count } appartenances à des coalitions restent à vérifier, avec les dates.
    }

# The drawings

bars-title = Constatations par partie
bars-party = { $party } : { $breached } non respectées, { $doubted } indéterminées, { $met } respectées, { $silent } sans rien de signalé
bars-breached = { $letter }  non respectée
bars-undetermined = { $letter }  indéterminée, bien que signalée
bars-met = { $letter }  respectée
bars-silent = + { $number } sans rien de signalé
bars-caption = Constatations par partie sur lesquelles quelque chose a été signalé ; après chaque barre, les autres.
bars-quiet = Rien n’a été signalé sur { $names }.
map-title = Carte : { $title }
map-zones = La pire constatation de chaque zone : { $zones }.
map-zone-is = { $zone } : { $verdict }
map-places = Lieux des rapports.
map-larger = Les marques plus grandes représentent plusieurs rapports en un même lieu.
map-numbered = { $number } { $name }
map-by-number = Par numéro : { $names }.
map-hidden = Connues par leur nom seulement, et non tracées : { $zones } ({ $names }).
map-nowhere = Non montrés : { $reports } sans coordonnées.
map-beyond = Non montrés : { $reports } au-delà des bords.
map-projection = Projection équirectangulaire, WGS 84. Les contours ne jouent aucun rôle dans les jugements ; les frontières et les noms n’impliquent aucune prise de position sur le statut d’un territoire.
map-zone-breached = { $letter }  zone dont la pire constatation est « non respectée »
map-zone-undetermined = { $letter }  zone dont la pire constatation est « indéterminée »
map-zone-met = { $letter }  zone dont la pire constatation est « respectée »
map-line = ligne, dans la bande où elle peut se trouver
map-report-breach = rapport qui établit un non-respect
map-report-doubt = rapport qui laisse une constatation indéterminée
map-report-other = autre rapport d’un acte ou d’un dénombrement
map-vague = creux : lieu vague ; un cercle pâle montre à quel point
map-site = site
lane-acts = actes
lane-acts-note = par type ; les rapports qui peuvent être un seul événement comptent une fois
lane-deaths = morts
lane-deaths-note = par type d’acte ; meilleure estimation, avec bornes
lane-inspections = inspections
lane-inspections-note = effectuées
lane-counts = dénombrements
lane-counts-note = observations signalées
lane-findings = constatations
lane-findings-note = non respectées, indéterminées, respectées
lane-other-acts = autres actes
timeline-before = avant
timeline-after = après
timeline-exceptions = dérogations convenues
timeline-by-month = Par mois, dans le mois du début de chacun.
timeline-by-quarter = Par trimestre, dans le trimestre du début de chacun.
timeline-by-year = Par année, dans l’année du début de chacun.
timeline-caption = Morts : la barre est la meilleure estimation, la ligne va de la plus basse à la plus haute ; un triangle signifie qu’aucune borne supérieure n’est connue. Constatations : N hachuré, I pointillé, R uni ; celles sur lesquelles rien n’a été signalé sont omises. Les numéros marquent les accords.
timeline-earlier = Les actes d’avant { $begin } ne sont pas tracés ; le premier est de { $first }.
timeline-description = { $incidents }, { $inspections } et { $observations } sont connus ; la période montrée va de { $first } à { $last }. Les tableaux de ce rapport donnent les mêmes nombres.
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

report-map = Carte
report-no-map = Rien n’est tracé pour cette mission, et aucun rapport n’a de position.
report-matrix = Tableau de respect des accords
key-undetermined = indéterminée, bien que quelque chose ait été signalé
key-not-in-force = pas en vigueur. Une lettre mène à sa constatation. Les colonnes étroites représentent des suites de mois où rien n’a été signalé.
key-blank = vide : pas en vigueur. Une lettre mène à sa constatation ; ⋯ représente une suite de mois où rien n’a été signalé.
report-matrix-of = Tableau : { $agreement }, { $span }
report-matrix-by = { $span }, par disposition, partie, zone et mois
report-matrix-at = { $span }, par disposition, partie et mois, { $where }
report-matrix-rows = Partie, disposition, zone
report-folded = { $months } : rien de signalé
report-silent = { $title } ({ $parties })
report-silent-zones = { $title } ({ $parties } ; { $zones })
report-nothing-on = Rien de signalé sur { $names }.
report-retracted-see = Un rapport retiré ne compte pas : voir { $list }.
report-amendments-link = les enregistrements corrigés et retirés
report-worst-of = { $verdict } (la pire de { $count } constatations)
report-cell = { $party }, { $month } : { $verdict }, { $because }
report-timeline = Chronologie
report-no-timeline = Il n’y a aucune constatation à montrer.
report-dates = Dates de la mission
report-dates-caption = Dates de la mission, telles que ses données de référence les donnent
report-date = Date
report-what = Quoi
report-source = Source
report-unverified = non vérifié

# Before and after

report-before-after = Avant et après
report-acts-by = Actes par partie et par mois.
report-acts-by-district = Actes par partie, par mois et par subdivision ({ $district }).
report-acts-note = Un acte compte une fois pour chaque partie qui y prend part. Les actes certains, et après un plus ceux qui sont seulement possibles. Ce qui s’est passé avant le début d’une disposition est comparable, et n’y est pas contraire. Les morts sont ceux des actes certains : la meilleure estimation et, entre parenthèses, la plus basse et la plus haute.
report-acts-of = Actes avant et après : { $title }
report-acts-caption = { $title } : actes avant et après
report-before = Avant
report-after = Après
report-acts = actes
report-deaths = morts
report-months-word = mois
report-possible-in = possible { $months }
report-acts-by-month = Actes par mois : { $title }, { $number }
report-grid = { $title } : actes par partie, par année avant et par mois après
report-grid-part = { $title } : actes par partie, par année avant et par mois après ({ $number } sur { $of })
report-judged-since = En vigueur depuis le { $day } ; jugée de { $first } à { $last }.
report-window = Après : à partir du { $day }, { $months } jusqu’à { $last }. Avant : les { $months } jusqu’à ce jour, à partir de { $first }.
report-window-left = Après : à partir du { $day }, { $months } jusqu’à { $last }. Avant : les { $months } jusqu’à ce jour, à partir de { $first } ; { $left }.
report-earlier =
    { $count ->
        [one] { $count } acte antérieur n’est pas compté ici
       *[other] { $count } actes antérieurs ne sont pas comptés ici
    }
report-strangers = Acteurs qui ne sont pas parties
report-strangers-note = Aucun accord de la mission ne lie ces noms. Un acte d’une coalition est peut-être celui de chaque membre, et il est compté ainsi plus haut ; les actes des autres ne sont un non-respect de personne.
report-strangers-caption = Actes de noms qui ne sont pas parties, avant et après le début de la première disposition
report-name-reported = Nom signalé
report-known-as = Connu comme
report-acts-before = Actes avant
report-acts-after = Actes après
report-deaths-head = Morts
report-known-outsider = acteur extérieur
report-known-coalition = coalition
report-not-in-pack = inconnu de la mission

# Findings in full

report-finding = constatation
report-when-it-was = quand elle était { $verdict }
report-does-acknowledge = la reconnaît
report-does-dispute = la conteste
report-does-explain = l’explique
report-signed = signé avec la clé de la partie
report-forged = La signature de la partie n’est pas valable.
report-case = { $verdict } dans { $findings } : { $months }.
report-case-pdf = { $verdict } dans { $findings } : { $months } ({ $severity })
report-agreement-source = { $agreement }. Source : { $source }
report-also = Aussi
report-exceptions = Dérogations en cause.
report-settled = Tranché par une comparaison.
report-retracted = Retiré, et n’est plus utilisé.
report-retracted-colon = Retiré, et n’est plus utilisé :
report-would-settle = Ce qui trancherait.
report-find = Chercher
report-find-example = partie, zone, mois, article, lieu, R12 …
report-shown = { $number } montrées
report-shown-of = { $some } sur { $number } montrées
report-doubted = Indéterminées, bien que quelque chose ait été signalé
report-silent-head = Indéterminées : rien de signalé
report-to-settle = Pour trancher : { $what }.
report-counted-allowed = Dénombré : { $measured } ; autorisé : { $allowed } ; { $why }.
report-counted-owed = Fait : { $measured } ; dû : { $allowed } ; { $why }.
report-rests-on = Repose sur { $reports }.
report-strays = Réponses à des constatations qui ne figurent pas dans ce rapport
report-strays-note = La constatation nommée est d’un autre moment, ou porte sur des enregistrements retirés depuis.

# The reports behind them

report-reports-short = Rapports
report-register = Les rapports sur lesquels reposent les constatations
report-register-note = Dans l’ordre où les faits se sont produits. L’enregistrement est le début de son SHA-256 dans le registre. Les cotes sont celles du code de l’Amirauté.
report-mark = cote
report-row = ligne
report-amendments = Enregistrements corrigés et retirés
report-amendments-note = Les derniers d’abord. Un rapport corrigé compte comme le dit sa rectification ; un rapport retiré ne compte pas. Rien n’est effacé : tous sont dans le registre.
report-amendments-more = Et { $number } de plus :

# The annex

report-annex = Annexe
report-method = Méthode
report-made-from = De quoi ce rapport est fait
report-made = Établi
report-pack = Données de référence
report-ledger = Registre
report-records = Enregistrements
report-records-word = enregistrements
report-site = site { $site }
report-site-records = site { $site }, { $number } enregistrements
report-root = Racine du registre
report-root-pdf = racine du registre
report-digest-pdf = SHA-256 des données de référence
report-and = et site
report-and-site =
    { $count ->
        [one] Et site { $site }, { $count } enregistrement
       *[other] Et site { $site }, { $count } enregistrements
    }
report-pack-digest = SHA-256 des données de référence
report-sources = Sources des données de référence
report-sources-short = Sources
report-sources-caption = Documents, et nombre de faits qui reposent sur chacun, par degré de preuve
report-document = Document
report-where-to-find = Où le trouver, et remarques
report-facts = Faits
report-grades = Vérifié : lu à la source. Secondaire : lu dans une source secondaire. À vérifier : connaissance générale, encore à contrôler. Approximatif : fait pour la mission.
report-licences = Données et licences
report-words = Vocabulaire
graded-verified =
    { $count ->
        [one] { $count } vérifié
       *[other] { $count } vérifiés
    }
graded-secondary =
    { $count ->
        [one] { $count } secondaire
       *[other] { $count } secondaires
    }
graded-to-verify = { $count } à vérifier
graded-approximate =
    { $count ->
        [one] { $count } approximatif
       *[other] { $count } approximatifs
    }
method-values = Chaque constatation a l’une de trois valeurs. Une disposition n’est « non respectée » que si la preuve est certaine : le lieu, le moment, la partie, la source, le nombre et les dérogations sont chacun hors de doute. Elle est « respectée » quand un dénombrement complet, une obligation remplie ou une observation continue le dit. Tout le reste est « indéterminé », et le rapport dit quelle visite, quel rapport ou quelle date trancherait. Les nombres sont des bornes : « de 12 à 15 » signifie au moins 12 et au plus 15.
method-silence = Le silence n’est pas une preuve. Que personne n’ait signalé un acte ne montre rien, sauf si quelqu’un a déclaré avoir observé la zone sans interruption et qu’il l’aurait signalé.
method-times = Il y a deux temps : quand une chose s’est produite, et quand elle a été enregistrée. « Tel que connu au » dit quels rapports ont été utilisés, « conduite jusqu’au » quelle conduite a été jugée. Les rectifications et les retraits sont des enregistrements à part ; rien n’est effacé.
method-decides = Un rapport compte pleinement quand sa source est cotée { $source } ou mieux et son information { $credibility } ou mieux selon le code de l’Amirauté ; F et 6 signifient qu’on ne peut en juger, et ne fondent rien. Un rapport plus faible fait naître un doute, et rend une constatation indéterminée.
method-second-report = Un acte dont un seul rapport fait état n’est une violation que si d’autres sources le confirment (crédibilité 1), ou si une source fiable (A ou B) le dit probablement vrai (2) et en donne la position à 5 km près. Un seul dénombrement qui dépasse une limite d’un vingtième au plus en demande un deuxième.
method-two-reports = Une violation par un acte repose sur au moins deux rapports dans le mois, ou sur un rapport que d’autres sources confirment (crédibilité 1). Un seul dénombrement qui dépasse une limite d’un vingtième au plus en demande un deuxième.
method-same = La même règle vaut pour toutes les parties. Qui a les mêmes données de référence et les mêmes enregistrements obtient les mêmes constatations, à l’octet près.
method-audit = Pour contrôler qu’aucun enregistrement n’a été modifié, ôté ou déplacé, lancez « sulh ledger audit » sur une copie du registre et comparez sa taille et sa racine à celles de ce rapport ; pour l’explication d’une constatation, lancez « sulh explain » avec son identifiant.
licence-ucdp = Événements : UCDP Georeferenced Event Dataset, Université d’Uppsala, CC BY 4.0 (Sundberg et Melander 2013, doi:10.1177/0022343313484347). Les morts sont ses estimations basse, meilleure et haute. Les constatations ne sont pas celles de l’UCDP.
licence-acled = Événements : Armed Conflict Location and Event Data (acleddata.com), selon ses conditions d’utilisation, qui restreignent la redistribution. Les constatations ne sont pas celles d’ACLED.
licence-geo-pko = Déploiements : Geocoded UN Peacekeeping Operations dataset, Université d’Uppsala (Cil, Fjelde, Hultman et Nilsson 2020, doi:10.1177/0022343319871981).
glossary-admiralty = Code de l’Amirauté
glossary-admiralty-means = deux cotes indépendantes d’un rapport : sa source de A (tout à fait fiable) à F (on ne peut en juger), son information de 1 (confirmée) à 6 (on ne peut en juger)
glossary-allowed = autorisé
glossary-allowed-means = ce qu’une disposition permet à un moment, avec les dérogations qui s’appliquent
glossary-as-of = tel que connu au, conduite jusqu’au
glossary-as-of-means = quels rapports ont été utilisés, selon leur enregistrement ; quelle conduite a été jugée, selon le moment des faits
glossary-case = cas
glossary-case-means = les constatations sur une disposition, une partie et une zone
glossary-certain = certain, possible
glossary-certain-means = un acte n’est certain que si le lieu, le moment, la partie et la source sont hors de doute ; il est possible quand l’un d’eux ne l’est pas
glossary-coverage = observation continue
glossary-coverage-means = une déclaration que quelqu’un a observé une zone pour certains types d’acte pendant un temps, si bien que le silence a un sens
glossary-exception = dérogation
glossary-exception-means = un assouplissement convenu d’une disposition, avec ses dates
glossary-finding = constatation
glossary-finding-means = une disposition, une partie, une zone et un mois, avec un verdict, ce qui a été dénombré et autorisé, les raisons et les rapports sur lesquels elle repose
glossary-silent = rien de signalé
glossary-silent-means = indéterminé seulement parce qu’aucun rapport valable ne s’y rapporte ; le silence ne prouve rien
glossary-simulated = simulé
glossary-simulated-means = produit par un exercice ; jamais jugé avec des rapports réels
glossary-unverified = non vérifié
glossary-unverified-means = un fait de référence que personne n’a lu à sa source, ou une limite tracée approximativement
report-tasks = Tâches
report-disarmament = Désarmement
report-tasks-of = Tâches de { $month } : prévu et réel
report-tasks-order = D’abord ce qui ne s’est pas passé comme prévu ; heures en UTC
report-task = Tâche
report-task-what = Nature
report-task-unit = Unité
report-task-fate = Déroulement
report-task-planned = Prévu
report-task-actual = Réel
report-task-late = Retard
report-task-why = Raison
report-tasks-summary = { $tasks } : { $list }.
report-tasks-number =
    { $count ->
        [one] { $count } tâche
        [many] { $count } de tâches
       *[other] { $count } tâches
    }
report-tasks-more =
    { $count ->
        [one] Et { $count } autre tâche, comptée ci-dessus.
        [many] Et { $count } autres tâches, comptées ci-dessus.
       *[other] Et { $count } autres tâches, comptées ci-dessus.
    }
report-tasks-remarks =
    { $count ->
        [one] { $count } remarque sur des étapes qui ne conviennent pas ou que personne n’a enregistrées
        [many] { $count } remarques sur des étapes qui ne conviennent pas ou que personne n’a enregistrées
       *[other] { $count } remarques sur des étapes qui ne conviennent pas ou que personne n’a enregistrées
    }
report-tasks-hidden =
    { $count ->
        [one] Et { $count } autre remarque ; la page des tâches la donne.
        [many] Et { $count } autres remarques ; la page des tâches les donne.
       *[other] Et { $count } autres remarques ; la page des tâches les donne.
    }
report-task-gap = { $task } : personne n’a enregistré l’étape « { $step } ».
report-task-from = depuis { $first }
report-task-ended = fin le { $last }
report-task-minutes =
    { $count ->
        [one] { $count } min
        [many] { $count } min
       *[other] { $count } min
    }
report-task-hours = { $hours } h { $minutes } min
report-task-days =
    { $count ->
        [one] { $count } jour
        [many] { $count } jours
       *[other] { $count } jours
    }
report-task-done-in-time = accomplie à temps
report-tasks-done-in-time =
    { $count ->
        [one] { $count } accomplie à temps
        [many] { $count } accomplies à temps
       *[other] { $count } accomplies à temps
    }
report-task-done-late = accomplie en retard
report-tasks-done-late =
    { $count ->
        [one] { $count } accomplie en retard
        [many] { $count } accomplies en retard
       *[other] { $count } accomplies en retard
    }
report-task-failed = échouée
report-tasks-failed =
    { $count ->
        [one] { $count } échouée
        [many] { $count } échouées
       *[other] { $count } échouées
    }
report-task-cancelled = annulée
report-tasks-cancelled =
    { $count ->
        [one] { $count } annulée
        [many] { $count } annulées
       *[other] { $count } annulées
    }
report-task-under-way = en cours
report-tasks-under-way =
    { $count ->
        [one] { $count } en cours
        [many] { $count } en cours
       *[other] { $count } en cours
    }
report-task-under-way-late = en cours et en retard
report-tasks-under-way-late =
    { $count ->
        [one] { $count } en cours et en retard
        [many] { $count } en cours et en retard
       *[other] { $count } en cours et en retard
    }
report-task-not-begun = non commencée
report-tasks-not-begun =
    { $count ->
        [one] { $count } non commencée
        [many] { $count } non commencées
       *[other] { $count } non commencées
    }
report-task-not-begun-late = non commencée et en retard
report-tasks-not-begun-late =
    { $count ->
        [one] { $count } non commencée et en retard
        [many] { $count } non commencées et en retard
       *[other] { $count } non commencées et en retard
    }

## L’index de la démonstration

demo-title = Démonstration de Sulh
demo-offline = Chaque page s’ouvre hors ligne. Les enregistrements simulés sont signalés sur chaque page.
demo-missions = Missions
demo-report = Rapport
demo-breached = Violé
demo-silent = Rien de signalé
demo-met = Respecté
demo-note = Douteux : quelque chose a été signalé, mais cela ne tranche pas la question. Rien de signalé : indéterminé parce qu’aucun rapport ne s’y rapporte ; le silence ne prouve rien.
demo-plans = Plans
demo-page = Page
demo-shows = Ce qu’elle montre
demo-simulated = { $title } (SIMULÉ)
demo-forecast = Prévision pour l’île
demo-forecast-shows = Où la violence est probable dans les douze prochains mois, avec son incertitude.
demo-laydown = Dispositif pour l’île
demo-laydown-shows = Où { $bases } bases atteignent le plus de torts attendus aux civils à moins de { $km } km.
demo-contributions = Les membres de l’OCI à la FINUL, septembre 2024
demo-contributions-shows = Combien de personnes chaque membre de l’OCI a fournies, et leur part du total.
demo-convoys = Convois de secours sur l’île
demo-convoys-shows = Quel véhicule emporte quoi et où en deux jours, et ce qui n’arrive pas et pourquoi.
demo-casualties = Un tremblement de terre sur l’île
demo-casualties-shows = Combien de temps les blessés attendent la chirurgie, et quels transferts entre hôpitaux aident.
