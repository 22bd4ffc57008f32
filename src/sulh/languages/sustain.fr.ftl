## Ce que disent les pages imprimées des unités, des contributions et des besoins

sheet-no-record = aucun enregistrement

# Ce que les unités peuvent faire

readiness-title = Ce que les unités peuvent faire le { $day }
readiness-subtitle = De ce qui est prouvé à ce qui est possible ; chaque capacité est jugée seule
readiness-on = Prêt le { $day }
readiness-able = capacités aptes
readiness-partly = capacités en partie aptes
readiness-undetermined = capacités indéterminées
readiness-unable = capacités inaptes
readiness-untrained = besoins de formation non satisfaits
readiness-sets = Jeux
readiness-limited = Limité par
readiness-limit = { $need } { $low }
readiness-limit-why = { $need } { $low } ({ $reason })
readiness-days-of = { $part } sur { $whole } jours
readiness-capabilities = Capacités
readiness-in-red = Un besoin en rouge limite le nombre de jeux prouvés.
readiness-need = Besoin
readiness-there = Présent
readiness-doubt = Pourquoi c’est douteux
readiness-technology = Technologie et état de préparation cyber
readiness-usable-is = Utilisable : le plus petit de ces nombres : en état prouvé, entretenu à temps, avec un opérateur formé.
readiness-class = Classe
readiness-equipment = Matériel
readiness-agreed = Convenu
readiness-serviceable = En état
readiness-serviced = Entretenu
readiness-operators = Opérateurs
readiness-usable = Utilisable
readiness-no-interval = pas d’intervalle
readiness-no-course = pas de cours
word-sensor = capteur
word-radio = radio
word-observation-drone = drone d’observation
word-counter-explosive = lutte contre les explosifs
word-network = réseau

# Formation

training-title = Formation, état au { $day }
training-head = Formation
training-of-exercises = Les certificats d’un exercice ont leur propre colonne et ne comptent pas.
training-course = Cours
training-role = Fonction
training-day = Jour
training-needed = Requis
training-held = Détenus
training-expire = Expirent dans 90 jours
training-simulated = Exercice seulement
training-missing = Manquants

# Ce qui manque, et quelles annonces le comblent

wanted-title = Unités demandées, état au { $day }
wanted-month-is-met = Un mois est couvert quand l’est chacun de ses jours que le besoin demande
wanted-by-month = Par mois
wanted-fact-open = besoins avec des mois non couverts
wanted-fact-unmet = mois-personnes non couverts
wanted-fact-filled = dont comblés par les annonces
wanted-fact-ending = déploiements finissent dans les { $days } jours sans relève
wanted-matters-most = L’annonce qui compte le plus est { $pledge } : sans elle, { $lost } mois-personnes sur { $filled } sont perdus, même avec le meilleur emploi de toutes les autres.
wanted-most = Le plus demandé : { $profile } ; de quoi combler { $months } mois-personnes.
wanted-stray = Le déploiement { $name } nomme un besoin qui n’est pas dans le tableau.
wanted-for = pour { $tasks }
wanted-speaking = parlant { $tongues }
wanted-unit = { $type } de { $strength } à { $place }, { $mission } ({ $name })
wanted-requirements = Besoins, les plus demandés d’abord
wanted-place = Mission, lieu
wanted-strength = Effectif
wanted-dates = Dates
wanted-unmet = Non couvert
wanted-best = Meilleures annonces
wanted-still = Toujours non couvert
wanted-endings = Déploiements qui finissent dans les { $days } jours sans relève
wanted-nation = Nation
wanted-last-day = Dernier jour
wanted-days-left = Jours restants
wanted-followers = Annonces qui pourraient suivre à temps
wanted-pledges = Annonces, celle qui compte le plus d’abord
wanted-level = Niveau
wanted-languages = Langues
wanted-caveats = Restrictions
wanted-use = Meilleur emploi, ou pourquoi elle ne sert pas
wanted-lost = Perdu sans elle
wanted-lost-is = Perdu sans elle : en mois-personnes, même avec le meilleur emploi de toutes les autres annonces.
wanted-notice = { $dates }, préavis en jours : { $days }
wanted-not-stated = non précisé
wanted-used-for = pour { $need }
wanted-people = Personnes requises par mois
wanted-caption = { $title }, et ce qui les couvre.
wanted-month-says = { $month } : { $required } requis, { $deployed } déployés, { $pledged } comblés par les annonces, { $missing } manquants
wanted-key-deployed = déployé
wanted-key-filled = comblé par le meilleur emploi des annonces
wanted-key-unmet = toujours non couvert

