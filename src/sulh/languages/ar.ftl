### The console in Arabic, after the usage of the UN. No officer of the field has checked it yet.

## Pages and frame

page-watch = المناوبة
page-agreement = الاتفاق
page-reports = التقارير
page-exchange = التبادل
page-audit = المراجعة
page-people = الحسابات
page-own = حسابي
page-map = الخريطة
pages = الصفحات
skip = انتقل إلى المحتوى
at-site = الموقع { $site }
language = اللغة
light = الإضاءة
light-auto = حسب الجهاز
light-day = نهار
light-night = ليل
loading = جارٍ التحميل…
no-answer = الخادم لا يجيب. تحقق من الاتصال ثم حاول مرة أخرى.
no-page = لا توجد هذه الصفحة، أو أن دورك لا يستخدمها.
at = السلوك حتى
as-of = كما كان معروفا في
now = الآن
show = عرض
exercise = تمرين
exercise-band = محاكاة: هذا تمرين ولم يحدث شيء مما هنا.
simulated = محاكاة
any = الكل
download = تنزيل

## Sign in

sign-in = تسجيل الدخول
sign-out = تسجيل الخروج
name = الاسم
password = كلمة السر
code = رمز لمرة واحدة، إن كان حسابك يستخدمه
passkey-sign-in = تسجيل الدخول بمفتاح مرور
provider-sign-in = تسجيل الدخول عبر
reads-recorded = كل ما تقرؤه بوسم TLP:RED أو TLP:AMBER+STRICT يُقيَّد في السجل.
demo = عرض توضيحي
demo-words = هذا عرض توضيحي على هذا الجهاز. اختر دورا؛ لا حاجة إلى كلمة سر.
role-observer = مراقب
role-watch-officer = الضابط المناوب
role-analyst = محلل
role-liaison = ضابط اتصال
role-contributor = مساهم
role-administrator = مدير النظام
role-auditor = مراجع
role-site = موقع

## Agreement

breached = تم خرقها
undetermined = غير محسومة
met = تم الامتثال لها
verdict = الحكم على الامتثال
provision = حكم الاتفاق
party = الطرف
zone = المنطقة
findings-until = السلوك حتى
no-findings = لا توجد استنتاجات لهذا الاختيار.
no-finding = لا يوجد هذا الاستنتاج في هذين الوقتين، أو لا يجوز لدورك قراءته.
earlier-months = الأشهر السابقة
later-months = الأشهر اللاحقة
answered = أجاب عنها الطرف
history = الالتزام نفسه شهرا بشهر
all-findings = كل الاستنتاجات
agreed = ما تم الاتفاق عليه
measured = المبلَّغ عنه
allowed = المسموح به
judged-from = فُحص ابتداء من
judged-until = فُحص حتى
because = السبب
settle = ما الذي يحسمها
evidence = الأدلة
no-evidence = لا يستند هذا الاستنتاج إلى أي قيد يجوز لك قراءته.
decides = حاسم
decides-yes = حاسم
decides-no = يثير الشك
when = متى
where = أين
who = من
what = ماذا
source = المصدر
proof = الإثبات
waivers = استثناءات متفق عليها تتعلق بها
unverified = غير متحقق منه
answers = ما يقوله الأطراف
no-answers = لم يجب أي طرف بعد.
answer = أجب
answer-text = كلام طرفك
answer-recorded = الجواب في السجل:
stance = الموقف
stance-acknowledge = يقرّ
stance-dispute = يعترض
stance-explain = يوضح

## Records

recorded = وقت القيد
kind = النوع
marking = الوسم
marking-default = حسب قاعدة البعثة
report = التقرير
record = القيد
site = الموقع
author = أدخله
chain-place = الموضع في السلسلة
download-proof = تنزيل الإثبات
corrected = مصحَّح
retracted = مسحوب
set-aside = مستبعد
set-aside-words = لا يُستخدم هذا القيد في شيء، لأن محتواه لا يناسب نوعه:
is-corrected = صُحّح هذا القيد. التصحيح:
is-retracted = سُحب هذا القيد. السحب:
amends = يتعلق بهذا القيد:
no-records = لا توجد هنا قيود يجوز لك قراءتها.
nothing-so-far = لا شيء في الجزء الأخير من السجل. حدد النوع.
latest = الأحدث
earlier = الأقدم
later = التالية
line-connecting = جارٍ الاتصال
line-live = مباشر
line-lost = انقطع الاتصال. تجري المحاولة من جديد، وسيُعرض ما يصل في أثناء ذلك.
line-ended = سُجّل خروجك: لا يُعرض أي جديد. أعد تحميل الصفحة.
line-past = يُعرض وقت ماضٍ: لا يصل أي جديد.

## Map

map-label = خريطة أماكن البعثة والتقارير المحددة المكان
map-loading = جارٍ تحميل الخريطة…
map-failed = لا يمكن رسم الخريطة في هذا المتصفح (WebGL 2 غير متوفر). التقارير في صفحة المناوبة.
map-accuracy = تبين الدائرة مدى انحراف موقع التقرير المحتمل. الحدود تقريبية.

## Writing

