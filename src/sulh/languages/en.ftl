### The console in English.

## Pages and frame

page-watch = Watch
page-agreement = Agreement
page-reports = Reports
page-exchange = Exchange
page-audit = Audit
page-people = People
page-own = My account
page-map = Map
pages = Pages
skip = Skip to the content
at-site = site { $site }
language = Language
light = Light
light-auto = As the device
light-day = Day
light-night = Night
loading = Loading…
no-answer = The server does not answer. Check the line, then try again.
no-page = There is no such page, or your role does not use it.
at = Conduct up to
as-of = Known by
now = now
show = Show
exercise = Exercise
exercise-band = SIMULATED: this is an exercise, nothing here happened.
simulated = SIMULATED
any = Any
download = Download

## Without a network

page-unsent = Unsent
no-line = There is no line to the server.
line-there = The server can be reached.
kept-at = What is shown was kept on this device at
unsent-count =
    { $count ->
        [0] All reports are sent.
        [one] One report is not sent.
       *[other] { $count } reports are not sent.
    }
draft-count =
    { $count ->
        [one] one draft
       *[other] { $count } drafts
    }
unsent-others =
    { $count ->
        [one] One report of another account waits on this device.
       *[other] { $count } reports of other accounts wait on this device.
    }
queue-sign-in = Sign in again: nothing is sent before.
newer-version = A newer version of the console is on this device.
load-newer = Use it
photos = Photos
add-photos = Add photos (up to 20, 10 MB each; their bytes stay as they are)
photos-coming = Photos are being kept on this device …
photos-insecure = Photos need a secure address (HTTPS).
file-missing = has not come in
file-too-large = is empty or larger than 10 MB, and was not added.
file-too-many = was not added: a report has up to 20 photos.
photo-count =
    { $count ->
        [one] one photo
       *[other] { $count } photos
    }
remove = Remove
entered-version = The new version is in the ledger.
queued-words = The report is kept on this device and is sent by itself as soon as there is a line.
held-words = The report is in the ledger, but does not hold yet: a watch officer chooses between the versions.
incomplete-words = The report is in the ledger, but not complete: these photos are not on this device any more. Add them again.
word-changed = The form has changed since it was written: { $field } “{ $old }” is now “{ $now }”.
insecure-words = This address is not secure (no HTTPS): the console works only with a line here, without photos and device keys.
retry-words = It is tried again by itself, at the latest every { $seconds } seconds.
send-now = Send now
on-this-device = On this device
nothing-unsent = Nothing waits here.
sent-lately = Sent lately
state-draft = draft
state-queued = waits for a line
state-refused = to be mended
state-held = an officer chooses
remove-sure = Remove it from this device? What was not sent is lost.
signed-here = signed on this device
open-draft = Open
send-again = Send again
carry = Carry to another machine
carry-words = The file holds all that is not sent, with its photos, readable by anybody. Whoever opens it in the console sends it in their own name; a signature of this device stays on it.
carry-save = Save as a file
carry-take = Take in a file
carried-count =
    { $count ->
        [one] One report was taken in.
       *[other] { $count } reports were taken in.
    }
storage = Will it stay here?
storage-safe = The browser has promised to keep it, also when space runs short.
storage-unsafe = The browser has not promised to keep it: it may delete it when space runs short. Send soon, or save it as a file.
storage-words = Clearing this browser’s data deletes what is not sent, and this device’s key. Whoever can use this device can read what is kept here.
storage-ask = Ask the browser to keep it
leave-unsent =
    { $count ->
        [one] One report stays on this device, unsent and readable by whoever uses it. Sign out all the same?
       *[other] { $count } reports stay on this device, unsent and readable by whoever uses it. Sign out all the same?
    }

## Watch, devices

page-handover = Handover
alerts = Alerts
sound = Sound
new-rule = New alert rule
no-alerts = No alert is open.
alert-rule-words = { $count } in { $minutes } min
alert-open = Alert:
alert-escalated = ESCALATED, nobody has acknowledged it:
acknowledge = Acknowledge
acknowledged = acknowledged
what-is-done = What is done about it
held-reports = Versions to choose between
held-conflict = Changed on a device while somebody else changed it too: both versions are kept.
held-old-form = Written on an older form: a word of it is none any more.
holds-now = Holds now
as-sent = As the device sent it
field = Field
take-sent = Let the sent version hold
take-mended = Mend it on today’s form
leave-sent = Leave it aside
handed-over = The watch is handed over, once another officer confirms it.
open-handover = Open the handover
shift-running = The shift that runs
hand-over = Hand the watch over
handover-words = What the next officer must know
handovers-before = Earlier handovers
shift = Shift
signed-both = Signed by both officers
signed-one = Waits for the officer who takes over
no-handovers = There is none yet.
print = Print
take-over = Take the watch over
takeover-words = Anything to add
handed-over-by = Handed over by
taken-over-by = Taken over by
came-in = What came in
nothing-came = Nothing came in.
alerts-open = Alerts open at its end
device = Device
device-key = Key
device-keys = Devices that sign
device-words = A device’s own key signs each report when it is written, also without a line. The key never leaves the device. An administrator allows it first.
device-insecure = This address is not secure (no HTTPS): this browser offers no keys here. Reports are sent unsigned.
device-no-ed25519 = This browser cannot sign with Ed25519. Reports are sent unsigned; use a newer browser.
device-ask = Ask that this device may sign
device-label = What you call this device
device-allow = Allow
this-device = this device
no-device-keys = No device has asked yet.
key-asked = asked for
key-allowed = allowed
key-revoked = revoked
revoke-sure = Revoke this key for ever? What it signed before stays signed.
signed-by-device = Signed by the device with the key
photo = Photo
kind-attachment = attachment
kind-held-report = held report
kind-held-choice = choice of version
kind-alert-rule = alert rule
kind-alert-acknowledgement = acknowledgement of an alert
kind-shift-handover = shift handover
kind-handover-confirmation = confirmation of a handover
kind-device-key = device key
field-report_kind = Kind of report
field-report_ref = Reference of the report
field-digest = SHA-256
field-size = Size
field-media_type = What it holds
field-of_kind = Kind of report
field-why = Why it is held
field-content = As it was sent
field-about = Record that holds
field-subject = Held report
field-choice = Choice
field-result = Record that came of it
field-watches = Watches the kind
field-threshold = How many
field-within_min = Within (minutes)
field-in_zone = Zone
field-of_act = Act
field-escalate_min = Escalate after (minutes)
field-rule = Rule
field-trigger = Record that set it off
field-after = Ledger at its beginning
field-upto = Ledger at its end
field-handover = Handover
word-conflict = changed by two
word-old-form = older form
word-taken = taken
word-left = left aside
rule-count =
    { $count ->
        [one] One rule
       *[other] { $count } rules
    }
seen-count =
    { $count ->
        [one] One acknowledged alert
       *[other] { $count } acknowledged alerts
    }
record-count =
    { $count ->
        [one] one record
       *[other] { $count } records
    }
unlisted =
    { $count ->
        [one] One more record is not listed here.
       *[other] { $count } more records are not listed here.
    }
attachments-missing =
    { $count ->
        [one] The report is not complete: one photo has not come in.
       *[other] The report is not complete: { $count } photos have not come in.
    }

## Sign in

sign-in = Sign in
session-ended-words = Your session has ended. What you have written stays on this page: sign in again here, then go on.
sign-out = Sign out
name = Name
password = Password
code = One-time code, if your account uses them
passkey-sign-in = Sign in with a passkey
provider-sign-in = Sign in with
reads-recorded = Everything you read under TLP:RED or TLP:AMBER+STRICT is recorded in the ledger.
demo = Demo
demo-words = This is a demo on this machine. Choose a role; no password is needed.
role-observer = observer
role-watch-officer = watch officer
role-analyst = analyst
role-liaison = liaison officer
role-contributor = contributor
role-administrator = administrator
role-auditor = auditor
role-facilitator = facilitator
role-site = site

