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
acts-at-least = au moins { $sure } dans { $reports } { $reports ->
        [one] rapport
       *[other] rapports
    }
says-acts = { $head } : { $sure } ({ $acts }), aucun n’est autorisé.
says-acts-perhaps = { $head } : { $sure } et { $perhaps } ({ $acts }), aucun n’est autorisé.
says-no-act = { $head } : aucun acte ({ $acts }), et l’observation a été continue.
says-acts-doubt = { $head } : aucun acte certain et { $perhaps } ({ $acts }).
says-unwatched = { $head } : aucun acte ({ $acts }) n’a été signalé, et on ne sait pas si quelqu’un observait.
says-none = { $head } : aucun { $item } et aucun acte ({ $acts }).
says-none-unknown = { $head } : on ignore s’il y a eu un { $item } ou un acte ({ $acts }).
says-duty-head = { $duty } par { $party } { $place }, { $time }
says-every-met = { $head } : au moins { $days ->
        [one] chaque jour
       *[other] tous les { $days } jours
    }, comme convenu.
says-every-breached = { $head } : pas au moins { $days ->
        [one] chaque jour
       *[other] tous les { $days } jours
    }, contrairement à ce qui était convenu.
says-every-undetermined = { $head } : on ignore si cela a été fait au moins { $days ->
        [one] chaque jour
       *[other] tous les { $days } jours
    }, comme convenu.
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
says-notice-met = notification de { $acts } par { $party } { $place }, { $hours } { $hours ->
        [one] heure
       *[other] heures
    } à l’avance : elle a été faite à temps.
says-notice-breached = notification de { $acts } par { $party } { $place }, { $hours } { $hours ->
        [one] heure
       *[other] heures
    } à l’avance : aucune n’a été faite à temps.
says-notice-undetermined = notification de { $acts } par { $party } { $place }, { $hours } { $hours ->
        [one] heure
       *[other] heures
    } à l’avance : on ignore si elle a été faite à temps.
says-disarmed = { $head } : { $bounds } { $what } avant son début ; au moins { $owed } convenus pour le { $deadline }.
says-what-weapons = armes remises
says-what-cantoned = membres cantonnés
says-what-disarmed = membres désarmés
says-what-demobilised = membres démobilisés
says-answer-met = demande de { $request } { $place }, à laquelle { $party } devait répondre par { $duty } sous { $hours } { $hours ->
        [one] heure
       *[other] heures
    } : il y a été répondu à temps.
says-answer-breached = demande de { $request } { $place }, à laquelle { $party } devait répondre par { $duty } sous { $hours } { $hours ->
        [one] heure
       *[other] heures
    } : il n’y a pas été répondu à temps.
says-answer-undetermined = demande de { $request } { $place }, à laquelle { $party } devait répondre par { $duty } sous { $hours } { $hours ->
        [one] heure
       *[other] heures
    } : on ignore s’il y a été répondu à temps.
