## Les pages imprimées de l’après-conflit : armes, retours, dangers, besoins, projets, donateurs, plaintes

sheet-titled = { $title } : { $mission }
sheet-simulated = SIMULÉ : enregistrements d’un exercice
sheet-at = Au { $at } UTC
sheet-between = Du { $since } au { $at } UTC
sheet-yes = oui
sheet-no = non
sheet-unknown = inconnu
sheet-none = néant
sheet-nothing = rien
sheet-of = { $part } sur { $whole }
sheet-says = { $who } : { $what }
sheet-more = et { $count } de plus
sheet-from = De
sheet-records = Enregistrements
sheet-places = lieux
sheet-rounded = Les personnes sont arrondies à la dizaine avant toute addition, et moins de dix se ressemblent toutes, afin que nul ne puisse être reconnu.

# Words that stand in the records

word-women = femmes
word-men = hommes
word-girls = filles
word-boys = garçons
word-type = type
word-make = fabricant
word-calibre = calibre
unit-l = l
unit-g = g
unit-kcal = kcal
unit-square-metre = m²
unit-piece = pièce
cluster-wash = EAH
cluster-food-security = Sécurité alimentaire
cluster-shelter = Abris
cluster-health = Santé
cluster-nutrition = Nutrition
cluster-protection = Protection
cluster-education = Éducation
cluster-logistics = Logistique
cluster-early-recovery = Relèvement précoce
cluster-camps = Coordination et gestion des camps
cluster-telecommunications = Télécommunications d’urgence

# One place

place-title = { $place }, { $mission }
place-subtitle = lat. { $lat }, long. { $lon }. { $time }
place-incidents = incidents à moins de 5 km
place-not-released = zones dangereuses non libérées
place-people = personnes
place-readiness = degré de préparation aux retours
place-stops = Nul ne devrait être encouragé à rentrer avant que ceci soit assuré : { $conditions }.
place-reason = { $state } : { $says }
place-security = Sécurité
place-no-incidents = Aucun incident n’a été signalé à moins de 5 km. Cela ne prouve rien si personne n’était là.
place-from = Début (UTC)
place-report = Rapport
place-earlier = Incidents antérieurs non montrés : { $count }.
place-needs = Ce dont les gens ont besoin
place-no-projects = Aucun projet n’est construit ici ni ne sert ce lieu.
place-flows = Qui est arrivé et qui est parti
place-no-flows = Aucun mouvement n’a été signalé.

# Conditions of return

condition-said = { $source }, le { $day }
condition-said-unknown = { $source }, le { $day } ; aucun enregistrement lu ici ne porte la référence citée : { $records }
condition-incidents =
    { $count ->
        [one] { $count } incident à moins de { $km } km en { $days } jours
       *[other] { $count } incidents à moins de { $km } km en { $days } jours
    }
condition-hazard-left = { $area } m² de { $hazard } ne sont pas libérés
condition-hazard-excess = { $area } m² de { $hazard } de plus ont été libérés qu’il n’en a été relevé : l’un des deux est faux
condition-hazard-released = tout { $hazard } est libéré
condition-water = { $came } litres sur { $need } en { $days } { $days ->
        [one] jour
       *[other] jours
    }

# Returns

