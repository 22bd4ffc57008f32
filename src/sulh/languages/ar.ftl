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

## Without a network

page-unsent = لم يُرسل بعد
no-line = لا اتصال بالخادم.
line-there = الخادم متاح.
kept-at = ما يُعرض هنا محفوظ على هذا الجهاز منذ
unsent-count =
    { $count ->
        [zero] كل التقارير مُرسلة.
        [one] تقرير واحد لم يُرسل.
        [two] تقريران لم يُرسلا.
        [few] { $count } تقارير لم تُرسل.
        [many] { $count } تقريرا لم يُرسل.
       *[other] { $count } تقرير لم يُرسل.
    }
draft-count =
    { $count ->
        [zero] لا مسودات
        [one] مسودة واحدة
        [two] مسودتان
        [few] { $count } مسودات
        [many] { $count } مسودة محفوظة
       *[other] { $count } مسودة
    }
unsent-others =
    { $count ->
        [zero] لا تقارير لحسابات أخرى على هذا الجهاز.
        [one] تقرير واحد لحساب آخر ينتظر على هذا الجهاز.
        [two] تقريران لحسابات أخرى ينتظران على هذا الجهاز.
        [few] { $count } تقارير لحسابات أخرى تنتظر على هذا الجهاز.
        [many] { $count } تقريرا لحسابات أخرى ينتظر على هذا الجهاز.
       *[other] { $count } تقرير لحسابات أخرى ينتظر على هذا الجهاز.
    }
queue-sign-in = سجّل الدخول من جديد: لا يُرسل شيء قبل ذلك.
newer-version = توجد على هذا الجهاز نسخة أحدث من لوحة العمل.
load-newer = استعملها
photos = الصور
add-photos = إضافة صور (20 صورة على الأكثر، 10 ميغابايت لكل منها، دون أي تغيير فيها)
photos-coming = تُحفظ الصور على هذا الجهاز…
photos-insecure = تحتاج الصور إلى عنوان آمن (HTTPS).
file-missing = لم تصل
file-too-large = فارغة أو أكبر من 10 ميغابايت، فلم تُضَف.
file-too-many = لم تُضف: للتقرير 20 صورة على الأكثر.
photo-count =
    { $count ->
        [zero] لا صور
        [one] صورة واحدة
        [two] صورتان
        [few] { $count } صور
        [many] { $count } صورة مرفقة
       *[other] { $count } صورة
    }
remove = إزالة
entered-version = النسخة الجديدة في السجل.
queued-words = التقرير محفوظ على هذا الجهاز ويُرسل من تلقاء نفسه فور عودة الاتصال.
held-words = التقرير في السجل لكنه لا يسري بعد: يختار ضابط مناوب بين النسختين.
incomplete-words = التقرير في السجل لكنه غير مكتمل: لم تعد هذه الصور على هذا الجهاز. أضفها من جديد.
word-changed = تغيّرت الاستمارة منذ كتابته: { $field } «{ $old }» صار «{ $now }».
insecure-words = هذا العنوان غير آمن (بلا HTTPS): لا تعمل لوحة العمل هنا إلا مع اتصال، ومن دون صور أو مفاتيح أجهزة.
retry-words = تُعاد المحاولة تلقائيا كل { $seconds } ثانية على الأكثر.
send-now = أرسل الآن
on-this-device = على هذا الجهاز
nothing-unsent = لا شيء ينتظر هنا.
sent-lately = أُرسل مؤخرا
state-draft = مسودة
state-queued = ينتظر الاتصال
state-refused = يحتاج إلى تصحيح
state-held = بانتظار قرار ضابط
remove-sure = هل يُزال من هذا الجهاز؟ ما لم يُرسل يضيع.
signed-here = موقّع على هذا الجهاز
open-draft = افتح
send-again = أرسل من جديد
carry = النقل إلى جهاز آخر
carry-words = يحوي الملف كل ما لم يُرسل مع صوره، ويستطيع أي شخص قراءته. ومن يفتحه في لوحة العمل يرسله باسمه، ويبقى عليه توقيع هذا الجهاز.
carry-save = احفظ في ملف
carry-take = أدخل ملفا
carried-count =
    { $count ->
        [zero] لم يُدخل أي تقرير جديد.
        [one] أُدخل تقرير واحد.
        [two] أُدخل تقريران.
        [few] أُدخلت { $count } تقارير.
        [many] أُدخل { $count } تقريرا.
       *[other] أُدخل { $count } تقرير.
    }
storage = هل يبقى محفوظا هنا؟
storage-safe = وعد المتصفح بالاحتفاظ به حتى عند ضيق المساحة.
storage-unsafe = لم يعد المتصفح بالاحتفاظ به، وقد يحذفه عند ضيق المساحة. أرسله قريبا أو احفظه في ملف.
storage-words = مسح بيانات هذا المتصفح يحذف ما لم يُرسل ومفتاح الجهاز. ومن يستعمل هذا الجهاز يستطيع قراءة ما حُفظ عليه.
storage-ask = اطلب من المتصفح الاحتفاظ به
leave-unsent =
    { $count ->
        [zero] لا يبقى شيء على هذا الجهاز. هل تريد الخروج؟
        [one] يبقى تقرير واحد على هذا الجهاز غير مُرسل، ويستطيع من يستعمله قراءته. هل تريد الخروج مع ذلك؟
        [two] يبقى تقريران على هذا الجهاز غير مُرسلين، ويستطيع من يستعمله قراءتهما. هل تريد الخروج مع ذلك؟
        [few] تبقى { $count } تقارير على هذا الجهاز غير مُرسلة، ويستطيع من يستعمله قراءتها. هل تريد الخروج مع ذلك؟
        [many] يبقى { $count } تقريرا على هذا الجهاز غير مُرسل، ويستطيع من يستعمله قراءتها. هل تريد الخروج مع ذلك؟
       *[other] يبقى { $count } تقرير على هذا الجهاز غير مُرسل، ويستطيع من يستعمله قراءتها. هل تريد الخروج مع ذلك؟
    }

## Watch, devices

page-handover = تسليم المناوبة
alerts = تنبيهات
sound = صوت
new-rule = قاعدة تنبيه جديدة
no-alerts = لا تنبيه مفتوح.
alert-rule-words = { $count } خلال { $minutes } دقيقة
alert-open = تنبيه:
alert-escalated = تصعيد، لم يؤكد أحد الاطلاع عليه:
acknowledge = تأكيد الاطلاع
acknowledged = تم تأكيد الاطلاع
what-is-done = الإجراء المتخذ
held-reports = نسخ بانتظار الاختيار
held-conflict = عُدّل على جهاز في حين عدّله غيره: حُفظت النسختان.
held-old-form = كُتب على استمارة أقدم: فيه كلمة لم تعد مستعملة.
holds-now = السارية الآن
as-sent = كما أرسلها الجهاز
field = الحقل
take-sent = اعتماد النسخة المُرسلة
take-mended = تصحيحها على الاستمارة الحالية
leave-sent = تركها جانبا
handed-over = سُلّمت المناوبة، على أن يؤكدها ضابط آخر.
open-handover = افتح محضر التسليم
shift-running = المناوبة الجارية
hand-over = سلّم المناوبة
handover-words = ما يجب أن يعرفه الضابط التالي
handovers-before = عمليات التسليم السابقة
shift = المناوبة
signed-both = وقّعها الضابطان
signed-one = بانتظار الضابط المستلم
no-handovers = لا يوجد أي تسليم بعد.
print = اطبع
take-over = استلم المناوبة
takeover-words = ما تود إضافته
handed-over-by = سلّمها
taken-over-by = استلمها
came-in = ما ورد
nothing-came = لم يرد شيء.
alerts-open = تنبيهات مفتوحة عند نهايتها
device = الجهاز
device-key = المفتاح
device-keys = أجهزة توقّع
device-words = يوقّع مفتاح الجهاز كل تقرير عند كتابته، حتى من دون اتصال، ولا يغادر المفتاح الجهاز أبدا. ويسمح به مسؤول أولا.
device-insecure = هذا العنوان غير آمن (بلا HTTPS): لا يتيح المتصفح مفاتيح هنا. تُرسل التقارير بلا توقيع.
device-no-ed25519 = لا يستطيع هذا المتصفح التوقيع بخوارزمية Ed25519. تُرسل التقارير بلا توقيع؛ استعمل متصفحا أحدث.
device-ask = اطلب السماح لهذا الجهاز بالتوقيع
device-label = الاسم الذي تطلقه على هذا الجهاز
device-allow = اسمح
this-device = هذا الجهاز
no-device-keys = لم يطلب أي جهاز بعد.
key-asked = مطلوب
key-allowed = مسموح به
key-revoked = ملغى
revoke-sure = هل يُلغى هذا المفتاح نهائيا؟ يبقى ما وقّعه من قبل موقّعا.
signed-by-device = موقّع من الجهاز ذي المفتاح
photo = صورة
kind-attachment = مرفق
kind-held-report = تقرير معلّق
kind-held-choice = اختيار نسخة
kind-alert-rule = قاعدة تنبيه
kind-alert-acknowledgement = تأكيد الاطلاع على تنبيه
kind-shift-handover = تسليم المناوبة
kind-handover-confirmation = تأكيد التسليم
kind-device-key = مفتاح جهاز
field-report_kind = نوع التقرير
field-report_ref = مرجع التقرير
field-digest = بصمة SHA-256
field-size = الحجم
field-media_type = نوع المحتوى
field-of_kind = نوع التقرير
field-why = سبب التعليق
field-content = كما أُرسل
field-about = القيد الساري
field-subject = التقرير المعلّق
field-choice = الاختيار
field-result = القيد الناتج
field-watches = النوع المراقَب
field-threshold = العدد
field-within_min = خلال (بالدقائق)
field-in_zone = المنطقة
field-of_act = الفعل
field-escalate_min = التصعيد بعد (بالدقائق)
field-rule = القاعدة
field-trigger = القيد المسبِّب
field-after = السجل في البداية
field-upto = السجل في النهاية
field-handover = التسليم
word-conflict = عدّله اثنان
word-old-form = استمارة أقدم
word-taken = معتمدة
word-left = متروكة
rule-count =
    { $count ->
        [zero] لا قواعد
        [one] قاعدة واحدة
        [two] قاعدتان
        [few] { $count } قواعد
        [many] { $count } قاعدة سارية
       *[other] { $count } قاعدة
    }
