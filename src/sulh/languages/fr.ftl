### The console in French, after the usage of the UN. No officer of the field has checked it yet.

## Pages and frame

page-watch = Veille
page-agreement = Accord
page-reports = Rapports
page-exchange = Échanges
page-audit = Audit
page-people = Comptes
page-own = Mon compte
page-map = Carte
pages = Pages
skip = Aller au contenu
at-site = site { $site }
language = Langue
light = Luminosité
light-auto = Comme l’appareil
light-day = Jour
light-night = Nuit
loading = Chargement…
no-answer = Le serveur ne répond pas. Vérifiez la liaison, puis réessayez.
no-page = Cette page n’existe pas, ou votre rôle ne l’utilise pas.
at = Conduite jusqu’au
as-of = Connu au
now = maintenant
show = Afficher
exercise = Exercice
exercise-band = SIMULÉ : ceci est un exercice, rien de tout cela n’a eu lieu.
simulated = SIMULÉ
any = Tous
download = Télécharger

## Sign in

sign-in = Se connecter
sign-out = Se déconnecter
name = Nom
password = Mot de passe
code = Code à usage unique, si votre compte en utilise
passkey-sign-in = Se connecter avec une clé d’accès
provider-sign-in = Se connecter avec
reads-recorded = Tout ce que vous lisez sous TLP:RED ou TLP:AMBER+STRICT est inscrit au registre.
demo = Démonstration
demo-words = Ceci est une démonstration sur cette machine. Choisissez un rôle ; aucun mot de passe n’est nécessaire.
role-observer = observateur
role-watch-officer = officier de permanence
role-analyst = analyste
role-liaison = officier de liaison
role-contributor = contributeur
role-administrator = administrateur
role-auditor = auditeur
role-site = site

## Agreement

breached = non respectée
undetermined = indéterminée
met = respectée
verdict = Verdict
provision = Disposition
party = Partie
zone = Zone
findings-until = Conduite jusqu’au
no-findings = Aucune constatation pour ce choix.
no-finding = Cette constatation n’existe pas à ces dates, ou votre rôle ne peut pas la lire.
earlier-months = Mois précédents
later-months = Mois suivants
answered = la partie a répondu
history = La même obligation, mois par mois
all-findings = Toutes les constatations
agreed = Ce qui a été convenu
measured = Rapporté
allowed = Autorisé
judged-from = Examiné à partir de
judged-until = Examiné jusqu’à
because = Pourquoi
settle = Ce qui permettrait de trancher
evidence = Éléments de preuve
no-evidence = Aucun enregistrement que vous pouvez lire n’appuie cette constatation.
decides = Décisif
decides-yes = décisif
decides-no = laisse un doute
when = Quand
where = Où
who = Qui
what = Quoi
source = Source
proof = Preuve
waivers = Dérogations convenues qui la concernent
unverified = Non vérifié
answers = Ce que disent les parties
no-answers = Aucune partie n’a encore répondu.
answer = Répondre
answer-text = Les mots de votre partie
answer-recorded = La réponse est au registre :
stance = Position
stance-acknowledge = reconnaît
stance-dispute = conteste
stance-explain = explique

## Records

recorded = Enregistré
kind = Type
marking = Marquage
marking-default = selon la règle de la mission
report = Rapport
record = Enregistrement
site = Site
author = Saisi par
chain-place = Place dans la chaîne
download-proof = Télécharger la preuve
corrected = RECTIFIÉ
retracted = RETIRÉ
set-aside = ÉCARTÉ
set-aside-words = Cet enregistrement ne sert à rien, car son contenu ne convient pas à son type :
is-corrected = Cet enregistrement a été rectifié. La rectification :
is-retracted = Cet enregistrement a été retiré. Le retrait :
amends = Il concerne cet enregistrement :
no-records = Il n’y a ici aucun enregistrement que vous pouvez lire.
nothing-so-far = Rien dans la partie récente du registre. Précisez le type.
latest = Les derniers
earlier = Précédents
later = Suivants
line-connecting = Connexion
line-live = En direct
line-lost = Liaison perdue. Nouvel essai en cours ; ce qui arrive entre-temps sera affiché.
line-ended = Vous êtes déconnecté : rien de nouveau n’est affiché. Rechargez la page.
line-past = Un moment passé est affiché : rien de nouveau n’arrive.

## Map