# Qui fournit quoi

given-title = Contributions : { $about }
given-all = tous les contributeurs
given-all-missions = toutes les missions des tableaux
given-and-unknown = { $known } + inconnu
given-people = personnes, { $source } { $period }
given-of-known = de tout ce qui est connu
given-ranked = rang parmi les contributeurs
given-deaths = décès dans le tableau
given-concentration = { $source }, { $period } : { $people } personnes connues, de { $contributors } contributeurs dont l’effectif est donné ; { $top } d’entre eux en fournissent la moitié ; concentration (IHH) { $hhi }.
given-members = Membres au dernier jour de chaque période. Liste : { $source } [{ $grade }].
given-nothing = Aucune contribution ne correspond.
given-nearest = { $name } ({ $nearest } ?)
given-nameless = Noms qui ne désignent aucune nation : { $names }. Ils peuvent être ceux de n’importe quelle nation : ce qu’a une nation ou un groupe est donc au moins le chiffre donné ici. Dites quelle nation un nom désigne dans un tableau avec « name » et « nation » (--aliases).
given-one-place = Sous un même nom, ces lieux ont deux positions à moins de { $km } km et comptent pour un seul : { $places }.
given-two-places = Sous un même nom, ces lieux ont des positions éloignées : un lieu ou plusieurs, ils comptent donc avec les deux bornes : { $places }.
given-by-contributor = { $source }, { $period } : personnes par contributeur
given-largest = Plus grands contributeurs
given-map = { $source }, { $period } : qui contribue
given-source = { $source }, { $period }
given-not-drawn = Non dessinés, leur lieu n’est pas connu : { $names }.
given-over-time = Au fil du temps, { $source }
given-people-over-time = { $source } : personnes au fil du temps
given-last = Le tableau montre les { $last } dernières périodes sur { $all }.
given-period = Période
given-known = Connu
given-no-size = Effectifs inconnus
given-bounds = Bornes
given-contributors = Contributeurs
given-share-known = Part de tout le connu
given-half = Fournissent la moitié
given-hhi = Concentration (IHH)
given-rank = Rang
given-share = Part
given-share-bounds = Bornes de la part
given-per-million = Par million d’habitants
given-per-income = Par milliard de dollars
given-deaths-then = Décès jusque-là
given-in-brackets = Entre crochets : l’année du chiffre de population ou de revenu employé.
given-geo-pko = Les effectifs de Geo-PKO sont des tailles types d’unités, non des dénombrements, et plusieurs cartes d’une année peuvent montrer une unité en deux lieux : les sommes peuvent dépasser ce qui était là un jour donné.
given-first-contributors = Le tableau montre les { $first } premiers contributeurs sur { $all }.
given-by-nation = Par nation, { $source }, { $period }
given-women-head = Les femmes, face aux objectifs de parité pour 2028
given-source-head = Source
given-type = Catégorie
given-women = Femmes
given-people-head = Personnes
given-target = Objectif
given-no-target = pas d’objectif
given-fatalities = Morts
given-all-causes = Toutes causes ; les décès s’additionnent au fil des ans. En tenue : militaires et police.
given-mission = Mission
given-deaths-head = Décès
given-uniformed = En tenue
given-malicious = Par acte de malveillance
given-years = Années
given-first = Les { $first } premières lignes sur { $all }.
given-conflicts =
    { $count ->
        [one] { $count } ligne d’une source dont les rangées se contredisent : la plus petite compte, et les bornes les contiennent toutes.
       *[other] { $count } lignes d’une source dont les rangées se contredisent : la plus petite compte, et les bornes les contiennent toutes.
    }