seen-count =
    { $count ->
        [zero] لا تنبيهات سابقة
        [one] تنبيه واحد تم الاطلاع عليه
        [two] تنبيهان تم الاطلاع عليهما
        [few] { $count } تنبيهات تم الاطلاع عليها
        [many] { $count } تنبيها تم الاطلاع عليه
       *[other] { $count } تنبيه تم الاطلاع عليه
    }
record-count =
    { $count ->
        [zero] لا قيود
        [one] قيد واحد
        [two] قيدان
        [few] { $count } قيود
        [many] { $count } قيدا
       *[other] { $count } قيد
    }
unlisted =
    { $count ->
        [zero] كل القيود مذكورة هنا.
        [one] قيد آخر غير مذكور هنا.
        [two] قيدان آخران غير مذكورين هنا.
        [few] { $count } قيود أخرى غير مذكورة هنا.
        [many] { $count } قيدا آخر غير مذكور هنا.
       *[other] { $count } قيد آخر غير مذكور هنا.
    }
attachments-missing =
    { $count ->
        [zero] التقرير مكتمل: وصلت كل الصور.
        [one] التقرير غير مكتمل: صورة واحدة لم تصل.
        [two] التقرير غير مكتمل: صورتان لم تصلا.
        [few] التقرير غير مكتمل: { $count } صور لم تصل.
        [many] التقرير غير مكتمل: { $count } صورة لم تصل بعد.
       *[other] التقرير غير مكتمل: { $count } صورة لم تصل.
    }

## Sign in

sign-in = تسجيل الدخول
session-ended-words = انتهت جلستك. ما كتبته باقٍ في هذه الصفحة: سجّل الدخول هنا من جديد، ثم تابع.
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
role-facilitator = ميسّر التمرين
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
line-ended = سُجّل خروجك: لا يُعرض أي جديد. سجّل الدخول من جديد.
line-past = يُعرض وقت ماضٍ: لا يصل أي جديد.

## Map

map-label = خريطة أماكن البعثة والتقارير التي لها نقطة
map-loading = جارٍ تحميل الخريطة…
map-more = والمزيد قادم
map-failed = لا يستطيع هذا المتصفح رسم الخريطة (WebGL 2 غير متاح). التقارير في القائمة أدناه وفي صفحة المناوبة.
map-accuracy = تبيّن الدائرة مدى احتمال ابتعاد التقرير عن موضعه. الحدود تقريبية.
map-accuracy-near = التقارير الظاهرة أكثر من أن يُرسم مدى ابتعاد كل منها: قرّب الخريطة أو ضيّق المدة. الحدود تقريبية.
map-attribution = الخطوط: Natural Earth بمقياس 1:50 مليون كما رُسمت فيه، ولا تقول شيئًا عن تبعية أي حدود.
map-time = أيام البعثة
map-from = من
map-until = إلى
map-list = التقارير الظاهرة
map-none = لا تقرير ظاهرًا.
map-unrated = الدقة غير مذكورة
map-show = أظهره على الخريطة
map-go-to = اذهب إلى
map-choose = منطقة أو موقع
map-symbols = الرموز (APP-6)
map-retracted = أظهر ما سُحب
map-legend = معاني العلامات
own-layers = طبقاتي الخاصة
own-add = ملف GeoJSON أو PMTiles من هذا الجهاز
own-kept = تبقى في هذا المتصفح ولا تُرسل إلى أحد.
own-remove = أزل
own-not-kept = لا يحفظ هذا المتصفح الطبقات:
own-not-read = تعذّرت قراءة الملف: { $seen }
own-too-large = حجم الملف { $seen } بايت؛ والحد لملف GeoJSON مئة مليون. حوّله إلى PMTiles.
own-not-geojson = الملف { $seen }؛ والمتوقع FeatureCollection أو Feature.
own-outside = { $seen } ليس خط طول وخط عرض. احفظ الملف بنظام WGS 84 ‏(EPSG:4326).
own-tiles = في الأرشيف مربعات من النوع { $seen }؛ والمتوقع MVT أو PNG أو JPEG أو WebP أو AVIF.

map-without =
    { $count ->
        [zero] لا تقرير بلا نقطة
        [one] تقرير واحد بلا نقطة
        [two] تقريران بلا نقطة
        [few] { $count } تقارير بلا نقطة
        [many] { $count } تقريرًا بلا نقطة
       *[other] { $count } تقرير بلا نقطة
    }

map-in-view =
    { $count ->
        [zero] لا تقرير ظاهرًا، نصًّا
        [one] تقرير واحد ظاهر، نصًّا
        [two] تقريران ظاهران، نصًّا
        [few] { $count } تقارير ظاهرة، نصًّا
        [many] { $count } تقريرًا ظاهرًا، نصًّا
       *[other] { $count } تقرير ظاهر، نصًّا
    }

map-more-here =
    { $count ->
        [zero] لا مزيد هنا
        [one] وتقرير آخر هنا: قرّب الخريطة
        [two] وتقريران آخران هنا: قرّب الخريطة
        [few] و{ $count } تقارير أخرى هنا: قرّب الخريطة
        [many] و{ $count } تقريرًا آخر هنا: قرّب الخريطة
       *[other] و{ $count } تقرير آخر هنا: قرّب الخريطة
    }

map-grouped =
    { $count ->
        [zero] لا تقرير ظاهرًا.
        [one] تقرير واحد ظاهر ومرسوم في مجموعة.
        [two] تقريران ظاهران ومرسومان في مجموعة.
        [few] { $count } تقارير ظاهرة ومرسومة في مجموعات.
        [many] { $count } تقريرًا ظاهرًا: أكثر من أن يُرسم كل منها. رُسمت مجموعاتٍ مع أعدادها؛ قرّب الخريطة أو ضيّق المدة لترى كلًّا منها.
       *[other] { $count } تقرير ظاهر: أكثر من أن يُرسم كل منها. رُسمت مجموعاتٍ مع أعدادها؛ قرّب الخريطة أو ضيّق المدة لترى كلًّا منها.
    }

## Warn and protect

page-outlook = الإنذار والحماية
outlook-measure = موضوع التوقع
outlook-deaths = جميع الوفيات
outlook-civilian-deaths = وفيات المدنيين
outlook-months = الأشهر
outlook-bases = القواعد
outlook-as-now = كما هي الآن
outlook-reach = المدى (كم)
background-waiting = يحسب الخادم التوقع، وقد يستغرق دقيقة، ولا ينتظره أحد غيرك.
outlook-failed = لا توقع متاحًا:
outlook-known = المعلوم حتى
outlook-computed = حُسب في
outlook-honest = التوقع ليس وعدًا: إنه يقول ما تلا أشهرًا كهذه من قبل. تبيّن الأعمدة مدى تسعة أشهر من كل عشرة، ومدى شهر من كل شهرين، والنقطة هي المتوسط. لم تُستخدم إلا التقارير التي يحق لك قراءتها.
outlook-left-out = ما لم يُستخدم
outlook-where = أين يُرجَّح العنف
outlook-place = المكان (خط العرض، خط الطول)
outlook-expected = الوفيات المتوقعة
outlook-month-by-month = شهرًا فشهرًا
outlook-chance = أعلى احتمال لوقوع وفاة في شهر
outlook-range = أسوأ شهر، من 5 % إلى 95 %
outlook-map = خريطة التوقع والانتشارين؛ وتقول الجداول أدناه الشيء نفسه بالكلمات
outlook-no-map = لا يستطيع هذا المتصفح رسم الخريطة. وتقول الجداول الشيء نفسه.
laydown-title = انتشاران جنبًا إلى جنب
laydown-means = من يكون في متناول قاعدة. والمدى خط مستقيم طوله
laydown-proven = لا خطة أخرى بعدد القواعد نفسه تبلغ أكثر.
laydown-not-proven = قد توجد خطة أفضل.
laydown-now = كما هو الآن
laydown-planned = مخطط وفق التوقع
laydown-closed = طريق مغلق
laydown-slow = طريق بطيء، أو لا يحمل المركبات الثقيلة
laydown-closed-note = الطرق المغلقة هي طرق هذا اليوم. المدى خط مستقيم ولا يحسبها.
laydown-bases = القواعد
laydown-base = القاعدة
laydown-expected = الوفيات المتوقعة في المتناول
laydown-people = الأشخاص في المتناول
laydown-nobody = لا عدد للأشخاص في السجل
laydown-who = من يكسب ومن يخسر
laydown-group = من
laydown-persons = الأشخاص
laydown-change = التغير
laydown-changes = أماكن تكسب أو تخسر
laydown-same = لا مكان يكسب أو يخسر.
laydown-gains = يكسب
laydown-loses = يخسر
laydown-reached = في المتناول في كليهما
laydown-unreached = خارج المتناول في كليهما
laydown-list = قواعد كليهما

