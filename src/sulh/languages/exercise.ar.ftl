## استعراض ما بعد التمرين

review-title = استعراض ما بعد التمرين: { $title }
review-of = { $mission }، من { $since } إلى { $until } ({ $zone })، البذرة { $seed }
review-not-ended = لم ينته التمرين: وقته الآن { $at } بالتوقيت العالمي.
review-not-over = الأشهر التي لم تنته والأعمال والطلبات المقبلة لم يُحكم عليها بعد.
review-fact-found = خروق اكتُشفت
review-fact-accused = اتهامات خاطئة
review-fact-missed = خروق فاتت
review-fact-calls = نداءات لُبيت خلال { $minutes } دقيقة
review-fact-not-judged = أسئلة لم يُحكم عليها
review-head-objectives = أهداف التدريب
review-objectives-judged = حُكم على { $judged } من { $count } من الأهداف؛ والمجموع { $whole } من 100.
review-objectives-between = حُكم على { $judged } من { $count } من الأهداف؛ والمجموع بين { $low } و{ $high } من 100.
review-objectives-nobody = الهدف الذي لم يحكم عليه أحد يُحسب 0 في الرقم الأدنى و100 في الرقم الأعلى.
review-objective = الهدف
review-objective-title = العنوان
review-points = النقاط
review-needed = المطلوب
review-judged-by = حكم عليه
review-why = السبب
review-head-outcomes = الاستنتاجات إزاء الحقيقة
review-never-counts = ما لم يُحكم عليه ليس صوابا ولا خطأ: لا يدخل في أي نسبة أعلاه.
review-own-findings = { $count ->
    [zero] لا يستند أي استنتاج إلى تقارير المتدربين.
    [one] يستند استنتاج واحد إلى تقارير المتدربين؛ ولا تُعطى عنه درجة.
    [two] يستند استنتاجان إلى تقارير المتدربين؛ ولا تُعطى عنهما درجة.
    [few] تستند { $count } استنتاجات إلى تقارير المتدربين؛ ولا تُعطى عنها درجة.
    [many] يستند { $count } استنتاجا إلى تقارير المتدربين؛ ولا تُعطى عنها درجة.
   *[other] يستند { $count } استنتاج إلى تقارير المتدربين؛ ولا تُعطى عنها درجة.
}
review-question-is = السؤال هو حكم وطرف ومنطقة وشهر؛ أو عمل أو طلب.
review-outcome = النتيجة
review-questions = الأسئلة
review-provision = الحكم
review-party = الطرف
review-zone = المنطقة
review-month-or-act = الشهر أو العمل
review-finding-says = ما يقوله الاستنتاج
review-finding = الاستنتاج
review-no-finding = لا استنتاج
review-head-breaches = ما كان خرقا في الحقيقة
review-no-breach = لم يخرق أحد الاتفاق.
review-head-accused = من اتُّهم خطأ
review-nobody-accused = لا أحد.
review-head-calls = أوقات الاستجابة
review-standard = من العمل إلى وصول وحدة؛ والمعيار { $minutes } دقيقة.
review-casualty-chain = 10-1-2: إسعاف أولي في 10 دقائق، ورعاية متقدمة خلال ساعة، وجراحة خلال ساعتين.
review-no-calls = لم يُطلب من أي وحدة أن تستجيب.
review-act = العمل
review-called = وقت النداء (التوقيت العالمي)
review-unit = الوحدة
review-minutes = الدقائق
review-hindered = ما أعاقها
review-hindrance-rain = المطر
review-hindrance-breakdown = عطل
review-hindrance-radio = اللاسلكي
review-nobody-could = لم يستطع أحد
review-never = أبدا
review-nobody = لا أحد
review-head-casualties = الجرحى ومهلة 10-1-2
review-casualties-share = الجرحى الذين أُسعفوا ضمن مهلة 10-1-2: { $part }. الأوقات بالدقائق منذ الإصابة.
review-nobody-wounded = لم يُصب أحد بجروح.
review-load = جرحى
review-immediate = يحتاجون جراحة
review-aid = الإسعاف الأولي
review-care = الرعاية
review-facility = المرفق الطبي
review-door = الوصول إليه
review-surgery = الجراحة
review-head-supply = القوافل إلى المواقع
review-days-without = مجموع الأيام التي نفدت فيها مادة من موقع: { $days }.
review-leaves = المغادرة (UTC)
review-post = الموقع
review-supply = المادة
review-needed-amount = المطلوب
review-brought = المنقول
review-vehicles = المركبات
review-unloaded = التفريغ (UTC)
review-amount = { $number } { $unit }
review-why-stock = لا مخزون
review-why-vehicles = لا مركبة
review-why-escort = لا مرافقة
review-why-way = لا طريق إليه
review-why-hours = أطول من يوم عمل السائق
review-head-units = ما قامت به كل وحدة
review-units-out = ساعات الخروج هي ساعات نقل الجرحى والقوافل.
review-patrol-days = أيام الدوريات
review-calls = النداءات
review-wounded = الجرحى المُسعفون
review-convoys = القوافل
review-hours-out = ساعات الخروج
review-head-injects = قائمة الأحداث الرئيسية
review-no-injects = لم تكن هناك أحداث مدخلة.
review-inject = الحدث المدخل
review-kind = النوع
review-delivered = وقت التسليم (التوقيت العالمي)
review-to = إلى
review-seen-by = رآه
review-sites = في المواقع الأخرى
review-note = ملاحظة
review-head-timeline = الخط الزمني: الحقيقة والتقارير والقرارات
review-time = الوقت (التوقيت العالمي)
review-what = ماذا
review-it-says = ما يقال
review-truth = الحقيقة
review-report = تقرير
review-decision = قرار
review-done = { $act } من { $by }
review-done-against = { $act } من { $by } ضد { $against }
review-nobody-named = لم يُسمَّ أحد
review-never-reported = لم يُبلَّغ عنه
review-reported-after = أول بلاغ بعد { $hours } ساعة
review-reported-after-end = أول بلاغ بعد { $hours } ساعة (بعد النهاية)
review-by-director = كتبه مدير التمرين
review-untrue = غير صحيح: { $what }
review-fault-actor = فاعل خاطئ
review-fault-place = مكان خاطئ
review-fault-day = يوم خاطئ
review-fault-act = عمل خاطئ
review-fault-loose = دقة أو حد لا يسع الحقيقة
review-head-never-judged = ما لم يُحكم عليه
review-no-score = لم يُبن على هذا أي استنتاج: فهو ليس صوابا ولا يرفع أي درجة.
review-all-judged = حُكم على كل شيء.