## Agreement

breached = breached
undetermined = undetermined
met = met
verdict = Verdict
provision = Provision
party = Party
zone = Zone
findings-until = Conduct up to
no-findings = There are no findings for this choice.
no-finding = There is no such finding at these times, or your role may not read it.
earlier-months = Earlier months
later-months = Later months
answered = answered by the party
history = The same obligation, month by month
all-findings = All findings
agreed = What was agreed
measured = Reported
allowed = Allowed
judged-from = Judged from
judged-until = Judged until
because = Why
settle = What would settle it
evidence = Evidence
no-evidence = No record that you may read stands behind this finding.
decides = Decides
decides-yes = decides
decides-no = raises doubt
when = When
where = Where
who = Who
what = What
source = Source
proof = Proof
waivers = Agreed exceptions that touch it
unverified = Not verified
answers = What the parties say
no-answers = No party has answered yet.
answer = Answer
answer-text = Your party’s words
answer-recorded = The answer is in the ledger:
stance = Stance
stance-acknowledge = acknowledges
stance-dispute = disputes
stance-explain = explains

## Records

recorded = Recorded
kind = Kind
marking = Marking
marking-default = as the mission’s rule says
report = Report
record = Record
site = Site
author = Entered by
chain-place = Place in the chain
download-proof = Download the proof
corrected = CORRECTED
retracted = RETRACTED
set-aside = SET ASIDE
set-aside-words = This record is used for nothing, because its body does not fit its kind:
is-corrected = This record was corrected. The correction is:
is-retracted = This record was retracted. The retraction is:
amends = It is about this record:
no-records = There are no records here that you may read.
nothing-so-far = Nothing in the latest part of the ledger. Narrow the search by kind.
latest = Latest
earlier = Earlier
later = Later
line-connecting = Connecting
line-live = Live
line-lost = The line is lost. Trying again; what comes in meanwhile is shown then.
line-ended = You are signed out: nothing new is shown. Sign in again.
line-past = A time in the past is shown: nothing new comes in.

## Map

map-label = Map of the mission’s places and of the reports that have a point
map-loading = Loading the map…
map-more = more are coming
map-failed = The map cannot be drawn in this browser (WebGL 2 is missing). The reports stand in the list below, and under Watch.
map-accuracy = A circle shows how far a report may lie off. Outlines are approximate.
map-accuracy-near = Too many reports are in view to draw how far each may lie off: come closer, or narrow the time. Outlines are approximate.
map-attribution = Outline: Natural Earth 1:50 million, as drawn there; it says nothing about whose a border is.
map-time = Days of the mission
map-from = From
map-until = Until
map-list = Reports in view
map-none = No report is in view.
map-unrated = accuracy not stated
map-show = Show on the map
map-go-to = Go to
map-choose = a zone or site
map-symbols = Symbols (APP-6)
map-retracted = Show what was retracted
map-legend = What the marks mean
own-layers = My own layers
own-add = GeoJSON or PMTiles from this device
own-kept = They stay in this browser, and are sent to nobody.
own-remove = Remove
own-not-kept = This browser keeps no layers:
own-not-read = The file cannot be read: { $seen }
own-too-large = The file has { $seen } bytes; GeoJSON may have 100 million. Make PMTiles of it.
own-not-geojson = The file is { $seen }; a FeatureCollection or a Feature was expected.
own-outside = { $seen } is no longitude and latitude. Save the file in WGS 84 (EPSG:4326).
own-tiles = The archive holds tiles of type { $seen }; MVT, PNG, JPEG, WebP or AVIF were expected.

map-without =
    { $count ->
        [one] { $count } report has no point
       *[other] { $count } reports have no point
    }

map-in-view =
    { $count ->
        [one] { $count } report in view, as text
       *[other] { $count } reports in view, as text
    }

map-more-here =
    { $count ->
        [one] { $count } more lies here: come closer
       *[other] { $count } more lie here: come closer
    }

map-grouped =
    { $count ->
        [one] { $count } report is in view: it is drawn in a group.
       *[other] { $count } reports are in view: too many to draw each. They are drawn in groups with their number; come closer, or narrow the time, to see each.
    }

## Warn and protect

page-outlook = Warn and protect
outlook-measure = What is forecast
outlook-deaths = all deaths
outlook-civilian-deaths = deaths of civilians
outlook-months = Months
outlook-bases = Bases
outlook-as-now = as now
outlook-reach = Reach (km)
background-waiting = The server computes the outlook. It can take a minute; nobody else waits for it.
outlook-failed = There is no outlook:
outlook-known = Known up to
outlook-computed = Computed
outlook-honest = A forecast is no promise: it says what happened after such months before. Bars show the range of nine months in ten, and of every second month; the dot is the mean. Only reports that you may read were used.
outlook-left-out = What was not used
outlook-where = Where violence is likely
outlook-place = Place (latitude, longitude)
outlook-expected = Expected deaths
outlook-month-by-month = Month by month
outlook-chance = Highest chance of any in a month
outlook-range = Worst month, 5 % to 95 %
outlook-map = Map of the forecast and of both laydowns; the tables below say the same in words
outlook-no-map = The map cannot be drawn in this browser. The tables say the same.
laydown-title = Two laydowns side by side
laydown-means = Who would be within reach of a base. Reach is a straight line of
laydown-proven = No other plan of as many bases reaches more.
laydown-not-proven = A better plan may exist.
laydown-now = As it stands
laydown-planned = Planned for the forecast
laydown-closed = Closed way
laydown-slow = Slow way, or not for the heavy
laydown-closed-note = Closed ways are those of the day. Reach is a straight line and does not count them.
laydown-bases = Bases
laydown-base = Base
laydown-expected = Expected deaths within reach
laydown-people = People within reach
laydown-nobody = no count of people in the ledger
laydown-who = Who gains, and who loses
laydown-group = Who
laydown-persons = Persons
laydown-change = Change
laydown-changes = Places that gain or lose
laydown-same = No place gains or loses.
laydown-gains = gains
laydown-loses = loses
laydown-reached = within reach in both
laydown-unreached = out of reach in both
laydown-list = The bases of both

outlook-rests =
    { $count ->
        [one] From { $count } deadly event in the ledger.
       *[other] From { $count } deadly events in the ledger.
    }

outlook-more-places =
    { $count ->
        [one] { $count } more place has less expected.
       *[other] { $count } more places have less expected.
    }

## Contributors

page-contributors = Contributors
contributors-nation = Nation
contributors-type = Type of unit
contributors-day = Decided on
contributors-readable = Only records that you may read were used.
gaps-title = What is required, and what is missing
gaps-none = No requirement for a unit is in the ledger, or none fits the filter. Whoever may submit enters one under Reports.
gaps-requirement = Requirement
gaps-time = From – to
gaps-unmet = Months unmet
gaps-fill = Months that pledges fill best
gaps-months = Month by month, in people
gaps-month = Month
gaps-required = Required
gaps-deployed = Deployed
gaps-pledged = Added by pledges
gaps-missing = Missing
pledges-title = Pledges
pledges-pledge = Pledge
pledges-use = Best use, or why it fits not
endings-title = Deployments that end soon, with no successor
endings-deployment = Deployment
endings-last = Last day
endings-left = Days left
endings-successors = Pledges that could follow
ready-title = What units can do
ready-none = No unit is in the ledger with capabilities to judge it by. They stand in capabilities.toml in the mission’s folder.
ready-unit = Unit
ready-capability = Capability
ready-sets = Sets: proven–possible / asked
ready-verdict = Verdict
ready-limits = What holds it down
ready-able = able
ready-partly = partly
ready-undetermined = undetermined
ready-unable = unable
trained-title = Training
trained-exercise = Certificates from an exercise have their own column and are not counted.
trained-need = Needed
trained-holders = Hold it
trained-expiring = Expire in 90 days
trained-simulated = From an exercise only
trained-shortfall = Missing
contributions-title = Who contributes how many people
contributions-none = No table of contributions comes with this mission’s pack, or none fits the filter.
contributions-rank = Rank
contributions-share = Share
contributions-period = Period
contributions-source = Source
pledges-lost =
    { $count ->
        [one] without it { $count } person-month is lost
       *[other] without it { $count } person-months are lost
    }