outlook-rests =
    { $count ->
        [zero] بلا حدث مميت في السجل.
        [one] من حدث مميت واحد في السجل.
        [two] من حدثين مميتين في السجل.
        [few] من { $count } أحداث مميتة في السجل.
        [many] من { $count } حدثًا مميتًا في السجل.
       *[other] من { $count } حدث مميت في السجل.
    }

outlook-more-places =
    { $count ->
        [zero] لا مكان آخر.
        [one] المتوقع في مكان آخر واحد أقل.
        [two] المتوقع في مكانين آخرين أقل.
        [few] المتوقع في { $count } أماكن أخرى أقل.
        [many] المتوقع في { $count } مكانًا آخر أقل.
       *[other] المتوقع في { $count } مكان آخر أقل.
    }

## Contributors

page-contributors = المساهمون
contributors-nation = الدولة
contributors-type = نوع الوحدة
contributors-day = تاريخ القرار
contributors-readable = لم تُستخدم إلا السجلات التي يحق لك قراءتها.
gaps-title = المطلوب والناقص
gaps-none = لا احتياج إلى وحدة في السجل، أو لا شيء يطابق التصفية. ويُدخله من يحق له التقديم في صفحة التقارير.
gaps-requirement = الاحتياج
gaps-time = من – إلى
gaps-unmet = أشهر غير مغطاة
gaps-fill = أشهر تغطيها التعهدات على أفضل وجه
gaps-months = شهرًا فشهرًا، بعدد الأشخاص
gaps-month = الشهر
gaps-required = المطلوب
gaps-deployed = المنتشر
gaps-pledged = المضاف من التعهدات
gaps-missing = الناقص
pledges-title = التعهدات
pledges-pledge = التعهد
pledges-use = أفضل استعمال له، أو لماذا لا يصلح
endings-title = عمليات انتشار تنتهي قريبًا بلا بديل
endings-deployment = الانتشار
endings-last = آخر يوم
endings-left = الأيام الباقية
endings-successors = تعهدات يمكن أن تليه
ready-title = ما تستطيعه الوحدات
ready-none = لا وحدة في السجل لها قدرات تُقاس بها. وهي في capabilities.toml في مجلد البعثة.
ready-unit = الوحدة
ready-capability = القدرة
ready-sets = المجموعات: الثابتة–الممكنة / المطلوبة
ready-verdict = الحكم
ready-limits = ما يحدّها
ready-able = قادرة
ready-partly = قادرة جزئيًا
ready-undetermined = غير محدد
ready-unable = غير قادرة
trained-title = التدريب
trained-exercise = لشهادات التمارين عمود خاص بها ولا تُحتسب.
trained-need = المطلوب
trained-holders = الحائزون
trained-expiring = تنتهي خلال 90 يوما
trained-simulated = من تمرين فقط
trained-shortfall = الناقص
contributions-title = من يساهم وبكم شخصًا
contributions-none = لا جدول للمساهمات مع حزمة هذه البعثة، أو لا شيء يطابق التصفية.
contributions-rank = الترتيب
contributions-share = الحصة
contributions-period = الفترة
contributions-source = المصدر
pledges-lost =
    { $count ->
        [zero] لا يُفقد بدونه شيء
        [one] بدونه يُفقد شهر واحد من عمل شخص
        [two] بدونه يُفقد شهران من عمل شخص
        [few] بدونه تُفقد { $count } أشهر من عمل شخص
        [many] بدونه يُفقد { $count } شهرًا من عمل شخص
       *[other] بدونه يُفقد { $count } شهر من عمل شخص
    }

## Writing

new-report = تقرير جديد
all-reports = كل التقارير
search = بحث
words = كلمات
since = مقيد منذ
not-said = غير مذكور
time-choose = اختر اليوم والوقت
time-clock = اليوم وحده يعني اليوم كله. والوقت بلا فارق عن UTC هو بتوقيت البعثة:
position-take = خذ موقع هذا الجهاز
position-asking = يجري البحث عن الموقع…
position-taken = الموقع في الاستمارة: تحقق منه.
position-refused = المتصفح لا يعطي الموقع: اسمح به لهذه الصفحة، أو اكتبه بنفسك.
position-none = لم يصل أي موقع. اخرج إلى مكان مكشوف وحاول مرة أخرى، أو اكتبه بنفسك.
time-twice = تؤخَّر الساعات حينها فيأتي هذا الوقت مرتين. اكتب فارقه عن UTC، مثل ‎2024-05-03T10:00+03:00.
time-never = تُقدَّم الساعات حينها، فلا وجود لهذا الوقت في ذلك اليوم.
submit = إرسال
enters-exercise = يُعرض التمرين، لذلك يدخل هذا التقرير كبيانات محاكاة.
draft-kept = هذه مسودتك؛ تبقى على هذا الجهاز حتى ترسلها.
draft-drop = تخلص من المسودة
device-full = لم يبق مكان على هذا الجهاز: ما تكتبه الآن لا يُحفظ. اترك هذه الصفحة مفتوحة، وأفرغ مكانا على الجهاز، ثم تابع. أو دوّن ما لا يجوز أن يضيع.
entered = التقرير في السجل.
duplicate = كان هذا التقرير نفسه في السجل من قبل.
rejected = لم يدخل التقرير. أصلح ما هو مذكور هنا ثم أرسله مرة أخرى.
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
password-own = كلمة السر
password-own-words = استخدم عدة كلمات لا صلة بينها، 12 حرفا على الأقل؛ لا اسمك ولا اسم البعثة ولا صفا من المفاتيح. لا تستخدمها في مكان آخر. تغييرها ينهي جلساتك الأخرى ورموزك المميزة.
password-now = كلمة السر الحالية
password-new = كلمة السر الجديدة
password-again = كلمة السر الجديدة مرة أخرى
password-differs = كلمتا السر الجديدتان مختلفتان.
password-done = لديك كلمة سر جديدة. انتهت جلساتك الأخرى ورموزك المميزة.
sessions = أين سجلت الدخول
sessions-words = أنه ما لا تعرفه ثم غيّر كلمة السر. لإنهاء الجلسات يجب أن تكون قد سجلت الدخول خلال ربع الساعة الأخير.
session-begun = البداية
session-seen = آخر استخدام
session-address = العنوان
session-device = الجهاز كما عرّف نفسه
session-this = هذه الجلسة
session-end = إنهاء
sessions-end = إنهاء كل الجلسات الأخرى
duty-password-head = اختر كلمة سر خاصة بك
duty-password = اختار شخص آخر كلمة سرك. اختر كلمة خاصة بك قبل أن تتابع.
duty-second-factor-head = أضف عاملا ثانيا
duty-second-factor = يتطلب دورك عاملا ثانيا في هذا الخادم. أضف رموزا لمرة واحدة أو مفتاح مرور قبل أن تتابع.
duty-sign-in-again-head = ادخل بعاملك الثاني
duty-sign-in-again = يتطلب دورك عاملا ثانيا في هذا الخادم، وقد دخلت من دونه. سجل الخروج ثم ادخل برمزك أو بمفتاح مرورك.
password-first = اختارها مدير، تنتهي
password-first-words = تفتح كلمة السر الحساب سبعة أيام، وفقط حتى يختار صاحبه كلمة أخرى.
continue = متابعة
way-password = كلمة السر
way-password-and-code = كلمة السر ورمز
way-passkey = مفتاح مرور
way-oidc = مزود الهوية
way-demo = عرض تجريبي

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
kind-combatant-count = عدد المقاتلين
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
field-phase = المرحلة
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
word-cantoned = في موقع التجميع
word-disarmed = منزوع السلاح
word-demobilised = مسرَّح
word-reintegration = في إعادة الإدماج
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
word-ongoing = جارٍ
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
news-cut = من آخر { $count } قيد؛ وما قبلها في صفحة التقارير
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
field-mode = برا أو جوا أو بحرا
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
evidence-words = ملف مضغوط يضم البراهين التي يحق لك قراءتها، ويتحقق منه الأمر { "sulh ledger check" } دون اتصال.
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
field-blood_units = وحدات الدم
field-surgery_min = مدة العملية الجراحية (بالدقائق)
kind-relief-need = حاجة إلى الإغاثة
word-kg = كيلوغرامات
word-m3 = أمتار مكعبة
word-pallet = منصات نقالة
field-priority = الأولوية (من 1 إلى 5)
field-opens = التفريغ ابتداءً من
field-closes = التفريغ حتى
field-due = مطلوب بحلول
field-escort = حراسة مرافقة
field-column = الرتل
field-unload_min = التفريغ (بالدقائق)
field-kg_each = وزن الوحدة (كغ)
field-m3_each = حجم الوحدة (م³)
kind-relief-stock = إغاثة في مستودع
field-depot = المستودع
field-count_day = يوم العد
kind-relief-vehicle = مركبة إغاثة
field-vehicles = عدد المركبات
field-litres = الصهريج (لترات)
field-load_kg = الحمولة (كغ)
field-load_m3 = سعة الحمولة (م³)
field-pallets = المنصات التي تحملها
field-hours_max = أطول يوم للسائق (بالساعات)
field-roads = فئات الطرق المسموح بها
kind-disaster = كارثة
field-hazard = رقم المنطقة
field-cause = السبب
word-earthquake = زلزال
word-explosion = انفجار
word-fire = حريق
word-storm = عاصفة
word-landslide = انهيار أرضي
field-affected = المتضررون
field-displaced = النازحون
field-injured = الجرحى
field-dead = الوفيات
field-missing = المفقودون
kind-triage-count = إحصاء الجرحى
field-disaster = الكارثة المعنية
field-immediate = فوري (أحمر)
field-delayed = مؤجل (أصفر)
field-minor = طفيف (أخضر)
field-deceased = متوفون (أسود)
kind-landing-site = موقع هبوط
field-lit = مضاء
field-vehicle = المركبة
field-site_only = في مواقع الهبوط فقط
field-crew_min = الوقت المتبقي للطاقم (دقيقة)
field-visibility_min_m = الرؤية اللازمة (م)
field-ceiling_min_m = ارتفاع الغيوم اللازم (م)
field-wind_max_kmh = أقصى سرعة للريح (كم/س)
word-boat = قارب
word-car = سيارة
word-lorry = شاحنة
word-armoured = مركبة مدرعة
word-motorcycle = دراجة نارية
kind-response-unit = وحدة يمكن إرسالها
field-notice_min = مهلة التحرك (دقيقة)
field-escorts = ترافق الآخرين
kind-task = مهمة
kind-task-step = خطوة من مهمة
field-tolerance_min = التأخير المسموح (دقيقة)
field-plan = الخطة
field-escorted = المهمة المرافَقة
field-task = المهمة
word-patrol = دورية
word-convoy = قافلة
word-evacuation = إخلاء
word-reaction = تدخل
word-escort = مرافقة
word-accepted = مقبولة
word-under-way = جارية
word-done = منجزة
word-failed = فاشلة
kind-movement = تنقّل السكان
field-left = المكان الذي غادروه
field-movers = صفتهم الآن
kind-return-condition = شرط العودة
field-condition = الشرط
word-security = الأمن
word-hazards = إزالة الأخطار
word-free-choice = اختيار حر ومستنير
word-water = المياه
word-health = مركز صحي
word-school = مدرسة
word-housing = السكن
word-papers = أوراق الهوية
word-freedom-of-movement = حرية التنقل
field-state = مستوفى
word-partly = جزئياً
field-evidence = الأدلة (المراجع)
field-remark = ملاحظة
kind-hazardous-area = منطقة خطرة
field-suspicion = مشتبه فيها أو مؤكدة
word-suspected = مشتبه فيها
word-confirmed = مؤكدة
field-ordnance = الذخائر
word-anti-personnel-mines = ألغام مضادة للأفراد
word-anti-vehicle-mines = ألغام مضادة للمركبات
word-cluster-munitions = ذخائر عنقودية
word-improvised-devices = عبوات ناسفة مرتجلة
word-unexploded-ordnance = ذخائر غير منفجرة
word-unknown = غير معروف
field-area_m2 = المساحة (م²)
field-exposed = أشخاص بالقرب منها
kind-area-release = الإفراج عن الأرض
field-release = طريقة الإفراج
word-cancelled = ملغاة
word-reduced = مقلّصة بالمسح
word-cleared = مطهّرة
field-devices = أجهزة مدمّرة
page-tasks = المهام
tasks-late = متأخرة
tasks-running = جارية
tasks-due = مستحقة خلال يوم
tasks-ended = انتهت خلال اليوم الأخير
tasks-none = لا شيء.
tasks-faults = خطوات غير متوافقة
task-new = مهمة جديدة
task-step-new = تسجيل خطوة
task = المهمة
task-unit = الوحدة
task-state = الحالة
task-plan = المخطط
task-actual = الفعلي
task-late = التأخير
minutes =
    { $count ->
        [zero] بلا تأخير
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة ونحوها
    }