new-report = تقرير جديد
all-reports = كل التقارير
search = بحث
words = كلمات
since = مقيد منذ
not-said = غير مذكور
submit = إرسال
enters-exercise = يُعرض التمرين، لذلك يدخل هذا التقرير كبيانات محاكاة.
draft-kept = هذه مسودتك؛ تبقى على هذا الجهاز حتى ترسلها.
draft-drop = تخلص من المسودة
entered = التقرير في السجل.
duplicate = كان هذا التقرير نفسه في السجل من قبل.
conflict = يوجد تقرير من هذا المصدر بهذا المرجع ويقول شيئا آخر. صحح ذلك التقرير.
rejected = لم يدخل التقرير. أصلح ما هو مذكور هنا ثم أرسله مرة أخرى.
unmatched = لا يذكر الاتفاق هذه الجهة:
correct = تصحيح
correct-words = يبقى التقرير. ويقول قيد جديد ما كان ينبغي أن يقوله.
retract = سحب
retract-words = يبقى القيد. ويقول قيد جديد إنه لم يعد معتبرا:
reason = السبب
amendment-recorded = هو في السجل:

## Exchange and audit

heads = المواقع ورؤوسها الموقعة
heads-words = يوقّع الرأس كل قيود الموقع حتى حجمه. قارنه بما يعرضه الموقع نفسه.
size = القيود
signed = وقت التوقيع
root = الجذر
key = المفتاح العام
countersignatures = التواقيع المضادة
reads = من قرأ ماذا
account-events = أحداث الحسابات
account = الحساب
by = بواسطة

## People

role = الدور
codes = رموز لمرة واحدة
created = أُنشئ
state = الحالة
active = نشط
disabled = معطل
change = تغيير
sure = هل أنت متأكد؟
codes-off = إلغاء طلب الرموز
disable = تعطيل
new-account = حساب جديد
password-words = من دون كلمة سر لا يستخدم الحساب إلا الرموز المميزة.
add = إضافة
codes-words = رمز من تطبيق على هاتفك، إلى جانب كلمة السر.
codes-begin = ابدأ باستخدام الرموز
codes-secret = أدخل هذا السر في تطبيقك ثم اكتب الرمز الذي يظهر:
codes-on = من الآن تسجل الدخول برمز.
confirm = تأكيد
passkeys = مفاتيح المرور
label = التسمية
tokens = رموز مميزة للبرامج
tokens-words = يستطيع البرنامج الحامل للرمز فعل ما تستطيع فعله حتى انتهاء صلاحيته.
token-secret = انسخ الرمز الآن؛ لن يظهر مرة أخرى:
scopes = يستطيع
expires = ينتهي
revoke = إلغاء
days = الأيام

## Kinds of record

kind-observation = مشاهدة
kind-incident = حادث
kind-inspection = تفتيش
kind-notification = إشعار
kind-request = طلب
kind-coverage = تغطية
kind-requirement = احتياج
kind-pledge = تعهد بالمساهمة
kind-deployment = انتشار
kind-unit = وحدة
kind-equipment-holding = حيازة معدات
kind-equipment-inspection = تفتيش المعدات
kind-servicing = صيانة
kind-stock = مخزون
kind-personnel-period = فترة الأفراد
kind-standard-assessment = تقييم معيار
kind-course = دورة تدريبية
kind-certificate = شهادة
kind-training-requirement = احتياج تدريبي
kind-comparison = مقارنة
kind-weapon = سلاح
kind-custody = عهدة
kind-store-count = جرد المخزن
kind-population = سكان
kind-delivery = تسليم
kind-correction = تصحيح
kind-retraction = سحب
kind-answer = جواب طرف
kind-import = استيراد
kind-genesis = بداية موقع
kind-access = قراءة
kind-witness = توقيع مضاد
kind-fork = تاريخان
kind-note = ملاحظة مختومة
kind-release = إتاحة لطرف
kind-key-destroyed = إتلاف مفتاح

## Fields of forms