reason-over-limit = Le plus petit nombre compatible avec les rapports dépasse ce qui était autorisé.
reason-act = Au moins un acte est certain.
reason-may-be-one = Certains des actes certains sont peut-être un seul événement, signalé plusieurs fois.
reason-missed = Cela n’a pas été fait à temps, et il est confirmé que le registre est complet.
reason-within-limit = Un dénombrement complet reste dans la limite autorisée.
reason-no-act = L’observation a été continue et n’a signalé aucun acte.
reason-done = Cela a été fait à temps.
reason-done-before = Assez avait été fait avant le début de cette période.
reason-waived = Une dérogation convenue s’applique.
reason-no-complete-count = Personne n’a tout dénombré dans la zone.
reason-no-report = Aucun acte n’a été signalé, et on ne sait pas si quelqu’un observait tous les actes de ce type.
reason-count-straddles = Les bornes d’un dénombrement complet contiennent la limite.
reason-partial-alleges = Un rapport fait état de plus que ce qui était autorisé, mais sans certitude.
reason-near-border = Un lieu est plus proche d’une limite que la précision ne le permet.
reason-vague-place = Un lieu est une région et non un point, ou sa position ne correspond pas à son nom.
reason-vague-date = Une date chevauche le mois, la période en vigueur ou le moment jugé.
reason-weak-source = Un rapport est en deçà de la règle de preuve de la mission.
reason-same-row = Deux lignes d’une même inspection disent la même chose, et parlent peut-être d’un seul objet.
reason-coalition = Un acteur est une coalition ou un nom ambigu, et aucun membre n’est nommé.
reason-initiator-unknown = On ignore qui a commencé.
reason-opponent-unknown = L’autre camp n’est peut-être pas une partie.
reason-contradiction = Deux dénombrements du même moment s’excluent.
reason-waiver-unclear = Une dérogation convenue s’applique peut-être.
reason-pending = Le délai n’est pas écoulé.
reason-register-incomplete = Rien ne montre que cela a été fait, et le registre n’est pas déclaré complet.
reason-register-unconfirmed = Rien ne montre que cela a été fait, mais une seule source dit que le registre est complet.
reason-one-report = Un seul rapport fait état d’un acte, personne ne l’a confirmé, et la règle de preuve en demande un deuxième.
reason-one-count = Un seul dénombrement, que personne n’a confirmé, dépasse d’un vingtième au plus ce qui est autorisé.
reason-one-event = Peut-être un seul événement : { $reports }.
settle-one-report = Un deuxième rapport, ou une confirmation par d’autres sources (crédibilité 1), de ce que dit { $reports }.
settle-compare = Un jugement disant s’il s’agit d’un seul événement : sulh compare { $ids } --same (ou --different).
settle-no-complete-count = Une inspection complète { $place }, { $time }, ayant dénombré tous les { $item }. S’il n’y en a pas eu, seuls les mois à venir peuvent être tranchés, par une visite chaque mois.
settle-no-report = Une déclaration de ceux qui observaient { $place }, { $time } : qu’ils ont observé sans interruption et auraient signalé tout acte de ce type ({ $acts }).
settle-one-count = Un deuxième dénombrement de { $item } { $place }, { $time }, ou une confirmation du premier par d’autres sources (crédibilité 1).
settle-count-straddles = Un nouveau dénombrement de { $item } { $place } avec des bornes plus étroites que { $bounds } ; autorisé : { $allowed }.
settle-partial-alleges = Une visite à { $places }, avec un dénombrement complet de { $item }.
settle-near-border = Un relevé de position, ou une visite du lieu, pour { $reports }.
settle-vague-place = Le lieu exact, auprès de la source, de { $reports }.
settle-vague-date = La date exacte, auprès de la source, de { $reports }.
settle-weak-source = Un second rapport, indépendant, sur ce que dit { $reports }.
settle-same-row = Un mot des inspecteurs, disant s’il s’agit d’une chose saisie deux fois, sur { $reports }.
settle-coalition = Un rapport qui nomme les auteurs dans { $reports }.
settle-initiator-unknown = Une enquête sur qui a commencé, dans { $reports }.
settle-opponent-unknown = Le nom de l’autre camp dans { $reports }.
settle-contradiction = Un nouveau dénombrement commun : deux dénombrements du même moment s’excluent, parmi { $reports }.
settle-waiver-unclear = Les dates, zones et nombres de { $waivers }, auprès des deux parties.
settle-pending = Rien pour l’instant : à juger de nouveau à la fin du délai, qui a commencé { $time }.
settle-register-incomplete = Le registre { $place }, déclaré complet par qui le tient, { $time }.
settle-register-unconfirmed = Une deuxième source, indépendante, qui déclare complet le registre { $place }, { $time }, ou sa comparaison avec d’autres documents (crédibilité 1). Une trace de l’obligation remplie, s’il y en a une.
the-exception = la dérogation
the-place-reported = au lieu signalé
more-reports = { $names } et { $count } de plus
more-places = { $names } ; et { $count } { $count ->
        [one] autre lieu
       *[other] autres lieux
    }

## What the reports behind a finding say