## The picture for others

collection-zones = مناطق
collection-lines = خطوط
collection-sites = مواقع
## What leaves the mission
kind-disclosure = إفصاح
field-door = منفذ الخروج
field-audience = الجهة المقصودة
field-strictest = أشد تصنيف
field-part = الجزء
word-brief = نشرة أسبوعية
word-blocklist = قائمة حجب
word-events = أحداث مباشرة
word-evidence = أدلة
word-features = معالم جغرافية
word-feed = موجز الأخبار (Atom)
word-file = ملف
word-notice = إشعار
word-taxii = TAXII
word-tiles = قطع الخريطة
word-common-picture = الصورة المشتركة
word-cyber-defence = الدفاع ضد الهجمات الإلكترونية
word-humanitarian = العمل الإنساني
word-lawful-request = طلب قانوني
word-public-information = إعلام الجمهور
word-clear = TLP:CLEAR
word-green = TLP:GREEN
word-amber = TLP:AMBER
word-amber-strict = TLP:AMBER+STRICT
page-respond = الاستجابة
respond-call = نداء واحد
respond-call-hint = أُصيب شخص أو طُلبت مساعدة: حدّد المكان، أو اختر مكانًا من الجدول أدناه. الوقت هو المبيّن في رأس الصفحة.
respond-plan = من يذهب؟
respond-plan-for = من يذهب إلى { $place }؟
respond-wet = موسم الأمطار
respond-season = الموسم
respond-season-pack = كما تقول حزمة البعثة لهذا اليوم
respond-dry = موسم الجفاف
respond-is-wet-pack = يقع اليوم في موسم الأمطار بحسب حزمة البعثة: السرعات بحسب سطح الطريق.
respond-is-wet-question = موسم الأمطار كما اختير: السرعات بحسب سطح الطريق.
respond-is-dry-pack = لا يقع اليوم في أي موسم أمطار من حزمة البعثة.
respond-is-dry-question = موسم الجفاف كما اختير.
respond-waiting = يبحث الخادم عن الطرق، وقد يستغرق ذلك دقيقة في المرة الأولى.
respond-failed = لا يمكن الحساب:
respond-no-medical = لا يمكن قول شيء عن المصابين: ليس بين التقارير التي يحق لك قراءتها وسيلة طبية جاهزة، أو ليس بينها مرفق طبي.
respond-dark = في الظلام
respond-light = في ضوء النهار
respond-holds = تتحقق قاعدة 10-1-2
respond-holds-not = لا تتحقق قاعدة 10-1-2
respond-chance = الاحتمال
respond-chain = سلسلة الإجلاء
respond-time = الوقت
respond-minutes = الدقائق
respond-limit = الحد (بالدقائق)
respond-limits = 10-1-2: إسعاف أولي خلال 10 دقائق من الإصابة، ورعاية طبية خلال ساعة، وجراحة خلال ساعتين. التأخيرات قبل الطرق وبينها افتراضات والأوقات متوسطاتها؛ أما الاحتمال فيشمل كل التأخيرات.
respond-no-surgery = لا أحد يوصل المصابين إلى الجراحة.
respond-next = إذا لم تنطلق وسيلة
respond-without = من دون
respond-care = الرعاية بعد (دقيقة)
respond-surgery = الجراحة بعد (دقيقة)
respond-brought = ينقلهم
respond-to = إلى
respond-never = أبدًا
respond-nobody = لا أحد
respond-go = الوحدات التي يمكنها الذهاب
respond-none-goes = لا يمكن لأي وحدة الذهاب.
respond-arrives = تصل
respond-km = كم
respond-uncovers = يبقى بلا تغطية (أشخاص)
respond-order = أمر ({ $type }): { $unit }
respond-cannot =
    { $count ->
        [zero] لا أحد يتخلف
        [one] واحد لا يذهب، والسبب
        [two] اثنان لا يذهبان، والسبب
        [few] { $count } لا يذهبون، والسبب
        [many] { $count } وحدة أو وسيلة لا تذهب، والسبب
       *[other] { $count } لا تذهب، والسبب
    }
respond-ways-roads = تتبع أوقات التنقل { $pieces } قطعة من الطرق، وبسرعة { $kmh } كم/س خارج الطرق حتى { $km } كم.
respond-ways-straight = لم تُعطَ طرق: تقوم أوقات التنقل على خطوط مستقيمة، أطول { $factor } مرة، بسرعة { $kmh } كم/س.
respond-closures =
    { $count ->
        [zero] لا إغلاق قائمًا.
        [one] إغلاق واحد قائم.
        [two] إغلاقان قائمان.
        [few] { $count } إغلاقات قائمة.
        [many] { $count } إغلاقًا قائمًا.
       *[other] { $count } إغلاق قائم.
    }
respond-units = الوحدات
respond-notice = مهلة الانطلاق (دقيقة)
respond-move = من ينتقل، وإلى قاعدة من
respond-move-takes = يستغرق { $minutes } دقيقة
respond-uncovers-how = يبقى بلا تغطية: أشخاص لا يصل إليهم غير هذه الوحدة خلال ساعة، مهلةً وطريقًا، إذا ذهبت. والانتقال يعيد تغطية أكثرهم.
respond-assets = وسائل نقل المصابين
respond-asset = الوسيلة
respond-facilities = مرافق علاج المصابين
respond-facility = المرفق
respond-operates = يجري جراحة الآن
respond-ready = جاهزة
respond-medics = على متنها طاقم طبي
respond-at-night = ليلًا
respond-lose-day = يفقدون 10-1-2 من دونها نهارًا (أشخاص)
respond-lose-night = ليلًا (أشخاص)
respond-none = لا شيء بين التقارير التي يحق لك قراءتها.
respond-area = أين تتحقق قاعدة 10-1-2
respond-day = نهارًا
respond-night = ليلًا
respond-people-within = الأشخاص ضمن 10-1-2
respond-share = النسبة
respond-expected = المتوقع مع التأخيرات
respond-places-within = الأماكن
respond-places = مكانًا مكانًا، والأسوأ ليلًا أولًا
respond-people = الأشخاص
respond-not-counted = غير محصور
respond-more-places =
    { $count ->
        [zero] لا أماكن أخرى.
        [one] مكان آخر غير مدرج.
        [two] مكانان آخران غير مدرجين.
        [few] { $count } أماكن أخرى غير مدرجة.
        [many] { $count } مكانًا آخر غير مدرج.
       *[other] { $count } مكان آخر غير مدرج.
    }