map-label = Carte des lieux de la mission et des rapports localisés
map-loading = Chargement de la carte…
map-failed = La carte ne peut pas être dessinée dans ce navigateur (WebGL 2 manque). Les rapports sont sous Veille.
map-accuracy = Un cercle montre l’écart possible d’un rapport. Les contours sont approximatifs.

## Writing

new-report = Nouveau rapport
all-reports = Tous les rapports
search = Chercher
words = Mots
since = Enregistré depuis
not-said = non précisé
submit = Envoyer
enters-exercise = L’exercice est affiché : ce rapport entre donc comme simulé.
draft-kept = Voici votre brouillon ; il reste sur cet appareil jusqu’à l’envoi.
draft-drop = Jeter le brouillon
entered = Le rapport est au registre.
duplicate = Ce même rapport était déjà au registre.
conflict = Un rapport de cette source porte cette référence et dit autre chose. Rectifiez-le.
rejected = Le rapport n’est pas entré. Corrigez ce qui est nommé ici, puis renvoyez-le.
unmatched = L’accord ne nomme pas cet acteur :
correct = Rectifier
correct-words = Le rapport demeure. Un nouvel enregistrement dit ce qu’il aurait dû dire.
retract = Retirer
retract-words = L’enregistrement demeure. Un nouvel enregistrement dit qu’il ne compte plus :
reason = Raison
amendment-recorded = C’est au registre :

## Exchange and audit

heads = Sites et leurs têtes signées
heads-words = Une tête signe tous les enregistrements d’un site jusqu’à sa taille. Comparez-la à ce que montre le site.
size = Enregistrements
signed = Signé
root = Racine
key = Clé publique
countersignatures = Contreseings
reads = Qui a lu quoi
account-events = Événements des comptes
account = Compte
by = Par

## People

role = Rôle
codes = Codes à usage unique
created = Créé
state = État
active = actif
disabled = désactivé
change = Modifier
sure = Êtes-vous sûr ?
codes-off = Ne plus exiger de codes
disable = Désactiver
new-account = Nouveau compte
password-words = Sans mot de passe, le compte n’utilise que des jetons.
add = Ajouter
codes-words = Un code d’une application de votre téléphone, en plus du mot de passe.
codes-begin = Commencer à utiliser des codes
codes-secret = Saisissez ce secret dans votre application, puis tapez le code affiché :
codes-on = Désormais vous vous connectez avec un code.
confirm = Confirmer
passkeys = Clés d’accès
label = Libellé
tokens = Jetons pour programmes
tokens-words = Un programme muni d’un jeton peut faire ce que vous pouvez faire, jusqu’à son expiration.
token-secret = Copiez le jeton maintenant ; il ne sera plus affiché :
scopes = Peut
expires = Expire
revoke = Révoquer
days = Jours

## Kinds of record

kind-observation = observation
kind-incident = incident
kind-inspection = inspection
kind-notification = notification
kind-request = demande
kind-coverage = couverture
kind-requirement = besoin
kind-pledge = annonce de contribution
kind-deployment = déploiement
kind-unit = unité
kind-equipment-holding = dotation en matériel
kind-equipment-inspection = inspection du matériel
kind-servicing = entretien
kind-stock = stock
kind-personnel-period = période d’effectifs
kind-standard-assessment = évaluation d’une norme
kind-course = cours
kind-certificate = certificat
kind-training-requirement = besoin de formation
kind-comparison = comparaison
kind-weapon = arme
kind-custody = garde
kind-store-count = comptage du dépôt
kind-population = population
kind-delivery = livraison
kind-correction = rectification
kind-retraction = retrait
kind-answer = réponse d’une partie
kind-import = import
kind-genesis = début d’un site
kind-access = lecture
kind-witness = contreseing
kind-fork = deux historiques
kind-note = note scellée
kind-release = communication
kind-key-destroyed = clé détruite

## Fields of forms

