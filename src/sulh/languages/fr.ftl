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

## Without a network

page-unsent = À envoyer
no-line = Pas de liaison avec le serveur.
line-there = Le serveur est joignable.
kept-at = Ce qui est affiché a été conservé sur cet appareil le
unsent-count =
    { $count ->
        [0] Tous les rapports sont envoyés.
        [one] { $count } rapport n’est pas envoyé.
       *[other] { $count } rapports ne sont pas envoyés.
    }
draft-count =
    { $count ->
        [one] { $count } brouillon
       *[other] { $count } brouillons
    }
unsent-others =
    { $count ->
        [one] { $count } rapport d’un autre compte attend sur cet appareil.
       *[other] { $count } rapports d’autres comptes attendent sur cet appareil.
    }
queue-sign-in = Reconnectez-vous : rien ne part avant.
newer-version = Une nouvelle version de la console est sur cet appareil.
load-newer = L’utiliser
photos = Photos
add-photos = Ajouter des photos (20 au plus, 10 Mo chacune ; leurs octets restent tels quels)
photos-coming = Les photos sont enregistrées sur cet appareil…
photos-insecure = Les photos demandent une adresse sûre (HTTPS).
file-missing = n’est pas arrivée
file-too-large = est vide ou dépasse 10 Mo, et n’a pas été ajoutée.
file-too-many = n’a pas été ajoutée : un rapport a 20 photos au plus.
photo-count =
    { $count ->
        [one] { $count } photo jointe
       *[other] { $count } photos jointes
    }
remove = Retirer
entered-version = La nouvelle version est dans le registre.
queued-words = Le rapport est conservé sur cet appareil et part de lui-même dès qu’il y a une liaison.
held-words = Le rapport est dans le registre, mais ne vaut pas encore : un officier de permanence choisit entre les versions.
incomplete-words = Le rapport est dans le registre, mais incomplet : ces photos ne sont plus sur cet appareil. Ajoutez-les de nouveau.
word-changed = Le formulaire a changé depuis : { $field } « { $old } » est devenu « { $now } ».
insecure-words = Cette adresse n’est pas sûre (sans HTTPS) : la console n’y marche qu’avec une liaison, sans photos ni clés d’appareil.
retry-words = Un nouvel essai a lieu de lui-même, au plus tard toutes les { $seconds } secondes.
send-now = Envoyer maintenant
on-this-device = Sur cet appareil
nothing-unsent = Rien n’attend ici.
sent-lately = Envoyés récemment
state-draft = brouillon
state-queued = attend une liaison
state-refused = à corriger
state-held = un officier choisit
remove-sure = Le retirer de cet appareil ? Ce qui n’est pas envoyé est perdu.
signed-here = signé sur cet appareil
open-draft = Ouvrir
send-again = Envoyer de nouveau
carry = Porter sur une autre machine
carry-words = Le fichier contient tout ce qui n’est pas envoyé, photos comprises, lisible par tous. Qui l’ouvre dans la console l’envoie en son nom ; une signature de cet appareil y reste.
carry-save = Enregistrer dans un fichier
carry-take = Reprendre un fichier
carried-count =
    { $count ->
        [one] { $count } rapport repris.
       *[other] { $count } rapports repris.
    }
storage = Cela restera-t-il ici ?
storage-safe = Le navigateur a promis de le garder, même quand la place manque.
storage-unsafe = Le navigateur n’a pas promis de le garder : il peut l’effacer si la place manque. Envoyez bientôt, ou enregistrez un fichier.
storage-words = Effacer les données de ce navigateur efface ce qui n’est pas envoyé et la clé de l’appareil. Qui peut utiliser cet appareil peut lire ce qui y est gardé.
storage-ask = Demander au navigateur de le garder
leave-unsent =
    { $count ->
        [one] { $count } rapport reste sur cet appareil, non envoyé et lisible par qui l’utilise. Se déconnecter quand même ?
       *[other] { $count } rapports restent sur cet appareil, non envoyés et lisibles par qui l’utilise. Se déconnecter quand même ?
    }

## Watch, devices

page-handover = Relève de quart
alerts = Alertes
sound = Son
new-rule = Nouvelle règle d’alerte
no-alerts = Aucune alerte n’est ouverte.
alert-rule-words = { $count } en { $minutes } min
alert-open = Alerte :
alert-escalated = ESCALADE, personne n’a accusé réception :
acknowledge = Accuser réception
acknowledged = pris en compte
what-is-done = Ce qui est fait
held-reports = Versions à départager
held-conflict = Modifié sur un appareil pendant qu’un autre le modifiait : les deux versions sont gardées.
held-old-form = Écrit sur un ancien formulaire : un de ses mots n’existe plus.
holds-now = Vaut maintenant
as-sent = Tel qu’envoyé par l’appareil
field = Champ
take-sent = Faire valoir la version envoyée
take-mended = La corriger sur le formulaire actuel
leave-sent = La laisser de côté
handed-over = La relève est transmise, dès qu’un autre officier la confirme.
open-handover = Ouvrir la relève
shift-running = Le quart en cours
hand-over = Transmettre le quart
handover-words = Ce que l’officier suivant doit savoir
handovers-before = Relèves précédentes
shift = Quart
signed-both = Signée par les deux officiers
signed-one = Attend l’officier qui prend le quart
no-handovers = Il n’y en a pas encore.
print = Imprimer
take-over = Prendre le quart
takeover-words = Quelque chose à ajouter
handed-over-by = Transmis par
taken-over-by = Pris par
came-in = Ce qui est arrivé
nothing-came = Rien n’est arrivé.
alerts-open = Alertes ouvertes à la fin
device = Appareil
device-key = Clé
device-keys = Appareils qui signent
device-words = La clé de l’appareil signe chaque rapport quand il est écrit, même sans liaison. Elle ne quitte jamais l’appareil. Un administrateur l’autorise d’abord.
device-insecure = Cette adresse n’est pas sûre (sans HTTPS) : ce navigateur n’y offre pas de clés. Les rapports partent sans signature.
device-no-ed25519 = Ce navigateur ne sait pas signer avec Ed25519. Les rapports partent sans signature ; prenez un navigateur plus récent.
device-ask = Demander que cet appareil puisse signer
device-label = Comment vous nommez cet appareil
device-allow = Autoriser
this-device = cet appareil
no-device-keys = Aucun appareil n’a encore demandé.
key-asked = demandée
key-allowed = autorisée
key-revoked = révoquée
revoke-sure = Révoquer cette clé pour toujours ? Ce qu’elle a signé reste signé.
signed-by-device = Signé par l’appareil à la clé
photo = Photo
kind-attachment = pièce jointe
kind-held-report = rapport en attente
kind-held-choice = choix de version
kind-alert-rule = règle d’alerte
kind-alert-acknowledgement = accusé de réception d’une alerte
kind-shift-handover = passation de service
kind-handover-confirmation = confirmation de passation
kind-device-key = clé d’appareil
field-report_kind = Type de rapport
field-report_ref = Référence du rapport
field-digest = Empreinte SHA-256
field-size = Taille
field-media_type = Contenu
field-of_kind = Type de rapport
field-why = Pourquoi il attend
field-content = Tel qu’envoyé
field-about = Enregistrement qui vaut
field-subject = Rapport en attente
field-choice = Choix
field-result = Enregistrement qui en résulte
field-watches = Surveille le type
field-threshold = Combien
field-within_min = En (minutes)
field-in_zone = Zone
field-of_act = Acte
field-escalate_min = Escalade après (minutes)
field-rule = Règle
field-trigger = Enregistrement déclencheur
field-after = Registre au début
field-upto = Registre à la fin
field-handover = Relève
word-conflict = modifié par deux
word-old-form = ancien formulaire
word-taken = retenue
word-left = laissée de côté
rule-count =
    { $count ->
        [one] { $count } règle
       *[other] { $count } règles
    }