respond-troops-within = قواتنا ضمن قاعدة 10-1-2
respond-troops-here =
    { $count ->
        [zero] لا أحد من قواتنا
        [one] فرد واحد من قواتنا
        [two] فردان من قواتنا
        [few] { $count } أفراد من قواتنا
        [many] { $count } فردًا من قواتنا
       *[other] { $count } فرد من قواتنا
    }
gap-title = ما الذي يسد أكبر ثغرة
gap-note = أفضل تغيير من كل نوع، من الأقل كلفة إلى الأكثر كلفة. يُحسب السكان وقواتنا على حد سواء، ويُطرح من يفقد قاعدة 10-1-2 بسبب نقل وسيلة.
gap-changes = أقصى عدد للتغييرات
gap-is = أكبر ثغرة { $light }. السكان وقواتنا خارج قاعدة 10-1-2 من المجموع:
gap-day = نهارًا
gap-night = ليلًا
gap-none = لا ثغرة: تتحقق قاعدة 10-1-2 لكل من أُحصي، نهارًا وليلًا.
gap-change = التغيير
gap-where = المكان
gap-added = عدد المستفيدين
gap-bound = لا خيار يفيد أكثر من
gap-nobody = لا خيار يفيد أحدًا
gap-moves = { $asset } إلى { $site }
gap-kind-move = نقل وسيلة
gap-kind-landing-site = موقع هبوط جديد
gap-kind-asset = سيارة إسعاف جديدة مع طاقم طبي
gap-kind-post = سيارة إسعاف جديدة مع فريق جراحي متقدم
gap-sites =
    { $count ->
        [zero] لم يُقارَن أي موقع من مواقع البعثة.
        [one] قورنت التغييرات في موقع واحد من مواقع البعثة.
        [two] قورنت التغييرات في موقعين من مواقع البعثة.
        [few] قورنت التغييرات في { $count } مواقع من مواقع البعثة.
        [many] قورنت التغييرات في { $count } موقعًا من مواقع البعثة.
       *[other] قورنت التغييرات في { $count } موقع من مواقع البعثة.
    }
gap-sites-left =
    { $count ->
        [zero] لم يُترك أي موقع.
        [one] ولم يُقارَن موقع واحد آخر.
        [two] ولم يُقارَن موقعان آخران.
        [few] ولم تُقارَن { $count } مواقع أخرى.
        [many] ولم يُقارَن { $count } موقعًا آخر.
       *[other] ولم يُقارَن { $count } موقع آخر.
    }
gap-assumes = سيارة الإسعاف الجديدة جاهزة ليلًا ونهارًا بعد 5 دقائق، وللفريق الجراحي غرفة عمليات واحدة وسريران. تغييران لا يفيدان إلا معًا يُحسبان في النقل وحده.
step-wounded = الإصابة
step-aid = إسعاف أولي في الموقع
step-alarm = وصل الإنذار
step-decision = قرار الإجلاء
step-leaves = الانطلاق
step-carried = يُحمل المصابون إلى موقع هبوط
step-scene = في الموقع
step-care = في الموقع، تبدأ الرعاية الطبية
step-leaves-scene = مغادرة الموقع
step-door = الوصول
step-care-inside = تبدأ الرعاية الطبية في المرفق
step-surgery = تبدأ الجراحة
step-surgery-ends = تنتهي الجراحة
step-leaves-facility = الانطلاق مع الجرحى
step-higher-care = الوصول إلى مرفق من مستوى أعلى
kind-damage = أضرار
kind-project = مشروع
kind-milestone = مرحلة
kind-project-progress = تقدم مشروع
kind-payment = دفعة
kind-project-reach = المستفيدون
field-structure = ما تضرر
field-grade = درجة الضرر
field-buildings = المباني
field-service = الخدمة
field-working = هل تعمل؟
field-serves = من يعتمدون عليها
field-cost = كلفة الإصلاح
field-currency = العملة
field-scale = الحجم
field-budget = الميزانية
field-stage = المرحلة الحالية
field-contractor = المقاول
field-funder = الممول
field-risk = الخطر
field-risk_note = ما قد يسوء
field-project = رقم المشروع
field-share = الحصة من الميزانية، %
field-milestone = رقم المرحلة
field-percent = المنجز، %
field-money = ما جرى للمال
field-reach = مقصودون أم بُلغوا
word-house = منزل
word-health-post = مركز صحي
word-water-point = نقطة ماء
word-power-line = خط كهرباء
word-road = طريق
word-bridge = جسر
word-market = سوق
word-office = مكتب
word-place-of-worship = مكان عبادة
word-slight = طفيف (1)
word-moderate = متوسط (2)
word-heavy = شديد (3)
word-very-heavy = شديد جدا (4)
word-destruction = دمار (5)
word-education = التعليم
word-power = الكهرباء
word-transport = النقل
word-justice = العدالة
word-livelihoods = سبل العيش
word-administration = الإدارة
word-works = تعمل
word-stopped = متوقفة
word-quick-impact = سريع الأثر
word-reconstruction = إعادة إعمار
word-proposed = مقترح
word-agreed = متفق عليه
word-low = منخفض
word-medium = متوسط
word-high = مرتفع
word-access = الوصول
word-weather = الطقس
word-contractor = المقاول
word-supplies = المواد
word-funds = الأموال
word-permits = التصاريح
word-received = مستلم
word-committed = ملتزم به
word-paid = مدفوع
word-intended = مقصودون
word-reached = بُلغوا
kind-area-assessment = تقييم قطاع
kind-worksite = موقع عمل
field-standing = المباني القائمة
field-harmed = المباني المتضررة
field-collapsed = المباني المنهارة
field-access = الوصول
field-first_needs = ما يلزم أولا
field-site = رقم الموقع
field-victims = من قد يكون حيا
field-rescue = الإنقاذ
field-live = أحياء مؤكدون
field-dangers = مخاطر غير مألوفة
word-asr-1 = ASR 1، منطقة واسعة
word-asr-2 = ASR 2، قطاع
word-asr-3 = ASR 3، إنقاذ سريع
word-asr-4 = ASR 4، إنقاذ كامل
word-asr-5 = ASR 5، تغطية شاملة
word-confirmed-live = أحياء مؤكدون
word-unknown-big-voids = غير معروف، فراغات كبيرة
word-unknown-small-voids = غير معروف، فراغات صغيرة
word-none-live = لا أحياء
word-rapid = سريع (ASR 3)
word-full = كامل (ASR 4)
word-waiting = في الانتظار
word-finished = منته
word-hard = صعب
field-work = مدى العمل
field-sector = القطاع
word-open = مفتوح
word-closed = مغلق
kind-decision = قرار
field-projects = المشاريع
word-approve = موافقة
word-refuse = رفض
word-postpone = تأجيل
field-criteria = المعايير
field-options = الخيارات
kind-complaint = شكوى
field-topic = الموضوع
word-quality = الجودة
word-left-out = الاستبعاد
word-delay = التأخير
word-conduct = السلوك
word-safety = السلامة
word-money = المال
word-land = الأرض
field-sensitive = عن إساءة أو احتيال
field-channel = كيف وردت
word-desk = مكتب استقبال
word-telephone = هاتف
word-box = صندوق
word-letter = رسالة
word-visit = زيارة
word-meeting = اجتماع
field-answer_days = أيام للرد
kind-complaint-answer = رد على شكوى
field-complaint = الشكوى
field-answer = الرد
word-acknowledge = إقرار بالاستلام
word-refer = إحالة
word-uphold = قبول الشكوى
word-dismiss = رد الشكوى
word-withdraw = سحب
# The printed report

mission-report = تقرير البعثة
mission-report-words = التقرير الكامل للقادة والأطراف، بهذه اللغة. يحصل عليه الضباط المناوبون لأنهم يقرؤون القيود بكل درجاتها.

# A finding: what was settled, and what was taken back

settled = حُسم بمقارنة
retracted-reports = سُحب، ولم يعد مستعملا

# Values of records, and files that are brought in