field-source = المصدر
field-ref = المرجع
field-reliability = موثوقية المصدر
field-credibility = مصداقية المحتوى
field-means = الوسيلة
field-text = النص
field-language = اللغة
field-link = الرابط
field-start = البداية
field-end = النهاية
field-lon = خط الطول
field-lat = خط العرض
field-accuracy_m = الدقة بالمتر
field-zone = المنطقة
field-district = القضاء
field-country = البلد
field-place = المكان
field-actor = الجهة
field-item = الصنف
field-low = الحد الأدنى
field-best = أفضل تقدير
field-high = الحد الأقصى
field-inspection = التفتيش
field-complete = كامل
field-act = الفعل
field-opponent = الجهة الأخرى
field-initiator = البادئ
field-deaths_low = الوفيات، الحد الأدنى
field-deaths_best = الوفيات، أفضل تقدير
field-deaths_high = الوفيات، الحد الأقصى
field-civilian_deaths_low = وفيات المدنيين، الحد الأدنى
field-civilian_deaths_best = وفيات المدنيين، أفضل تقدير
field-civilian_deaths_high = وفيات المدنيين، الحد الأقصى
field-inspector = المفتش
field-duty = المهمة
field-answers = يجيب عن الطلب
field-activity_start = بداية النشاط
field-activity_end = نهاية النشاط
field-request = الطلب
field-subjects = المواضيع
field-mission = البعثة
field-unit_type = نوع الوحدة
field-tasks = المهام
field-strength = القوام
field-first = أول يوم
field-last = آخر يوم
field-languages = اللغات
field-nation = الدولة
field-level = المستوى
field-notice_days = مدة الإشعار بالأيام
field-caveats = التحفظات
field-requirement = الاحتياج
field-contributor = المساهم
field-type = النوع
field-authorised = المأذون به
field-from = من
field-to = إلى
field-unit = الوحدة
field-category = الفئة
field-lease = الإيجار
field-agreed = العدد المتفق عليه
field-day = اليوم
field-purpose = الغرض
field-present = الموجود
field-serviceable = الصالح للعمل
field-items = الأصناف
field-supply = الإمداد
field-on_hand = المتوفر
field-measure = وحدة القياس
field-used_per_day = الاستهلاك اليومي
field-status = الوضع
field-persons = الأشخاص
field-reason = السبب
field-standard = المعيار
field-title = العنوان
field-role = الدور
field-course = الدورة
field-holders = الحائزون
field-issued = تاريخ الإصدار
field-expires = تاريخ الانتهاء
field-renews = يجدد
field-simulated = محاكاة
field-basis = الأساس
field-amount = المقدار
field-position = الموضع
field-reports = التقارير
field-judgement = التقدير
field-serial = الرقم التسلسلي
field-make = الصانع
field-model = الطراز
field-calibre = العيار
field-made_in = بلد الصنع
field-year = السنة
field-marks = العلامات
field-photos = الصور
field-weapons = الأسلحة
field-step = الخطوة
field-agent = المكتب
field-second = المكتب الثاني
field-witness = الشاهد
field-store = المخزن
field-recipient = المستلم
field-method = الطريقة
field-group = الفئة السكانية
field-people = الناس
field-women = النساء
field-men = الرجال
field-girls = الفتيات
field-boys = الفتيان
field-organisation = المنظمة
field-cluster = المجموعة القطاعية
field-progress = التقدم
field-quantity = الكمية

## Words to choose from

word-yes = نعم
word-no = لا
word-seen = شوهد
word-heard = سُمع
word-camera = كاميرا
word-drone = طائرة مسيّرة
word-satellite = قمر صناعي
word-radar = رادار
word-told = رُوي
word-document = وثيقة
word-media = وسائل إعلام
word-actor = الجهة
word-opponent = الجهة الأخرى
word-wet = إيجار شامل الخدمة
word-dry = إيجار غير شامل الخدمة
word-arrival = وصول
word-periodic = دوري
word-operational-readiness = الجاهزية العملياتية
word-repatriation = إعادة إلى الوطن
word-deployed = منتشر
word-absent = غائب
word-met = مستوفى
word-not-met = غير مستوفى
word-medical = طبي
word-protection-of-civilians = حماية المدنيين
word-explosive-hazards = مخاطر المتفجرات
word-cyber = سيبراني
word-operator = مشغّل
word-general = عام
word-persons = أشخاص
word-percent = نسبة مئوية
word-rdl = مستوى الانتشار السريع
word-mou = مذكرة تفاهم
word-same = نفسه
word-different = مختلف
word-revolver-or-pistol = مسدس
word-rifle-or-carbine = بندقية أو قربينة
word-sub-machine-gun = رشاش قصير
word-assault-rifle = بندقية هجومية
word-light-machine-gun = رشاش خفيف
word-heavy-machine-gun = رشاش ثقيل
word-grenade-launcher = قاذف قنابل
word-portable-anti-aircraft-gun = مدفع محمول مضاد للطائرات
word-portable-anti-tank-gun = مدفع محمول مضاد للدبابات
word-recoilless-rifle = مدفع عديم الارتداد
word-portable-anti-tank-launcher = قاذف محمول مضاد للدبابات
word-portable-anti-aircraft-launcher = قاذف محمول مضاد للطائرات
word-mortar-below-100-mm = هاون دون 100 مم
word-other = غير ذلك
word-stored = مخزَّن
word-transferred = منقول
word-destroyed = متلف
word-missing = مفقود
word-cutting = تقطيع
word-crushing = سحق
word-smelting = صهر
word-burning = حرق
word-detonation = تفجير
word-displaced = نازحون
word-refugee = لاجئون
word-returnee = عائدون
word-host = المجتمع المضيف
word-planned = مخطط
word-delivered = مسلَّم

## With a number

map-points =
    { $count ->
        [zero] لا تقارير مرسومة
        [one] تقرير واحد مرسوم
        [two] تقريران مرسومان
        [few] { $count } تقارير مرسومة
        [many] { $count } تقريرا مرسوما
       *[other] { $count } تقرير مرسوم
    }
map-without =
    { $count ->
        [zero] لكل القيود الأخيرة موقع
        [one] قيد واحد من الأحدث بلا موقع
        [two] قيدان من الأحدث بلا موقع
        [few] { $count } قيود من الأحدث بلا موقع
        [many] { $count } قيدا من الأحدث بلا موقع
       *[other] { $count } قيد من الأحدث بلا موقع
    }
findings-count =
    { $count ->
        [zero] لا استنتاجات
        [one] استنتاج واحد
        [two] استنتاجان
        [few] { $count } استنتاجات
        [many] { $count } استنتاجا
       *[other] { $count } استنتاج
    }
line-news =
    { $count ->
        [zero] لا قيود جديدة
        [one] قيد جديد واحد
        [two] قيدان جديدان
        [few] { $count } قيود جديدة
        [many] { $count } قيدا جديدا
       *[other] { $count } قيد جديد
    }