field-source = Source
field-ref = Référence
field-reliability = Fiabilité de la source
field-credibility = Crédibilité du contenu
field-means = Moyen
field-text = Texte
field-language = Langue
field-link = Lien
field-start = Début
field-end = Fin
field-lon = Longitude
field-lat = Latitude
field-accuracy_m = Précision en mètres
field-zone = Zone
field-district = District
field-country = Pays
field-place = Lieu
field-actor = Acteur
field-item = Objet
field-low = Au moins
field-best = Meilleure estimation
field-high = Au plus
field-inspection = Inspection
field-complete = Complet
field-act = Acte
field-opponent = Autre partie
field-initiator = Commencé par
field-deaths_low = Morts, au moins
field-deaths_best = Morts, meilleure estimation
field-deaths_high = Morts, au plus
field-civilian_deaths_low = Morts civils, au moins
field-civilian_deaths_best = Morts civils, meilleure estimation
field-civilian_deaths_high = Morts civils, au plus
field-inspector = Inspecteur
field-duty = Tâche
field-answers = Répond à la demande
field-activity_start = Début de l’activité
field-activity_end = Fin de l’activité
field-request = Demande
field-subjects = Sujets
field-mission = Mission
field-unit_type = Type d’unité
field-tasks = Tâches
field-strength = Effectif
field-first = Premier jour
field-last = Dernier jour
field-languages = Langues
field-nation = Nation
field-level = Niveau
field-notice_days = Préavis en jours
field-caveats = Restrictions
field-requirement = Besoin
field-contributor = Contributeur
field-type = Type
field-authorised = Autorisé
field-from = De
field-to = À
field-unit = Unité
field-category = Catégorie
field-lease = Location
field-agreed = Nombre convenu
field-day = Jour
field-purpose = Objet
field-present = Présent
field-serviceable = En état de marche
field-items = Objets
field-supply = Fourniture
field-on_hand = Disponible
field-measure = Mesure
field-used_per_day = Consommation par jour
field-status = Statut
field-persons = Personnes
field-reason = Raison
field-standard = Norme
field-title = Titre
field-role = Rôle
field-course = Cours
field-holders = Titulaires
field-issued = Délivré
field-expires = Expire
field-renews = Renouvelle
field-simulated = Simulé
field-basis = Base
field-amount = Montant
field-position = Position
field-reports = Rapports
field-judgement = Jugement
field-serial = Numéro de série
field-make = Fabricant
field-model = Modèle
field-calibre = Calibre
field-made_in = Fabriqué en
field-year = Année
field-marks = Marques
field-photos = Photographies
field-weapons = Armes
field-step = Étape
field-agent = Bureau
field-second = Second bureau
field-witness = Témoin
field-store = Dépôt
field-recipient = Destinataire
field-method = Méthode
field-group = Groupe
field-people = Personnes
field-women = Femmes
field-men = Hommes
field-girls = Filles
field-boys = Garçons
field-organisation = Organisation
field-cluster = Groupe sectoriel
field-progress = Avancement
field-quantity = Quantité

## Words to choose from

word-yes = oui
word-no = non
word-seen = vu
word-heard = entendu
word-camera = caméra
word-drone = drone
word-satellite = satellite
word-radar = radar
word-told = rapporté oralement
word-document = document
word-media = médias
word-actor = l’acteur
word-opponent = l’autre partie
word-wet = location avec services
word-dry = location sans services
word-arrival = arrivée
word-periodic = périodique
word-operational-readiness = préparation opérationnelle
word-repatriation = rapatriement
word-deployed = déployé
word-absent = absent
word-met = respectée
word-not-met = non respectée
word-medical = médical
word-protection-of-civilians = protection des civils
word-explosive-hazards = dangers explosifs
word-cyber = cyber
word-operator = opérateur
word-general = général
word-persons = personnes
word-percent = pour cent
word-rdl = niveau de déploiement rapide
word-mou = mémorandum d’accord
word-same = le même
word-different = différent
word-revolver-or-pistol = revolver ou pistolet
word-rifle-or-carbine = fusil ou carabine
word-sub-machine-gun = pistolet-mitrailleur
word-assault-rifle = fusil d’assaut
word-light-machine-gun = mitrailleuse légère
word-heavy-machine-gun = mitrailleuse lourde
word-grenade-launcher = lance-grenades
word-portable-anti-aircraft-gun = canon antiaérien portatif
word-portable-anti-tank-gun = canon antichar portatif
word-recoilless-rifle = canon sans recul
word-portable-anti-tank-launcher = lance-missiles antichar portatif
word-portable-anti-aircraft-launcher = lance-missiles antiaérien portatif
word-mortar-below-100-mm = mortier de moins de 100 mm
word-other = autre
word-stored = entreposé
word-transferred = transféré
word-destroyed = détruit
word-missing = manquant
word-cutting = découpe
word-crushing = broyage
word-smelting = fonte
word-burning = incinération
word-detonation = détonation
word-displaced = déplacés
word-refugee = réfugiés
word-returnee = rapatriés
word-host = communauté d’accueil
word-planned = prévu
word-delivered = livré