returns-total = rentrés, d’après les rapports
returns-waits = où nul ne devrait être encouragé à rentrer
returns-index-words = L’indice est la part pondérée des conditions remplies : la borne basse si tout ce qui est inconnu échoue, la haute s’il est rempli. Un lieu où la sécurité, les dangers ou le libre choix sont un non vient en dernier, quel que soit son indice.
returns-weights = Poids autres que 1 : { $weights }.
returns-even-weights = Toutes les conditions ont le poids 1.
returns-rank-words = Rang avec d’autres poids : le meilleur et le pire quand chaque poids tour à tour est divisé et multiplié par deux.
returns-own-index = L’indice et ses poids sont ceux de Sulh, non d’une norme.
returns-conditions-words = Conditions d’un retour volontaire, sûr et digne
returns-contested = * : les raisons ne concordent pas ; la pire compte.
returns-contested-below = * : les raisons ne concordent pas ; la pire compte, et toutes sont énumérées plus bas.
returns-rests-on = Sur quoi cela repose
returns-near = Comptent les incidents et les dangers à moins de 5 km, les incidents de 180 jours.
returns-none-shows-nothing = Que rien n’ait été signalé ne prouve rien : il faut que quelqu’un ait regardé.
returns-none-moved = Aucun mouvement n’a été signalé pendant ce temps.
returns-by-sex = Par sexe et âge
returns-cannot-be = Rapports qui ne peuvent pas tous être vrais
returns-fault = { $message } Enregistrements : { $records }.
returns-room-head = Place pour des personnes
returns-no-standard = Rien n’a été livré qu’une norme mesure.
returns-enough = Assez pour (personnes)
returns-room-words = D’après les fournitures livrées, selon les normes minimales ; les autres ne comptent pas.
returns-nobody-came = Personne n’est rentré pendant ce temps.
returns-people-a-week = Personnes par semaine
flow-too-large = { $source } dit que { $people } ont quitté { $place } ; au plus { $most } s’y trouvaient.

# Hazardous areas

hazards-open = zones non entièrement libérées
hazards-area = { $area } m²
hazards-left = restants
hazards-devices = engins détruits
hazards-head = Zones, la plus urgente d’abord
hazards-order = Les confirmées avant les soupçonnées, puis selon les personnes qui vivent ou travaillent à côté, puis selon ce qui reste.
hazards-none = Aucune zone dangereuse n’a été enregistrée.
hazards-left-out = Libérations d’aucune zone
hazards-excess-words = Zones dont on a libéré plus qu’il n’en a été relevé : { $count }. L’un des deux est faux : elles comptent comme non libérées et restent fermées à la circulation.
hazard-kind = Nature
hazard-ordnance = Munitions
hazard-area = m²
hazard-cancelled = Annulés
hazard-reduced = Réduits
hazard-cleared = Dépollués
hazard-left = Restants, m²
hazard-exposed = Personnes à côté
hazard-excess = inconnu : { $area } de trop
release-of-none = { $record } : aucune zone n’a le numéro { $hazard }.
release-of-several = { $record } : plus d’une zone a le numéro { $hazard }.
release-too-early = { $record } : libérée avant que { $hazard } soit relevée.

# Needs

needs-title = Besoins et livraisons
needs-days = { $days ->
        [one] Le jour
       *[other] Les { $days } jours
    } avant le { $at } UTC