## Writing

new-report = New report
all-reports = All reports
search = Search
words = Words
since = Recorded since
not-said = not said
time-choose = Choose the day and the time
time-clock = A day means the whole day. A time without its offset from UTC is on the mission’s clock:
position-take = Take the position of this device
position-asking = Looking for the position …
position-taken = The position stands in the form: check it.
position-refused = The browser does not give the position: allow it for this page, or write it yourself.
position-none = No position came. Go outside, try again, or write it yourself.
time-twice = Clocks are put back then, and this time comes twice. Write its offset from UTC, as in 2024-05-03T10:00+03:00.
time-never = Clocks are put forward then: that day has no such time.
submit = Submit
enters-exercise = The exercise is shown, so that this report enters as simulated.
draft-kept = This is your draft; it is kept on this device until you send it.
draft-drop = Throw the draft away
device-full = This device has no room left: what you write now is not kept. Leave this page open, make room on the device, then go on. Or write down what you must not lose.
entered = The report is in the ledger.
duplicate = This very report was in the ledger before.
rejected = The report did not enter. Mend what is named here, then send it again.
correct = Correct
correct-words = The report stays. A new record says what it should have said.
retract = Retract
retract-words = The record stays. A new record says that it no longer counts:
reason = Reason
amendment-recorded = It is in the ledger:

## Exchange and audit

heads = Sites and their signed heads
heads-words = A head signs all records of a site up to its size. Compare it with what the site itself shows.
size = Records
signed = Signed
root = Root
key = Public key
countersignatures = Countersignatures
reads = Who read what
account-events = Events of accounts
account = Account
by = By

## People

role = Role
codes = One-time codes
created = Created
state = State
active = active
disabled = disabled
change = Change
sure = Are you sure?
codes-off = Require no codes
disable = Disable
new-account = New account
password-words = Without a password the account uses tokens only.
add = Add
codes-words = A code from an app on your telephone, besides the password.
codes-begin = Begin to use codes
codes-secret = Enter this secret into your app, then type the code that it shows:
codes-on = From now on you sign in with a code.
confirm = Confirm
passkeys = Passkeys
label = Label
tokens = Tokens for programs
tokens-words = A program with a token may do what you may do, until it expires.
token-secret = Copy the token now; it is not shown again:
scopes = May
expires = Expires
revoke = Revoke
days = Days
password-own = Password
password-own-words = Use several words that do not belong together, 12 characters at least; no name of yours or of the mission, no row of keys. Use it nowhere else. Changing it ends your other sessions and your tokens.
password-now = Present password
password-new = New password
password-again = New password again
password-differs = The two new passwords differ.
password-done = You have a new password. Your other sessions and your tokens have ended.
sessions = Where you are signed in
sessions-words = End what you do not know, then change your password. To end sessions, you must have signed in within the last quarter of an hour.
session-begun = Begun
session-seen = Last used
session-address = Address
session-device = Device, as it told
session-this = this one
session-end = End
sessions-end = End all others
duty-password-head = Choose a password of your own
duty-password = Somebody else chose your password. Choose one of your own before you go on.
duty-second-factor-head = Add a second factor
duty-second-factor = Your role needs a second factor on this server. Add one-time codes or a passkey before you go on.
duty-sign-in-again-head = Sign in with your second factor
duty-sign-in-again = Your role needs a second factor on this server, and you signed in without yours. Sign out, then sign in with your code or passkey.
password-first = chosen by an administrator, ends
password-first-words = The password opens the account for 7 days, and only until its owner has chosen another.
continue = Continue
way-password = password
way-password-and-code = password and code
way-passkey = passkey
way-oidc = provider
way-demo = demo

## Kinds of record

kind-observation = observation
kind-incident = incident
kind-inspection = inspection
kind-notification = notification
kind-request = request
kind-coverage = coverage
kind-requirement = requirement
kind-pledge = pledge
kind-deployment = deployment
kind-unit = unit
kind-equipment-holding = equipment holding
kind-equipment-inspection = equipment inspection
kind-servicing = servicing
kind-stock = stock
kind-personnel-period = personnel period
kind-standard-assessment = standard assessment
kind-course = course
kind-certificate = certificate
kind-training-requirement = training requirement
kind-comparison = comparison
kind-weapon = weapon
kind-combatant-count = combatant count
kind-custody = custody
kind-store-count = store count
kind-population = population
kind-delivery = delivery
kind-correction = correction
kind-retraction = retraction
kind-answer = answer of a party
kind-import = import
kind-genesis = beginning of a site
kind-access = read
kind-witness = countersignature
kind-fork = two histories
kind-note = sealed note
kind-release = release
kind-key-destroyed = key destroyed

## Fields of forms

field-source = Source
field-ref = Reference
field-reliability = Reliability of the source
field-credibility = Credibility of the content
field-means = Means
field-text = Text
field-language = Language
field-link = Link
field-start = Start
field-end = End
field-lon = Longitude
field-lat = Latitude
field-accuracy_m = Accuracy in metres
field-zone = Zone
field-district = District
field-country = Country
field-place = Place
field-actor = Actor
field-item = Item
field-low = At least
field-best = Best figure
field-high = At most
field-inspection = Inspection
field-complete = Complete
field-act = Act
field-opponent = Other side
field-initiator = Begun by
field-deaths_low = Deaths, at least
field-deaths_best = Deaths, best figure
field-deaths_high = Deaths, at most
field-civilian_deaths_low = Civilian deaths, at least
field-civilian_deaths_best = Civilian deaths, best figure
field-civilian_deaths_high = Civilian deaths, at most
field-inspector = Inspector
field-duty = Duty
field-answers = Answers the request
field-activity_start = Activity begins
field-activity_end = Activity ends
field-request = Request
field-subjects = Subjects
field-mission = Mission
field-unit_type = Type of unit
field-tasks = Tasks
field-strength = Strength
field-first = First day
field-last = Last day
field-languages = Languages
field-nation = Nation
field-level = Level
field-notice_days = Notice in days
field-caveats = Caveats
field-requirement = Requirement
field-contributor = Contributor
field-type = Type
field-authorised = Authorised
field-from = From
field-to = To
field-unit = Unit
field-category = Category
field-lease = Lease
field-agreed = Agreed number
field-day = Day
field-purpose = Purpose
field-present = Present
field-serviceable = Serviceable
field-items = Items
field-supply = Supply
field-on_hand = On hand
field-measure = Measure
field-used_per_day = Used per day
field-status = Status
field-persons = Persons
field-reason = Reason
field-standard = Standard
field-title = Title
field-role = Role
field-course = Course
field-holders = Holders
field-issued = Issued
field-expires = Expires
field-renews = Renews
field-simulated = Simulated
field-basis = Basis
field-amount = Amount
field-position = Position
field-reports = Reports
field-judgement = Judgement
field-serial = Serial number
field-make = Manufacturer
field-model = Model
field-calibre = Calibre
field-made_in = Made in
field-year = Year
field-marks = Marks
field-photos = Photographs
field-weapons = Weapons
field-step = Step
field-agent = Office
field-second = Second office
field-witness = Witness
field-store = Store
field-recipient = Recipient
field-method = Method
field-group = Group
field-people = People
field-phase = Phase
field-women = Women
field-men = Men
field-girls = Girls
field-boys = Boys
field-organisation = Organisation
field-cluster = Cluster
field-progress = Progress
field-quantity = Quantity