join-and = { $list } et { $last }
span-moment = { $day } à { $time } ({ $zone })
span-hours = { $day }, de { $first } à { $last } ({ $zone })
span-days = du { $day } à { $first } au { $until } à { $last } ({ $zone })
evidence-corrected = corrigé par l’enregistrement { $by } le { $when }
evidence-retracted = retiré par l’enregistrement { $by } le { $when }
evidence-reason = { $text } : { $reason }
evidence-centre = { $position } (lat., lon. ; centre d’une région)
evidence-position = { $position } (lat., lon. ; à { $metres } m près)
evidence-nobody = personne n’est nommé
evidence-against = { $who } contre { $other }
evidence-begun = { $who }, à l’initiative de { $began }
evidence-counted = { $bounds } { $item }
evidence-all-counted = { $bounds } { $item }, dénombrement complet
evidence-dead = { $act }, morts : { $bounds }
evidence-all-seen = { $duty }, tout a été vu
evidence-not-all-seen = { $duty }, tout n’a pas été vu
evidence-notice = notification de { $act }, { $time }
evidence-request = demande de { $request }
evidence-weapons = armes remises : { $number }
evidence-combatants = { $bounds } membres : { $phase }
evidence-all-watched = tous les actes de ce type seraient signalés : { $acts }
evidence-some-watched = une partie seulement des actes de ce type serait signalée : { $acts }
settled-same = { $source } dit que { $names } sont un seul événement (enregistrement { $record }).
settled-different = { $source } dit que { $names } sont des événements différents (enregistrement { $record }).
settled-with =
    { $count ->
        [one] { $names } avec { $count } autre
       *[other] { $names } avec { $count } autres
    }
retracted-report = { $record } ({ $source }) : { $text }
waiver-from = à partir du { $first }
waiver-line = { $title } ({ $article }), { $dates } : { $terms }.
waiver-line-grade = { $title } ({ $article }), { $dates } : { $terms } ; { $grade }.
waiver-suspends = la disposition est suspendue
waiver-more-any = { $low } de plus, ou un nombre quelconque de plus
waiver-more = { $bounds } de plus
waiver-instead = { $most } à la place, si c’est davantage
grade-exception = la dérogation
grade-secondary = { $fact } : d’après une source secondaire
grade-to-verify = { $fact } : de notoriété générale, à vérifier à la source
grade-approximate = { $fact } : approximation faite pour la mission
grade-sentence = { $text }.
fact-agreement = L’accord « { $title } »
fact-provision = La disposition « { $title } »
fact-party = { $party } comme partie
fact-border = La limite de { $name }, tracée à { $metres } m près
fact-line = { $name }, tracée à { $metres } m près
fact-exception = La dérogation « { $title } »
fact-member = « { $name } » pouvant désigner { $party }
version-two = { $key } existe en deux versions : le rapport { $used } du site { $used_site } est utilisé, le rapport { $aside } du site { $aside_site } ne l’est pas. Corrigez ou retirez l’un des deux.
record-set-aside = Le rapport { $record } du site { $site }, du type { $kind }, est écarté : son contenu ne convient pas à son type ({ $problem }).

## Ce que dit un enregistrement, en une ligne de liste

summary-set-aside = écarté : { $reason }
summary-witness = { $by } a vu { $site } avec { $size } { $size ->
        [one] enregistrement
       *[other] enregistrements
    }, racine { $root }
summary-correction = rectifie { $record } : { $reason }
summary-retraction = retire { $record } : { $reason }
summary-release = communique { $record } à { $to } : { $reason }
summary-release-nobody = ne communique { $record } à personne : { $reason }
summary-release-marked = communique { $record } à { $to }, marqué { $tlp } : { $reason }
summary-release-nobody-marked = marque { $record } { $tlp }, sans le communiquer : { $reason }
summary-import = { $name } sha256 { $digest }
summary-genesis = site { $site }
summary-fork = le site { $site } a signé deux histoires : { $file }
summary-note = au sujet de { $record } : [scellé pour { $audiences }]
summary-key-destroyed = le cas { $name } est oublié : { $reason }
summary-device-key-asked = clé d’appareil { $key } de { $account } demandée
summary-device-key-allowed = clé d’appareil { $key } de { $account } admise
summary-device-key-revoked = clé d’appareil { $key } de { $account } révoquée
summary-access =
    { $count ->
        [one] { $role } { $account } a lu { $count } rapport restreint : { $what }
       *[other] { $role } { $account } a lu { $count } rapports restreints : { $what }
    }
summary-answer = { $party } { $stance } { $finding } : { $text }