## An inject of an exercise, in one line

inject-act-by = { $act } ({ $by })
inject-act-by-against = { $act } ({ $by } ضد { $against })
inject-act-by-in = { $act } ({ $by })، المنطقة { $zone }
inject-act-by-against-in = { $act } ({ $by } ضد { $against })، المنطقة { $zone }

## الفرار من العنف، محاكاة

flight-title = الفرار من العنف: { $name }
flight-banner = محاكاة: لم يُتتبَّع أي شخص
flight-of = { $days } يوما من { $day }، { $camps } من المخيمات
flight-fact-right = في المخيم الذي سجلهم
flight-difference = متوسط الفرق النسبي
flight-fact-best = { $guess }: أفضل تخمين بسيط
flight-fact-no-limit = دون سعة المخيمات
flight-fact-on-way = في الطريق في اليوم الأخير
flight-taken = عدد الفارين مأخوذ من التسجيلات؛ أما وجهتهم فمحاكاة.
flight-not-how-many = لا تقول الصفحة شيئا عن عدد من سيفرون.
flight-capacities-nearer = سعة المخيم كثيرا ما تكون أكبر عدد سجله في النهاية، ولم يكن أحد يعرفه سلفا: توزيع الناس بحسبها وحدها خطؤه { $error }، وهو أقرب من المحاكاة.
flight-capacities-farther = سعة المخيم كثيرا ما تكون أكبر عدد سجله في النهاية، ولم يكن أحد يعرفه سلفا: توزيع الناس بحسبها وحدها خطؤه { $error }، وهو أبعد من المحاكاة.
flight-camps-by-day = المخيمات يوما بيوم
flight-errors-by-day = الأخطاء يوما بيوم
flight-simulated = محاكاة
flight-registered = مسجل
flight-naive = تخمين بسيط: { $guess }
flight-if = إذا { $what }
flight-head-errors = البعد عن التسجيلات
flight-how = كيف يُوزَّع الناس
flight-error-mean = متوسط الخطأ
flight-error-scaled = ممن وصلوا
flight-error-later = بعد اليوم 12
flight-error-worst = أسوأ يوم بعد اليوم 12
flight-note-error = الخطأ: فروق كل المخيمات مقسومة على كل المسجلين (متوسط الفرق النسبي).
flight-note-twice = من كان في المخيم الخطأ يُحسب مرتين.
flight-note-scaled = ممن وصلوا: أعداد المحاكاة مضبوطة على عدد المسجلين.
flight-last-day = المخيمات في اليوم الأخير
flight-camp = المخيم
flight-on-first = المسجلون في اليوم الأول
flight-on-last = في اليوم الأخير
flight-off = الفرق
flight-people = الناس في كل مخيم
flight-ends = في اليوم الأخير: { $ends }.
flight-end-of-camp = { $camp }: المسجلون { $registered }، والمحاكاة { $simulated }
flight-people-caption = الناس في كل مخيم على مدى { $days } يوما، ولكل مخيم مقياسه.
flight-errors-mean = في المتوسط { $simulated } بالمحاكاة، و{ $guess } بالتخمين.
flight-errors-caption = 0: الجميع في المخيم الذي سجلهم؛ 2: لا أحد. في الأسفل: الأيام.
flight-guess-all-to-the-nearest-camp = الجميع إلى أقرب مخيم
flight-guess-camps-by-one-over-the-distance = المخيمات بحسب مقلوب المسافة
flight-guess-every-camp-the-same = كل المخيمات بالتساوي
flight-guess-as-registered-on-the-first-day = كما سُجل في اليوم الأول
flight-guess-camps-by-their-capacity = المخيمات بحسب سعتها
flight-assumed-100-km-a-day = قُطع 100 كم في اليوم
flight-assumed-400-km-a-day = قُطع 400 كم في اليوم
flight-assumed-one-of-ten-leaves-a-town-in-a-day = غادر واحد من عشرة البلدة في اليوم
flight-assumed-eight-of-ten-leave-a-town-in-a-day = غادر ثمانية من عشرة البلدة في اليوم
flight-assumed-nobody-leaves-a-camp = لم يغادر أحد المخيم
flight-assumed-one-of-a-hundred-leaves-a-camp-in-a-day = غادر واحد من مئة المخيم في اليوم
flight-assumed-camps-draw-like-towns = جذبت المخيمات كما تجذب البلدات
flight-assumed-camps-draw-four-times-as-towns = جذبت المخيمات أربعة أمثال البلدات
flight-assumed-violence-keeps-nobody-off = لم يُبعد العنف أحدا
flight-assumed-no-camp-is-ever-full = لم يمتلئ أي مخيم
flight-assumed-no-border-is-ever-closed = لم يُغلق أي حد

