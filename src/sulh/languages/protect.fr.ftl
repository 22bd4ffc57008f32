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