withheld =
    { $count ->
        [zero] لا قيود محجوبة عن دورك.
        [one] قيد واحد وراء هذا الاستنتاج محجوب عن دورك.
        [two] قيدان وراء هذا الاستنتاج محجوبان عن دورك.
        [few] { $count } قيود وراء هذا الاستنتاج محجوبة عن دورك.
        [many] { $count } قيدا وراء هذا الاستنتاج محجوبا عن دورك.
       *[other] { $count } قيد وراء هذا الاستنتاج محجوب عن دورك.
    }
more-fields =
    { $count ->
        [zero] لا حقول أخرى
        [one] حقل آخر
        [two] حقلان آخران
        [few] { $count } حقول أخرى
        [many] { $count } حقلا آخر
       *[other] { $count } حقل آخر
    }
kind-way-closure = إغلاق طريق
kind-medical-asset = وسيلة طبية
kind-medical-facility = مرفق طبي
word-hazard = خطر
word-flood = فيضان
word-checkpoint = حاجز تفتيش
word-weight-limit = حد الوزن
word-damage = أضرار
word-no-go = منطقة محظورة
word-vehicle = مركبة
word-helicopter = مروحية
field-radius_m = نصف القطر (م)
field-delay_min = تأخير (دقائق)
field-bears_t = الحمولة المسموحة (أطنان)
field-mode = برا أو جوا
field-medical = طبي
field-start_likely_min = الانطلاق، المرجح (دقائق)
field-start_min = الانطلاق، أبكر (دقائق)
field-start_max_min = الانطلاق، أقصى تأخر (دقائق)
field-speed_kmh = السرعة (كم/س)
field-weight_t = الوزن (أطنان)
field-range_km = المدى (كم)
field-night = يعمل ليلا
field-seats = أماكن للمصابين
field-beds = أسرّة
field-theatres = غرف عمليات
field-helipad = يمكن هبوط المروحيات

## Review

choose = اختيار
rate = تقييم التقرير
rate-words = رمز الأدميرالية: مدى موثوقية المصدر ومدى مصداقية المحتوى. التقييم تصحيح، ويبقى التقرير كما هو.
reliability-a = موثوق تماما
reliability-b = موثوق عادة
reliability-c = موثوق إلى حد ما
reliability-d = غير موثوق عادة
reliability-e = غير موثوق
reliability-f = لا يمكن الحكم عليه
credibility-1 = أكدته مصادر أخرى
credibility-2 = صحيح على الأرجح
credibility-3 = ربما يكون صحيحا
credibility-4 = مشكوك فيه
credibility-5 = مستبعد
credibility-6 = لا يمكن الحكم على صحته
release = إتاحة التقرير أو تغيير تصنيفه
release-words = من تتيح له التقرير يستطيع قراءته وقراءة تصحيحاته من الآن فصاعدا. ويُثبَت ذلك في قيد جديد. وما قُرئ لا يمكن التراجع عن قراءته.
release-to = إتاحة إلى
release-nation = بلد مساهم (ثلاثة أحرف لاتينية)
new-marking = التصنيف من الآن فصاعدا
marking-same = كما هو
is-released = أُتيح إلى:
compare = مقارنة تقارير
compare-chosen =
    { $count ->
        [zero] لا تقارير للمقارنة
        [one] مقارنة تقرير واحد
        [two] مقارنة تقريرين
        [few] مقارنة { $count } تقارير
        [many] مقارنة { $count } تقريرا
       *[other] مقارنة { $count } تقرير
    }
compare-record = تسجيل الحكم
compare-same = حدث واحد
compare-different = أحداث مختلفة
differs = مختلف
download-evidence = تنزيل الأدلة
evidence-words = ملف مضغوط يضم البراهين التي يحق لك قراءتها، ويتحقق منه الأمر sulh ledger check دون اتصال.
remove = إزالة
change-role = تغيير الدور
no-passkeys = لا توجد مفاتيح مرور.
passkeys-words = يتيح لك مفتاح المرور تسجيل الدخول دون كلمة سر. وإزالته تنهي جميع جلساتك.
scope-read = القراءة
scope-submit = تقديم التقارير
scope-amend = التصحيح والسحب والإتاحة
scope-answer = الرد على الاستنتاجات
scope-audit = التدقيق
scope-accounts = إدارة الحسابات
scope-sync = التبادل مع المواقع
scope-metrics = قراءة قياسات الخادم

## Files

export = تنزيل القائمة
export-words = ما يظهر هنا كاملا في ملف واحد. ولا يضم الملف ما لا يحق لك قراءته.
format-csv = CSV
format-xlsx = مصنف (XLSX)
format-geojson = GeoJSON
format-html = تقرير للطباعة (HTML)
format-pdf = تقرير للطباعة (PDF)
export-made = تاريخ الإعداد
export-more =
    { $count ->
        [zero] لا صفوف هنا. هناك المزيد: ضيّق البحث.
        [one] هنا الصف الأول فقط. هناك المزيد: ضيّق البحث.
        [two] هنا الصفان الأولان فقط. هناك المزيد: ضيّق البحث.
        [few] هنا { $count } صفوف فقط. هناك المزيد: ضيّق البحث.
        [many] هنا { $count } صفا فقط. هناك المزيد: ضيّق البحث.
       *[other] هنا { $count } صف فقط. هناك المزيد: ضيّق البحث.
    }