## قيمة الرصد، والتكرارات، ومقارنة سيناريوهين

worth-title = قيمة الرصد: { $place }
worth-of = { $exercises } من التمارين المعروفة حقيقتها، رُصد كل منها بعدد من الطرق هو { $ways }
worth-of-breaches = من الخروق الحقيقية: كم اكتُشف منها وكم بقي غير محسوم وكم فات.
worth-of-months = من الأشهر التي التزم فيها طرف بحكم: كم قيل إنه التزم فيها، وكم كان القول خاطئا.
worth-quality = الجودة
worth-quality-exact = دقيقة
worth-quality-vague = مبهمة
worth-quality-usual = معتادة
worth-quality-poor = ضعيفة
worth-watched = المرصود
worth-breaches = الخروق
worth-found = المكتشفة
worth-left-open = غير المحسومة
worth-missed = الفائتة
worth-kept = أشهر الالتزام
worth-cleared = قيل إنها التزام
worth-accused = المتهمة خطأ
worth-thousand = في كل 1,000
worth-at-most = على الأكثر
worth-month = الشهر هو شهر حكم واحد وطرف واحد ومنطقة واحدة. ويُحسب كل عمل وكل طلب واحدا.
worth-most = على الأكثر: المعدل الذي لا يُظهر إلا هذا العدد القليل في عينة من عشرين (من جانب واحد، بواسون).
worth-dependent = أشهر التمرين الواحد ليست مستقلة تماما بعضها عن بعض.
worth-why = لماذا كانت الاتهامات خاطئة
worth-because = بسبب
worth-accusations = الاتهامات
review-fault-counted-twice = صف حُسب مرتين
review-fault-register = قيد غائب من سجل قيل إنه كامل
review-fault-none = لم يُقل شيء غير صحيح
replications-title = التكرارات: { $title }
replications-of = { $count ->
    [zero] لا تكرارات
    [one] تكرار واحد
    [two] تكراران
    [few] { $count } تكرارات
    [many] { $count } تكرارا
   *[other] { $count } تكرار
}
replications-means = متوسطات التكرار الواحد
replications-mean = المتوسط
replications-interval = فترة الثقة 95 % للمتوسط
replications-one = لا فترة من تكرار واحد
comparable-found = خروق اكتُشفت
comparable-left-open = خروق بقيت غير محسومة
comparable-missed = خروق فاتت
comparable-accused = اتهامات خاطئة
comparable-cleared = أشهر قيل بحق إنها التزام
comparable-in-standard = نداءات لُبيت ضمن المعيار
comparable-evacuated-in-time = جرحى أُسعفوا ضمن معيار 10-1-2
comparable-days-without = أيام نفد فيها إمداد موقع
comparable-not-judged = أسئلة لم يُحكم عليها قط
comparable-calls = نداءات
comparison-title = { $first }، و{ $second }
comparison-of = { $count ->
    [zero] لا تكرارات على أعداد عشوائية مشتركة
    [one] تكرار واحد على أعداد عشوائية مشتركة
    [two] تكراران على أعداد عشوائية مشتركة
    [few] { $count } تكرارات على أعداد عشوائية مشتركة
    [many] { $count } تكرارا على أعداد عشوائية مشتركة
   *[other] { $count } تكرار على أعداد عشوائية مشتركة
}
comparison-first = { $what }، الأول
comparison-second = { $what }، الثاني
comparison-difference = الفرق
comparison-same = للاثنين العدد نفسه من { $what } في كل التكرارات وعددها { $count }: ما يختلف لا يمسّها.
comparison-noise = الفرق في { $what } ضجيج: التكرارات وعددها { $count } لا تبيّن أيهما أكثر (من { $low } إلى { $high } في التكرار).
comparison-more = يزيد الثاني على الأول في التكرار بمقدار { $mean }: { $what } (من { $low } إلى { $high }؛ التكرارات: { $count }).
comparison-fewer = ينقص الثاني عن الأول في التكرار بمقدار { $mean }: { $what } (من { $low } إلى { $high }؛ التكرارات: { $count }).
sensitivity-title = ما يحرّك النتيجة ({ $what }): { $title }
sensitivity-of = { $count ->
    [zero] لا تكرارات
    [one] تكرار واحد لكل منها، على أعداد عشوائية مشتركة
    [two] تكراران لكل منها، على أعداد عشوائية مشتركة
    [few] { $count } تكرارات لكل منها، على أعداد عشوائية مشتركة
    [many] { $count } تكرارًا لكل منها، على أعداد عشوائية مشتركة
   *[other] { $count } تكرار لكل منها، على أعداد عشوائية مشتركة
 }