not-stated = غير مذكور
bounds-from = { $low } على الأقل
bounds-between = من { $low } إلى { $high }
bounds-best = { $best } ({ $bounds })
upload = إدخال ملف
upload-words = ملف CSV: استمارة التقرير أو جدول معروف. تُدخل السطور الصحيحة وتُذكر الأخرى.
upload-file = الملف
upload-source = المصدر، إن لم يسمه الملف
upload-simulated = هذه تقارير تمرين
upload-send = إرسال الملف
upload-foreign = بعض هذه التقارير خارج منطقة البعثة. لم يُدخل شيء بعد. ماذا يُفعل بها؟
upload-enter = إدخالها كلها
upload-leave-out = ترك ما هو خارجها
upload-cancel = عدم إرسال شيء
upload-entered = أُدخلت
upload-duplicates = موجودة من قبل
upload-conflicts = محفوظة إلى جانب نسخة أخرى
upload-left-out = تُركت
upload-rejected = لم تُفهم
page-places = الأماكن
page-returns = العودة
page-weapons = الأسلحة
page-projects = المشاريع
recovery-waiting = الخادم يحسب ذلك.
recovery-partly = جزئيا
recovery-people = الأشخاص
comma = ،{ " " }
recovery-faults = سجلات لا تتوافق
people-few = أقل من 10
people-rounded = تُقرّب أعداد الأشخاص إلى العشرات قبل أي جمع؛ وما دون العشرة يبدو واحدا.
returns-ready = مدى جاهزية كل مكان
returns-no-places = لم يُقيَّم أي مكان ولم يُعدّ أحد.
returns-index-note = الحصة الموزونة من الشروط المستوفاة: الأدنى إن لم يتحقق كل مجهول، والأعلى إن تحقق. وحيث لا أمن أو لا إزالة للأخطار أو لا اختيار حرا، لا ينبغي تشجيع أحد على العودة.
returns-rank = الرتبة
returns-index = الجاهزية
returns-rank-range = الرتبة بأوزان أخرى
returns-stops = يجب انتظار
returns-assess-first = يُقيَّم أولا: { $conditions }
returns-change-weights = تغيير الأوزان
returns-weight-note = من 0 إلى 100؛ تبدأ كلها من 1. المؤشر وأوزانه من وضع «صُلح» لا من معيار. الرتبة بأوزان أخرى: الأفضل والأسوأ حين يُنصَّف كل وزن على حدة ويُضاعَف.
returns-not-assessed = لم يُقيَّم
returns-conditions = شروط العودة
returns-conditions-note = يُعتدّ بأسوأ ما هو معروف. النجمة: الأسباب لا تتفق.
returns-reasons = من أو ما يقول ذلك
returns-flows = من ذهب إلى أين
returns-no-flows = لم يُبلَّغ عن أي تنقل في هذه الأيام التسعين.
returns-to = إلى
returns-who = من هم
returns-after = بعد العودة
returns-nobody = لم يعد أحد في هذه الأيام التسعين.
returns-returned = عادوا
returns-a-week = في الأسبوع
returns-assessed = قُيّم منذ ذلك
returns-room = لكم شخص يكفي
returns-no-room = لم يُبلَّغ عن أي توريد.
returns-limit = ما يحدّ ذلك
weapons-balance = المجموع = المخزَّن + المنقول + المدمَّر + المفقود:
weapons-collected = جُمعت
weapons-by-type = حسب النوع
weapons-by-group = حسب الجماعة التي سلّمتها
weapons-none = لا شيء.
weapons-group = الجماعة
weapons-stores = في المخازن
weapons-no-store = ليست في مخزن بعد
weapons-counts = عدّ يختلف عن السجل
weapons-counts-agree = آخر عدّ يوافق السجل، أو لم يعدّ أحد.
weapons-by-count = بحسب العدّ
weapons-by-register = بحسب السجل
weapons-close = أرقام متسلسلة قد تكون واحدة
weapons-no-close = لا شيء بين أرقام آخر 90 يوما.
weapons-one = الأول
weapons-other = الآخر
weapons-reason = كيف يختلفان
combatants-title = نزع السلاح والتسريح وإعادة الإدماج
combatants-none = لم يُعدّ أحد من أفراد أي جماعة في أي مرحلة حتى الآن.
combatants-by-group = بحسب الجماعة، في كل الأماكن
combatants-by-place = بحسب المكان
combatants-cannot-be = أعداد لا يمكن أن تصح كلها
combatants-unarmed = لم يُغيَّر شيء بسببها. وقد يُسرَّح أفراد غير مسلحين أيضًا: يُسأل من يمسك القائمة.
returns-who-says = من يقول ماذا
projects-none = لم يُسجَّل أي مشروع.
projects-project = المشروع
projects-stage = المرحلة
projects-refused = مرفوض
projects-paid = المدفوع
projects-progress = المنجز
projects-cost-at-end = الكلفة النهائية
projects-end = النهاية، المخططة ← بهذه الوتيرة
projects-late = ما تأخر، ولماذا
projects-none-late = لا مرحلة متأخرة.
projects-milestone = المرحلة
projects-due = الموعد
projects-cause = السبب
projects-no-cause = لم يقل أحد لماذا
projects-remark = ما شوهد
projects-communities = ما يكسبه كل مجتمع
projects-no-people = لم يقل أحد من بُلغ.
projects-twice = من يبلغه مشروعان يُعدّ مرتين.
projects-community = المجتمع
projects-intended = المقصودون
projects-reached = بُلغوا حتى الآن
projects-no-report = لا تقرير
projects-damage = الأضرار
projects-no-damage = لم تُسجَّل أي أضرار.
projects-damage-note = عدّ كل مرسل على حدة؛ ولا يُجمع مرسلان أبدا.
projects-serves = يعتمدون عليها
projects-decisions = من قرر، وعلى أي أساس
projects-no-decisions = لم يُسجَّل أي قرار.
projects-decision = القرار
projects-overdue = شكاوى تأخر الرد عليها
projects-none-overdue = لا شكوى تنتظر أكثر مما ينبغي.
projects-days-late = أيام التأخير
projects-sensitive = حساسة
place-doubles = قد يكون هو المكان نفسه: { $places }. لم يُدمج شيء: لا يقول ذلك إلا سجل.
returns-doubles = أماكن قد تكون واحدة
returns-doubles-words = لا تختلف أسماؤها إلا في حالة الحروف أو الحركات أو العلامات. لم يُدمج شيء: يدمجها سجل يذكر رمز المكان أو اسمه في الدليل.
places-none = لا يذكر أي سجل مكانا حتى الآن.
places-choose = اختر مكانا.
places-position = الموقع
places-stops = لا ينبغي تشجيع أحد على العودة إلى هنا بعد.
places-not-assessed = لم يقيّم أحد شيئا هنا ولم يعدّ.
places-condition = الشرط
places-holds = مستوفى
places-security = حوادث ضمن 5 كم
places-no-incidents = لم يُبلَّغ عن شيء. ولا يدل ذلك على شيء إن لم يكن أحد هناك.
places-hazards = المناطق الخطرة
places-no-hazards = لم تُسجَّل أي منها ضمن 5 كم.
places-area = المنطقة
places-left = غير المحرَّر
places-excess = غير معروف: حُرِّر أكثر مما مُسح بمقدار { $area }
places-needs = ما ينقص
places-no-needs = لم يُعدّ أحد هنا.
places-supply = المادة
places-missing = الناقص
places-presence = من يعمل هنا
places-nobody-works = لم يبلّغ أحد عن توريد أو خطة.
places-cluster = القطاع الإنساني
places-organisations = المنظمات
places-nobody = لا أحد
word-taps = صنابير
word-toilets = مراحيض
word-soap = صابون
word-food = غذاء
word-covered-space = مساحة مغطاة
word-settlement-area = مساحة الموقع

## Threats
kind-threat-object = عنصر تهديد
kind-intrusion = هجوم إلكتروني
field-collection = المجموعة
field-attack = الهجوم
field-extent = المدى
field-senders = المرسلون
field-domains = أسماء النطاقات
field-addresses = عناوين الإنترنت
field-urls = عناوين الويب
field-digests = بصمات الملفات
field-confidence = درجة الثقة
field-block_days = مدة الصلاحية (أيام)
word-phishing = تصيّد
word-spear-phishing = تصيّد موجّه
word-credential-theft = سرقة كلمات السر
word-malware = برمجية خبيثة
word-ransomware = برمجية فدية
word-website-defacement = تشويه موقع
word-denial-of-service = حجب الخدمة
word-data-leak = تسريب بيانات
word-radio-jamming = تشويش اللاسلكي
word-navigation-jamming = تشويش الملاحة
word-other-attack = هجوم آخر
word-attempt = محاولة
word-opened = فتحها أحدهم
word-compromise = تم الاختراق
word-unclear = غير واضح
field-outcome = النتيجة