made-by = أعدّه صلح
page-word = صفحة
page-of = من
finding = الاستنتاج
article = المادة
withheld-count = المحجوب
content = المحتوى

## What findings say

place-in = في { $zone }
place-anywhere = في أي مكان
place-everywhere = في كل مكان
period-to = من { $first } إلى { $last }
bounds-least = { $low } على الأقل
bounds-range = من { $low } إلى { $high }
allow-any = أي عدد
allow-perhaps-any = { $low }، وربما أي عدد
allow-perhaps = { $low }، وربما { $high }
join-or = { $list } أو { $last }
item-except = { $item } عدا { $out }
says-head = { $party } { $place }، { $time }
says-met = تم الامتثال: { $text }
says-breached = تم الخرق: { $text }
says-undetermined = غير محسوم: { $text }
says-waived = تم الامتثال: استثناء متفق عليه يشمل { $party } { $place }، { $time }.
says-over = { $head }: { $low } على الأقل من { $item }، والمسموح به { $allowed }.
says-counted = { $head }: أُحصي { $bounds } من { $item }، والمسموح به { $allowed }.
says-count-unknown = { $head }: عدد { $item } غير معروف، والمسموح به { $allowed }.
says-bounds = { $head }: { $bounds } من { $item }، والمسموح به { $allowed }.
acts-certain =
    { $count ->
        [zero] لا أعمال مؤكدة
        [one] عمل مؤكد واحد
        [two] عملان مؤكدان
        [few] { $count } أعمال مؤكدة
        [many] { $count } عملا مؤكدا
       *[other] { $count } عمل مؤكد
    }
acts-possible =
    { $count ->
        [zero] لا أعمال محتملة
        [one] عمل محتمل واحد
        [two] عملان محتملان
        [few] { $count } أعمال محتملة
        [many] { $count } عملا محتملا
       *[other] { $count } عمل محتمل
    }
acts-at-least = ما لا يقل عن { $sure } في التقارير وعددها { $reports }
says-acts = { $head }: { $sure } ({ $acts })، ولا يُسمح بأي منها.
says-acts-perhaps = { $head }: { $sure } و{ $perhaps } ({ $acts })، ولا يُسمح بأي منها.
says-no-act = { $head }: لا عمل ({ $acts })، وكانت المراقبة متواصلة.
says-acts-doubt = { $head }: لا عمل مؤكدا، و{ $perhaps } ({ $acts }).
says-unwatched = { $head }: لم يُبلَّغ عن أي عمل ({ $acts })، ولا يُعرف أن أحدا كان يراقب.
says-none = { $head }: لا وجود لـ { $item } ولا عمل ({ $acts }).
says-none-unknown = { $head }: لا يُعرف هل كان هناك { $item } أو عمل ({ $acts }).
says-duty-head = { $duty } من جانب { $party } { $place }، { $time }
says-every-met =
    { $days ->
        [one] { $head }: مرة كل يوم على الأقل، كما اتُّفق عليه.
        [two] { $head }: مرة كل يومين على الأقل، كما اتُّفق عليه.
        [few] { $head }: مرة كل { $days } أيام على الأقل، كما اتُّفق عليه.
        [many] { $head }: مرة كل { $days } يوما على الأقل، كما اتُّفق عليه.
        [zero] { $head }: كما اتُّفق عليه.
       *[other] { $head }: مرة كل { $days } يوم على الأقل، كما اتُّفق عليه.
    }
says-every-breached =
    { $days ->
        [one] { $head }: ليس مرة كل يوم على الأقل، خلافا لما اتُّفق عليه.
        [two] { $head }: ليس مرة كل يومين على الأقل، خلافا لما اتُّفق عليه.
        [few] { $head }: ليس مرة كل { $days } أيام على الأقل، خلافا لما اتُّفق عليه.
        [many] { $head }: ليس مرة كل { $days } يوما على الأقل، خلافا لما اتُّفق عليه.
        [zero] { $head }: خلافا لما اتُّفق عليه.
       *[other] { $head }: ليس مرة كل { $days } يوم على الأقل، خلافا لما اتُّفق عليه.
    }
says-every-undetermined =
    { $days ->
        [one] { $head }: لا يُعرف هل تم ذلك مرة كل يوم على الأقل، كما اتُّفق عليه.
        [two] { $head }: لا يُعرف هل تم ذلك مرة كل يومين على الأقل، كما اتُّفق عليه.
        [few] { $head }: لا يُعرف هل تم ذلك مرة كل { $days } أيام على الأقل، كما اتُّفق عليه.
        [many] { $head }: لا يُعرف هل تم ذلك مرة كل { $days } يوما على الأقل، كما اتُّفق عليه.
        [zero] { $head }: لا يُعرف هل تم ذلك كما اتُّفق عليه.
       *[other] { $head }: لا يُعرف هل تم ذلك مرة كل { $days } يوم على الأقل، كما اتُّفق عليه.
    }
times =
    { $count ->
        [zero] ولا مرة
        [one] مرة واحدة
        [two] مرتين
        [few] { $count } مرات
        [many] { $count } مرةً
       *[other] { $count } مرة
    }