## Words to choose from

word-yes = yes
word-no = no
word-seen = seen
word-heard = heard
word-camera = camera
word-drone = drone
word-satellite = satellite
word-radar = radar
word-told = told
word-document = document
word-media = media
word-actor = the actor
word-opponent = the other side
word-wet = wet lease
word-dry = dry lease
word-arrival = arrival
word-periodic = periodic
word-operational-readiness = operational readiness
word-repatriation = repatriation
word-deployed = deployed
word-absent = absent
word-met = met
word-not-met = not met
word-medical = medical
word-protection-of-civilians = protection of civilians
word-explosive-hazards = explosive hazards
word-cyber = cyber
word-operator = operator
word-general = general
word-persons = persons
word-percent = percent
word-rdl = rapid deployment level
word-mou = memorandum of understanding
word-same = the same
word-different = different
word-revolver-or-pistol = revolver or pistol
word-rifle-or-carbine = rifle or carbine
word-sub-machine-gun = sub-machine gun
word-assault-rifle = assault rifle
word-light-machine-gun = light machine gun
word-heavy-machine-gun = heavy machine gun
word-grenade-launcher = grenade launcher
word-portable-anti-aircraft-gun = portable anti-aircraft gun
word-portable-anti-tank-gun = portable anti-tank gun
word-recoilless-rifle = recoilless rifle
word-portable-anti-tank-launcher = portable anti-tank launcher
word-portable-anti-aircraft-launcher = portable anti-aircraft launcher
word-mortar-below-100-mm = mortar below 100 mm
word-other = other
word-stored = stored
word-transferred = transferred
word-destroyed = destroyed
word-missing = missing
word-cantoned = in cantonment
word-disarmed = disarmed
word-demobilised = demobilised
word-reintegration = in reintegration
word-cutting = cutting
word-crushing = crushing
word-smelting = smelting
word-burning = burning
word-detonation = detonation
word-displaced = displaced
word-refugee = refugees
word-returnee = returnees
word-host = host community
word-planned = planned
word-ongoing = ongoing
word-delivered = delivered

## With a number

map-points =
    { $count ->
        [one] { $count } report is drawn
       *[other] { $count } reports are drawn
    }
findings-count =
    { $count ->
        [one] { $count } finding
       *[other] { $count } findings
    }
line-news =
    { $count ->
        [one] { $count } new record
       *[other] { $count } new records
    }
news-cut = of the newest { $count } records; what came in before stands under Reports
withheld =
    { $count ->
        [one] { $count } record behind this finding is withheld from your role.
       *[other] { $count } records behind this finding are withheld from your role.
    }
more-fields =
    { $count ->
        [one] { $count } more field
       *[other] { $count } more fields
    }
kind-way-closure = road closure
kind-medical-asset = medical asset
kind-medical-facility = medical facility
word-hazard = hazard
word-flood = flood
word-checkpoint = checkpoint
word-weight-limit = weight limit
word-damage = damage
word-no-go = no-go area
word-vehicle = vehicle
word-helicopter = helicopter
field-radius_m = radius (m)
field-delay_min = delay (minutes)
field-bears_t = bears (tonnes)
field-mode = by road, air or water
field-medical = medical
field-start_likely_min = start, likely (minutes)
field-start_min = start, at the earliest (minutes)
field-start_max_min = start, at the latest (minutes)
field-speed_kmh = speed (km/h)
field-weight_t = weight (tonnes)
field-range_km = range (km)
field-night = flies or drives at night
field-seats = places for casualties
field-beds = beds
field-theatres = operating theatres
field-helipad = helicopters can land

## Review

choose = Choose
rate = Rate the report
rate-words = The Admiralty code: how reliable the source is, and how credible the content. The rating is a correction; the report stays.
reliability-a = completely reliable
reliability-b = usually reliable
reliability-c = fairly reliable
reliability-d = not usually reliable
reliability-e = unreliable
reliability-f = cannot be judged
credibility-1 = confirmed by other sources
credibility-2 = probably true
credibility-3 = possibly true
credibility-4 = doubtful
credibility-5 = improbable
credibility-6 = cannot be judged
release = Release, or mark anew
release-words = Whom you release it to may read this report and its corrections, from now on. A new record says so. What was read cannot be unread.
release-to = Release to
release-nation = A contributing nation (three letters)
new-marking = Marking from now on
marking-same = as it is
is-released = Released to:
compare = Compare reports
compare-chosen =
    { $count ->
        [one] Compare { $count } report
       *[other] Compare { $count } reports
    }
compare-record = Record the judgement
compare-same = They are one event
compare-different = They are different events
differs = differs
download-evidence = Download the evidence
evidence-words = A zip file with the proofs that you may read; sulh ledger check checks it offline.
change-role = Change the role
no-passkeys = No passkeys.
passkeys-words = A passkey signs you in without a password. Removing one ends all your sessions.
scope-read = read
scope-submit = submit reports
scope-amend = correct, retract, release
scope-answer = answer findings
scope-audit = audit
scope-accounts = keep accounts
scope-sync = exchange with sites
scope-metrics = read the server’s measurements

## Files

export = Take along
export-words = What is shown here, in full, as a file. What you may not read is not in it.
format-csv = CSV
format-xlsx = Workbook (XLSX)
format-geojson = GeoJSON
format-html = Printed report (HTML)
format-pdf = Printed report (PDF)
export-made = Made
export-more =
    { $count ->
        [one] Only the first row is here. There are more: narrow the search.
       *[other] Only the first { $count } rows are here. There are more: narrow the search.
    }
made-by = made by Sulh
page-word = page
page-of = of
finding = Finding
article = Article
withheld-count = Withheld
content = Content
field-blood_units = units of blood
field-surgery_min = an operation takes (minutes)
kind-relief-need = need for relief
word-kg = kilograms
word-m3 = cubic metres
word-pallet = pallets
field-priority = priority (1 to 5)
field-opens = unloading from
field-closes = unloading until
field-due = needed by
field-escort = escort
field-column = column
field-unload_min = unloading (minutes)
field-kg_each = weight of one unit (kg)
field-m3_each = room of one unit (m³)
kind-relief-stock = relief in a depot
field-depot = depot
field-count_day = day of the count
kind-relief-vehicle = vehicle for relief
field-vehicles = number of vehicles
field-litres = tank (litres)
field-load_kg = load (kg)
field-load_m3 = room for a load (m³)
field-pallets = pallets it takes
field-hours_max = longest day of its driver (hours)
field-roads = classes of road it may use
kind-disaster = disaster
field-hazard = number of the area
field-cause = cause
word-earthquake = earthquake
word-explosion = explosion
word-fire = fire
word-storm = storm
word-landslide = landslide
field-affected = people affected
field-displaced = people displaced
field-injured = people injured
field-dead = people dead
field-missing = people missing
kind-triage-count = count of wounded
field-disaster = disaster it belongs to
field-immediate = immediate (red)
field-delayed = delayed (yellow)
field-minor = minor (green)
field-deceased = deceased (black)
kind-landing-site = landing site
field-lit = lit
field-vehicle = vehicle
field-site_only = landing sites only
field-crew_min = time left to the crew (min)
field-visibility_min_m = visibility needed (m)
field-ceiling_min_m = height of clouds needed (m)
field-wind_max_kmh = most wind (km/h)
word-boat = boat
word-car = car
word-lorry = lorry
word-armoured = armoured vehicle
word-motorcycle = motorcycle
kind-response-unit = unit that can be sent
field-notice_min = notice to move (min)
field-escorts = escorts others
kind-task = task
kind-task-step = step of a task
field-tolerance_min = delay allowed (min)
field-plan = plan
field-escorted = task that it escorts
field-task = task
word-patrol = patrol
word-convoy = convoy
word-evacuation = evacuation
word-reaction = reaction
word-escort = escort
word-accepted = accepted
word-under-way = under way
word-done = done
word-failed = failed
kind-movement = movement of people
field-left = left (from where)
field-movers = who they are now
kind-return-condition = condition of return
field-condition = condition
word-security = security
word-hazards = hazards cleared
word-free-choice = free and informed choice
word-water = water
word-health = health post
word-school = school
word-housing = housing
word-papers = identity papers
word-freedom-of-movement = freedom of movement
field-state = holds
word-partly = partly
field-evidence = evidence (references)
field-remark = remark
kind-hazardous-area = hazardous area
field-suspicion = suspected or confirmed
word-suspected = suspected
word-confirmed = confirmed
field-ordnance = ordnance
word-anti-personnel-mines = anti-personnel mines
word-anti-vehicle-mines = anti-vehicle mines
word-cluster-munitions = cluster munitions
word-improvised-devices = improvised explosive devices
word-unexploded-ordnance = unexploded ordnance
word-unknown = unknown
field-area_m2 = area (m²)
field-exposed = people close to it
kind-area-release = release of ground
field-release = how it was released
word-cancelled = cancelled
word-reduced = reduced by survey
word-cleared = cleared
field-devices = devices destroyed
page-tasks = Tasks
tasks-late = Late
tasks-running = Under way
tasks-due = Due in the next day
tasks-ended = Ended in the last day
tasks-none = None.
tasks-faults = Steps that do not fit
task-new = New task
task-step-new = Record a step
task = Task
task-unit = Unit
task-state = State
task-plan = Planned
task-actual = Actual
task-late = Late by
minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }

