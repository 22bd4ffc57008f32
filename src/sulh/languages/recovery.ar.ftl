## الصفحات المطبوعة لما بعد القتال: الأسلحة والعودة والأخطار والاحتياجات والمشاريع والمانحون والشكاوى

sheet-titled = { $title }: { $mission }
sheet-simulated = محاكاة: سجلات تمرين
sheet-at = في { $at } بالتوقيت العالمي
sheet-between = من { $since } إلى { $at } بالتوقيت العالمي
sheet-yes = نعم
sheet-no = لا
sheet-unknown = غير معروف
sheet-none = لا شيء
sheet-nothing = لا شيء
sheet-of = { $part } من { $whole }
sheet-says = { $who }: { $what }
sheet-more = وغيرها { $count }
sheet-from = من
sheet-records = السجلات
sheet-places = عدد الأماكن
sheet-rounded = تُقرّب أعداد الأشخاص إلى العشرات قبل أي جمع، وما دون العشرة يبدو واحدًا، كي لا يُستدل على أحد.

# Words that stand in the records

word-women = نساء
word-men = رجال
word-girls = فتيات
word-boys = فتيان
word-type = النوع
word-make = الصانع
word-calibre = العيار
unit-l = لتر
unit-g = غرام
unit-kcal = كيلوسعرة
unit-square-metre = م²
unit-piece = قطعة
cluster-wash = المياه والصرف الصحي والنظافة
cluster-food-security = الأمن الغذائي
cluster-shelter = المأوى
cluster-health = الصحة
cluster-nutrition = التغذية
cluster-protection = الحماية
cluster-education = التعليم
cluster-logistics = اللوجستيات
cluster-early-recovery = الإنعاش المبكر
cluster-camps = تنسيق المخيمات وإدارتها
cluster-telecommunications = اتصالات الطوارئ

# One place

place-title = { $place }، { $mission }
place-subtitle = خط العرض { $lat }، خط الطول { $lon }. { $time }
place-incidents = حوادث ضمن 5 كم
place-not-released = مناطق خطرة لم تُحرَّر
place-people = الأشخاص
place-readiness = الجاهزية للعودة
place-stops = لا ينبغي تشجيع أحد على العودة قبل أن يتحقق ما يلي: { $conditions }.
place-reason = { $state }: { $says }
place-security = الأمن
place-no-incidents = لم يُبلَّغ عن أي حادث ضمن 5 كم. ولا يدل ذلك على شيء إن لم يكن أحد هناك.
place-from = البداية (بالتوقيت العالمي)
place-report = التقرير
place-earlier = حوادث أسبق غير معروضة: { $count }.
place-needs = ما يحتاجه الناس
place-no-projects = لا مشروع يُبنى هنا أو يخدم هذا المكان.
place-flows = من أتى ومن رحل
place-no-flows = لم يُبلَّغ عن أي تنقل.

# Conditions of return

condition-said = { $source } في { $day }
condition-said-unknown = { $source } في { $day }؛ لا يوجد هنا سجل يحمل المرجع المذكور: { $records }
condition-incidents =
    { $count ->
        [zero] لا حوادث ضمن { $km } كم في { $days } يومًا
        [one] حادث واحد ضمن { $km } كم في { $days } يومًا
        [two] حادثان ضمن { $km } كم في { $days } يومًا
        [few] { $count } حوادث ضمن { $km } كم في { $days } يومًا
        [many] { $count } حادثًا ضمن { $km } كم في { $days } يومًا
       *[other] { $count } حادث ضمن { $km } كم في { $days } يومًا
    }
condition-hazard-left = { $area } م² من { $hazard } لم تُحرَّر
condition-hazard-excess = حُرِّر من { $hazard } أكثر مما مُسح بمقدار { $area } م²: أحد الرقمين خطأ
condition-hazard-released = حُرِّرت { $hazard } كلها
condition-water = { $came } من { $need } لتر في { $days ->
        [zero] { $days } يوم
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }

# Returns