done-certain = { $times } على وجه اليقين
done-never = ولا مرة على وجه اليقين
done-most = { $done }، و{ $times } على الأكثر
says-times = { $head }: { $done }، والمتفق عليه { $agreed } في الشهر.
says-notice-met = إشعار بـ { $acts } من جانب { $party } { $place }، قبل { $hours } ساعة: قُدِّم في الوقت المحدد.
says-notice-breached = إشعار بـ { $acts } من جانب { $party } { $place }، قبل { $hours } ساعة: لم يُقدَّم في الوقت المحدد.
says-notice-undetermined = إشعار بـ { $acts } من جانب { $party } { $place }، قبل { $hours } ساعة: لا يُعرف هل قُدِّم في الوقت المحدد.
says-answer-met = طلب { $request } { $place }، على { $party } أن يرد عليه بـ { $duty } خلال { $hours } ساعة: تم الرد في الوقت المحدد.
says-answer-breached = طلب { $request } { $place }، على { $party } أن يرد عليه بـ { $duty } خلال { $hours } ساعة: لم يتم الرد في الوقت المحدد.
says-answer-undetermined = طلب { $request } { $place }، على { $party } أن يرد عليه بـ { $duty } خلال { $hours } ساعة: لا يُعرف هل تم الرد في الوقت المحدد.
reason-over-limit = أقل عدد تسمح به التقارير يتجاوز المسموح به.
reason-act = عمل واحد على الأقل مؤكد.
reason-may-be-one = بعض الأعمال المؤكدة ربما كانت حدثا واحدا ذُكر أكثر من مرة.
reason-missed = لم يتم ذلك في الوقت المحدد، والسجل كامل.
reason-within-limit = الإحصاء الكامل ضمن الحد المسموح به.
reason-no-act = كانت المراقبة متواصلة ولم يُبلَّغ عن أي عمل.
reason-done = تم ذلك في الوقت المحدد.
reason-waived = يشمله استثناء متفق عليه.
reason-no-complete-count = لم يُحصِ أحد كل ما في المنطقة.
reason-no-report = لم يُبلَّغ عن أي عمل، ولا يُعرف أن أحدا كان يراقب كل عمل من هذا النوع.
reason-count-straddles = يقع الحد المسموح به بين طرفي إحصاء كامل.
reason-partial-alleges = يذكر تقرير عددا أكبر من المسموح به، ولكن دون يقين.
reason-near-border = يقع مكان أقرب إلى حدٍّ مما تسمح به الدقة.
reason-vague-place = المكان منطقة لا نقطة، أو أن موقعه لا يطابق اسمه.
reason-vague-date = يتجاوز التاريخ حدود الشهر أو مدة السريان أو لحظة الحكم.
reason-weak-source = تقرير دون ما تتطلبه قاعدة الإثبات في البعثة.
reason-coalition = الفاعل ائتلاف أو اسم ملتبس، ولم يُسمَّ أي عضو فيه.
reason-initiator-unknown = لا يعرف أحد من بدأ.
reason-opponent-unknown = الطرف الآخر قد لا يكون طرفا في الاتفاق.
reason-contradiction = إحصاءان لوقت واحد يتناقضان.
reason-waiver-unclear = ربما ينطبق استثناء متفق عليه.
reason-pending = لم تنته المهلة بعد.
reason-register-incomplete = لا شيء يثبت إنجازه، ولم يُعلن أن السجل كامل.
reason-one-event = ربما حدث واحد: { $reports }.
settle-compare = حكم بشأن ما إذا كانت حدثا واحدا: sulh compare { $ids } --same (أو --different).
settle-no-complete-count = تفتيش كامل { $place }، { $time }، أُحصي فيه كل { $item }. فإن لم يحدث فلا يمكن الحسم إلا في الأشهر المقبلة، بزيارة في كل شهر.
settle-no-report = بيان ممن كان يراقب { $place }، { $time }: أنه راقب طوال الوقت وكان سيبلغ عن كل عمل من هذا النوع ({ $acts }).
settle-count-straddles = إعادة إحصاء { $item } { $place } بحدود أضيق من { $bounds }، والمسموح به { $allowed }.
settle-partial-alleges = زيارة إلى { $places }، مع إحصاء كامل لـ { $item }.
settle-near-border = تحديد الموقع بدقة، أو زيارة المكان، في { $reports }.
settle-vague-place = المكان الدقيق، من المصدر، في { $reports }.
settle-vague-date = التاريخ الدقيق، من المصدر، في { $reports }.
settle-weak-source = تقرير ثان مستقل عما ورد في { $reports }.
settle-coalition = تقرير يسمي الفاعل في { $reports }.
settle-initiator-unknown = تحقيق فيمن بدأ، في { $reports }.
settle-opponent-unknown = اسم الطرف الآخر في { $reports }.
settle-contradiction = إعادة إحصاء مشتركة: إحصاءان لوقت واحد يتناقضان في { $reports }.
settle-waiver-unclear = تواريخ { $waivers } ومناطقه وأعداده، من الطرفين.
settle-pending = لا شيء بعد: يُعاد الحكم بعد انتهاء المهلة التي بدأت { $time }.
settle-register-incomplete = السجل { $place }، معلنا كاملا ممن يمسكه، { $time }.
the-exception = الاستثناء
the-place-reported = المكان المذكور
more-reports = { $names } و{ $count } غيرها
more-places = { $names }؛ و{ $count } أماكن أخرى

## Help of fields and kinds; in English it is the declaration's own

