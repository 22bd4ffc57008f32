## Ce qui accompagne des pièces à conviction remises

custody-title = Chaîne de conservation
custody-titled = Chaîne de conservation : { $ref }
custody-before = { $mission }. Ce qui a été enregistré comme commencé avant le { $at }
custody-items = { $count ->
    [one] pièce à conviction
   *[other] pièces à conviction
 }
custody-unbroken = dont la chaîne est ininterrompue
custody-doubts = { $count ->
    [one] point douteux
   *[other] points douteux
 }
custody-in-doubt = Ce qui est douteux
custody-request = La demande
custody-asked-by = demandé par
custody-basis = sur le fondement de
custody-received = reçue
custody-decision = décision
custody-due = réponse demandée pour le
custody-item = Pièce { $ref }
custody-whole = { $what } ({ $form }). La chaîne est ininterrompue.
custody-broken = { $what } ({ $form }). La chaîne est douteuse.
custody-held = Détenue par { $holder }.
custody-left = N’est plus gardée.
custody-digest = SHA-256 { $digest }.
custody-digest-size = SHA-256 { $digest }, taille en octets : { $size }.
custody-column-when = quand
custody-column-what = quoi
custody-column-from = de
custody-column-held-by = détenue par
custody-column-where = où
custody-column-seals = scellés
custody-column-record = enregistrement
custody-taken = prise
custody-computed = { $step } (empreinte calculée)
custody-handed-over = Remise
custody-office = bureau
custody-date = date et heure
custody-signature = signature
custody-by = par
custody-to = à
custody-ids = Après le numéro de chaque enregistrement : le début de son identifiant, pour `sulh ledger prove`.
custody-fault = Pièce { $item } : { $record } { $what }.
custody-fault-in = Pièce { $item } : { $record } { $what } ({ $detail }).
custody-fault-after-end = a eu lieu alors que la pièce n’était plus gardée
custody-fault-amended = a été modifié après son enregistrement
custody-fault-before-taking = a eu lieu avant la prise de la pièce
custody-fault-digest-changed = a une autre empreinte que la pièce : ce n’est pas le même fichier
custody-fault-doubled-number = porte un numéro qu’une autre pièce porte aussi
custody-fault-gap = vient d’un bureau que personne n’a enregistré comme la détenant
custody-fault-retracted = a été retiré après son enregistrement
custody-fault-seals-changed = a trouvé d’autres scellés que ceux qui y étaient restés
custody-fault-two-holders = vient d’un bureau qui l’avait déjà remise : deux l’auraient détenue à la fois
custody-fault-unknown-item = nomme une pièce qui n’a pas été enregistrée
custody-fault-unknown-request = est gardée pour une demande qui n’a pas été enregistrée
custody-holder = selon { $record }, elle est détenue par { $holder }
custody-seals = laissés : { $left } ; trouvés : { $seen }
custody-no-seals = aucun
custody-amended = { $at } : { $fields }
custody-nothing = rien