sensitivity-mean = { $what }، والسيناريو كما هو
sensitivity-alone = كل افتراض وحده
sensitivity-moving = من { $name } { $low } إلى { $high } تنتقل النتيجة ({ $what }) من { $first } إلى { $second } في التكرار (الفرق بين { $least } و{ $most }؛ التكرارات: { $count }).
sensitivity-noise = { $names }: ضجيج. التكرارات وعددها { $count } لا تبيّن أن النتيجة ({ $what }) تتغير.
sensitivity-idle = { $names }: لا أثر. لكل التكرارات النتيجة نفسها ({ $what }).
sensitivity-assumption = الافتراض
sensitivity-from = من
sensitivity-to = إلى
sensitivity-at-from = التغير عند الطرف الأدنى
sensitivity-at-to = التغير عند الطرف الأعلى
sensitivity-interval = المجال
sensitivity-across = من أحدهما إلى الآخر
sensitivity-no-effect = لا أثر
sensitivity-no-more-than-noise = ضجيج
sensitivity-together = التغيرات عن السيناريو كما هو، في التكرار. كل المجالات معًا صحيحة بثقة 95 %.
sensitivity-factor = في الوحدات والشاحنات والمواقع وما شابهها، المدى عامل يُضرب في ما لكل منها.
sensitivity-span = { $name } من { $low } إلى { $high }
sensitivity-lower-end = عند الطرف الأدنى للمدى
sensitivity-higher-end = عند الطرف الأعلى
sensitivity-change = التغير في التكرار: { $what }
sensitivity-caption = { $title }. الخطوط مجالات؛ والأعمدة الباهتة ضجيج.

## حوادث مطابَقة على الماضي

fit-title = حوادث يثير بعضها بعضا
fit-fact-incidents = { $count ->
    [zero] لا حوادث
    [one] حادث واحد
    [two] حادثان
    [few] حوادث
    [many] حادثًا
   *[other] حادث
 }