seen-count =
    { $count ->
        [one] { $count } alerte prise en compte
       *[other] { $count } alertes prises en compte
    }
record-count =
    { $count ->
        [one] { $count } enregistrement
       *[other] { $count } enregistrements
    }
unlisted =
    { $count ->
        [one] { $count } autre enregistrement n’est pas listé ici.
       *[other] { $count } autres enregistrements ne sont pas listés ici.
    }
attachments-missing =
    { $count ->
        [one] Le rapport est incomplet : { $count } photo n’est pas arrivée.
       *[other] Le rapport est incomplet : { $count } photos ne sont pas arrivées.
    }

## Sign in

sign-in = Se connecter
session-ended-words = Votre session a pris fin. Ce que vous avez écrit reste sur cette page : reconnectez-vous ici, puis continuez.
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
role-facilitator = directeur d’exercice
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
line-ended = Vous êtes déconnecté : rien de nouveau n’est affiché. Reconnectez-vous.
line-past = Un moment passé est affiché : rien de nouveau n’arrive.

## Map

map-label = Carte des lieux de la mission et des signalements qui ont un point
map-loading = Chargement de la carte…
map-more = d’autres arrivent
map-failed = Ce navigateur ne peut pas dessiner la carte (WebGL 2 manque). Les signalements figurent dans la liste ci-dessous, et sous Veille.
map-accuracy = Un cercle montre de combien un signalement peut s’écarter. Les contours sont approximatifs.
map-accuracy-near = Trop de signalements sont en vue pour dessiner l’écart possible de chacun : approchez-vous, ou restreignez la période. Les contours sont approximatifs.
map-attribution = Contour : Natural Earth 1:50 000 000, tel quel ; il ne dit pas à qui appartient une frontière.
map-time = Jours de la mission
map-from = Du
map-until = Au
map-list = Signalements en vue
map-none = Aucun signalement n’est en vue.
map-unrated = précision non indiquée
map-show = Montrer sur la carte
map-go-to = Aller à
map-choose = une zone ou un site
map-symbols = Symboles (APP-6)
map-retracted = Montrer ce qui a été retiré
map-legend = Ce que signifient les marques
own-layers = Mes propres couches
own-add = GeoJSON ou PMTiles de cet appareil
own-kept = Elles restent dans ce navigateur et ne sont envoyées à personne.
own-remove = Retirer
own-not-kept = Ce navigateur ne garde pas de couches :
own-not-read = Le fichier est illisible : { $seen }
own-too-large = Le fichier compte { $seen } octets ; un GeoJSON peut en avoir 100 millions. Faites-en un PMTiles.
own-not-geojson = Le fichier est { $seen } ; une FeatureCollection ou une Feature était attendue.
own-outside = { $seen } n’est pas une longitude et une latitude. Enregistrez le fichier en WGS 84 (EPSG:4326).
own-tiles = L’archive contient des tuiles de type { $seen } ; MVT, PNG, JPEG, WebP ou AVIF étaient attendus.

map-without =
    { $count ->
        [one] { $count } signalement n’a pas de point
       *[other] { $count } signalements n’ont pas de point
    }

map-in-view =
    { $count ->
        [one] { $count } signalement en vue, en texte
       *[other] { $count } signalements en vue, en texte
    }

map-more-here =
    { $count ->
        [one] { $count } autre se trouve ici : approchez-vous
       *[other] { $count } autres se trouvent ici : approchez-vous
    }

map-grouped =
    { $count ->
        [one] { $count } signalement est en vue : il est dessiné dans un groupe.
       *[other] { $count } signalements sont en vue : trop pour dessiner chacun. Ils sont dessinés en groupes avec leur nombre ; approchez-vous ou restreignez la période pour voir chacun.
    }

## Warn and protect

page-outlook = Alerte et protection
outlook-measure = Ce qui est prévu
outlook-deaths = tous les décès
outlook-civilian-deaths = décès de civils
outlook-months = Mois
outlook-bases = Bases
outlook-as-now = comme aujourd’hui
outlook-reach = Portée (km)
background-waiting = Le serveur calcule la prévision. Cela peut prendre une minute ; personne d’autre n’attend.
outlook-failed = Il n’y a pas de prévision :
outlook-known = Connu jusqu’à
outlook-computed = Calculé
outlook-honest = Une prévision n’est pas une promesse : elle dit ce qui a suivi de tels mois auparavant. Les barres montrent l’étendue de neuf mois sur dix, et d’un mois sur deux ; le point est la moyenne. Seuls les signalements que vous pouvez lire ont servi.
outlook-left-out = Ce qui n’a pas servi
outlook-where = Où la violence est probable
outlook-place = Lieu (latitude, longitude)
outlook-expected = Décès attendus
outlook-month-by-month = Mois par mois
outlook-chance = Plus forte probabilité d’un décès en un mois
outlook-range = Pire mois, 5 % à 95 %
outlook-map = Carte de la prévision et des deux dispositifs ; les tableaux ci-dessous disent la même chose
outlook-no-map = Ce navigateur ne peut pas dessiner la carte. Les tableaux disent la même chose.
laydown-title = Deux dispositifs côte à côte
laydown-means = Qui serait à portée d’une base. La portée est une ligne droite de
laydown-proven = Aucun autre plan d’autant de bases n’atteint davantage.
laydown-not-proven = Un meilleur plan peut exister.
laydown-now = En l’état
laydown-planned = Prévu selon la prévision
laydown-closed = Voie fermée
laydown-slow = Voie lente, ou interdite aux véhicules lourds
laydown-closed-note = Les voies fermées sont celles du jour. La portée est une ligne droite et n’en tient pas compte.
laydown-bases = Bases
laydown-base = Base
laydown-expected = Décès attendus à portée
laydown-people = Personnes à portée
laydown-nobody = aucun décompte de personnes dans le registre
laydown-who = Qui gagne, qui perd
laydown-group = Qui
laydown-persons = Personnes
laydown-change = Changement
laydown-changes = Lieux qui gagnent ou perdent
laydown-same = Aucun lieu ne gagne ni ne perd.
laydown-gains = gagne
laydown-loses = perd
laydown-reached = à portée dans les deux
laydown-unreached = hors de portée dans les deux
laydown-list = Les bases des deux

outlook-rests =
    { $count ->
        [one] D’après { $count } événement meurtrier du registre.
       *[other] D’après { $count } événements meurtriers du registre.
    }

outlook-more-places =
    { $count ->
        [one] Pour { $count } autre lieu, moins est attendu.
       *[other] Pour { $count } autres lieux, moins est attendu.
    }

## Contributors