## Exercise
page-exercise = التمرين
exercise-none = هذه البعثة ليست تمرينًا حيًا.
exercise-until = ينتهي
exercise-runs = يسير أسرع من الوقت الحقيقي بـ { $speed } مرة.
exercise-paused = متوقف مؤقتًا.
exercise-over = انتهى.
exercise-messages = رسائل إليك
exercise-no-messages = لم تصل أي رسالة.
exercise-seen = قرأتها
exercise-sent = أُرسلت
exercise-steer = التوجيه
exercise-speed = السرعة
exercise-run = تشغيل
exercise-pause = إيقاف مؤقت
exercise-step = إلى الحدث التالي
exercise-next = التالي:
exercise-no-next = لا حدث آتٍ.
exercise-to-end = إلى النهاية
exercise-to-end-sure = أتريد الانتقال إلى النهاية؟ ينتهي التمرين عندئذ، ولا يمكن إعادة الوقت.
exercise-follows = بعد { $inject } بـ { $hours } ساعة
exercise-follows-if-reported = بعد { $inject } بـ { $hours } ساعة، إن أُبلغ عنه حتى ذلك الحين
exercise-follows-if-unreported = بعد { $inject } بـ { $hours } ساعة، إن لم يُبلغ عنه حتى ذلك الحين
exercise-list = قائمة الأحداث
exercise-inject = الحدث
exercise-due = الموعد
exercise-what = ماذا
exercise-to = إلى
exercise-nobody = لا أحد هنا هو: { $names }
exercise-kind-act = فعل
exercise-kind-report = تقرير
exercise-kind-message = رسالة
exercise-waits = ينتظر
exercise-withheld = محجوب
exercise-delivered = سُلّم
exercise-by-hand = أُرسل يدويًا
exercise-seen-by = رآه
exercise-unseen = لم يره أحد
exercise-at-site = وصل إلى { $site }
exercise-not-at-site = لم يصل بعد إلى { $site }
exercise-send = أرسل الآن
exercise-withhold = احجب
exercise-release = أطلق
exercise-edit = عدّل
exercise-add = أضف حدثًا
exercise-at = في (فارغ: فورًا)
exercise-after = أو بعد الحدث
exercise-hours = ساعات بعده
exercise-sender = يبدو أنه من
exercise-text = النص
exercise-act = الفعل
exercise-by = من قِبل
exercise-against = ضد
exercise-lines = الخطوط إلى المواقع الأخرى
exercise-site = الموقع
exercise-line-cut = مقطوع
exercise-line-open = مفتوح
exercise-cut = اقطع
exercise-mend = أصلح
exercise-objectives = أهداف التدريب
exercise-objective = الهدف
exercise-score = بين { $low } و { $high } من 100: ما لم يحكم عليه أحد يُحسب لا شيء، ويُحسب كاملًا.
exercise-score-whole = حُكم على جميع الأهداف: المجموع { $whole } من 100.
exercise-points = نقاط من 100
exercise-enough = المطلوب
exercise-judged-by = حكم عليه
exercise-never-judged = لم يُحكم عليه
exercise-judge = احكم
exercise-why = لماذا
exercise-certificates = الشهادات
exercise-course = الدورة
exercise-lacks = لم يُحكم عليها أو دون المطلوب: { $names }
exercise-certify = منح الشهادة
exercise-unit = الوحدة التي تدربت
exercise-holders = عدد الأشخاص
exercise-expires = آخر يوم صلاحية (اختياري)
exercise-certified = سُجلت: { $ref }. وهي محاكاة: تعرضها صفحة المساهمين إلى جانب الشهادات الحقيقية ولا تجمعها معها أبدا.
exercise-certificates-when = تُمنح الشهادة إذا حُكم على كل هدف من أهداف دورتها وبلغ النقاط المطلوبة.
exercise-review = المراجعة
exercise-review-now = قارن الاستنتاجات بالحقيقة
exercise-review-page = المراجعة الكاملة
exercise-outcome = النتيجة
exercise-questions = الأسئلة
exercise-outcome-found = خرق اكتُشف
exercise-outcome-late = خرق اكتُشف متأخرًا
exercise-outcome-left-open = خرق تُرك مفتوحًا
exercise-outcome-missed = خرق فات
exercise-outcome-accused = اتُّهم ظلمًا
exercise-outcome-cleared = أُقرّ بالالتزام بحق
exercise-outcome-not-cleared = التُزم به لكن تُرك مفتوحًا
exercise-outcome-unclear = الاتفاق نفسه غير واضح
exercise-outcome-not-judged = لم يُحكم عليه
exercise-new = { $count ->
    [zero] لا رسالة جديدة
    [one] رسالة جديدة
    [two] رسالتان جديدتان
    [few] { $count } رسائل جديدة
    [many] { $count } رسالة جديدة
   *[other] { $count } رسالة جديدة
}
## الإشعارات
notice-subject =
    { $count ->
        [zero] { $mission }: لا إشعارات
        [one] { $mission }: إشعار واحد
        [two] { $mission }: إشعاران
        [few] { $mission }: { $count } إشعارات
        [many] { $mission }: { $count } إشعارًا
       *[other] { $mission }: { $count } إشعار
    }
notice-test-subject = { $mission }: اختبار
notice-test = هذا اختبار. الإشعارات تصل إليكم.
notice-why = تصلكم هذه الرسالة بصفتكم «{ $name }». مدير نظام { $mission } يحدد من يتلقى ماذا.
notice-time = الأوقات بتوقيت البعثة ({ $zone }).
notice-console = في لوحة العمل:
notice-more =
    { $count ->
        [zero] ولا شيء غير ذلك في لوحة العمل.
        [one] وإشعار واحد آخر في لوحة العمل.
        [two] وإشعاران آخران في لوحة العمل.
        [few] و{ $count } إشعارات أخرى في لوحة العمل.
        [many] و{ $count } إشعارًا آخر في لوحة العمل.
       *[other] و{ $count } إشعار آخر في لوحة العمل.
    }
notice-record = البلاغ
notice-finding = الاستنتاج
notice-alert =
    { $count ->
        [zero] تنبيه: لا بلاغات من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
        [one] تنبيه: بلاغ واحد من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
        [two] تنبيه: بلاغان من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
        [few] تنبيه: { $count } بلاغات من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
        [many] تنبيه: { $count } بلاغًا من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
       *[other] تنبيه: { $count } بلاغ من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
    }
notice-alert-late =
    { $count ->
        [zero] لم يؤكد أحد الاطلاع على هذا التنبيه: لا بلاغات من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
        [one] لم يؤكد أحد الاطلاع على هذا التنبيه: بلاغ واحد من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
        [two] لم يؤكد أحد الاطلاع على هذا التنبيه: بلاغان من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
        [few] لم يؤكد أحد الاطلاع على هذا التنبيه: { $count } بلاغات من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
        [many] لم يؤكد أحد الاطلاع على هذا التنبيه: { $count } بلاغًا من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
       *[other] لم يؤكد أحد الاطلاع على هذا التنبيه: { $count } بلاغ من هذا النوع: { $kind } (القاعدة: خلال { $minutes } دقيقة)
    }
notice-not-started = المهمة { $task } ({ $unit }) لم تبدأ؛ الموعد المقرر { $time }
notice-not-back = المهمة { $task } ({ $unit }) لم تنته؛ الموعد المقرر { $time }
notice-verdict = { $party }، { $article } من { $agreement }: { $now }، وقبل ذلك { $before }
notice-verdict-first = { $party }، { $article } من { $agreement }: { $now }

## موجز التهديدات
brief-title = التهديدات السيبرانية: { $mission }
brief-simulated = تمرين: لم يحدث شيء من هذا
brief-span = من { $start } إلى { $end } بتوقيت البعثة؛ الشهر منذ { $month }
brief-week = سبعة أيام
brief-before = الأيام السبعة السابقة
brief-month = الشهر حتى الآن
brief-people = أشخاص وصلت إليهم خلال سبعة أيام، على الأقل
brief-quiet = لم يُبلَّغ عن أي هجوم في هذه الأيام السبعة. وهذا لا يثبت شيئًا إن لم يبلّغ أحد.
brief-no-figure =
    { $count ->
        [zero] كل بلاغات هذه الأيام تذكر عدد الأشخاص الذين وصلت إليهم.
        [one] بلاغ واحد من هذه الأيام لا يذكر عدد الأشخاص الذين وصل إليهم.
        [two] بلاغان من هذه الأيام لا يذكران عدد الأشخاص الذين وصلا إليهم.
        [few] { $count } بلاغات من هذه الأيام لا تذكر عدد الأشخاص الذين وصلت إليهم.
        [many] { $count } بلاغًا من هذه الأيام لا تذكر عدد الأشخاص الذين وصلت إليهم.
       *[other] { $count } بلاغ من هذه الأيام لا تذكر عدد الأشخاص الذين وصلت إليهم.
    }
brief-unrated =
    { $count ->
        [zero] راجع من يقيّمون التقارير كل هجمات هذه الأيام.
        [one] هجوم واحد من هذه الأيام ادعاء لم يراجعه أحد ممن يقيّمون التقارير. علاماته غير مذكورة.
        [two] هجومان من هذه الأيام ادعاءان لم يراجعهما أحد ممن يقيّمون التقارير. علاماتهما غير مذكورة.
        [few] { $count } هجمات من هذه الأيام ادعاءات لم يراجعها أحد ممن يقيّمون التقارير. علاماتها غير مذكورة.
        [many] { $count } هجومًا من هذه الأيام ادعاءات لم يراجعها أحد ممن يقيّمون التقارير. علاماتها غير مذكورة.
       *[other] { $count } هجوم من هذه الأيام ادعاءات لم يراجعها أحد ممن يقيّمون التقارير. علاماتها غير مذكورة.
    }
brief-unrated-mark = لم يُراجَع
brief-gate = لا يحتوي هذا إلا على ما يجوز أن يصل إلى قرائه. انقلوه كما يسمح { $marking }.
brief-kinds = الهجمات حسب النوع
brief-attacks = هجمات الأيام السبعة
brief-signs-count = العلامات
brief-more =
    { $count ->
        [zero] ولا شيء غير ذلك.
        [one] وواحد آخر.
        [two] واثنان آخران.
        [few] و{ $count } أخرى.
        [many] و{ $count } غيرها.
       *[other] و{ $count } غير ذلك.
    }
brief-objects = من منظمات أخرى، أضيفت خلال الأيام السبعة
brief-type = النوع (STIX 2.1)
brief-count = العدد
## Evidence
kind-lawful-request = طلب قانوني
kind-evidence-item = دليل محفوظ
kind-evidence-transfer = نقل دليل
field-requester = الجهة الطالبة
field-legal_basis = الأساس القانوني
field-decision = القرار
field-form = الشكل
field-description = الوصف
field-custodian = جهة الحفظ
field-location = مكان الحفظ
field-seals = الأختام
field-seals_before = الأختام الموجودة
field-holder = الحائز السابق
field-receiver = المستلم
word-granted = مقبول
word-granted-in-part = مقبول جزئيا
word-refused = مرفوض
word-digital-file = ملف رقمي
word-device = جهاز
word-object = غرض
word-handed-over = سُلّم
word-moved = نُقل
word-examined = فُحص
word-returned = أُعيد
## The page of what leaves