## The picture for others

collection-zones = zones
collection-lines = lines
collection-sites = sites
## What leaves the mission
kind-disclosure = disclosure
field-door = Door
field-audience = Audience
field-strictest = Strictest marking
field-part = Part
word-brief = weekly brief
word-blocklist = blocklist
word-events = live events
word-evidence = evidence
word-features = features
word-feed = news feed (Atom)
word-file = file
word-notice = notice
word-taxii = TAXII
word-tiles = map tiles
word-common-picture = common picture
word-cyber-defence = defence against cyber attacks
word-humanitarian = humanitarian work
word-lawful-request = lawful request
word-public-information = information for the public
word-clear = TLP:CLEAR
word-green = TLP:GREEN
word-amber = TLP:AMBER
word-amber-strict = TLP:AMBER+STRICT
page-respond = Respond
respond-call = One call
respond-call-hint = Somebody is wounded, or help is called for: say where, or take a place from the table below. The time is that in the head of the page.
respond-plan = Who goes?
respond-plan-for = Who goes to { $place }?
respond-wet = wet season
respond-season = Season
respond-season-pack = as the pack says of the day
respond-dry = dry season
respond-is-wet-pack = The day is in the pack’s wet season: speeds by surface.
respond-is-wet-question = Wet season, as chosen: speeds by surface.
respond-is-dry-pack = The day is in no wet season of the pack.
respond-is-dry-question = Dry season, as chosen.
respond-waiting = The server looks for ways. It can take a minute the first time.
respond-failed = It cannot be computed:
respond-no-medical = Nothing can be said of the wounded: among the reports that you may read there is no medical asset that is ready, or no medical facility.
respond-dark = in the dark
respond-light = by daylight
respond-holds = 10-1-2 holds
respond-holds-not = 10-1-2 does not hold
respond-chance = Chance
respond-chain = The chain
respond-time = Time
respond-minutes = Minutes
respond-limit = Limit (minutes)
respond-limits = 10-1-2: first aid within 10 minutes of the wounding, medical care within 1 hour, surgery within 2. Delays before and between the ways are assumptions, and times are their means; the chance counts all delays.
respond-no-surgery = Nobody brings the wounded to surgery.
respond-next = If an asset does not start
respond-without = Without
respond-care = Care after (min)
respond-surgery = Surgery after (min)
respond-brought = Brought by
respond-to = To
respond-never = never
respond-nobody = nobody
respond-go = Units that can go
respond-none-goes = No unit can go.
respond-arrives = Arrives
respond-km = km
respond-uncovers = Uncovers (people)
respond-order = Order { $type }: { $unit }
respond-cannot =
    { $count ->
        [one] { $count } that does not go, and why
       *[other] { $count } that do not go, and why
    }
respond-ways-roads = Travel times follow { $pieces } pieces of road, and { $kmh } km/h off road, up to { $km } km.
respond-ways-straight = No roads are given: travel times rest on straight lines, { $factor } times as long, at { $kmh } km/h.
respond-closures =
    { $count ->
        [one] { $count } closure holds.
       *[other] { $count } closures hold.
    }
respond-units = Units
respond-notice = Notice (min)
respond-move = Who should move, to whose base
respond-move-takes = takes { $minutes } min
respond-uncovers-how = Uncovers: people whom nobody else reaches within an hour, notice and way together, when this unit goes. The move brings back most of them.
respond-assets = What fetches the wounded
respond-asset = Asset
respond-facilities = Who treats the wounded
respond-facility = Facility
respond-operates = Operates now
respond-ready = ready
respond-medics = medical personnel aboard
respond-at-night = At night
respond-lose-day = Lose 10-1-2 without it, by day (people)
respond-lose-night = By night (people)
respond-none = None among the reports that you may read.
respond-area = Where 10-1-2 holds
respond-day = By day
respond-night = By night
respond-people-within = People within 10-1-2
respond-share = Share
respond-expected = To be expected, with delays
respond-places-within = Places
respond-places = Place by place, the worst by night first
respond-people = People
respond-not-counted = not counted
respond-more-places =
    { $count ->
        [one] { $count } more place is not listed.
       *[other] { $count } more places are not listed.
    }
respond-troops-within = Own troops within 10-1-2
respond-troops-here =
    { $count ->
        [one] { $count } of the own troops
       *[other] { $count } of the own troops
    }
gap-title = What would close the largest gap
gap-note = The best change of each kind, from what costs least to what costs most. People and own troops count alike, and who loses 10-1-2 by a move is taken off.
gap-changes = Changes at most
gap-is = The largest gap is { $light }. People and own troops without 10-1-2, of all:
gap-day = by day
gap-night = by night
gap-none = There is no gap: 10-1-2 holds for everybody counted, by day and by night.
gap-change = Change
gap-where = Where
gap-added = Persons whom it gains
gap-bound = No choice gains more than
gap-nobody = none gains anybody
gap-moves = { $asset } to { $site }
gap-kind-move = An asset moves
gap-kind-landing-site = A new landing site
gap-kind-asset = A new ambulance with medical personnel
gap-kind-post = A new ambulance with a forward surgical team
gap-sites =
    { $count ->
        [one] Compared at { $count } site of the mission.
       *[other] Compared at { $count } sites of the mission.
    }
gap-sites-left =
    { $count ->
        [one] { $count } more site was not compared.
       *[other] { $count } more sites were not compared.
    }