## With a number

map-points =
    { $count ->
        [one] { $count } rapport dessiné
       *[other] { $count } rapports dessinés
    }
map-without =
    { $count ->
        [one] { $count } des derniers n’a pas de point
       *[other] { $count } des derniers n’ont pas de point
    }
findings-count =
    { $count ->
        [one] { $count } constatation
       *[other] { $count } constatations
    }
line-news =
    { $count ->
        [one] { $count } nouvel enregistrement
       *[other] { $count } nouveaux enregistrements
    }
withheld =
    { $count ->
        [one] { $count } enregistrement à l’appui n’est pas accessible à votre rôle.
       *[other] { $count } enregistrements à l’appui ne sont pas accessibles à votre rôle.
    }
more-fields =
    { $count ->
        [one] { $count } champ de plus
       *[other] { $count } champs de plus
    }
kind-way-closure = fermeture de route
kind-medical-asset = moyen médical
kind-medical-facility = structure médicale
word-hazard = danger
word-flood = inondation
word-checkpoint = point de contrôle
word-weight-limit = limite de poids
word-damage = dégâts
word-no-go = zone interdite
word-vehicle = véhicule
word-helicopter = hélicoptère
field-radius_m = rayon (m)
field-delay_min = retard (minutes)
field-bears_t = charge admise (tonnes)
field-mode = par route ou par air
field-medical = médical
field-start_likely_min = départ, probable (minutes)
field-start_min = départ, au plus tôt (minutes)
field-start_max_min = départ, au plus tard (minutes)
field-speed_kmh = vitesse (km/h)
field-weight_t = poids (tonnes)
field-range_km = rayon d’action (km)
field-night = opère de nuit
field-seats = places pour blessés
field-beds = lits
field-theatres = blocs opératoires
field-helipad = hélicoptères peuvent se poser

## Review

choose = Choisir
rate = Coter le rapport
rate-words = Le code de l’Amirauté : fiabilité de la source et crédibilité du contenu. La cote est une rectification ; le rapport reste.
reliability-a = totalement fiable
reliability-b = habituellement fiable
reliability-c = assez fiable
reliability-d = pas toujours fiable
reliability-e = peu sûre
reliability-f = fiabilité non évaluable
credibility-1 = confirmé par d’autres sources
credibility-2 = probablement vrai
credibility-3 = peut-être vrai
credibility-4 = douteux
credibility-5 = improbable
credibility-6 = véracité non évaluable
release = Communiquer, ou changer le marquage
release-words = Ceux à qui vous le communiquez peuvent lire ce rapport et ses rectifications à partir de maintenant. Un nouvel enregistrement le dit. Ce qui a été lu ne peut plus être repris.
release-to = Communiquer à
release-nation = Un pays contributeur (trois lettres)
new-marking = Marquage désormais
marking-same = inchangé
is-released = Communiqué à :
compare = Comparer des rapports
compare-chosen =
    { $count ->
        [one] Comparer { $count } rapport
       *[other] Comparer { $count } rapports
    }
compare-record = Enregistrer le jugement
compare-same = Il s’agit d’un seul et même événement
compare-different = Ce sont des événements distincts
differs = diffère
download-evidence = Télécharger les éléments de preuve
evidence-words = Un fichier zip avec les preuves que vous pouvez lire ; sulh ledger check le vérifie hors ligne.
remove = Retirer
change-role = Changer le rôle
no-passkeys = Aucune clé d’accès.
passkeys-words = Une clé d’accès vous connecte sans mot de passe. En retirer une met fin à toutes vos sessions.
scope-read = lire
scope-submit = soumettre des rapports
scope-amend = rectifier, retirer, communiquer
scope-answer = répondre aux constatations
scope-audit = contrôler
scope-accounts = tenir les comptes
scope-sync = échanger avec les sites
scope-metrics = lire les mesures du serveur

## Files

export = Emporter
export-words = Ce qui est affiché ici, en entier, dans un fichier. Ce que vous ne pouvez pas lire n’y figure pas.
format-csv = CSV
format-xlsx = Classeur (XLSX)
format-geojson = GeoJSON
format-html = Rapport imprimé (HTML)
format-pdf = Rapport imprimé (PDF)
export-made = Établi le
export-more =
    { $count ->
        [one] Seule la première ligne figure ici. Il y en a d’autres : affinez la recherche.
       *[other] Seules les { $count } premières lignes figurent ici. Il y en a d’autres : affinez la recherche.
    }