page-contributors = Contributeurs
contributors-nation = Nation
contributors-type = Type d’unité
contributors-day = Décision le
contributors-readable = Seuls les enregistrements que vous pouvez lire ont servi.
gaps-title = Ce qui est requis, et ce qui manque
gaps-none = Aucun besoin d’unité ne figure dans le registre, ou aucun ne correspond au filtre. Qui peut soumettre en saisit un sous Rapports.
gaps-requirement = Besoin
gaps-time = Du – au
gaps-unmet = Mois non couverts
gaps-fill = Mois que les promesses couvrent au mieux
gaps-months = Mois par mois, en personnes
gaps-month = Mois
gaps-required = Requis
gaps-deployed = Déployé
gaps-pledged = Ajouté par les promesses
gaps-missing = Manquant
pledges-title = Promesses
pledges-pledge = Promesse
pledges-use = Meilleur emploi, ou pourquoi elle ne convient pas
endings-title = Déploiements qui finissent bientôt, sans relève
endings-deployment = Déploiement
endings-last = Dernier jour
endings-left = Jours restants
endings-successors = Promesses qui pourraient suivre
ready-title = Ce que les unités peuvent faire
ready-none = Aucune unité du registre n’a de capacités selon lesquelles la juger. Elles figurent dans capabilities.toml, dans le dossier de la mission.
ready-unit = Unité
ready-capability = Capacité
ready-sets = Jeux : prouvés–possibles / demandés
ready-verdict = Verdict
ready-limits = Ce qui la retient
ready-able = apte
ready-partly = en partie
ready-undetermined = indéterminé
ready-unable = inapte
trained-title = Formation
trained-exercise = Les certificats d’un exercice ont leur propre colonne et ne sont pas comptés.
trained-need = Nécessaires
trained-holders = Titulaires
trained-expiring = Expirent sous 90 jours
trained-simulated = D’un exercice seulement
trained-shortfall = Manquants
contributions-title = Qui fournit combien de personnes
contributions-none = Aucun tableau de contributions n’accompagne cette mission, ou aucun ne correspond au filtre.
contributions-rank = Rang
contributions-share = Part
contributions-period = Période
contributions-source = Source
pledges-lost =
    { $count ->
        [one] sans elle, { $count } mois-personne est perdu
       *[other] sans elle, { $count } mois-personnes sont perdus
    }

## Writing

new-report = Nouveau rapport
all-reports = Tous les rapports
search = Chercher
words = Mots
since = Enregistré depuis
not-said = non précisé
time-choose = Choisir le jour et l’heure
time-clock = Un jour seul vaut pour le jour entier. Une heure sans décalage UTC est celle de la mission :
position-take = Prendre la position de cet appareil
position-asking = Recherche de la position…
position-taken = La position est dans le formulaire : vérifiez-la.
position-refused = Le navigateur ne donne pas la position : autorisez-le pour cette page, ou écrivez-la vous-même.
position-none = Aucune position n’est venue. Sortez, réessayez, ou écrivez-la vous-même.
time-twice = On retarde alors les horloges, et cette heure vient deux fois. Écrivez son décalage UTC, comme 2024-05-03T10:00+03:00.
time-never = On avance alors les horloges : cette heure n’existe pas ce jour-là.
submit = Envoyer
enters-exercise = L’exercice est affiché : ce rapport entre donc comme simulé.
draft-kept = Voici votre brouillon ; il reste sur cet appareil jusqu’à l’envoi.
draft-drop = Jeter le brouillon
device-full = Cet appareil n’a plus de place : ce que vous écrivez n’est pas conservé. Laissez cette page ouverte, faites de la place sur l’appareil, puis continuez. Ou notez ce que vous ne devez pas perdre.
entered = Le rapport est au registre.
duplicate = Ce même rapport était déjà au registre.
rejected = Le rapport n’est pas entré. Corrigez ce qui est nommé ici, puis renvoyez-le.
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
password-own = Mot de passe
password-own-words = Utilisez plusieurs mots sans rapport entre eux, 12 caractères au moins ; ni votre nom ni celui de la mission, pas de rangée de touches. Ne l’utilisez nulle part ailleurs. Le changer met fin à vos autres sessions et à vos jetons.
password-now = Mot de passe actuel
password-new = Nouveau mot de passe
password-again = Nouveau mot de passe, encore une fois
password-differs = Les deux nouveaux mots de passe diffèrent.
password-done = Vous avez un nouveau mot de passe. Vos autres sessions et vos jetons ont pris fin.
sessions = Où vous êtes connecté
sessions-words = Mettez fin à ce que vous ne connaissez pas, puis changez de mot de passe. Pour mettre fin à des sessions, il faut s’être connecté dans le dernier quart d’heure.
session-begun = Début
session-seen = Dernier usage
session-address = Adresse
session-device = Appareil, selon lui
session-this = celle-ci
session-end = Mettre fin
sessions-end = Mettre fin à toutes les autres
duty-password-head = Choisissez votre propre mot de passe
duty-password = Quelqu’un d’autre a choisi votre mot de passe. Choisissez le vôtre avant de continuer.
duty-second-factor-head = Ajoutez un second facteur
duty-second-factor = Votre rôle exige un second facteur sur ce serveur. Ajoutez des codes à usage unique ou une clé d’accès avant de continuer.
duty-sign-in-again-head = Connectez-vous avec votre second facteur
duty-sign-in-again = Votre rôle exige un second facteur sur ce serveur, et vous vous êtes connecté sans le vôtre. Déconnectez-vous, puis connectez-vous avec votre code ou votre clé d’accès.
password-first = choisi par un administrateur, prend fin
password-first-words = Le mot de passe ouvre le compte pendant 7 jours, et seulement jusqu’à ce que son titulaire en choisisse un autre.
continue = Continuer
way-password = mot de passe
way-password-and-code = mot de passe et code
way-passkey = clé d’accès
way-oidc = fournisseur
way-demo = démonstration

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
kind-combatant-count = décompte de combattants
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
field-phase = Phase
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
word-cantoned = cantonnés
word-disarmed = désarmés
word-demobilised = démobilisés
word-reintegration = en réintégration
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
word-ongoing = en cours
word-delivered = livré

## With a number

map-points =
    { $count ->
        [one] { $count } rapport dessiné
       *[other] { $count } rapports dessinés
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
news-cut = parmi les { $count } derniers enregistrements ; ceux d’avant sont sous Rapports
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
field-mode = par route, air ou eau
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
field-blood_units = poches de sang
field-surgery_min = durée d'une opération (minutes)
kind-relief-need = besoin de secours
word-kg = kilogrammes
word-m3 = mètres cubes
word-pallet = palettes
field-priority = priorité (de 1 à 5)
field-opens = déchargement dès
field-closes = déchargement jusqu'à
field-due = à livrer avant le
field-escort = escorte
field-column = colonne
field-unload_min = déchargement (minutes)
field-kg_each = poids d'une unité (kg)
field-m3_each = volume d'une unité (m³)
kind-relief-stock = secours en dépôt
field-depot = dépôt
field-count_day = jour du comptage
kind-relief-vehicle = véhicule de secours
field-vehicles = nombre de véhicules
field-litres = citerne (litres)
field-load_kg = charge (kg)
field-load_m3 = volume utile (m³)
field-pallets = palettes à bord
field-hours_max = journée maximale du conducteur (heures)
field-roads = classes de routes autorisées
kind-disaster = catastrophe
field-hazard = numéro de la zone
field-cause = cause
word-earthquake = séisme
word-explosion = déflagration
word-fire = incendie
word-storm = tempête
word-landslide = glissement de terrain
field-affected = personnes touchées
field-displaced = personnes déplacées
field-injured = personnes blessées
field-dead = personnes décédées
field-missing = personnes disparues
kind-triage-count = décompte de blessés
field-disaster = catastrophe concernée
field-immediate = urgence absolue (rouge)
field-delayed = urgence différée (jaune)
field-minor = urgence mineure (vert)
field-deceased = décédés (noir)
kind-landing-site = site d’atterrissage
field-lit = éclairé
field-vehicle = véhicule
field-site_only = seulement sur des sites d’atterrissage
field-crew_min = temps restant à l’équipage (min)
field-visibility_min_m = visibilité nécessaire (m)
field-ceiling_min_m = hauteur des nuages nécessaire (m)
field-wind_max_kmh = vent maximal (km/h)
word-boat = bateau
word-car = voiture
word-lorry = camion
word-armoured = véhicule blindé
word-motorcycle = moto
kind-response-unit = unité disponible
field-notice_min = préavis de départ (min)
field-escorts = escorte
kind-task = mission confiée
kind-task-step = étape d’une mission
field-tolerance_min = retard admis (min)
field-plan = plan
field-escorted = mission escortée
field-task = mission
word-patrol = patrouille
word-convoy = convoi
word-evacuation = évacuation
word-reaction = intervention
word-escort = escorte
word-accepted = acceptée
word-under-way = en cours
word-done = terminée
word-failed = échouée
kind-movement = mouvement de population
field-left = lieu quitté
field-movers = qui ils sont maintenant
kind-return-condition = condition de retour
field-condition = condition
word-security = sécurité
word-hazards = dangers levés
word-free-choice = choix libre et éclairé
word-water = eau
word-health = poste de santé
word-school = école
word-housing = logement
word-papers = papiers d’identité
word-freedom-of-movement = liberté de circulation
field-state = respectée
word-partly = en partie
field-evidence = preuves (références)
field-remark = remarque
kind-hazardous-area = zone dangereuse
field-suspicion = soupçonnée ou confirmée
word-suspected = soupçonnée
word-confirmed = confirmée
field-ordnance = munitions
word-anti-personnel-mines = mines antipersonnel
word-anti-vehicle-mines = mines antivéhicule
word-cluster-munitions = armes à sous-munitions
word-improvised-devices = engins explosifs improvisés
word-unexploded-ordnance = munitions non explosées
word-unknown = inconnu
field-area_m2 = surface (m²)
field-exposed = personnes à proximité
kind-area-release = remise à disposition de terres
field-release = mode de remise à disposition
word-cancelled = annulée
word-reduced = réduite par enquête
word-cleared = dépolluée
field-devices = engins détruits
page-tasks = Tâches
tasks-late = En retard
tasks-running = En cours
tasks-due = À faire dans les 24 heures
tasks-ended = Terminées depuis 24 heures
tasks-none = Aucune.
tasks-faults = Étapes qui ne conviennent pas
task-new = Nouvelle tâche
task-step-new = Enregistrer une étape
task = Tâche
task-unit = Unité
task-state = État
task-plan = Prévu
task-actual = Réel
task-late = Retard
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }

## The picture for others

collection-zones = zones
collection-lines = lignes
collection-sites = sites
## What leaves the mission
kind-disclosure = divulgation
field-door = Voie de sortie
field-audience = Public visé
field-strictest = Marquage le plus strict
field-part = Partie
word-brief = bulletin hebdomadaire
word-blocklist = liste de blocage
word-events = événements en direct
word-evidence = preuves
word-features = objets géographiques
word-feed = fil d’actualité (Atom)
word-file = fichier
word-notice = avis
word-taxii = TAXII
word-tiles = tuiles de carte
word-common-picture = image commune
word-cyber-defence = défense contre les cyberattaques
word-humanitarian = action humanitaire
word-lawful-request = demande légale
word-public-information = information du public
word-clear = TLP:CLEAR
word-green = TLP:GREEN
word-amber = TLP:AMBER
word-amber-strict = TLP:AMBER+STRICT
page-respond = Intervention
respond-call = Un appel
respond-call-hint = Quelqu’un est blessé, ou l’on demande de l’aide : dites où, ou prenez un lieu du tableau ci-dessous. L’heure est celle de l’en-tête de la page.
respond-plan = Qui part ?
respond-plan-for = Qui part vers { $place } ?
respond-wet = saison des pluies
respond-season = Saison
respond-season-pack = celle du dossier de mission à cette date
respond-dry = saison sèche
respond-is-wet-pack = La date est dans la saison des pluies du dossier de mission : vitesses selon le revêtement.
respond-is-wet-question = Saison des pluies, comme choisi : vitesses selon le revêtement.
respond-is-dry-pack = La date n’est dans aucune saison des pluies du dossier de mission.
respond-is-dry-question = Saison sèche, comme choisi.
respond-waiting = Le serveur cherche les itinéraires. La première fois, cela peut prendre une minute.
respond-failed = Le calcul est impossible :
respond-no-medical = On ne peut rien dire des blessés : parmi les rapports que vous pouvez lire, il n’y a pas de moyen médical prêt, ou pas de structure médicale.
respond-dark = de nuit
respond-light = de jour
respond-holds = 10-1-2 tenu
respond-holds-not = 10-1-2 non tenu
respond-chance = Probabilité
respond-chain = La chaîne d’évacuation
respond-time = Heure
respond-minutes = Minutes
respond-limit = Limite (minutes)
respond-limits = 10-1-2 : premiers secours dans les 10 minutes après la blessure, soins médicaux en 1 heure, chirurgie en 2. Les délais avant et entre les trajets sont des hypothèses et les heures sont leurs moyennes ; la probabilité tient compte de tous les délais.
respond-no-surgery = Personne n’amène les blessés en chirurgie.
respond-next = Si un moyen ne part pas
respond-without = Sans
respond-care = Soins après (min)
respond-surgery = Chirurgie après (min)
respond-brought = Transport par
respond-to = Vers
respond-never = jamais
respond-nobody = personne
respond-go = Unités qui peuvent partir
respond-none-goes = Aucune unité ne peut partir.
respond-arrives = Arrive
respond-km = km
respond-uncovers = Laisse sans couverture (personnes)
respond-order = Ordonner ({ $type }) : { $unit }
respond-cannot =
    { $count ->
        [one] { $count } qui ne part pas, et pourquoi
       *[other] { $count } qui ne partent pas, et pourquoi
    }
respond-ways-roads = Les temps de trajet suivent { $pieces } tronçons de route, et { $kmh } km/h hors route, jusqu’à { $km } km.
respond-ways-straight = Aucune route n’est donnée : les temps de trajet reposent sur des lignes droites, { $factor } fois plus longues, à { $kmh } km/h.
respond-closures =
    { $count ->
        [one] { $count } fermeture en vigueur.
       *[other] { $count } fermetures en vigueur.
    }
respond-units = Unités
respond-notice = Préavis (min)
respond-move = Qui devrait se déplacer, vers la base de qui
respond-move-takes = dure { $minutes } min
respond-uncovers-how = Sans couverture : personnes que nul autre n’atteint en une heure, préavis et trajet compris, quand cette unité part. Le déplacement indiqué en couvre de nouveau le plus grand nombre.
respond-assets = Moyens qui vont chercher les blessés
respond-asset = Moyen
respond-facilities = Structures qui soignent les blessés
respond-facility = Structure
respond-operates = Opère maintenant
respond-ready = prêt
respond-medics = personnel médical à bord
respond-at-night = La nuit
respond-lose-day = Perdent le 10-1-2 sans lui, de jour (personnes)
respond-lose-night = De nuit (personnes)
respond-none = Aucun parmi les rapports que vous pouvez lire.
respond-area = Où le 10-1-2 est tenu
respond-day = De jour
respond-night = De nuit
respond-people-within = Personnes dans le 10-1-2
respond-share = Part
respond-expected = Attendu, délais compris
respond-places-within = Lieux
respond-places = Lieu par lieu, le pire de nuit en premier
respond-people = Personnes
respond-not-counted = non compté
respond-more-places =
    { $count ->
        [one] { $count } autre lieu n’est pas listé.
       *[other] { $count } autres lieux ne sont pas listés.
    }
respond-troops-within = Troupes propres dans les délais 10-1-2
respond-troops-here =
    { $count ->
        [one] { $count } membre de nos troupes
       *[other] { $count } membres de nos troupes
    }