gap-assumes = A new ambulance is ready day and night after 5 minutes; a surgical team has one theatre and two beds. Two changes that help only together are counted for moves alone.
step-wounded = Wounded
step-aid = First aid at the scene
step-alarm = The alarm has arrived
step-decision = Decision to evacuate
step-leaves = Leaves
step-carried = The wounded are carried to a landing site
step-scene = At the scene
step-care = At the scene, medical care begins
step-leaves-scene = Leaves the scene
step-door = Arrives
step-care-inside = Medical care begins at the facility
step-surgery = Surgery begins
step-surgery-ends = Surgery ends
step-leaves-facility = Leaves with the wounded
step-higher-care = Arrives at a facility of a higher level
kind-damage = damage
kind-project = project
kind-milestone = milestone
kind-project-progress = progress of a project
kind-payment = payment
kind-project-reach = people reached
field-structure = What is damaged
field-grade = Grade of damage
field-buildings = Buildings
field-service = Service
field-working = Does it work?
field-serves = People who depend on it
field-cost = Cost of repair
field-currency = Currency
field-scale = Scale
field-budget = Budget
field-stage = Stage
field-contractor = Contractor
field-funder = Funder
field-risk = Risk
field-risk_note = What may go wrong
field-project = Number of the project
field-share = Share of the budget, %
field-milestone = Number of the milestone
field-percent = Done, %
field-money = What happened to the money
field-reach = Intended or reached
word-house = house
word-health-post = health post
word-water-point = water point
word-power-line = power line
word-road = road
word-bridge = bridge
word-market = market
word-office = office
word-place-of-worship = place of worship
word-slight = slight (1)
word-moderate = moderate (2)
word-heavy = heavy (3)
word-very-heavy = very heavy (4)
word-destruction = destruction (5)
word-education = education
word-power = power
word-transport = transport
word-justice = justice
word-livelihoods = livelihoods
word-administration = administration
word-works = works
word-stopped = stopped
word-quick-impact = quick impact
word-reconstruction = reconstruction
word-proposed = proposed
word-agreed = agreed
word-low = low
word-medium = medium
word-high = high
word-access = access
word-weather = weather
word-contractor = contractor
word-supplies = supplies
word-funds = funds
word-permits = permits
word-received = received
word-committed = committed
word-paid = paid
word-intended = intended
word-reached = reached
kind-area-assessment = assessment of a sector
kind-worksite = worksite
field-standing = Buildings that stand
field-harmed = Buildings that are damaged
field-collapsed = Buildings that collapsed
field-access = Access
field-first_needs = Needed first
field-site = Number of the worksite
field-victims = Who may be alive
field-rescue = Rescue
field-live = Confirmed live
field-dangers = Unusual hazards
word-asr-1 = ASR 1, wide area
word-asr-2 = ASR 2, sector
word-asr-3 = ASR 3, rapid rescue
word-asr-4 = ASR 4, full rescue
word-asr-5 = ASR 5, total coverage
word-confirmed-live = confirmed live
word-unknown-big-voids = not known, big voids
word-unknown-small-voids = not known, small voids
word-none-live = nobody alive
word-rapid = rapid (ASR 3)
word-full = full (ASR 4)
word-waiting = waiting
word-finished = finished
word-hard = hard
field-work = How far the work is
field-sector = Sector
word-open = open
word-closed = closed
kind-decision = decision
field-projects = Projects
word-approve = approve
word-refuse = refuse
word-postpone = postpone
field-criteria = Criteria
field-options = Chosen from
kind-complaint = complaint
field-topic = Topic
word-quality = quality
word-left-out = left out
word-delay = delay
word-conduct = conduct
word-safety = safety
word-money = money
word-land = land
field-sensitive = About abuse or fraud
field-channel = How it came in
word-desk = desk
word-telephone = telephone
word-box = box
word-letter = letter
word-visit = visit
word-meeting = meeting
field-answer_days = Days to answer
kind-complaint-answer = answer to a complaint
field-complaint = Complaint
field-answer = Answer
word-acknowledge = acknowledge
word-refer = refer
word-uphold = uphold
word-dismiss = dismiss
word-withdraw = withdraw
# The printed report

mission-report = Mission report
mission-report-words = The whole report for commanders and parties, in this language. Watch officers get it: they read records of every marking.

# A finding: what was settled, and what was taken back

settled = Settled by a comparison
retracted-reports = Retracted, and no longer used

# Values of records, and files that are brought in

not-stated = not stated
bounds-from = at least { $low }
bounds-between = { $low } to { $high }
bounds-best = { $best } ({ $bounds })
upload = Bring in a file
upload-words = A CSV file: the report form, or a table that is recognised. Good rows enter, the others are listed.
upload-file = File
upload-source = Source, where the file names none
upload-simulated = These are reports of an exercise
upload-send = Send the file
upload-foreign = Some of these reports lie outside the mission’s area. Nothing has entered yet. What should become of them?
upload-enter = Enter all of them
upload-leave-out = Leave those outside out
upload-cancel = Send nothing
upload-entered = Entered
upload-duplicates = Here already
upload-conflicts = Kept beside another version
upload-left-out = Left out
upload-rejected = Not understood
page-places = Places
page-returns = Returns
page-weapons = Weapons
page-projects = Projects
recovery-waiting = The server computes this.
recovery-partly = partly
recovery-people = People
comma = ,{ " " }
recovery-faults = Records that do not fit
people-few = fewer than 10
people-rounded = People are rounded to tens before anything is added; fewer than ten all look the same.
returns-ready = How ready each place is
returns-no-places = No place was assessed or counted.
returns-index-note = The weighted share of the conditions that hold: the low end if all that is unknown fails, the high end if it holds. Where security, hazards or free choice is a no, nobody should be encouraged to return.
returns-rank = Rank
returns-index = Readiness
returns-rank-range = Rank with other weights
returns-stops = Must wait for
returns-assess-first = Assess first: { $conditions }
returns-change-weights = Change the weights
returns-weight-note = From 0 to 100; all begin at 1. The index and its weights are Sulh’s own, not a standard’s. Rank with other weights: the best and the worst when each weight in turn is halved and doubled.
returns-not-assessed = Not assessed
returns-conditions = Conditions of return
returns-conditions-note = The worst of what is known counts. A star: the reasons do not agree.
returns-reasons = Who or what says so
returns-flows = Who went where
returns-no-flows = No movement was reported in these 90 days.
returns-to = To
returns-who = Who
returns-after = After the return
returns-nobody = Nobody returned in these 90 days.
returns-returned = Returned
returns-a-week = A week
returns-assessed = Assessed since
returns-room = For how many there is enough
returns-no-room = No deliveries were reported.
returns-limit = What sets the limit
weapons-balance = Collected = stored + transferred + destroyed + missing:
weapons-collected = collected
weapons-by-type = By type
weapons-by-group = By the group that handed them in
weapons-none = None.
weapons-group = Group
weapons-stores = In the stores
weapons-no-store = not yet in a store
weapons-counts = Counts that differ from the register
weapons-counts-agree = The last counts agree with the register, or nobody counted.
weapons-by-count = By count
weapons-by-register = By the register
weapons-close = Serial numbers that may be one
weapons-no-close = None among those of the last 90 days.
weapons-one = One
weapons-other = Another
weapons-reason = How they differ
combatants-title = Disarmament, demobilisation and reintegration
combatants-none = No member of a group was counted in any phase so far.
combatants-by-group = By group, at all places
combatants-by-place = By place
combatants-cannot-be = Counts that cannot all be true
combatants-unarmed = Nothing was changed for it. Unarmed members may be demobilised, too: ask those who keep the list.
returns-who-says = Who says what
projects-none = No project was recorded.
projects-project = Project
projects-stage = Stage
projects-refused = refused
projects-paid = Paid
projects-progress = Done
projects-cost-at-end = Cost at the end
projects-end = End, planned → at this pace
projects-late = What is late, and why
projects-none-late = No milestone is late.
projects-milestone = Milestone
projects-due = Due
projects-cause = Cause
projects-no-cause = nobody said why
projects-remark = What was seen
projects-communities = What each community gains
projects-no-people = Nobody said who is reached.
projects-twice = A person whom two projects reach counts twice.
projects-community = Community
projects-intended = To be reached
projects-reached = Reached so far
projects-no-report = no report
projects-damage = Damage
projects-no-damage = No damage was recorded.
projects-damage-note = Each sender’s own count; two senders are never added.
projects-serves = Depend on it
projects-decisions = Who decided, and on what
projects-no-decisions = No decision was recorded.
projects-decision = Decision
projects-overdue = Complaints whose answer is overdue
projects-none-overdue = None waits longer than it should.
projects-days-late = Days late
projects-sensitive = sensitive
place-doubles = It may be the same place as: { $places }. Nothing was joined: only a record can say so.
returns-doubles = Places that may be one
returns-doubles-words = Their names differ in case, accents or marks alone. Nothing was joined: a record that gives the P-code or the name of the gazetteer would.
places-none = No record names a place so far.
places-choose = Choose a place.
places-position = Position
places-stops = Nobody should be encouraged to return here yet.
places-not-assessed = Nobody assessed or counted anything here.
places-condition = Condition
places-holds = Holds
places-security = Incidents within 5 km
places-no-incidents = None was reported. That shows nothing if nobody was there.
places-hazards = Hazardous areas
places-no-hazards = None was recorded within 5 km.
places-area = Area
places-left = Not released
places-excess = not known: { $area } more released than surveyed
places-needs = What is missing
places-no-needs = No people were counted here.
places-supply = Supply
places-missing = Missing
places-presence = Who works here
places-nobody-works = Nobody reported a delivery or a plan.
places-cluster = Cluster
places-organisations = Organisations
places-nobody = nobody
word-taps = taps
word-toilets = toilets
word-soap = soap
word-food = food
word-covered-space = covered space
word-settlement-area = settlement area