returns-total = عادوا، بحسب التقارير
returns-waits = حيث لا ينبغي تشجيع أحد على العودة
returns-index-words = المؤشر هو الحصة الموزونة من الشروط المستوفاة: الأدنى إن لم يتحقق كل مجهول، والأعلى إن تحقق. والمكان الذي ينقصه الأمن أو إزالة الأخطار أو الاختيار الحر يأتي أخيرًا مهما كان مؤشره.
returns-weights = الأوزان المختلفة عن 1: { $weights }.
returns-even-weights = وزن كل الشروط 1.
returns-rank-words = الرتبة بأوزان أخرى: الأفضل والأسوأ حين يُنصَّف كل وزن بدوره ثم يُضاعف.
returns-own-index = المؤشر وأوزانه من عندنا، لا من معيار.
returns-conditions-words = شروط عودة طوعية وآمنة وكريمة
returns-contested = *: الأسباب لا تتفق؛ ويُعتدّ بأسوئها.
returns-contested-below = *: الأسباب لا تتفق؛ ويُعتدّ بأسوئها، وهي كلها مذكورة أدناه.
returns-rests-on = علامَ يقوم ذلك
returns-near = تُحسب الحوادث والأخطار ضمن 5 كم، والحوادث في 180 يومًا.
returns-none-shows-nothing = عدم التبليغ لا يدل على شيء: لا بد أن يكون أحد قد نظر.
returns-none-moved = لم يُبلَّغ عن أي تنقل في هذه المدة.
returns-by-sex = بحسب الجنس والعمر
returns-cannot-be = تقارير لا يمكن أن تصح كلها
returns-fault = { $message } السجلات: { $records }.
returns-room-head = لكم شخص يتسع المكان
returns-no-standard = لم يُورَّد شيء يقيسه معيار.
returns-enough = يكفي (أشخاص)
returns-room-words = بحسب المواد الموردة وفق المعايير الدنيا؛ ولا تُحسب المواد الأخرى.
returns-nobody-came = لم يعد أحد في هذه المدة.
returns-people-a-week = أشخاص في الأسبوع
flow-too-large = يقول { $source } إن { $people } غادروا { $place }؛ ولم يكن هناك أكثر من { $most }.

# Hazardous areas

hazards-open = مناطق لم تُحرَّر كلها
hazards-area = { $area } م²
hazards-left = متبقية
hazards-devices = ذخائر أُتلفت
hazards-head = المناطق، الأكثر إلحاحًا أولًا
hazards-order = المؤكدة قبل المشتبه فيها، ثم بحسب من يعيشون أو يعملون بقربها، ثم بحسب المتبقي.
hazards-none = لم تُسجَّل أي منطقة خطرة.
hazards-left-out = تحرير لا يخص أي منطقة
hazards-excess-words = مناطق حُرِّر منها أكثر مما مُسح: { $count }. أحد الرقمين خطأ، فتُعدّ غير محررة وتبقى مغلقة أمام المرور.
hazard-kind = الصفة
hazard-ordnance = الذخائر
hazard-area = م²
hazard-cancelled = أُلغيت
hazard-reduced = خُفضت
hazard-cleared = طُهّرت
hazard-left = المتبقي، م²
hazard-exposed = أشخاص بقربها
hazard-excess = غير معروف: { $area } زائدة
release-of-none = { $record }: لا منطقة رقمها { $hazard }.
release-of-several = { $record }: أكثر من منطقة رقمها { $hazard }.
release-too-early = { $record }: حُرِّرت قبل أن تُمسح { $hazard }.

# Needs

needs-title = الاحتياجات والتوريدات
needs-days = { $days ->
        [zero] { $days } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    } قبل { $at } بالتوقيت العالمي
needs-in-need = أشخاص محتاجون
needs-with-gap = مواد فيها نقص
needs-no-people = لم يُسجَّل أي أشخاص.
needs-need = الحاجة
needs-delivered = المورَّد
needs-planned = المخطط
needs-least = الناقص، على الأقل
needs-most = الناقص، على الأكثر
needs-unchecked = { $text } [لم يُتحقق منه]
needs-cited = [لم يُتحقق منه]: كما يُذكر عادة؛ ولم يُقارَن بنص الدليل.
needs-senders = حيث يختلف المرسلون يُحفظ الرقمان وتكون للاحتياجات حدود.
needs-who-does-what = من يفعل ماذا وأين
needs-empty-cell = ما وُرِّد في هذه الأيام أو خُطط له. الخانة الفارغة فجوة.
needs-left-out = توريدات ومخزونات لا تُحسب لأي حاجة
needs-standards = المعايير
needs-standard = المعيار
needs-later = وُرِّدت في يوم بعد هذا الوقت: { $count }: { $records }.
needs-no-standard = { $record }: لا معيار لـ«{ $supply }».
needs-no-unit = { $record }: «{ $unit }» ليست وحدة لقياس: { $supply }.
needs-no-quantity = { $record }: بلا كمية.
needs-stock = في المخزن
needs-stock-there = مخزون المكان
needs-left = الناقص بعد التوزيع
needs-depots = المستودعات
needs-stock-note = آخر عدّ لكل مستودع. لا يسد المخزون نقصًا قبل توزيعه؛ وما في مستودع لا ناس مسجلين في مكانه يظهر هنا فقط.
needs-stock-later = { $record }: مخزون عُدّ في يوم بعد هذا الوقت.
needs-stock-senders = { $depot }، { $supply }: عدّه أكثر من مرسل؛ يُؤخذ بالأقل، وهو عدّ { $holds }، لا عدّ { $others }.
standard-water = مياه للشرب والاغتسال
standard-taps = صنابير بمعدل 7.5 لترات في الدقيقة
standard-toilets = مراحيض، في أقرب وقت
standard-soap = صابون للاستحمام (250 غ) وللغسيل (200 غ)
standard-food = طاقة غذائية
standard-covered-space = مساحة سكن مغطاة
standard-settlement-area = مساحة موقع بحدائقه
standard-community-health-workers = عاملون صحيون مجتمعيون، على الأقل
standard-birth-attendants = أطباء وممرضون وقابلات
standard-persons =
    { $count ->
        [zero] لا أحد
        [one] شخص واحد
        [two] شخصين
        [few] { $count } أشخاص
        [many] { $count } شخصًا
       *[other] { $count } شخص
    }