gap-title = Ce qui comblerait la plus grande lacune
gap-note = Le meilleur changement de chaque sorte, du moins coûteux au plus coûteux. La population et nos troupes comptent autant, et qui perd les délais 10-1-2 par un déplacement est retranché.
gap-changes = Changements, au plus
gap-is = La plus grande lacune est { $light }. Population et troupes hors des délais 10-1-2, sur le total :
gap-day = de jour
gap-night = de nuit
gap-none = Il n’y a pas de lacune : la règle 10-1-2 est tenue pour toutes les personnes comptées, de jour comme de nuit.
gap-change = Changement
gap-where = Où
gap-added = Personnes qui y gagnent
gap-bound = Aucun choix n’en gagne plus de
gap-nobody = aucun ne fait gagner personne
gap-moves = { $asset } vers { $site }
gap-kind-move = Déplacer un moyen
gap-kind-landing-site = Un nouveau site d’atterrissage
gap-kind-asset = Une nouvelle ambulance avec personnel médical
gap-kind-post = Une nouvelle ambulance avec une équipe chirurgicale de l’avant
gap-sites =
    { $count ->
        [one] Comparé à { $count } site de la mission.
       *[other] Comparé à { $count } sites de la mission.
    }
gap-sites-left =
    { $count ->
        [one] { $count } autre site n’a pas été comparé.
       *[other] { $count } autres sites n’ont pas été comparés.
    }
gap-assumes = Une nouvelle ambulance est prête jour et nuit après 5 minutes ; une équipe chirurgicale a une salle d’opération et deux lits. Deux changements qui n’aident qu’ensemble ne sont comptés que pour les déplacements.
step-wounded = Blessure
step-aid = Premiers secours sur place
step-alarm = L’alerte est arrivée
step-decision = Décision d’évacuer
step-leaves = Départ
step-carried = Les blessés sont portés vers une zone de poser
step-scene = Sur place
step-care = Sur place, les soins médicaux commencent
step-leaves-scene = Quitte les lieux
step-door = Arrivée
step-care-inside = Les soins médicaux commencent à la structure
step-surgery = La chirurgie commence
step-surgery-ends = La chirurgie se termine
step-leaves-facility = Part avec les blessés
step-higher-care = Arrivée à une structure de niveau supérieur
kind-damage = dégâts
kind-project = projet
kind-milestone = étape
kind-project-progress = avancement d’un projet
kind-payment = paiement
kind-project-reach = personnes atteintes
field-structure = Ce qui est endommagé
field-grade = Degré de dégât
field-buildings = Bâtiments
field-service = Service
field-working = Fonctionne-t-il ?
field-serves = Personnes qui en dépendent
field-cost = Coût de réparation
field-currency = Monnaie
field-scale = Ampleur
field-budget = Budget
field-stage = Stade
field-contractor = Entrepreneur
field-funder = Bailleur
field-risk = Risque
field-risk_note = Ce qui peut mal tourner
field-project = Numéro du projet
field-share = Part du budget, %
field-milestone = Numéro de l’étape
field-percent = Fait, %
field-money = Ce qu’est devenu l’argent
field-reach = Visées ou atteintes
word-house = maison
word-health-post = poste de santé
word-water-point = point d’eau
word-power-line = ligne électrique
word-road = route
word-bridge = pont
word-market = marché
word-office = bureau
word-place-of-worship = lieu de culte
word-slight = léger (1)
word-moderate = modéré (2)
word-heavy = lourd (3)
word-very-heavy = très lourd (4)
word-destruction = destruction (5)
word-education = éducation
word-power = électricité
word-transport = transports
word-justice = justice
word-livelihoods = moyens d’existence
word-administration = administration
word-works = fonctionne
word-stopped = arrêté
word-quick-impact = effet rapide
word-reconstruction = reconstruction
word-proposed = proposé
word-agreed = convenu
word-low = faible
word-medium = moyen
word-high = élevé
word-access = accès
word-weather = météo
word-contractor = entrepreneur
word-supplies = fournitures
word-funds = fonds
word-permits = permis
word-received = reçu
word-committed = engagé
word-paid = payé
word-intended = visées
word-reached = atteintes
kind-area-assessment = évaluation d’un secteur
kind-worksite = site de travail
field-standing = Bâtiments debout
field-harmed = Bâtiments endommagés
field-collapsed = Bâtiments effondrés
field-access = Accès
field-first_needs = Besoins premiers
field-site = Numéro du site
field-victims = Qui peut être vivant
field-rescue = Sauvetage
field-live = Vivants confirmés
field-dangers = Dangers particuliers
word-asr-1 = ASR 1, zone étendue
word-asr-2 = ASR 2, secteur
word-asr-3 = ASR 3, sauvetage rapide
word-asr-4 = ASR 4, sauvetage complet
word-asr-5 = ASR 5, couverture totale
word-confirmed-live = vivants confirmés
word-unknown-big-voids = inconnu, grands vides
word-unknown-small-voids = inconnu, petits vides
word-none-live = aucun vivant
word-rapid = rapide (ASR 3)
word-full = complet (ASR 4)
word-waiting = en attente
word-finished = terminé
word-hard = difficile
field-work = Avancement du travail
field-sector = Secteur
word-open = ouvert
word-closed = fermé
kind-decision = décision
field-projects = Projets
word-approve = approuver
word-refuse = refuser
word-postpone = reporter
field-criteria = Critères
field-options = Choisis parmi
kind-complaint = plainte
field-topic = Sujet
word-quality = qualité
word-left-out = laissés de côté
word-delay = retard
word-conduct = conduite
word-safety = sûreté
word-money = argent
word-land = terre
field-sensitive = Abus ou fraude
field-channel = Comment elle est arrivée
word-desk = guichet
word-telephone = téléphone
word-box = boîte
word-letter = lettre
word-visit = visite
word-meeting = réunion
field-answer_days = Jours pour répondre
kind-complaint-answer = réponse à une plainte
field-complaint = Plainte
field-answer = Réponse
word-acknowledge = accuser réception
word-refer = transmettre
word-uphold = donner raison
word-dismiss = rejeter
word-withdraw = retirer
# The printed report

mission-report = Rapport de la mission
mission-report-words = Le rapport complet pour les commandants et les parties, dans cette langue. Les officiers de permanence le reçoivent : ils lisent les enregistrements de tout niveau.

# A finding: what was settled, and what was taken back

settled = Tranché par une comparaison
retracted-reports = Retiré, et n’est plus utilisé

# Values of records, and files that are brought in