## Threats
kind-threat-object = threat object
kind-intrusion = cyber attack
field-collection = Collection
field-attack = Attack
field-extent = Extent
field-senders = Senders
field-domains = Domain names
field-addresses = IP addresses
field-urls = Web addresses
field-digests = Digests of files
field-confidence = Confidence
field-block_days = Valid for (days)
word-phishing = phishing
word-spear-phishing = spear phishing
word-credential-theft = theft of passwords
word-malware = malware
word-ransomware = ransomware
word-website-defacement = defacement of a website
word-denial-of-service = denial of service
word-data-leak = data leak
word-radio-jamming = jamming of radio
word-navigation-jamming = jamming of navigation
word-other-attack = another attack
word-attempt = an attempt
word-opened = opened by somebody
word-compromise = got in
word-unclear = unclear
field-outcome = Outcome

## Exercise
page-exercise = Exercise
exercise-none = This mission is no live exercise.
exercise-until = Ends
exercise-runs = It runs { $speed } times as fast as real time.
exercise-paused = It is paused.
exercise-over = It is over.
exercise-messages = Messages to you
exercise-no-messages = No message has come.
exercise-seen = I have read it
exercise-sent = sent
exercise-steer = Steer
exercise-speed = Speed
exercise-run = Run
exercise-pause = Pause
exercise-step = To the next inject
exercise-next = Next:
exercise-no-next = No inject is to come.
exercise-to-end = To the end
exercise-to-end-sure = Go to the end? The exercise is over then, and no time can be taken back.
exercise-follows = { $hours } h after { $inject }
exercise-follows-if-reported = { $hours } h after { $inject }, if reported by then
exercise-follows-if-unreported = { $hours } h after { $inject }, if not reported by then
exercise-list = Master events list
exercise-inject = Inject
exercise-due = Due
exercise-what = What
exercise-to = To
exercise-nobody = Nobody here is: { $names }
exercise-kind-act = act
exercise-kind-report = report
exercise-kind-message = message
exercise-waits = waits
exercise-withheld = withheld
exercise-delivered = delivered
exercise-by-hand = sent by hand
exercise-seen-by = seen by
exercise-unseen = seen by nobody
exercise-at-site = at { $site }
exercise-not-at-site = not yet at { $site }
exercise-send = Send now
exercise-withhold = Withhold
exercise-release = Release
exercise-edit = Edit
exercise-add = Add an inject
exercise-at = At (empty: at once)
exercise-after = Or after the inject
exercise-hours = Hours after it
exercise-sender = Seems to come from
exercise-text = Text
exercise-act = Act
exercise-by = By
exercise-against = Against
exercise-lines = Lines to other sites
exercise-site = Site
exercise-line-cut = cut
exercise-line-open = open
exercise-cut = Cut
exercise-mend = Mend
exercise-objectives = Training objectives
exercise-objective = Objective
exercise-score = Between { $low } and { $high } of 100: what nobody judged counts as nothing, and as everything.
exercise-score-whole = All objectives were judged: the whole is { $whole } of 100.
exercise-points = Points of 100
exercise-enough = Needed
exercise-judged-by = Judged by
exercise-never-judged = never judged
exercise-judge = Judge
exercise-why = Why
exercise-certificates = Certificates
exercise-course = Course
exercise-lacks = Not judged, or below what is needed: { $names }
exercise-certify = Give the certificate
exercise-unit = Unit that was trained
exercise-holders = How many persons
exercise-expires = Last valid day (may be empty)
exercise-certified = Recorded: { $ref }. It is simulated: the page of contributors shows it beside the real ones, and never adds them.
exercise-certificates-when = A certificate is given where each objective of its course was judged and has enough points.
exercise-review = Review
exercise-review-now = Hold the findings against the truth
exercise-review-page = The whole review
exercise-outcome = Outcome
exercise-questions = Questions
exercise-outcome-found = breach found
exercise-outcome-late = breach found too late
exercise-outcome-left-open = breach left open
exercise-outcome-missed = breach missed
exercise-outcome-accused = wrongly accused
exercise-outcome-cleared = rightly said to be met
exercise-outcome-not-cleared = kept, but left open
exercise-outcome-unclear = the agreement itself is unclear
exercise-outcome-not-judged = never judged
exercise-new = { $count ->
    [one] One new message
   *[other] { $count } new messages
}
## Notices
notice-subject =
    { $count ->
        [one] { $mission }: 1 notice
       *[other] { $mission }: { $count } notices
    }
notice-test-subject = { $mission }: a test
notice-test = This is a test. Notices reach you.
notice-why = You get this as “{ $name }”. Who gets what is set up by the administrator of { $mission }.
notice-time = Times are those of the mission’s clock ({ $zone }).
notice-console = In the console:
notice-more =
    { $count ->
        [one] And 1 more, in the console.
       *[other] And { $count } more, in the console.
    }
notice-record = Report
notice-finding = Finding
notice-alert =
    { $count ->
        [one] Alert: 1 report of this kind: { $kind } (the rule: within { $minutes } minutes)
       *[other] Alert: { $count } reports of this kind: { $kind } (the rule: within { $minutes } minutes)
    }
notice-alert-late =
    { $count ->
        [one] Nobody has acknowledged this alert: 1 report of this kind: { $kind } (the rule: within { $minutes } minutes)
       *[other] Nobody has acknowledged this alert: { $count } reports of this kind: { $kind } (the rule: within { $minutes } minutes)
    }
notice-not-started = Task { $task } ({ $unit }) has not started; planned { $time }
notice-not-back = Task { $task } ({ $unit }) has not ended; planned { $time }
notice-verdict = { $party }, { $article } of { $agreement }: { $now }, before { $before }
notice-verdict-first = { $party }, { $article } of { $agreement }: { $now }

## The brief of threats
brief-title = Cyber threats: { $mission }
brief-simulated = EXERCISE: nothing of this happened
brief-span = { $start } to { $end }, on the mission’s clock; the month since { $month }
brief-week = seven days
brief-before = seven days before
brief-month = month so far
brief-people = people reached in seven days, at least
brief-quiet = No attack was reported in these seven days. That shows nothing if nobody reports.
brief-no-figure =
    { $count ->
        [one] 1 report of these days does not say how many people it reached.
       *[other] { $count } reports of these days do not say how many people they reached.
    }
brief-unrated =
    { $count ->
        [one] 1 attack of these days is a claim: nobody who rates reports has reviewed it. Its signs are not listed.
       *[other] { $count } attacks of these days are claims: nobody who rates reports has reviewed them. Their signs are not listed.
    }