needs-in-need = personnes dans le besoin
needs-with-gap = fournitures où il manque
needs-no-people = Personne n’a été compté.
needs-need = Besoin
needs-delivered = Livré
needs-planned = Prévu
needs-least = Manque, au moins
needs-most = Manque, au plus
needs-unchecked = { $text } [non vérifié]
needs-cited = [non vérifié] : tel que cité d’ordinaire ; non comparé avec le texte du manuel.
needs-senders = Là où les expéditeurs diffèrent, les deux nombres sont gardés et les besoins ont des bornes.
needs-who-does-what = Qui fait quoi, où
needs-empty-cell = Livré ces jours-ci, ou prévu. Une case vide est un manque.
needs-left-out = Livraisons et stocks qui ne comptent pour aucun besoin
needs-standards = Les normes
needs-standard = Norme
needs-later = Livré un jour après ce moment : { $count } : { $records }.
needs-no-standard = { $record } : il n’y a pas de norme pour « { $supply } ».
needs-no-unit = { $record } : « { $unit } » n’est pas une unité pour : { $supply }.
needs-no-quantity = { $record } : n’a pas de quantité.
needs-stock = En stock
needs-stock-there = En stock sur place
needs-left = Manque après distribution
needs-depots = Dépôts
needs-stock-note = Le dernier comptage de chaque dépôt. Un stock ne comble aucun manque avant d’être distribué ; ce qui est dans un dépôt là où personne n’est compté ne figure qu’ici.
needs-stock-later = { $record } : stock compté un jour après ce moment.
needs-stock-senders = { $depot }, { $supply } : plusieurs expéditeurs l’ont compté ; le moindre compte, celui de { $holds }, et non celui de { $others }.
standard-water = eau pour boire et se laver
standard-taps = robinets de 7,5 litres par minute
standard-toilets = toilettes, dès que possible
standard-soap = savon de toilette (250 g) et de lessive (200 g)
standard-food = énergie alimentaire
standard-covered-space = surface habitable couverte
standard-settlement-area = surface d’un site, jardins compris
standard-community-health-workers = agents de santé communautaires, au moins
standard-birth-attendants = médecins, infirmiers et sages-femmes
standard-persons =
    { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
standard-amount = { $amount } { $unit } pour { $persons }
standard-amount-day = { $amount } { $unit } pour { $persons } par jour
standard-amount-month = { $amount } { $unit } pour { $persons } par mois

# Weapons

weapons-title = Armes remises
weapons-before = Ce qui est enregistré comme commencé avant le { $at } UTC
weapons-sum = { $collected } collectées = { $stored } entreposées + { $transferred } transférées + { $destroyed } détruites + { $missing } manquantes.
weapons-without-serial = Enregistrements sans numéro de série : { $number }.
weapons-count-gaps = Comptages de dépôts qui diffèrent du registre : { $number }.
weapons-left-out = Inscriptions qui ne peuvent être vraies à côté des autres, et sont laissées de côté : { $number }.
weapons-chart = { $heading } : armes, chaque barre par état ; les mêmes nombres que dans le tableau.
weapons-count-gap = { $store }, { $at } UTC : { $count } comptées, { $register } d’après le registre ({ $record }, { $source }).
weapons-first-pairs = Les { $shown } premières de { $number } paires.
weapons-less-close = Paires qui diffèrent davantage, ou sont de deux types : { $number }. La commande { $command } montre celles d’un numéro.
weapons-compared = { $number } numéros de série ont été comparés avec tous les autres.
weapons-no-finding = Une paire est une raison de regarder les deux armes, non une constatation.
weapons-agrees = Identiques aussi
weapons-cannot-be = Inscriptions qui ne peuvent être vraies à côté des autres
weapon-fault = { $record } ({ $source }), arme { $weapon } : { $fault }.
weapon-unknown = nomme une arme qui n’est pas au registre
weapon-doubled = porte un numéro qu’une autre arme porte aussi
weapon-too-early = eut lieu avant que l’arme soit collectée
weapon-too-late = eut lieu après que l’arme fut détruite
serial-same = le même numéro
serial-alike = le même, à des caractères près qui se ressemblent : { $pairs }
serial-pair = { $one } et { $other }
serial-swapped = { $one } et { $other } ont échangé leurs places
serial-changes = { $first } ; { $second }
serial-became = { $one } est devenu { $other }
serial-missing = { $one } manque
serial-added = { $one } a été ajouté

# Rebuilding

rebuilding-title = Reconstruction
rebuilding-late = projets dont une étape est en retard
rebuilding-stopped = services arrêtés
rebuilding-paid = payés, sur les budgets
rebuilding-forecast = Avancement et prévision
rebuilding-no-forecast = Aucun projet n’a d’étapes : rien ne peut être prévu.
project-late = En retard
project-ends = Fin à ce rythme
forecast-planned = Prévu
forecast-earned = Acquis
forecast-cost-index = Indice de coût
forecast-schedule-index = Indice de délai
forecast-planned-end = Fin prévue
forecast-finished = terminé
formula-plan = Prévu : le budget du travail qui devrait être fait à ce jour. Acquis : celui du travail qui est fait.
formula-cost-index = Indice de coût : acquis / payé ; en dessous de 1, cela coûte plus que prévu.
formula-schedule-index = Indice de délai : acquis / prévu ; en dessous de 1, il y a du retard.
formula-cost = Coût final, du moindre au plus grand : payé + reste, budget / indice de coût, payé + reste / les deux indices.
formula-end = Fin à ce rythme : durée prévue * temps écoulé / le temps au bout duquel le plan aurait acquis autant.
formula-source = ISO 21508:2018, valeur acquise ; la fin d’après Lipke 2003, Schedule is different [non vérifié].
damage-works = Fonctionne
damage-grades = Degrés 1 à 5 de l’échelle macrosismique européenne, EMS-98.
milestone-record = étape { $ref } ({ $source })
progress-record = avancement { $ref } ({ $source })
payment-record = paiement { $ref } ({ $source })
reach-record = personnes { $ref } ({ $source })
answer-record = réponse { $ref } ({ $source })
project-unknown = { $record } : il n’y a pas de projet { $project }.
project-doubled = { $project } : deux expéditeurs emploient ce numéro, { $first } et { $second } ; le second est laissé de côté.
project-overpaid = { $project } : { $paid } { $currency } ont été payés, plus que le budget, { $budget }.
payment-currency = { $record } : { $amount } { $currency } n’est pas dans la monnaie du projet, { $own } ; laissé de côté.
milestone-doubled = { $record } : { $project } a déjà cette étape ; elle est laissée de côté.
milestone-unknown = { $record } : { $project } n’a pas d’étape { $milestone }.
milestones-too-much = { $project } : ses étapes font { $percent } % du budget, plus que le tout ; rien n’est prévu.
milestones-too-little = { $project } : ses étapes font { $percent } % du budget ; le reste compte comme non fait.
percent-of-source = { $source } : { $percent } %
progress-differs = { $project }, étape { $milestone } : { $says } ; le moindre compte.

# The choice under a budget

choice-page = Projets dans un budget
choice-subtitle = Budget : { $budget }. Équitable : { $rule }.
choice-at-least = chaque communauté gagne au moins { $share } de ses habitants
choice-people-fair = personnes, choix équitable
choice-people-most = personnes, choix qui en atteint le plus
choice-price-of-fairness = prix de l’équité
choice-against = { $fair } contre { $most }
choice-smallest-shares = plus petite part, équitable contre maximum
choice-gain = { $people } ({ $share })
choice-what-gain = Un gain est le nombre de personnes à atteindre, entre parenthèses la part de ceux qui y vivent.
choice-what-price = Le prix de l’équité : combien de personnes en moins le choix équitable atteint par rapport à l’autre.
choice-no-names = Les noms des communautés ne jouent aucun rôle.
choice-fair-head = Équitable
choice-most-head = Maximum
choice-difference = Différence
choice-which = Quels projets
choice-costs = Équitable : { $fair }. Maximum : { $most }.
choice-no-candidate = Aucun projet n’est proposé dans cette monnaie.
choice-currency = { $project } : son budget est en { $currency }.
choice-no-reach = { $project } : personne n’a dit qui il doit atteindre.

# The report to a donor

donor-title = Rapport à { $donor }
donor-by-you = donné par vous
donor-spent = dépensé par ces projets
donor-late = projets avec du retard
donor-complaints = Plaintes
donor-sensitive = Les plaintes sensibles ne sont pas comptées ici : leurs projets ne sont jamais montrés.
donor-your-share = Votre part
donor-nobody = Personne n’a été compté jusqu’ici.
donor-plan-or-fact = Plan ou fait
donor-is-reached = atteintes
donor-to-be-reached = à atteindre

# Decisions and complaints

governance-title = Décisions et plaintes
governance-up-to = Jusqu’au { $at } UTC
governance-decisions = décisions
governance-overdue = réponses en retard
governance-day = Jour
governance-who = Qui
governance-not-said = non dit
governance-about = À propos de
governance-last = Dernière suite
governance-by-topic = Plaintes par sujet
governance-no-places = Sur toute la mission ; les lieux ne sont pas montrés, car ils pourraient désigner quelqu’un.
governance-no-complaint = Aucune plainte n’a été enregistrée. Peut-être personne ne sait-il où se plaindre.
governance-open = Sans réponse
governance-late = En retard
complaint-of-several = { $record } : { $sources } ont tous une plainte { $complaint }.
complaint-unknown = { $record } : il n’y a pas de plainte { $complaint }.

# Published figures

figures-title = Chiffres des déplacements, par source
figures-disagree = Où les sources ne concordent pas
figures-none-chosen = Chacune compte d’autres personnes. Aucun des nombres n’est choisi ici.
figures-all = Tous les chiffres
figure-year = Année
figure-measure = Mesure
figure-counts = Ce qui est compté
measure-internally-displaced = déplacés internes
measure-returned-displaced = déplacés rentrés
measure-refugees-from = réfugiés venus de
measure-refugees-in = réfugiés présents en
measure-asylum-seekers-from = demandeurs d’asile venus de
measure-asylum-seekers-in = demandeurs d’asile présents en
measure-returned-refugees = réfugiés rentrés
measure-palestine-refugees-in = réfugiés de Palestine présents en
figure-unhcr-displaced = déplacés par un conflit dans leur pays et protégés ou assistés par le HCR, à la fin de l’année
figure-unhcr-returned-displaced = déplacés dans leur pays rentrés chez eux durant l’année
figure-unhcr-refugees-from = réfugiés de ce pays relevant du mandat du HCR, à la fin de l’année
figure-unhcr-refugees-in = réfugiés dans ce pays relevant du mandat du HCR, à la fin de l’année
figure-unhcr-asylum-from = originaires de ce pays, dont la demande était en cours à la fin de l’année
figure-unhcr-asylum-in = dans ce pays, dont la demande était en cours à la fin de l’année
figure-unhcr-returned-refugees = réfugiés de ce pays rentrés chez eux durant l’année
figure-idmc-displaced = tous les déplacés par un conflit ou des violences dans leur pays à la fin de l’année, quelle que soit leur aide
figure-unrwa-refugees-in = réfugiés de Palestine inscrits là auprès de l’UNRWA

# Combatants

combatants-too-many = { $group }, au { $day } : { $after } au moins { $least }, { $before } au plus { $most }.

first-days-title = Les premières 72 heures
first-days-reached = chantiers qu’une équipe atteint
first-days-waiting = chantiers qui doivent attendre
first-days-alive = personnes que l’on y sait en vie
first-days-to-assess = secteurs à évaluer d’abord
first-days-hours = Heures d’un sauvetage rapide : { $rapid }, d’un sauvetage complet : { $full }. Ce sont des hypothèses.
first-days-triage = Les chantiers suivent la catégorie de triage, de A à F (INSARAG 2020, fiche de triage des chantiers).
first-days-order = Dans une catégorie : les personnes en vie, puis les disparus. L’équipe qui est sur place la première y va.
first-days-redo = Le plan se refait vite quand un rapport arrive ; rien ne prouve qu’il est le meilleur.
first-days-no-team = Aucune équipe n’atteint de chantier.
first-days-arrival = Sur place à (UTC)
first-days-until = Travaille jusqu’à (UTC)
first-days-way = Trajet
first-days-minutes = { $minutes } min
first-days-done = Terminés, ou personne ne peut être en vie : { $sites }.
first-days-under-way = Une équipe y travaille déjà, aucune autre n’est envoyée : { $sites }.
first-days-disaster = La catastrophe
first-days-no-disaster = Des évaluations citent une catastrophe absente des enregistrements : { $refs }.
first-days-first = D’abord ceux dont personne n’a cherché les chantiers.
first-days-standards = D’après les normes minimales de la page des besoins (`sulh recover needs`).