standard-amount = { $amount } { $unit } لكل { $persons }
standard-amount-day = { $amount } { $unit } لكل { $persons } في اليوم
standard-amount-month = { $amount } { $unit } لكل { $persons } في الشهر

# Weapons

weapons-title = الأسلحة المسلَّمة
weapons-before = ما سُجِّل أنه بدأ قبل { $at } بالتوقيت العالمي
weapons-sum = { $collected } جُمعت = { $stored } مخزَّنة + { $transferred } منقولة + { $destroyed } متلفة + { $missing } مفقودة.
weapons-without-serial = سجلات بلا رقم متسلسل: { $number }.
weapons-count-gaps = عدّ للمخازن يختلف عن السجل: { $number }.
weapons-left-out = قيود لا يمكن أن تصح مع غيرها فتُركت جانبًا: { $number }.
weapons-chart = { $heading }: الأسلحة، كل شريط بحسب الحال؛ والأرقام هي أرقام الجدول.
weapons-count-gap = { $store }، { $at } بالتوقيت العالمي: { $count } بالعدّ، { $register } بحسب السجل ({ $record }، { $source }).
weapons-first-pairs = أول { $shown } من { $number } زوجًا.
weapons-less-close = أزواج تختلف أكثر أو هي من نوعين: { $number }. يُظهر الأمر { $command } ما يخص رقمًا.
weapons-compared = قورن { $number } رقمًا متسلسلًا بكل الأرقام الأخرى.
weapons-no-finding = الزوج سبب للنظر في السلاحين، وليس استنتاجًا.
weapons-agrees = المتفق أيضًا
weapons-cannot-be = قيود لا يمكن أن تصح مع غيرها
weapon-fault = { $record } ({ $source })، السلاح { $weapon }: { $fault }.
weapon-unknown = يذكر سلاحًا ليس في السجل
weapon-doubled = رقمه رقم سلاح آخر أيضًا
weapon-too-early = وقع قبل جمع السلاح
weapon-too-late = وقع بعد إتلاف السلاح
serial-same = الرقم نفسه
serial-alike = هو نفسه إلا في حروف متشابهة: { $pairs }
serial-pair = { $one } و{ $other }
serial-swapped = تبادل { $one } و{ $other } مكانيهما
serial-changes = { $first }؛ { $second }
serial-became = حلّ { $other } محل { $one }
serial-missing = ينقص { $one }
serial-added = زيد { $one }

# Rebuilding