fit-fact-unexcited = في الشهر لا يثيرها شيء
fit-fact-offspring = يثيرها كل حادث في المتوسط
fit-fact-days = أيام بعده في المتوسط
fit-fact-distance = بُعد البواقي
fit-incidents = { $count ->
    [zero] لم يُترك أي حادث
    [one] تُرك حادث واحد
    [two] تُرك حادثان
    [few] تُركت { $count } حوادث
    [many] تُرك { $count } حادثا
   *[other] تُرك { $count } حادث
}
fit-left-out = { $incidents }: { $reason }.
fit-left-out-no-place = بلا إحداثيات
fit-left-out-region-only = لا تُعرف إلا منطقته (مركز مقاطعة أو بلد أو بحر)
fit-left-out-long = امتد أكثر من شهر
fit-left-out-outside = خارج السنوات المطلوبة
fit-less = أقل من { $least }
fit-against = الأوقات لا توافق إثارة أُسّية: بواقٍ بهذا البعد تأتي مصادفة باحتمال { $chance } من 1. تُستعمل للتمارين لا للتوقع.
fit-not-against = الأوقات لا تخالف المطابقة: بواقٍ بهذا البعد تأتي مصادفة باحتمال { $chance } من 1.
fit-process = العملية
fit-number = العدد
fit-a-day = الحوادث في اليوم التي لا يثيرها شيء
fit-offspring = كم حادثا آخر يثيره كل حادث في المتوسط
fit-mean-days = بعد كم يوم تأتي هذه في المتوسط
fit-same-place = نسبة ما يقع منها في المكان نفسه
fit-far = بُعد الأخرى بالكيلومتر (الانحراف)
fit-old-place = نسبة غير المثارة في مكان من الماضي
fit-long-run = الحوادث في اليوم على المدى الطويل
fit-likelihood = المطابقة بالإمكان الأعظم. الأماكن التي بينها نحو 5 كم تُحسب واحدا: التقارير لا تحدد أدق من ذلك.
fit-drawn = التقرير الذي يذكر يوما أو أياما تُسحب له لحظة منها بالتساوي.
fit-how-well = مدى موافقة الأوقات
fit-distance = مسافة كولموغوروف للبواقي
fit-chance = احتمال مسافة بهذا الكبر لو صحت العملية
fit-echo = ارتباط الرتب بين فترة والتي تليها (0 لو صحت العملية)
fit-gained = ما زاد في لوغاريتم الإمكان على أوقات منتظمة، لكل حادث
fit-flatters = الأعداد من الحوادث نفسها، فالاحتمال يجمّل قليلا.
fit-years-after = السنوات التي تلت
fit-each-simulated = حوكيت كل سنة من مطابقة على ما قبلها.
fit-nine-of-ten = لو صحت العملية لوقعت السنة الحقيقية ضمن 90 % من المحاكاة في تسع سنوات من عشر.
fit-measure = المقياس
fit-below = سنوات دونها
fit-within = ضمن 90 %
fit-above = سنوات فوقها
fit-inside-of = { $count } من { $all }
fit-each-year = كل سنة
fit-year = السنة
fit-real = الحقيقي
fit-low = المحاكى، 5 %
fit-middle = الوسط
fit-high = 95 %
fit-share-below = النسبة دون الحقيقي
fit-too-few = أقل من أن يُحسب
fit-axis-across = النسبة المتوقعة
fit-axis-up = إلى أعلى: نسبة الفترات
fit-residuals = بواقي المطابقة
fit-curve = المنحنى لا يبعد عن القطر أكثر من { $distance }؛ وعرض النطاق { $band }.
fit-band = الفترات بين الحوادث مقيسة بالحوادث المتوقعة. ينبغي أن يقع المنحنى في النطاق، حيث يقع 95 من 100 لو صحت العملية.
fit-bars = العمود: وسط السنوات المحاكاة؛ والخط: 90 % منها؛ والحلقة: السنة الحقيقية.
fit-year-says = { $year }: الحقيقي { $real }، والمحاكى من { $low } إلى { $high }
year-measure-count = الحوادث
year-measure-deaths = القتلى
year-measure-places = مربعات نصف الدرجة التي وقع فيها حادث
year-measure-known = نسبة الحوادث في مربعات سبق أن وقع فيها حادث
year-measure-step-km = المسافة الوسيطة من حادث إلى الذي يليه بالكيلومتر
year-measure-gap-days = عدد الأيام الوسيط بين الحوادث
year-measure-longest-days = أطول مدة بلا حادث بالأيام
year-measure-same-day = نسبة الحوادث التي تلت غيرها بأقل من نصف يوم
