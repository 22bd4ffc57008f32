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