made-by = établi par Sulh
page-word = page
page-of = sur
finding = Constatation
article = Article
withheld-count = Non communiqués
content = Contenu

## What findings say

place-in = dans { $zone }
place-anywhere = en quelque lieu que ce soit
place-everywhere = partout
period-to = du { $first } au { $last }
bounds-least = au moins { $low }
bounds-range = de { $low } à { $high }
allow-any = nombre illimité
allow-perhaps-any = { $low }, peut-être un nombre illimité
allow-perhaps = { $low }, peut-être { $high }
join-or = { $list } ou { $last }
item-except = { $item } (hors { $out })
says-head = { $party } { $place }, { $time }
says-met = Respectée : { $text }
says-breached = Non respectée : { $text }
says-undetermined = Indéterminée : { $text }
says-waived = Respectée : une dérogation convenue couvre { $party } { $place }, { $time }.
says-over = { $head } : au moins { $low } { $item } ; autorisé : { $allowed }.
says-counted = { $head } : { $bounds } { $item } dénombrés ; autorisé : { $allowed }.
says-count-unknown = { $head } : on ignore le nombre de { $item } ; autorisé : { $allowed }.
says-bounds = { $head } : { $bounds } { $item } ; autorisé : { $allowed }.
acts-certain =
    { $count ->
        [one] { $count } acte certain
       *[other] { $count } actes certains
    }
acts-possible =
    { $count ->
        [one] { $count } acte possible
       *[other] { $count } actes possibles
    }
acts-at-least = au moins { $sure } dans { $reports } rapports
says-acts = { $head } : { $sure } ({ $acts }), aucun n’est autorisé.
says-acts-perhaps = { $head } : { $sure } et { $perhaps } ({ $acts }), aucun n’est autorisé.
says-no-act = { $head } : aucun acte ({ $acts }), et l’observation a été continue.
says-acts-doubt = { $head } : aucun acte certain et { $perhaps } ({ $acts }).
says-unwatched = { $head } : aucun acte ({ $acts }) n’a été signalé, et on ne sait pas si quelqu’un observait.
says-none = { $head } : aucun { $item } et aucun acte ({ $acts }).
says-none-unknown = { $head } : on ignore s’il y a eu un { $item } ou un acte ({ $acts }).
says-duty-head = { $duty } par { $party } { $place }, { $time }
says-every-met = { $head } : au moins tous les { $days } jours, comme convenu.
says-every-breached = { $head } : pas au moins tous les { $days } jours, contrairement à ce qui était convenu.
says-every-undetermined = { $head } : on ignore si cela a été fait au moins tous les { $days } jours, comme convenu.
times =
    { $count ->
        [0] aucune fois
        [one] une fois
       *[other] { $count } fois
    }