rebuilding-title = إعادة البناء
rebuilding-late = مشاريع تأخرت مرحلة منها
rebuilding-stopped = عدد الخدمات المتوقفة
rebuilding-paid = مدفوع من الميزانيات
rebuilding-forecast = التقدم والتوقع
rebuilding-no-forecast = لا مراحل لأي مشروع، فلا يمكن توقع شيء.
project-late = متأخر
project-ends = النهاية بهذه الوتيرة
forecast-planned = المخطط
forecast-earned = المكتسب
forecast-cost-index = مؤشر الكلفة
forecast-schedule-index = مؤشر الجدول
forecast-planned-end = النهاية المخططة
forecast-finished = منجز
formula-plan = المخطط: ميزانية العمل الذي كان ينبغي إنجازه حتى الآن. المكتسب: ميزانية العمل المنجز.
formula-cost-index = مؤشر الكلفة: المكتسب / المدفوع؛ وما دون 1 يكلف أكثر من المخطط.
formula-schedule-index = مؤشر الجدول: المكتسب / المخطط؛ وما دون 1 متأخر.
formula-cost = الكلفة النهائية من الأدنى إلى الأعلى: المدفوع + الباقي، الميزانية / مؤشر الكلفة، المدفوع + الباقي / المؤشرين.
formula-end = النهاية بهذه الوتيرة: المدة المخططة * الزمن الماضي / الزمن الذي كانت الخطة ستكسب فيه مثل ذلك.
formula-source = { "\u2068" }ISO 21508:2018{ "\u2069" }، القيمة المكتسبة؛ والنهاية بحسب { "\u2068" }Lipke 2003, Schedule is different{ "\u2069" } [لم يُتحقق منه].
damage-works = تعمل
damage-grades = الدرجات 1 إلى 5 من المقياس الزلزالي الأوروبي الكبير { "\u2068" }EMS-98{ "\u2069" }.
milestone-record = المرحلة { $ref } ({ $source })
progress-record = التقدم { $ref } ({ $source })
payment-record = الدفعة { $ref } ({ $source })
reach-record = الأشخاص { $ref } ({ $source })
answer-record = الرد { $ref } ({ $source })
project-unknown = { $record }: لا مشروع رقمه { $project }.
project-doubled = { $project }: يستعمل مرسلان هذا الرقم، { $first } و{ $second }؛ وتُرك الثاني جانبًا.
project-overpaid = { $project }: دُفع { $paid } { $currency }، أي أكثر من الميزانية { $budget }.
payment-currency = { $record }: { $amount } { $currency } ليس بعملة المشروع { $own }؛ وتُرك جانبًا.
milestone-doubled = { $record }: للمشروع { $project } هذه المرحلة من قبل؛ وتُركت جانبًا.
milestone-unknown = { $record }: ليس للمشروع { $project } المرحلة { $milestone }.
milestones-too-much = { $project }: مراحله { $percent } % من الميزانية، أي أكثر من الكل؛ فلا يُتوقع شيء.
milestones-too-little = { $project }: مراحله { $percent } % من الميزانية؛ ويُعدّ الباقي غير منجز.
percent-of-source = { $source }: { $percent } %
progress-differs = { $project }، المرحلة { $milestone }: { $says }؛ ويُعتدّ بالأقل.

# The choice under a budget

choice-page = مشاريع ضمن ميزانية
choice-subtitle = الميزانية: { $budget }. العدل: { $rule }.
choice-at-least = أن ينال كل مجتمع { $share } على الأقل من أهله
choice-people-fair = أشخاص، الاختيار العادل
choice-people-most = أشخاص، الاختيار الذي يشمل الأكثر
choice-price-of-fairness = ثمن العدل
choice-against = { $fair } مقابل { $most }
choice-smallest-shares = أصغر حصة، العادل مقابل الأكثر
choice-gain = { $people } ({ $share })
choice-what-gain = المكسب هو عدد من سيشملهم المشروع، وبين قوسين حصتهم ممن يعيشون هناك.
choice-what-price = ثمن العدل: كم شخصًا أقل يشمله الاختيار العادل من الآخر.
choice-no-names = لا دور لأسماء المجتمعات.
choice-fair-head = العادل
choice-most-head = الأكثر
choice-difference = الفرق
choice-which = أي المشاريع
choice-costs = العادل: { $fair }. الأكثر: { $most }.
choice-no-candidate = لا مشروع مقترحًا بهذه العملة.
choice-currency = { $project }: ميزانيته بعملة { $currency }.
choice-no-reach = { $project }: لم يقل أحد من سيشمله.

# The report to a donor

donor-title = تقرير إلى { $donor }
donor-by-you = ما قدمتموه
donor-spent = ما أنفقته هذه المشاريع
donor-late = مشاريع فيها تأخر
donor-complaints = الشكاوى
donor-sensitive = لا تُحسب هنا الشكاوى الحساسة: فمشاريعها لا تُعرض أبدًا.
donor-your-share = حصتكم
donor-nobody = لم يُعدّ أحد حتى الآن.
donor-plan-or-fact = خطة أم واقع
donor-is-reached = بُلغوا
donor-to-be-reached = مقصودون

# Decisions and complaints

