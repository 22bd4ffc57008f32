## What is handed over with evidence

custody-title = Chain of custody
custody-titled = Chain of custody: { $ref }
custody-before = { $mission }. What was recorded as begun before { $at }
custody-items = { $count ->
    [one] item of evidence
   *[other] items of evidence
 }
custody-unbroken = with an unbroken chain
custody-doubts = { $count ->
    [one] point in doubt
   *[other] points in doubt
 }
custody-in-doubt = What is in doubt
custody-request = The request
custody-asked-by = asked for by
custody-basis = on the basis of
custody-received = received
custody-decision = decision
custody-due = answer asked for by
custody-item = Item { $ref }
custody-whole = { $what } ({ $form }). The chain is unbroken.
custody-broken = { $what } ({ $form }). The chain is in doubt.
custody-held = Held by { $holder }.
custody-left = No longer in custody.
custody-digest = SHA-256 { $digest }.
custody-digest-size = SHA-256 { $digest }, size in bytes: { $size }.
custody-column-when = when
custody-column-what = what
custody-column-from = from
custody-column-held-by = held by
custody-column-where = where
custody-column-seals = seals
custody-column-record = record
custody-taken = taken
custody-computed = { $step } (digest computed)
custody-handed-over = Handed over
custody-office = office
custody-date = date and time
custody-signature = signature
custody-by = by
custody-to = to
custody-ids = After each record's number: the beginning of its id, for `sulh ledger prove`.
custody-fault = Item { $item }: { $record } { $what }.
custody-fault-in = Item { $item }: { $record } { $what } ({ $detail }).
custody-fault-after-end = happened after the item had left custody
custody-fault-amended = was amended after it was recorded
custody-fault-before-taking = happened before the item was taken
custody-fault-digest-changed = has a digest other than the item's: it is not the same file
custody-fault-doubled-number = has a number that another item has, too
custody-fault-gap = comes from an office that nobody recorded as holding it
custody-fault-retracted = was taken back after it was recorded
custody-fault-seals-changed = found other seals than were left on it
custody-fault-two-holders = comes from an office that had handed it over already: two held it at once
custody-fault-unknown-item = names an item that was not recorded
custody-fault-unknown-request = is kept for a request that was not recorded
custody-holder = { $record } says that { $holder } has it
custody-seals = left { $left }, found { $seen }
custody-no-seals = none
custody-amended = { $at }: { $fields }
custody-nothing = nothing