given-disagree =
    { $count ->
        [one] { $count } désaccord entre sources ; les sources ne s’additionnent jamais.
       *[other] { $count } désaccords entre sources ; les sources ne s’additionnent jamais.
    }
given-contradict = Où les tableaux se contredisent
given-place = Lieu
given-rows = Rangées
given-first-rows = Le tableau montre les { $first } premières lignes sur { $all }.
given-no-bound = pas de borne supérieure
given-bounds-doubt =
    { $count ->
        [one] { $bounds } ({ $count } contradiction)
       *[other] { $bounds } ({ $count } contradictions)
    }
given-undated = sans date
given-per = { $figure } [{ $year }]
given-unmatched = sans nation : { $name }
given-form = Formulaire
given-amount = { $name } : { $known } connus, de { $low } à { $high }
given-amounts-caption = { $title }. Barres : ce qui est déclaré ; traits : les bornes, en tirets s’il n’y a pas de borne supérieure.
given-size-unknown = effectif inconnu
given-more-sizes = { $known } + effectifs inconnus
given-trend-caption = { $title }. Ligne : ce qui est déclaré ; bande : les bornes. Un point vide avec un trait vers le haut n’a pas de borne supérieure : certains effectifs n’ont pas été déclarés.
given-bubbles-caption = { $title }. Chaque cercle se trouve là où vit en moyenne la population de la nation ; son aire est ce qui est connu, un anneau en tirets ne signifie que des effectifs inconnus. Projection Equal Earth ; aucune frontière n’est dessinée. Lieux : GeoNames, CC BY 4.0.
word-troops = militaires
word-formed-police = unités de police constituées
word-individual-police = policiers hors unités constituées
word-observers = observateurs
word-staff-officers = officiers d’état-major
word-police = police
word-corrections = personnel pénitentiaire

# Nations, où l’usage de l’ONU n’est pas celui du CLDR

nation-pse = Palestine
nation-cod = République démocratique du Congo
nation-cog = Congo
nation-mmr = Myanmar

# Lieux de déploiement

posted-title = Lieux de déploiement
posted-subtitle = Plusieurs cartes d’une même année ne s’additionnent pas : elles donnent les bornes
posted-by-year = Par mission et par année
posted-nothing = Aucun lieu ne correspond.
posted-mission = mission
posted-year = année
posted-places = lieux
posted-rows = rangées
posted-and-unknown = { $bounds } + { $places } inconnus
word-infantry = infanterie
word-reserve = réserve
word-hq = quartier général
word-aviation = aviation
word-engineers = génie
word-signals = transmissions
word-riverine = unité fluviale
word-maintenance = maintenance

# Ce qui est dû pour un mois

due-title = Remboursement pour { $month }
due-subtitle = Dollars des États-Unis ; un jour vaut le taux mensuel divisé par les jours de son mois
due-gross = brut
due-taken-off = déduit
due-net-dollars = net, en dollars des États-Unis
due-net = Net
due-doubts = points douteux
due-in-doubt = Douteux
due-by-unit = Par unité
due-lines = Ligne par ligne
due-quantity-is = La quantité est en jours-personnes ou en jours-articles.
due-amount-is = Montant = quantité x taux / jours du mois, arrondi une fois, au cent le plus proche.
due-for = Pour
due-quantity = Quantité
due-rate = Taux
due-dollars = Dollars É.-U.
due-line = Ligne
due-days = Jours : nombre (enregistrements)
due-month-rate = Taux mensuel
due-rate-from = Origine du taux
due-month-days = ÷ jours
due-run = { $days } : { $number } ({ $records })
due-run-rate = { $days } : { $number } ({ $records }) au taux { $rate }
due-tag = { $rate } ({ $tag })
due-tag-verified = vérifié
due-tag-unverified = non vérifié
due-tag-assumption = supposé
due-tag-fiction = fictif
due-rates = Taux
due-dollars-month = Dollars É.-U. par mois
due-until = Jusqu’au
due-standing = Statut
due-open = en vigueur
word-personnel = personnel
word-self-sustainment = soutien logistique autonome