not-stated = non indiqué
bounds-from = au moins { $low }
bounds-between = de { $low } à { $high }
bounds-best = { $best } ({ $bounds })
upload = Importer un fichier
upload-words = Un fichier CSV : le formulaire de rapport, ou un tableau reconnu. Les bonnes lignes entrent, les autres sont énumérées.
upload-file = Fichier
upload-source = Source, si le fichier n’en nomme aucune
upload-simulated = Ce sont des rapports d’exercice
upload-send = Envoyer le fichier
upload-foreign = Certains de ces rapports sont situés hors de la zone de la mission. Rien n’est encore entré. Que faut-il en faire ?
upload-enter = Les faire tous entrer
upload-leave-out = Laisser de côté ceux du dehors
upload-cancel = Ne rien envoyer
upload-entered = Entrés
upload-duplicates = Déjà présents
upload-conflicts = Gardés à côté d’une autre version
upload-left-out = Laissés de côté
upload-rejected = Non compris
page-places = Lieux
page-returns = Retours
page-weapons = Armes
page-projects = Projets
recovery-waiting = Le serveur le calcule.
recovery-partly = en partie
recovery-people = Personnes
comma = ,{ " " }
recovery-faults = Rapports qui ne vont pas ensemble
people-few = moins de 10
people-rounded = Les personnes sont arrondies à la dizaine avant toute addition ; moins de dix se ressemblent toutes.
returns-ready = Où en est chaque lieu
returns-no-places = Aucun lieu n’a été évalué ni compté.
returns-index-note = La part pondérée des conditions remplies : le bas si tout l’inconnu fait défaut, le haut s’il est rempli. Là où la sécurité, les dangers ou le libre choix font défaut, personne ne doit être encouragé à rentrer.
returns-rank = Rang
returns-index = Préparation
returns-rank-range = Rang avec d’autres poids
returns-stops = Doit attendre
returns-assess-first = À évaluer d’abord : { $conditions }
returns-change-weights = Changer les poids
returns-weight-note = De 0 à 100 ; tous commencent à 1. L’indice et ses poids sont ceux de Sulh, non d’une norme. Rang avec d’autres poids : le meilleur et le pire quand chaque poids tour à tour est divisé et multiplié par deux.
returns-not-assessed = Non évalué
returns-conditions = Conditions du retour
returns-conditions-note = Le pire de ce qui est connu compte. Étoile : les raisons ne concordent pas.
returns-reasons = Qui ou quoi le dit
returns-flows = Qui est allé où
returns-no-flows = Aucun mouvement signalé en ces 90 jours.
returns-to = Vers
returns-who = Qui
returns-after = Après le retour
returns-nobody = Personne n’est rentré en ces 90 jours.
returns-returned = Rentrés
returns-a-week = Par semaine
returns-assessed = Évalué depuis
returns-room = Pour combien il y a assez
returns-no-room = Aucune livraison signalée.
returns-limit = Ce qui limite
weapons-balance = Collectées = stockées + transférées + détruites + manquantes :
weapons-collected = collectées
weapons-by-type = Par type
weapons-by-group = Par groupe qui les a remises
weapons-none = Aucune.
weapons-group = Groupe
weapons-stores = Dans les dépôts
weapons-no-store = pas encore dans un dépôt
weapons-counts = Comptages qui diffèrent du registre
weapons-counts-agree = Les derniers comptages concordent avec le registre, ou personne n’a compté.
weapons-by-count = Selon le comptage
weapons-by-register = Selon le registre
weapons-close = Numéros de série peut-être identiques
weapons-no-close = Aucun parmi ceux des 90 derniers jours.
weapons-one = L’une
weapons-other = L’autre
weapons-reason = En quoi ils diffèrent
combatants-title = Désarmement, démobilisation et réintégration
combatants-none = Aucun membre d’un groupe n’a été compté dans une phase jusqu’ici.
combatants-by-group = Par groupe, en tous lieux
combatants-by-place = Par lieu
combatants-cannot-be = Décomptes qui ne peuvent tous être vrais
combatants-unarmed = Rien n’a été modifié pour cela. Des membres sans armes peuvent aussi être démobilisés : interroger ceux qui tiennent la liste.
returns-who-says = Qui dit quoi
projects-none = Aucun projet enregistré.
projects-project = Projet
projects-stage = Stade
projects-refused = refusé
projects-paid = Payé
projects-progress = Fait
projects-cost-at-end = Coût final
projects-end = Fin, prévue → à ce rythme
projects-late = Ce qui est en retard, et pourquoi
projects-none-late = Aucune étape en retard.
projects-milestone = Étape
projects-due = Échéance
projects-cause = Cause
projects-no-cause = personne n’a dit pourquoi
projects-remark = Ce qui a été vu
projects-communities = Ce que gagne chaque communauté
projects-no-people = Personne n’a dit qui est atteint.
projects-twice = Une personne atteinte par deux projets compte deux fois.
projects-community = Communauté
projects-intended = À atteindre
projects-reached = Atteintes jusqu’ici
projects-no-report = aucun rapport
projects-damage = Dégâts
projects-no-damage = Aucun dégât enregistré.
projects-damage-note = Le comptage de chaque émetteur ; deux émetteurs ne s’additionnent jamais.
projects-serves = En dépendent
projects-decisions = Qui a décidé, et sur quoi
projects-no-decisions = Aucune décision enregistrée.
projects-decision = Décision
projects-overdue = Plaintes dont la réponse est en retard
projects-none-overdue = Aucune n’attend plus qu’il ne faut.
projects-days-late = Jours de retard
projects-sensitive = sensible
place-doubles = C’est peut-être le même lieu que : { $places }. Rien n’a été réuni : seul un enregistrement peut le dire.
returns-doubles = Lieux qui n’en font peut-être qu’un
returns-doubles-words = Leurs noms ne diffèrent que par la casse, les accents ou les signes. Rien n’a été réuni : un enregistrement qui donne le code P ou le nom du répertoire le ferait.
places-none = Aucun rapport ne nomme encore de lieu.
places-choose = Choisissez un lieu.
places-position = Position
places-stops = Personne ne doit encore être encouragé à rentrer ici.
places-not-assessed = Personne n’a rien évalué ni compté ici.
places-condition = Condition
places-holds = Remplie
places-security = Incidents à moins de 5 km
places-no-incidents = Aucun n’est signalé. Cela ne montre rien si personne n’y était.
places-hazards = Zones dangereuses
places-no-hazards = Aucune enregistrée à moins de 5 km.
places-area = Zone
places-left = Non libéré
places-excess = inconnu : { $area } de plus libérés que relevés
places-needs = Ce qui manque
places-no-needs = Personne n’a été compté ici.
places-supply = Fourniture
places-missing = Manque
places-presence = Qui travaille ici
places-nobody-works = Personne n’a signalé de livraison ni de plan.
places-cluster = Groupe sectoriel
places-organisations = Organisations
places-nobody = personne
word-taps = robinets
word-toilets = toilettes
word-soap = savon
word-food = vivres
word-covered-space = surface couverte
word-settlement-area = surface du site

## Threats
kind-threat-object = objet de menace
kind-intrusion = cyberattaque
field-collection = Collection
field-attack = Attaque
field-extent = Portée
field-senders = Expéditeurs
field-domains = Noms de domaine
field-addresses = Adresses IP
field-urls = Adresses web
field-digests = Empreintes de fichiers
field-confidence = Confiance
field-block_days = Validité (jours)
word-phishing = hameçonnage
word-spear-phishing = hameçonnage ciblé
word-credential-theft = vol d’identifiants
word-malware = logiciel malveillant
word-ransomware = rançongiciel
word-website-defacement = défiguration d’un site web
word-denial-of-service = déni de service
word-data-leak = fuite de données
word-radio-jamming = brouillage radio
word-navigation-jamming = brouillage de la navigation
word-other-attack = autre attaque
word-attempt = une tentative
word-opened = ouvert par quelqu’un
word-compromise = intrusion réussie
word-unclear = incertain
field-outcome = Issue