page-share = المشاركة
share-preview = ما سيخرج وما سيبقى
share-preview-note = النظر لا يُخرج شيئاً. من بين التقارير التي يجوز لك قراءتها، بحسب وسمها وإتاحتها الآن.
share-to = إلى
share-for = لغرض
share-released = المتاح إلى (أطراف، دول)
share-look = انظر
share-public = الجميع (بدقة خشنة وبعد ثلاثة أيام)
share-cleared = من يجوز له الاطلاع على { $marking }
share-counts = سيخرج: { $leaves }. سيبقى: { $stays }.
share-coarse = تخرج الأماكن والأوقات بدقة خشنة، وتُحذف الكلمات التي كتبها أحد.
share-leaves = سيخرج
share-stays = سيبقى
share-reports = التقارير
share-which = اعرض
share-outcome = يخرج أم يبقى
share-line-stale = سيخرج كما كان: تصحيح له أو سحب له سيبقى.
share-cut = محذوف أو مخفَّف الدقة
share-left = ما خرج وإلى من
share-left-note = كل سطر قيد في السجل. وما خرج عبر TAXII يُقيَّد كل خمس دقائق.
share-nothing-left = لم يخرج شيء يجوز لك الاطلاع عليه.
share-records = العدد
share-doors = منافذ الخروج
share-doors-note = عناوين للبرامج. كل منها يطلب رمز حساب ويمر بالبوابة.
share-address = العنوان
share-collections = مجموعات التهديدات
share-objects = العناصر المتاحة لك
share-readers = يقرؤها
share-writers = يضيف إليها
stays-copy = يخرج قيد موقع آخر للتقرير نفسه
stays-kind = التقارير من هذا النوع لا تخدم الغرض
stays-later = قُيِّد بعد هذا الوقت
stays-marking = وسمه أشد مما يجوز للمتلقي، ولم يُتَح له
stays-purpose = لا يخرج شيء إلى هذا المتلقي لهذا الغرض
stays-reference = يذكر تقريراً سيبقى ويكشفه
stays-retracted = سُحب
stays-set-aside = محتواه لا يناسب نوعه
stays-simulated = من التمرين، أو حقيقي بينما يخرج التمرين
stays-version = سبقه قيد آخر بمرجع المرسل نفسه ويقول غير ما يقول
stays-young = أحدث من مهلة المتلقي
share-stale =
    { $count ->
        [zero] لا تقرير سيخرج كما كان.
        [one] تقرير واحد سيخرج كما كان: تعديله سيبقى.
        [two] تقريران سيخرجان كما كانا: تعديل كل منهما سيبقى.
        [few] { $count } تقارير ستخرج كما كانت: تعديل كل منها سيبقى.
        [many] { $count } تقريراً ستخرج كما كانت: تعديل كل منها سيبقى.
       *[other] { $count } تقرير ستخرج كما كانت: تعديل كل منها سيبقى.
    }

## The page of threats

page-threats = التهديدات
threats-report = الإبلاغ عن هجوم
threats-reports = الهجمات المبلَّغ عنها
threats-indicators = المؤشرات
threats-note = ما يجوز لك، كما يعطيه منفذ TAXII. وما وسمه TLP:RED لا يخرج إلى أحد، ولا يظهر إلا بين الهجمات لمن يجوز له قراءته.
threats-none = لا مؤشرات هنا يجوز لك الاطلاع عليها.
threats-no-collection = دورك لا يقرأ أي مجموعة تهديدات.
threats-pattern = النمط (STIX)
threats-from = سارٍ من
threats-until = سارٍ حتى
threats-sightings = المشاهدات
threats-last-seen = آخر مشاهدة
threats-maker = أعدّه
threats-block = هل يمكن حجبه وحده؟
threats-id = معرّف STIX
threats-sign = العلامة
threats-others = غير المؤشرات
threats-download = تنزيل
threats-download-note = تمر الملفات بالبوابة، ويُقيَّد ما يخرج وإلى أي حساب.
threats-bundle = كل العناصر (حزمة STIX 2.1)
threats-plain = قائمة حجب لجدار الحماية (واحد في كل سطر)
threats-rpz = قائمة حجب لخادم الأسماء (RPZ)
threats-own = لا تُدرج أبداً (أسماء البعثة وشبكاتها، مفصولة بفواصل)
threats-confidence = ثقة لا تقل عن
threats-ready = أعدّ القوائم
word-valid = سارٍ
word-expired = منتهٍ
word-revoked = مسحوب
word-not-yet = ليس بعد
blocked-conjunction = لا يصح إلا مع علامات أخرى
blocked-expired = لم يعد سارياً
blocked-inner = من شبكة داخلية أو نطاق محجوز
blocked-not-yet = لم يسرِ بعد
blocked-own = يعود إلى البعثة
blocked-revoked = سُحب
blocked-shared = يستخدمه كثيرون لأغراض سليمة
blocked-too-wide = سيحجب أسماء بلد كامل أو نطاقاً واسعاً
blocked-unrated = أبلغ عنه أحدهم ولم يراجعه أحد ممن يقيّمون التقارير
blocked-unsure = الثقة فيه ضعيفة أو وُسم بأنه غير ضار
blocked-unusable = لا يستطيع جدار حماية أو خادم أسماء حجبه وحده

## Parts of a record that no form asks for by this name

field-activity = النشاط
field-civilian_deaths = وفيات المدنيين
field-count = العدد
field-deaths = الوفيات
field-file = الملف
field-is_simulated = محاكاة
field-participants = المشاركون
field-row = السطر
field-since = منذ
field-span = الوقت
field-tlp = الوسم
field-until = حتى

## Donors, choices, and the first days

donor-report = تقرير إلى مانح
donor-to = المانح
donor-none = لا مشروع يذكر من يموله.
donor-money = ما قُدِّم وما أُنفق
donor-no-money = لم يُقيَّد أي مال.
donor-whole = المدفوع يخص المشروع كله أياً كان المانح.
donor-given = ما قدّمه هذا المانح
donor-received = الوارد من الجميع
donor-share = حصته
donor-projects = مشاريعه
donor-reached = من شملتهم المشاريع
donor-parts = نساء، رجال، فتيات، فتيان
choice-title = الاختيار ضمن ميزانية
choice-choose = اختر
choice-none = لا مشروع مقترحاً ينتظر قراراً.
choice-fairness = العدل يعني
choice-max-min = أن تكون أصغر حصة أكبر ما يمكن
choice-floor = أن ينال كل مجتمع { $share } من أهله
choice-fair = الاختيار العادل
choice-most = أكثر عدد من الناس
choice-smallest = أصغر حصة لمجتمع
choice-communities = ما يناله كل مجتمع
choice-price = يشمل الاختيار العادل عدداً أقل بنسبة { $share } من الاختيار الذي يشمل أكثر الناس.
choice-cost = الكلفة
choice-free = يشمل الاختيار العادل من الناس ما يشمله أي اختيار.
choice-left-out = ما ليس بينها ولماذا
days-title = أول 72 ساعة من كارثة
days-note = من القطاعات ومواقع العمل المقيَّمة وفرق البحث والطرق التي يجوز لك الاطلاع عليها. تُرتَّب المواقع بحسب فئة الفرز من A إلى F (INSARAG).
days-plan = خطط
days-rapid = ساعات الإنقاذ السريع
days-full = ساعات الإنقاذ الكامل
days-visits = من يبحث وأين
days-no-visits = لا يصل فريق إلى موقع عمل: لم يُقيَّم أي موقع، أو لم يُقيَّد أي فريق بحث.
days-site = موقع العمل
days-category = الفئة
days-live = المعروف أنهم أحياء
days-team = الفريق
days-arrival = الوصول
days-until = يعمل حتى
days-finished = منتهية أو لا يمكن أن يكون فيها أحياء:
days-under-way = يعمل فيها فريق بالفعل:
days-waits = ما يجب أن ينتظر
days-sectors = القطاعات
days-no-sectors = لم يُقيَّم أي قطاع.
days-level = المستوى المنجز
days-collapsed = المباني المنهارة
days-affected = المتضررون
days-needs = ما يحتاجه النازحون في 72 ساعة
days-no-needs = لا نازحين معروفين.
days-needed = المطلوب
choice-note =
    { $count ->
        [zero] لا مشاريع مقترحة.
        [one] مشروع واحد مقترح.
        [two] مشروعان مقترحان.
        [few] { $count } مشاريع مقترحة.
        [many] { $count } مشروعاً مقترحاً.
       *[other] { $count } مشروع مقترح.
    }
donor-overdue =
    { $count ->
        [zero] لا شكوى عن هذه المشاريع تنتظر أطول مما ينبغي.
        [one] تأخر الرد على شكوى واحدة عن هذه المشاريع.
        [two] تأخر الرد على شكويين عن هذه المشاريع.
        [few] تأخر الرد على { $count } شكاوى عن هذه المشاريع.
        [many] تأخر الرد على { $count } شكوى عن هذه المشاريع.
       *[other] تأخر الرد على { $count } شكوى عن هذه المشاريع، في المجموع.
    }

## وحدات حقول النماذج

unit-of-beds = أسرّة
unit-of-bytes = بايت
unit-of-days = أيام
unit-of-degrees = درجات
unit-of-hours = ساعات
unit-of-items = قطع
unit-of-kg = كغ
unit-of-km = كم
unit-of-km-h = كم/س
unit-of-l = لتر
unit-of-m3 = م³
unit-of-metres = أمتار
unit-of-minutes = دقائق
unit-of-pallets = منصات نقالة
unit-of-percent = بالمئة
unit-of-persons = أشخاص
unit-of-records = سجلات
unit-of-square-metres = أمتار مربعة
unit-of-theatres = غرف عمليات
unit-of-tonnes = أطنان
unit-of-units = وحدات
unit-of-vehicles = مركبات