done-certain = { $times } avec certitude
done-never = pas une seule fois avec certitude
done-most = { $done }, au plus { $times }
says-times = { $head } : { $done } ; convenu : { $agreed } par mois.
says-notice-met = notification de { $acts } par { $party } { $place }, { $hours } heures à l’avance : elle a été faite à temps.
says-notice-breached = notification de { $acts } par { $party } { $place }, { $hours } heures à l’avance : aucune n’a été faite à temps.
says-notice-undetermined = notification de { $acts } par { $party } { $place }, { $hours } heures à l’avance : on ignore si elle a été faite à temps.
says-answer-met = demande de { $request } { $place }, à laquelle { $party } devait répondre par { $duty } sous { $hours } heures : il y a été répondu à temps.
says-answer-breached = demande de { $request } { $place }, à laquelle { $party } devait répondre par { $duty } sous { $hours } heures : il n’y a pas été répondu à temps.
says-answer-undetermined = demande de { $request } { $place }, à laquelle { $party } devait répondre par { $duty } sous { $hours } heures : on ignore s’il y a été répondu à temps.
reason-over-limit = Le plus petit nombre compatible avec les rapports dépasse ce qui était autorisé.
reason-act = Au moins un acte est certain.
reason-may-be-one = Certains des actes certains sont peut-être un seul événement, signalé plusieurs fois.
reason-missed = Cela n’a pas été fait à temps, et le registre est complet.
reason-within-limit = Un dénombrement complet reste dans la limite autorisée.
reason-no-act = L’observation a été continue et n’a signalé aucun acte.
reason-done = Cela a été fait à temps.
reason-waived = Une dérogation convenue s’applique.
reason-no-complete-count = Personne n’a tout dénombré dans la zone.
reason-no-report = Aucun acte n’a été signalé, et on ne sait pas si quelqu’un observait tous les actes de ce type.
reason-count-straddles = Les bornes d’un dénombrement complet contiennent la limite.
reason-partial-alleges = Un rapport fait état de plus que ce qui était autorisé, mais sans certitude.
reason-near-border = Un lieu est plus proche d’une limite que la précision ne le permet.
reason-vague-place = Un lieu est une région et non un point, ou sa position ne correspond pas à son nom.
reason-vague-date = Une date chevauche le mois, la période en vigueur ou le moment jugé.
reason-weak-source = Un rapport est en deçà de la règle de preuve de la mission.
reason-coalition = Un acteur est une coalition ou un nom ambigu, et aucun membre n’est nommé.
reason-initiator-unknown = On ignore qui a commencé.
reason-opponent-unknown = L’autre camp n’est peut-être pas une partie.
reason-contradiction = Deux dénombrements du même moment s’excluent.
reason-waiver-unclear = Une dérogation convenue s’applique peut-être.
reason-pending = Le délai n’est pas écoulé.
reason-register-incomplete = Rien ne montre que cela a été fait, et le registre n’est pas déclaré complet.
reason-one-event = Peut-être un seul événement : { $reports }.
settle-compare = Un jugement disant s’il s’agit d’un seul événement : sulh compare { $ids } --same (ou --different).
settle-no-complete-count = Une inspection complète { $place }, { $time }, ayant dénombré tous les { $item }. S’il n’y en a pas eu, seuls les mois à venir peuvent être tranchés, par une visite chaque mois.
settle-no-report = Une déclaration de ceux qui observaient { $place }, { $time } : qu’ils ont observé sans interruption et auraient signalé tout acte de ce type ({ $acts }).
settle-count-straddles = Un nouveau dénombrement de { $item } { $place } avec des bornes plus étroites que { $bounds } ; autorisé : { $allowed }.
settle-partial-alleges = Une visite à { $places }, avec un dénombrement complet de { $item }.
settle-near-border = Un relevé de position, ou une visite du lieu, pour { $reports }.
settle-vague-place = Le lieu exact, auprès de la source, de { $reports }.
settle-vague-date = La date exacte, auprès de la source, de { $reports }.
settle-weak-source = Un second rapport, indépendant, sur ce que dit { $reports }.
settle-coalition = Un rapport qui nomme les auteurs dans { $reports }.
settle-initiator-unknown = Une enquête sur qui a commencé, dans { $reports }.
settle-opponent-unknown = Le nom de l’autre camp dans { $reports }.
settle-contradiction = Un nouveau dénombrement commun : deux dénombrements du même moment s’excluent, parmi { $reports }.
settle-waiver-unclear = Les dates, zones et nombres de { $waivers }, auprès des deux parties.
settle-pending = Rien pour l’instant : à juger de nouveau à la fin du délai, qui a commencé { $time }.
settle-register-incomplete = Le registre { $place }, déclaré complet par qui le tient, { $time }.
the-exception = la dérogation
the-place-reported = au lieu signalé
more-reports = { $names } et { $count } de plus
more-places = { $names } ; et { $count } autres lieux

## Help of fields and kinds; in English it is the declaration's own