brief-unrated-mark = not reviewed
brief-gate = This holds only what may leave to its readers. Pass it on as { $marking } allows.
brief-kinds = Attacks by sort
brief-attacks = Attacks of the seven days
brief-signs-count = Signs
brief-more =
    { $count ->
        [one] And 1 more.
       *[other] And { $count } more.
    }
brief-objects = From other organisations, added in the seven days
brief-type = Type of object (STIX 2.1)
brief-count = Number
## Evidence
kind-lawful-request = lawful request
kind-evidence-item = item of evidence
kind-evidence-transfer = transfer of evidence
field-requester = Asked for by
field-legal_basis = Legal basis
field-decision = Decision
field-form = Form
field-description = Description
field-custodian = Custodian
field-location = Where it lies
field-seals = Seals
field-seals_before = Seals found
field-holder = Held before by
field-receiver = Received by
word-granted = granted
word-granted-in-part = granted in part
word-refused = refused
word-digital-file = digital file
word-device = device
word-object = object
word-handed-over = handed over
word-moved = moved
word-examined = examined
word-returned = returned
## The page of what leaves

page-share = Share
share-preview = What would leave, and what stays
share-preview-note = Nothing leaves by looking. Of the reports that you may read, as they are marked and released now.
share-to = To
share-for = For
share-released = Released to (parties, nations)
share-look = Look
share-public = everybody (coarse, three days late)
share-cleared = whoever may have { $marking }
share-counts = Would leave: { $leaves }. Stay: { $stays }.
share-coarse = Places and times leave coarse, words that somebody wrote are cut.
share-leaves = Would leave
share-stays = Stays
share-reports = Reports
share-which = Show
share-outcome = Leaves or stays
share-line-stale = It would leave as it was: a correction or retraction of it stays.
share-cut = Cut, or made coarse
share-left = What left, and to whom
share-left-note = Each line is a record of the ledger. What left through TAXII is written every five minutes.
share-nothing-left = Nothing has left that you may read of.
share-records = How many
share-doors = Doors
share-doors-note = Addresses for programs. Each asks for a token of an account and goes through the gate.
share-address = Address
share-collections = Collections of threats
share-objects = Objects that you may have
share-readers = Read by
share-writers = Added to by
stays-copy = another site’s record of the same report leaves
stays-kind = reports of this kind do not serve the purpose
stays-later = it was recorded after the moment
stays-marking = its marking is stricter than the audience may have, and it is not released to it
stays-purpose = nothing leaves to this audience for this purpose
stays-reference = it names a report that stays, and would betray it
stays-retracted = it was taken back
stays-set-aside = its content does not fit its kind
stays-simulated = it is of the exercise, or real while the exercise leaves
stays-version = another record of the same sender’s reference came first and says something else
stays-young = it is younger than the audience’s delay
share-stale =
    { $count ->
        [one] One would leave as it was: an amendment of it stays.
       *[other] { $count } would leave as they were: an amendment of each stays.
    }

## The page of threats

page-threats = Threats
threats-report = Report an attack
threats-reports = Attacks that were reported
threats-indicators = Indicators
threats-note = What you may have, as the TAXII door gives it out. What is TLP:RED leaves to nobody and stands among the attacks only, for those who may read it.
threats-none = There are no indicators here that you may have.
threats-no-collection = Your role reads no collection of threats.
threats-pattern = Pattern (STIX)
threats-from = Holds from
threats-until = Holds until
threats-sightings = Sightings
threats-last-seen = Last seen
threats-maker = Made by
threats-block = Safe to block by itself?
threats-id = STIX id
threats-sign = Sign
threats-others = Besides indicators
threats-download = Download
threats-download-note = The files go through the gate; what leaves, to which account, is recorded.
threats-bundle = All objects (STIX 2.1 bundle)
threats-plain = Blocklist for a firewall (one a line)
threats-rpz = Blocklist for a name server (RPZ)
threats-own = Never list (own names and networks, with commas)
threats-confidence = Confidence of at least
threats-ready = Make the lists
word-valid = holds
word-expired = expired
word-revoked = taken back
word-not-yet = not yet
blocked-conjunction = it holds only together with other signs
blocked-expired = it no longer holds
blocked-inner = it is of an inner network or a reserved range
blocked-not-yet = it does not hold yet
blocked-own = it is the mission’s own
blocked-revoked = it was taken back
blocked-shared = many people use it for good ends
blocked-too-wide = it would block a whole country’s names or a large range
blocked-unrated = somebody reported it, and nobody who rates reports has reviewed it
blocked-unsure = its confidence is too low, or it is marked benign
blocked-unusable = a firewall or name server cannot block it alone

## Parts of a record that no form asks for by this name

field-activity = Activity
field-civilian_deaths = Civilian deaths
field-count = Count
field-deaths = Deaths
field-file = File
field-is_simulated = Simulated
field-participants = Participants
field-row = Row
field-since = Since
field-span = When
field-tlp = Marking
field-until = Until

## Donors, choices, and the first days

donor-report = Report to a donor
donor-to = Donor
donor-none = No project names who pays for it.
donor-money = What was given and spent
donor-no-money = No money was recorded.
donor-whole = What is paid is the whole project’s, whoever gave the money.
donor-given = Given by this donor
donor-received = Received from all
donor-share = Share of it
donor-projects = Its projects
donor-reached = Who was reached
donor-parts = Women, men, girls, boys
choice-title = Choose under a budget
choice-choose = Choose
choice-none = No project is proposed and waits for a decision.
choice-fairness = Fair means
choice-max-min = the smallest share is as large as it can be
choice-floor = each community gains { $share } of its people
choice-fair = Fair choice
choice-most = Most people
choice-smallest = Smallest share of a community
choice-communities = What each community gains
choice-price = The fair choice reaches { $share } fewer people than the one that reaches most.
choice-cost = Cost
choice-free = The fair choice reaches as many people as any.
choice-left-out = Not among them, and why
days-title = First 72 hours of a disaster
days-note = From the assessed sectors and worksites, the search teams and the ways that you may read of. Worksites go by triage category, A to F (INSARAG).
days-plan = Plan
days-rapid = Hours of rapid rescue
days-full = Hours of full rescue
days-visits = Who searches where
days-no-visits = No team reaches a worksite: none was assessed, or no search team is recorded.
days-site = Worksite
days-category = Category
days-live = Known to be alive
days-team = Team
days-arrival = There at
days-until = Works until
days-finished = Finished, or nobody can be alive:
days-under-way = A team works there already:
days-waits = What must wait
days-sectors = Sectors
days-no-sectors = No sector was assessed.
days-level = Level that is finished
days-collapsed = Buildings collapsed
days-affected = People affected
days-needs = What the displaced need in 72 hours
days-no-needs = Nobody is known to be displaced.
days-needed = Needed
choice-note =
    { $count ->
        [one] One project is proposed.
       *[other] { $count } projects are proposed.
    }
donor-overdue =
    { $count ->
        [0] No complaint about these projects waits longer than it should.
        [one] The answer to one complaint about these projects is overdue.
       *[other] The answers to { $count } complaints about these projects are overdue.
    }

## Units of the fields of forms

unit-of-beds = beds
unit-of-bytes = bytes
unit-of-days = days
unit-of-degrees = degrees
unit-of-hours = hours
unit-of-items = items
unit-of-kg = kg
unit-of-km = km
unit-of-km-h = km/h
unit-of-l = l
unit-of-m3 = m³
unit-of-metres = metres
unit-of-minutes = minutes
unit-of-pallets = pallets
unit-of-percent = percent
unit-of-persons = persons
unit-of-records = records
unit-of-square-metres = square metres
unit-of-theatres = theatres
unit-of-tonnes = tonnes
unit-of-units = units
unit-of-vehicles = vehicles