## Exercise
page-exercise = Exercice
exercise-none = Cette mission n’est pas un exercice en direct.
exercise-until = Fin
exercise-runs = Il avance { $speed } fois plus vite que le temps réel.
exercise-paused = Il est en pause.
exercise-over = Il est terminé.
exercise-messages = Messages pour vous
exercise-no-messages = Aucun message n’est arrivé.
exercise-seen = Je l’ai lu
exercise-sent = envoyé
exercise-steer = Conduire
exercise-speed = Vitesse
exercise-run = Lancer
exercise-pause = Pause
exercise-step = Au prochain événement
exercise-next = Suivant :
exercise-no-next = Aucun événement n’est à venir.
exercise-to-end = À la fin
exercise-to-end-sure = Aller à la fin ? L’exercice est alors terminé, et le temps ne revient pas.
exercise-follows = { $hours } h après { $inject }
exercise-follows-if-reported = { $hours } h après { $inject }, si signalé d’ici là
exercise-follows-if-unreported = { $hours } h après { $inject }, si non signalé d’ici là
exercise-list = Liste des événements
exercise-inject = Événement
exercise-due = Prévu
exercise-what = Quoi
exercise-to = À
exercise-nobody = Personne ici n’est : { $names }
exercise-kind-act = acte
exercise-kind-report = rapport
exercise-kind-message = message
exercise-waits = en attente
exercise-withheld = retenu
exercise-delivered = remis
exercise-by-hand = envoyé à la main
exercise-seen-by = vu par
exercise-unseen = vu par personne
exercise-at-site = arrivé sur { $site }
exercise-not-at-site = pas encore arrivé sur { $site }
exercise-send = Envoyer maintenant
exercise-withhold = Retenir
exercise-release = Libérer
exercise-edit = Modifier
exercise-add = Ajouter un événement
exercise-at = À (vide : tout de suite)
exercise-after = Ou après l’événement
exercise-hours = Heures après
exercise-sender = Semble venir de
exercise-text = Texte
exercise-act = Acte
exercise-by = Par
exercise-against = Contre
exercise-lines = Liaisons avec les autres sites
exercise-site = Site
exercise-line-cut = coupée
exercise-line-open = ouverte
exercise-cut = Couper
exercise-mend = Rétablir
exercise-objectives = Objectifs d’entraînement
exercise-objective = Objectif
exercise-score = Entre { $low } et { $high } sur 100 : ce que personne n’a jugé compte pour rien, et pour tout.
exercise-score-whole = Tous les objectifs ont été jugés : le total est de { $whole } sur 100.
exercise-points = Points sur 100
exercise-enough = Requis
exercise-judged-by = Jugé par
exercise-never-judged = jamais jugé
exercise-judge = Juger
exercise-why = Pourquoi
exercise-certificates = Certificats
exercise-course = Cours
exercise-lacks = Non jugés, ou en dessous du nécessaire : { $names }
exercise-certify = Donner le certificat
exercise-unit = Unité formée
exercise-holders = Nombre de personnes
exercise-expires = Dernier jour de validité (facultatif)
exercise-certified = Enregistré : { $ref }. Il est simulé : la page des contributeurs le montre à côté des vrais, sans jamais les additionner.
exercise-certificates-when = Un certificat est donné si chaque objectif de son cours a été jugé et a assez de points.
exercise-review = Bilan
exercise-review-now = Confronter les constats à la vérité
exercise-review-page = Le bilan complet
exercise-outcome = Résultat
exercise-questions = Questions
exercise-outcome-found = violation constatée
exercise-outcome-late = violation constatée trop tard
exercise-outcome-left-open = violation laissée ouverte
exercise-outcome-missed = violation manquée
exercise-outcome-accused = accusé à tort
exercise-outcome-cleared = déclaré respecté à juste titre
exercise-outcome-not-cleared = respecté, mais laissé ouvert
exercise-outcome-unclear = l’accord lui-même n’est pas clair
exercise-outcome-not-judged = jamais jugé
exercise-new = { $count ->
    [one] Un nouveau message
   *[other] { $count } nouveaux messages
}
## Avis
notice-subject =
    { $count ->
        [one] { $mission } : 1 avis
       *[other] { $mission } : { $count } avis
    }
notice-test-subject = { $mission } : un essai
notice-test = Ceci est un essai. Les avis vous parviennent.
notice-why = Vous recevez ceci en tant que « { $name } ». L’administrateur de { $mission } fixe qui reçoit quoi.
notice-time = Les heures sont celles de l’horloge de la mission ({ $zone }).
notice-console = Dans la console :
notice-more =
    { $count ->
        [one] Et 1 de plus, dans la console.
       *[other] Et { $count } de plus, dans la console.
    }
notice-record = Rapport
notice-finding = Constat
notice-alert =
    { $count ->
        [one] Alerte : 1 rapport de ce type : { $kind } (la règle : en { $minutes } minutes)
       *[other] Alerte : { $count } rapports de ce type : { $kind } (la règle : en { $minutes } minutes)
    }
notice-alert-late =
    { $count ->
        [one] Personne n’a pris acte de cette alerte : 1 rapport de ce type : { $kind } (la règle : en { $minutes } minutes)
       *[other] Personne n’a pris acte de cette alerte : { $count } rapports de ce type : { $kind } (la règle : en { $minutes } minutes)
    }
notice-not-started = La tâche { $task } ({ $unit }) n’a pas commencé ; prévue { $time }
notice-not-back = La tâche { $task } ({ $unit }) n’est pas terminée ; prévue { $time }
notice-verdict = { $party }, { $article } de { $agreement } : { $now }, avant { $before }
notice-verdict-first = { $party }, { $article } de { $agreement } : { $now }

## La note sur les menaces
brief-title = Cybermenaces : { $mission }
brief-simulated = EXERCICE : rien de ceci n’a eu lieu
brief-span = Du { $start } au { $end }, à l’horloge de la mission ; le mois depuis le { $month }
brief-week = sept jours
brief-before = sept jours précédents
brief-month = mois en cours
brief-people = personnes touchées en sept jours, au moins
brief-quiet = Aucune attaque n’a été signalée pendant ces sept jours. Cela ne prouve rien si personne ne signale.
brief-no-figure =
    { $count ->
        [one] 1 rapport de ces jours ne dit pas combien de personnes il concerne.
       *[other] { $count } rapports de ces jours ne disent pas combien de personnes ils concernent.
    }
brief-unrated =
    { $count ->
        [one] 1 attaque de ces jours est une affirmation : aucune des personnes qui évaluent les rapports ne l’a examinée. Ses signes ne sont pas cités.
       *[other] { $count } attaques de ces jours sont des affirmations : aucune des personnes qui évaluent les rapports ne les a examinées. Leurs signes ne sont pas cités.
    }
brief-unrated-mark = non examinée
brief-gate = Ceci ne contient que ce qui peut parvenir à ses lecteurs. Transmettez-le comme { $marking } le permet.
brief-kinds = Attaques par type
brief-attacks = Attaques des sept jours
brief-signs-count = Signes
brief-more =
    { $count ->
        [one] Et 1 de plus.
       *[other] Et { $count } de plus.
    }
brief-objects = D’autres organisations, ajouté pendant les sept jours
brief-type = Type d’objet (STIX 2.1)
brief-count = Nombre
## Evidence
kind-lawful-request = demande légale
kind-evidence-item = pièce à conviction
kind-evidence-transfer = transfert de pièce à conviction
field-requester = Autorité requérante
field-legal_basis = Base légale
field-decision = Décision
field-form = Forme
field-description = Description
field-custodian = Dépositaire
field-location = Lieu de conservation
field-seals = Scellés
field-seals_before = Scellés trouvés
field-holder = Détenu auparavant par
field-receiver = Reçu par
word-granted = accordée
word-granted-in-part = accordée en partie
word-refused = refusée
word-digital-file = fichier numérique
word-device = appareil
word-object = objet
word-handed-over = remis
word-moved = déplacé
word-examined = examiné
word-returned = restitué
## The page of what leaves