governance-title = القرارات والشكاوى
governance-up-to = حتى { $at } بالتوقيت العالمي
governance-decisions = عدد القرارات
governance-overdue = ردود متأخرة
governance-day = اليوم
governance-who = من
governance-not-said = لم يُذكر
governance-about = بشأن
governance-last = آخر خطوة
governance-by-topic = الشكاوى بحسب الموضوع
governance-no-places = على مستوى البعثة كلها؛ ولا تُعرض الأماكن لأنها قد تدل على شخص.
governance-no-complaint = لم تُسجَّل أي شكوى. وقد يعني ذلك أن أحدًا لا يعرف أين يشتكي.
governance-open = لم يُرد عليها بعد
governance-late = متأخرة
complaint-of-several = { $record }: لكل من { $sources } شكوى رقمها { $complaint }.
complaint-unknown = { $record }: لا شكوى رقمها { $complaint }.

# Published figures

figures-title = أرقام النزوح بحسب المصدر
figures-disagree = حيث تختلف المصادر
figures-none-chosen = كل مصدر يعدّ أشخاصًا غير الآخرين. ولا يُختار هنا أي رقم.
figures-all = كل الأرقام
figure-year = السنة
figure-measure = المقياس
figure-counts = ما يُعدّ
measure-internally-displaced = نازحون داخليًا
measure-returned-displaced = نازحون عادوا
measure-refugees-from = لاجئون من
measure-refugees-in = لاجئون في
measure-asylum-seekers-from = طالبو لجوء من
measure-asylum-seekers-in = طالبو لجوء في
measure-returned-refugees = لاجئون عادوا
measure-palestine-refugees-in = لاجئو فلسطين في
figure-unhcr-displaced = من نزحوا بسبب نزاع داخل بلدهم وتحميهم المفوضية أو تساعدهم، في نهاية السنة
figure-unhcr-returned-displaced = نازحون داخل بلدهم عادوا إلى ديارهم خلال السنة
figure-unhcr-refugees-from = لاجئون من هذا البلد تحت ولاية المفوضية، في نهاية السنة
figure-unhcr-refugees-in = لاجئون في هذا البلد تحت ولاية المفوضية، في نهاية السنة
figure-unhcr-asylum-from = من هذا البلد، وطلبهم مفتوح في نهاية السنة
figure-unhcr-asylum-in = في هذا البلد، وطلبهم مفتوح في نهاية السنة
figure-unhcr-returned-refugees = لاجئون من هذا البلد عادوا إلى ديارهم خلال السنة
figure-idmc-displaced = كل من نزحوا بسبب نزاع أو عنف داخل بلدهم في نهاية السنة، أيًّا كان من يساعدهم
figure-unrwa-refugees-in = لاجئو فلسطين المسجلون هناك لدى الأونروا

# Combatants

combatants-too-many = { $group }، حتى { $day }: { $after } { $least } على الأقل، و{ $before } { $most } على الأكثر.

first-days-title = أول 72 ساعة
first-days-reached = مواقع عمل يصلها فريق
first-days-waiting = مواقع عمل عليها أن تنتظر
first-days-alive = أشخاص يُعرف أنهم أحياء هناك
first-days-to-assess = قطاعات يجب تقييمها أولًا
first-days-hours = ساعات الإنقاذ السريع: { $rapid }، والإنقاذ الكامل: { $full }. وهذا افتراض.
first-days-triage = ترتيب مواقع العمل بحسب فئة الفرز من A إلى F ‏(INSARAG 2020، استمارة فرز مواقع العمل).
first-days-order = وضمن الفئة: الأحياء ثم المفقودون. ويذهب الفريق الذي يصل أولًا.
first-days-redo = تسهل إعادة الخطة عند ورود سجل جديد، ولم يثبت أنها الأفضل.
first-days-no-team = لا يصل أي فريق إلى موقع عمل.
first-days-arrival = الوصول (UTC)
first-days-until = العمل حتى (UTC)
first-days-way = الطريق
first-days-minutes = { $minutes } دقيقة
first-days-done = انتهى العمل فيها، أو لا يمكن أن يكون فيها أحياء: { $sites }.
first-days-under-way = يعمل فيها فريق بالفعل، ولا يُرسل إليها فريق آخر: { $sites }.
first-days-disaster = الكارثة
first-days-no-disaster = تذكر بعض التقييمات كارثة لا سجل لها: { $refs }.
first-days-first = القطاعات التي لم يبحث أحد عن مواقع العمل فيها تأتي أولًا.
first-days-standards = بحسب المعايير الدنيا في صفحة الاحتياجات (`sulh recover needs`).