help-source = من ينشره أو يرسله
help-ref = مرجعه عند المرسل
help-reliability = رمز الأدميرالية: المصدر؛ F أو فارغ: لا يمكن الحكم عليه
help-credibility = رمز الأدميرالية: المعلومة؛ 6 أو فارغ: لا يمكن الحكم عليها
help-means = كيف عُرف الأمر
help-text = نص التقرير، حتى 64 كيلوبايت
help-language = لغة النص
help-link = أين يوجد: عنوان على الشبكة أو مرجع
help-start = متى: تاريخ (اليوم كله بتوقيت البعثة) أو وقت مع فارقه عن التوقيت العالمي
help-weapon-start = متى جُمع
help-custody-start = متى حدث ذلك
help-population-start = متى أُحصوا
help-store-count-start = متى أُحصيت
help-delivery-start = متى
help-end = نهايته؛ فارغ: مثل البداية
help-lon = خط الطول، WGS 84
help-lat = خط العرض، WGS 84
help-accuracy_m = نصف القطر حول النقطة الذي يضم المكان الحقيقي؛ region: النقطة مركز منطقة
help-zone = المنطقة كما يكتبها المصدر
help-district = القضاء كما يكتبه المصدر
help-country = البلد كما يكتبه المصدر
help-place = المكان كما يكتبه المصدر
help-requirement-place = حيث يُحتاج إليه
help-position = بدلا من خطي الطول والعرض: MGRS أو UTM أو درجات ودقائق أو Plus Code أو اسم مكان
help-actor = من، كما يكتبه المصدر
help-incident-actor = من شارك فيه، كما يكتبه المصدر
help-weapon-actor = الجماعة التي سلّمته
help-item = صنف من مفردات البعثة
help-low = العدد: على الأقل
help-best = العدد: أفضل تقدير؛ وحده: هذا العدد بالضبط
help-high = العدد: على الأكثر
help-inspection = مرجع التفتيش الذي تنتمي إليه
help-observation-complete = هل أُحصي كل ما في المنطقة من هذا الصنف
help-inspection-complete = هل شوهدت المنطقة كلها
help-coverage-complete = هل كان سيبلّغ عن كل منها
help-act = عمل من مفردات البعثة
help-opponent = الطرف الآخر
help-initiator = الطرف الذي بدأ
help-deaths_low = جميع الوفيات: على الأقل
help-deaths_best = جميع الوفيات: أفضل تقدير؛ وحده: هذا العدد بالضبط
help-deaths_high = جميع الوفيات: على الأكثر
help-civilian_deaths_low = المدنيون من بين الوفيات: على الأقل
help-civilian_deaths_best = المدنيون من بين الوفيات: أفضل تقدير؛ وحده: هذا العدد بالضبط
help-civilian_deaths_high = المدنيون من بين الوفيات: على الأكثر
help-inspector = من قام بالتفتيش
help-duty = الواجب الذي أُدّي
help-answers = مرجع الطلب الذي يرد عليه
help-activity_start = متى يُنتظر أن يقع العمل المعلن
help-activity_end = نهايته؛ فارغ: مثل البداية
help-request = نوع الطلب
help-subjects = الأعمال أو الواجبات أو الإشعارات التي جرت المراقبة بشأنها
help-reports = المعرفات الكاملة للقيود المقارنة
help-judgement = هل هي حدث واحد
help-mission = البعثة
help-unit_type = نوع الوحدة
help-training-requirement-unit_type = نوع الوحدة، أو any لجميعها
help-tasks = مهامها
help-requirement-strength = أدنى عدد لأفرادها
help-pledge-strength = عدد أفرادها
help-first = اليوم الأول
help-last = اليوم الأخير
help-languages = اللغات
help-pledge-nation = من يعرضها
help-deployment-nation = من ينشرها
help-pledge-level = درجة جاهزيتها
help-medical-facility-level = مستوى الرعاية فيه
help-notice_days = مهلة الإشعار بالتحرك
help-caveats = ما ترفضه
help-requirement = الاحتياج الذي تلبيه
help-contributor = من يساهم بها
help-unit-type = نوعها كما في القدرات
help-weapon-type = ما هو
help-authorised = العدد المتفق عليه
help-from = اليوم الأول
help-to = اليوم الأخير؛ فارغ: مفتوح
help-unit = الوحدة
help-delivery-unit = l أو m3 أو g أو kg أو t أو kcal أو Gcal أو m2 أو ha أو قطعة
help-category = فئة المعدات
help-standard-assessment-category = فئة الاكتفاء الذاتي
help-lease = من يتولى الصيانة
help-agreed = العدد المتفق عليه
help-day = اليوم
help-purpose = الغرض من التفتيش
help-present = المعدات الموجودة
help-equipment-inspection-serviceable = المعدات الصالحة من بين الموجودة
help-weapon-serviceable = هل يمكن إطلاق النار به
help-servicing-items = المعدات التي جرت صيانتها
help-weapon-items = عدد الأسلحة؛ فارغ: سلاح واحد
help-store-count-items = الأسلحة المحصاة
help-stock-supply = المؤن
help-delivery-supply = ماذا
help-on_hand = كم يوجد منها
help-measure = وحدة القياس
help-used_per_day = الاستهلاك اليومي
help-status = هل هم حاضرون
help-persons = كم عددهم
help-personnel-period-reason = سبب غيابهم
help-way-closure-reason = السبب
help-standard = هل استوفى المعيار
help-title = عنوانها
help-role = ما تؤهل له
help-course = الدورة
help-holders = عدد حامليها
help-issued = أول يوم من الصلاحية
help-expires = آخر يوم من الصلاحية؛ فارغ: دون نهاية
help-renews = مرجع السطر الذي يحل محله
help-simulated = هل هو من تمرين
help-basis = ما تعبر عنه الكمية
help-amount = كم يحتاجون إليها
help-serial = الرقم التسلسلي كما هو منقوش
help-make = الصانع
help-model = الطراز
help-calibre = العيار
help-made_in = بلد الصنع
help-year = سنة الصنع
help-marks = علامات أخرى ومكانها
help-photos = بصمات SHA-256 للصور
help-weapons = أرقام في السجل
help-step = ما الذي حدث
help-agent = المكتب الذي دوّنه، دون أسماء أشخاص
help-second = المكتب الثاني الذي شاهد الشيء نفسه ووقّع
help-witness = المكتب الذي شهد الإتلاف
help-store = المستودع
help-recipient = السلطة التي تسلمتها
help-method = كيف أُتلفت
help-group = من هم
help-people = كم عددهم
help-women = نساء
help-men = رجال
help-girls = فتيات دون 18 سنة
help-boys = فتيان دون 18 سنة
help-organisation = من
help-cluster = المجموعة القطاعية
help-progress = مدى التقدم
help-quantity = الكمية بوحدتها
help-radius_m = إلى أي مدى
help-delay_min = الوقت اللازم للعبور
help-bears_t = وزن المركبة التي يمكنها العبور
help-mode = ما هو
help-medical = هل على متنها طاقم طبي
help-start_likely_min = مهلة انطلاقها المعتادة
help-start_min = أقصر مهلة لانطلاقها
help-start_max_min = أطول مهلة لانطلاقها
help-speed_kmh = سرعتها
help-weight_t = وزنها محملة
help-range_km = المسافة الكلية التي يمكنها قطعها
help-night = هل تعمل ليلا
help-seats = عدد الجرحى الذين تنقلهم
help-beds = الأسرّة الشاغرة
help-theatres = طاولات جراحة السيطرة على الضرر
help-helipad = هل تهبط فيه طائرات عمودية
help-kind-observation = عدد من صنف ما لدى جهة ما، أُحصي في مكان.
help-kind-incident = عمل: اشتباك أو هجوم أو عبور أو تحليق أو نشاط معلن.
help-kind-inspection = زيارة تحقق، أو فحص دوري أو بناء على طلب، أو دورية لها مهمة.
help-kind-notification = إشعار من جهة بعمل مقبل.
help-kind-request = طلب من جهة، ورد في ذلك الوقت، في منطقة.
help-kind-coverage = كان أحد يراقب أو يمسك السجل: فللصمت معنى.
help-kind-comparison = حكم بشأن ما إذا كان تقريران أو أكثر عن حدث واحد.
help-kind-requirement = وحدة تحتاج إليها بعثة.
help-kind-pledge = وحدة معروضة. والتحفظات هي المهام والأماكن والبعثات التي ترفضها.
help-kind-deployment = وحدة تلبي احتياجا من يومه الأول إلى الأخير.
help-kind-unit = وحدة مشكلة من مساهم؛ ومرجعها اسمها.
help-kind-equipment-holding = معدات من فئة واحدة التزمت وحدة بإحضارها.
help-kind-equipment-inspection = ما أحصاه مفتش في يوم: الموجود، والصالح منه.
help-kind-servicing = معدات جرت صيانتها الدورية في يوم.
help-kind-stock = وقود أو قطع غيار أو مؤن أخرى أُحصيت في يوم، مع استهلاكها.
help-kind-personnel-period = أفراد منشورون، أو غائبون، في كل يوم من فترة.
help-kind-standard-assessment = هل استوفى الاكتفاء الذاتي لوحدة معياره في يوم.
help-kind-course = دورة تنتهي بشهادة؛ ومرجعها اسمها.
help-kind-certificate = حاملو شهادة في وحدة، من أول يوم من صلاحيتها إلى آخره.
help-kind-training-requirement = ما تحتاج إليه وحدات من نوع ما: عدد من الأشخاص أو نسبة مئوية.
help-kind-weapon = سلاح سُلّم أو عُثر عليه؛ ومرجعه رقمه في السجل.
help-kind-custody = ما آلت إليه أسلحة السجل: أُودعت مستودعا أو سُلّمت إلى جهة أخرى أو انتهى أمرها.
help-kind-store-count = أسلحة أحصاها مكتبان في مستودع، لمقابلتها بالسجل.
help-kind-population = أشخاص في مكان، عدًّا أو تقديرا؛ بحسب الجنس والسن حيث يُعرفان.
help-kind-delivery = مؤن أو خدمة للناس في مكان، مخططة أو مقدمة.
help-kind-way-closure = موضع لا تعبره المركبات أو تعبره ببطء، من يوم إلى آخر.
help-kind-medical-asset = مركبة أو طائرة عمودية تنقل الجرحى؛ ومرجعها اسمها.
help-kind-medical-facility = مكان يعالج الجرحى، من المستوى 1 إلى 4؛ ومرجعه اسمه.