page-share = Partage
share-preview = Ce qui sortirait, et ce qui reste
share-preview-note = Regarder ne fait rien sortir. Parmi les rapports que vous pouvez lire, tels qu’ils sont marqués et communiqués maintenant.
share-to = À
share-for = Pour
share-released = Communiqué à (parties, pays)
share-look = Regarder
share-public = tout le monde (approximatif, trois jours après)
share-cleared = qui peut recevoir { $marking }
share-counts = Sortiraient : { $leaves }. Resteraient : { $stays }.
share-coarse = Les lieux et les heures sortent approximatifs, les mots que quelqu’un a écrits sont retirés.
share-leaves = Sortirait
share-stays = Reste
share-reports = Rapports
share-which = Afficher
share-outcome = Sort ou reste
share-line-stale = Il sortirait tel qu’il était : une rectification ou un retrait qui le vise reste.
share-cut = Retiré ou rendu approximatif
share-left = Ce qui est sorti, et vers qui
share-left-note = Chaque ligne est un enregistrement du registre. Ce qui est sorti par TAXII est enregistré toutes les cinq minutes.
share-nothing-left = Rien n’est sorti dont vous puissiez lire la trace.
share-records = Combien
share-doors = Voies de sortie
share-doors-note = Adresses pour les programmes. Chacune demande un jeton de compte et passe par le contrôle.
share-address = Adresse
share-collections = Collections de menaces
share-objects = Objets que vous pouvez recevoir
share-readers = Lue par
share-writers = Complétée par
stays-copy = l’enregistrement du même rapport par un autre site sort
stays-kind = les rapports de ce type ne servent pas ce but
stays-later = il a été enregistré après ce moment
stays-marking = son marquage est plus strict que ce que le destinataire peut recevoir, et il ne lui a pas été communiqué
stays-purpose = rien ne sort vers ce destinataire dans ce but
stays-reference = il nomme un rapport qui reste et le trahirait
stays-retracted = il a été retiré
stays-set-aside = son contenu ne correspond pas à son type
stays-simulated = il relève de l’exercice, ou il est réel alors que l’exercice sort
stays-version = un autre enregistrement de la même référence du même émetteur est arrivé avant et dit autre chose
stays-young = il est plus récent que le délai du destinataire
share-stale =
    { $count ->
        [one] Un rapport sortirait tel qu’il était : une modification qui le vise reste.
       *[other] { $count } rapports sortiraient tels qu’ils étaient : une modification qui vise chacun reste.
    }

## The page of threats

page-threats = Menaces
threats-report = Signaler une attaque
threats-reports = Attaques signalées
threats-indicators = Indicateurs
threats-note = Ce que vous pouvez recevoir, tel que TAXII le communique. Ce qui est TLP:RED ne sort vers personne et ne figure que parmi les attaques, pour qui peut le lire.
threats-none = Aucun indicateur que vous puissiez recevoir.
threats-no-collection = Votre rôle ne lit aucune collection de menaces.
threats-pattern = Motif (STIX)
threats-from = Valable dès
threats-until = Valable jusqu’à
threats-sightings = Observations
threats-last-seen = Vu en dernier
threats-maker = Établi par
threats-block = Peut être bloqué seul ?
threats-id = Identifiant STIX
threats-sign = Indice
threats-others = Outre les indicateurs
threats-download = Télécharger
threats-download-note = Les fichiers passent par le contrôle ; ce qui sort, et vers quel compte, est enregistré.
threats-bundle = Tous les objets (lot STIX 2.1)
threats-plain = Liste de blocage pour un pare-feu (un par ligne)
threats-rpz = Liste de blocage pour un serveur de noms (RPZ)
threats-own = Ne jamais inclure (noms et réseaux propres, séparés par des virgules)
threats-confidence = Confiance d’au moins
threats-ready = Préparer les listes
word-valid = valable
word-expired = expiré
word-revoked = retiré
word-not-yet = pas encore
blocked-conjunction = il ne vaut qu’avec d’autres indices
blocked-expired = il n’est plus valable
blocked-inner = il relève d’un réseau interne ou d’une plage réservée
blocked-not-yet = il n’est pas encore valable
blocked-own = il appartient à la mission
blocked-revoked = il a été retiré
blocked-shared = beaucoup de gens s’en servent à bon escient
blocked-too-wide = il bloquerait les noms de tout un pays ou une vaste plage
blocked-unrated = quelqu’un l’a signalé, et aucune des personnes qui évaluent les rapports ne l’a examiné
blocked-unsure = sa confiance est trop faible, ou il est marqué inoffensif
blocked-unusable = un pare-feu ou un serveur de noms ne peut pas le bloquer seul

## Parts of a record that no form asks for by this name

field-activity = Activité
field-civilian_deaths = Morts civils
field-count = Nombre
field-deaths = Morts
field-file = Fichier
field-is_simulated = Simulé
field-participants = Participants
field-row = Ligne
field-since = Depuis
field-span = Quand
field-tlp = Marquage
field-until = Jusqu’à

## Donors, choices, and the first days

donor-report = Rapport à un bailleur
donor-to = Bailleur
donor-none = Aucun projet ne nomme qui le finance.
donor-money = Ce qui a été donné et dépensé
donor-no-money = Aucune somme n’a été enregistrée.
donor-whole = Ce qui est payé concerne tout le projet, quel que soit le bailleur.
donor-given = Donné par ce bailleur
donor-received = Reçu de tous
donor-share = Sa part
donor-projects = Ses projets
donor-reached = Qui a été atteint
donor-parts = Femmes, hommes, filles, garçons
choice-title = Choisir selon un budget
choice-choose = Choisir
choice-none = Aucun projet proposé n’attend de décision.
choice-fairness = Équitable veut dire
choice-max-min = la plus petite part est aussi grande que possible
choice-floor = chaque communauté gagne { $share } de ses habitants
choice-fair = Choix équitable
choice-most = Le plus de personnes
choice-smallest = Plus petite part d’une communauté
choice-communities = Ce que gagne chaque communauté
choice-price = Le choix équitable atteint { $share } de personnes en moins que celui qui en atteint le plus.
choice-cost = Coût
choice-free = Le choix équitable atteint autant de personnes que tout autre.
choice-left-out = Ne sont pas parmi eux, et pourquoi
days-title = Premières 72 heures d’une catastrophe
days-note = D’après les secteurs et chantiers évalués, les équipes de recherche et les voies dont vous pouvez lire les rapports. Les chantiers suivent la catégorie de triage, de A à F (INSARAG).
days-plan = Planifier
days-rapid = Heures de sauvetage rapide
days-full = Heures de sauvetage complet
days-visits = Qui cherche où
days-no-visits = Aucune équipe n’atteint de chantier : aucun n’a été évalué, ou aucune équipe de recherche n’est enregistrée.
days-site = Chantier
days-category = Catégorie
days-live = En vie, d’après ce que l’on sait
days-team = Équipe
days-arrival = Sur place à
days-until = Travaille jusqu’à
days-finished = Terminés, ou personne ne peut être en vie :
days-under-way = Une équipe y travaille déjà :
days-waits = Ce qui doit attendre
days-sectors = Secteurs
days-no-sectors = Aucun secteur n’a été évalué.
days-level = Niveau achevé
days-collapsed = Bâtiments effondrés
days-affected = Personnes touchées
days-needs = Ce dont les déplacés ont besoin en 72 heures
days-no-needs = Aucun déplacé n’est connu.
days-needed = Nécessaire
choice-note =
    { $count ->
        [one] Un projet est proposé.
       *[other] { $count } projets sont proposés.
    }
donor-overdue =
    { $count ->
        [0] Aucune plainte sur ces projets n’attend plus longtemps qu’elle ne devrait.
        [one] La réponse à une plainte sur ces projets est en retard.
       *[other] Les réponses à { $count } plaintes sur ces projets sont en retard.
    }

## Unités des champs des formulaires

unit-of-beds = lits
unit-of-bytes = octets
unit-of-days = jours
unit-of-degrees = degrés
unit-of-hours = heures
unit-of-items = articles
unit-of-kg = kg
unit-of-km = km
unit-of-km-h = km/h
unit-of-l = l
unit-of-m3 = m³
unit-of-metres = mètres
unit-of-minutes = minutes
unit-of-pallets = palettes
unit-of-percent = pour cent
unit-of-persons = personnes
unit-of-records = enregistrements
unit-of-square-metres = mètres carrés
unit-of-theatres = blocs opératoires
unit-of-tonnes = tonnes
unit-of-units = unités
unit-of-vehicles = véhicules