help-source = qui le publie ou l’envoie
help-ref = la référence que l’émetteur lui donne
help-reliability = code de l’Amirauté : la source ; F ou vide : non évaluable
help-credibility = code de l’Amirauté : l’information ; 6 ou vide : non évaluable
help-means = comment on l’a su
help-text = le rapport en toutes lettres, 64 Ko au plus
help-language = la langue du texte
help-link = où le trouver : une adresse ou une référence
help-start = quand : une date (le jour entier dans le fuseau de la mission) ou une heure avec son décalage UTC
help-weapon-start = quand elle a été recueillie
help-custody-start = quand cela s’est produit
help-population-start = quand on les a comptés
help-store-count-start = quand on les a comptées
help-delivery-start = quand
help-end = sa fin ; vide : comme le début
help-lon = longitude, WGS 84
help-lat = latitude, WGS 84
help-accuracy_m = le rayon autour du point qui contient le lieu réel ; region : le point est le centre d’une région
help-zone = la zone, telle que la source l’écrit
help-district = le district, tel que la source l’écrit
help-country = le pays, tel que la source l’écrit
help-place = le lieu, tel que la source l’écrit
help-requirement-place = où l’on en a besoin
help-position = au lieu de la longitude et de la latitude : MGRS, UTM, degrés et minutes, Plus Code ou nom de lieu
help-actor = qui, tel que la source l’écrit
help-incident-actor = qui y a pris part, tel que la source l’écrit
help-weapon-actor = le groupe qui l’a remise
help-item = un objet du vocabulaire de la mission
help-low = combien : au moins
help-best = combien : la meilleure estimation ; seule : exactement autant
help-high = combien : au plus
help-inspection = la référence de l’inspection dont elle fait partie
help-observation-complete = si tous les objets de ce type dans la zone ont été comptés
help-inspection-complete = si toute la zone a été vue
help-coverage-complete = si chacun d’eux aurait été signalé
help-act = un acte du vocabulaire de la mission
help-opponent = l’autre camp
help-initiator = le camp qui a commencé
help-deaths_low = tous les morts : au moins
help-deaths_best = tous les morts : la meilleure estimation ; seule : exactement autant
help-deaths_high = tous les morts : au plus
help-civilian_deaths_low = civils parmi les morts : au moins
help-civilian_deaths_best = civils parmi les morts : la meilleure estimation ; seule : exactement autant
help-civilian_deaths_high = civils parmi les morts : au plus
help-inspector = qui a inspecté
help-duty = l’obligation accomplie
help-answers = la référence de la demande à laquelle elle répond
help-activity_start = quand l’acte annoncé doit avoir lieu
help-activity_end = sa fin ; vide : comme le début
help-request = le type de demande
help-subjects = les actes, obligations ou notifications pour lesquels on a observé
help-reports = identifiants complets des enregistrements comparés
help-judgement = s’il s’agit d’un seul événement
help-mission = la mission
help-unit_type = le type d’unité
help-training-requirement-unit_type = le type d’unité, ou any pour tous
help-tasks = ses tâches
help-requirement-strength = son effectif minimal
help-pledge-strength = son effectif
help-first = le premier jour
help-last = le dernier jour
help-languages = langues
help-pledge-nation = qui la propose
help-deployment-nation = qui la déploie
help-pledge-level = son degré de préparation
help-medical-facility-level = son niveau de soins
help-notice_days = son préavis de mouvement
help-caveats = ce qu’elle refuse
help-requirement = le besoin auquel elle répond
help-contributor = qui la fournit
help-unit-type = son type, comme dans les capacités
help-weapon-type = ce que c’est
help-authorised = l’effectif convenu
help-from = le premier jour
help-to = le dernier jour ; vide : sans terme
help-unit = l’unité
help-delivery-unit = l, m3, g, kg, t, kcal, Gcal, m2, ha ou pièce
help-category = la catégorie de matériel
help-standard-assessment-category = la catégorie de soutien logistique autonome
help-lease = qui en assure l’entretien
help-agreed = nombre convenu
help-day = le jour
help-purpose = l’objet de l’inspection
help-present = matériels présents
help-equipment-inspection-serviceable = matériels en état de marche, parmi les présents
help-weapon-serviceable = si elle peut tirer
help-servicing-items = matériels entretenus
help-weapon-items = armes ; vide : une
help-store-count-items = armes comptées
help-stock-supply = l’approvisionnement
help-delivery-supply = quoi
help-on_hand = combien il y en a
help-measure = l’unité de mesure
help-used_per_day = la consommation par jour
help-status = s’ils sont présents
help-persons = combien
help-personnel-period-reason = le motif de l’absence
help-way-closure-reason = pourquoi
help-standard = si la norme est respectée
help-title = son titre
help-role = ce à quoi il prépare
help-course = le cours
help-holders = combien en sont titulaires
help-issued = le premier jour de validité
help-expires = le dernier jour de validité ; vide : sans terme
help-renews = la référence de la ligne qu’il remplace
help-simulated = s’il provient d’un exercice
help-basis = ce qu’exprime la quantité
help-amount = combien en ont besoin
help-serial = le numéro de série, tel que marqué
help-make = le fabricant
help-model = le type ou le modèle
help-calibre = le calibre
help-made_in = le pays de fabrication
help-year = l’année de fabrication
help-marks = autres marques et leur emplacement
help-photos = empreintes SHA-256 des photographies
help-weapons = numéros du registre
help-step = ce qui s’est passé
help-agent = le service qui l’a consigné, sans nom de personne
help-second = le second service, qui a vu la même chose et signé
help-witness = le service témoin d’une destruction
help-store = le dépôt
help-recipient = l’autorité qui les a reçues
help-method = comment elles ont été détruites
help-group = qui elles sont
help-people = combien
help-women = femmes
help-men = hommes
help-girls = filles de moins de 18 ans
help-boys = garçons de moins de 18 ans
help-organisation = qui
help-cluster = le groupe sectoriel
help-progress = où cela en est
help-quantity = combien, dans l’unité
help-radius_m = jusqu’où
help-delay_min = le temps qu’il faut pour passer
help-bears_t = le poids des véhicules qui peuvent passer
help-mode = ce que c’est
help-medical = si du personnel médical est à bord
help-start_likely_min = son délai de départ habituel
help-start_min = son délai de départ le plus court
help-start_max_min = son délai de départ le plus long
help-speed_kmh = sa vitesse
help-weight_t = son poids en charge
help-range_km = la distance totale qu’il peut voler
help-night = s’il opère de nuit
help-seats = le nombre de blessés qu’il prend
help-beds = lits libres
help-theatres = tables de chirurgie de contrôle des dommages
help-helipad = si des hélicoptères peuvent s’y poser
help-kind-observation = Tant d’objets, de tel acteur, comptés en un lieu.
help-kind-incident = Un acte : affrontement, attaque, franchissement, survol, activité annoncée.
help-kind-inspection = Une visite de vérification, un contrôle périodique ou demandé, une patrouille avec une tâche.
help-kind-notification = Un préavis donné par un acteur d’un acte à venir.
help-kind-request = Une demande d’un acteur, reçue à ce moment, dans une zone.
help-kind-coverage = Quelqu’un observait, ou tenait le registre : le silence a un sens.
help-kind-comparison = Un jugement disant si deux rapports ou plus parlent d’un seul événement.
help-kind-requirement = Une unité dont une mission a besoin.
help-kind-pledge = Une unité proposée. Les réserves sont les tâches, lieux et missions qu’elle refuse.
help-kind-deployment = Une unité qui répond à un besoin, du premier au dernier jour.
help-kind-unit = Une unité constituée d’un contributeur ; sa référence est son nom.
help-kind-equipment-holding = Matériels d’une catégorie qu’une unité s’est engagée à apporter.
help-kind-equipment-inspection = Ce qu’un inspecteur a compté un jour : présents, et parmi eux en état de marche.
help-kind-servicing = Matériels dont l’entretien régulier a été fait un jour.
help-kind-stock = Carburant, pièces ou autre approvisionnement comptés un jour, avec la consommation.
help-kind-personnel-period = Personnel déployé, ou absent, chaque jour d’une période.
help-kind-standard-assessment = Si le soutien logistique autonome d’une unité a respecté sa norme un jour donné.
help-kind-course = Un cours qui mène à un certificat ; sa référence est son nom.
help-kind-certificate = Titulaires d’un certificat dans une unité, du premier au dernier jour de validité.
help-kind-training-requirement = Ce dont ont besoin les unités d’un type : tant de personnes, ou tant pour cent.
help-kind-weapon = Une arme remise ou trouvée ; sa référence est son numéro au registre.
help-kind-custody = Ce qu’il est advenu d’armes du registre : mises en dépôt, remises à d’autres, ou détruites.
help-kind-store-count = Armes comptées dans un dépôt par deux services, à confronter au registre.
help-kind-population = Personnes en un lieu, comptées ou estimées ; par sexe et âge quand on le sait.
help-kind-delivery = Une fourniture ou un service pour les personnes d’un lieu, prévu ou livré.
help-kind-way-closure = Un endroit que les véhicules ne peuvent passer, ou lentement, d’un jour à un autre.
help-kind-medical-asset = Un véhicule ou un hélicoptère qui va chercher les blessés ; sa référence est son nom.
help-kind-medical-facility = Un lieu qui soigne les blessés, de niveau 1 à 4 ; sa référence est son nom.
