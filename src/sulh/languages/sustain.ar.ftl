## ما تقوله الصفحات المطبوعة عن الوحدات والمساهمات والاحتياجات

sheet-no-record = لا سجل

# ما تستطيعه الوحدات

readiness-title = ما تستطيعه الوحدات في { $day }
readiness-subtitle = من الثابت إلى الممكن؛ وتُقيَّم كل قدرة وحدها
readiness-on = الجاهز في { $day }
readiness-able = قدرات متوفرة
readiness-partly = قدرات متوفرة جزئيًا
readiness-undetermined = قدرات غير محددة
readiness-unable = قدرات غير متوفرة
readiness-untrained = احتياجات تدريب غير مستوفاة
readiness-sets = المجموعات
readiness-limited = ما يحدّها
readiness-limit = { $need } { $low }
readiness-limit-why = { $need } { $low } ({ $reason })
readiness-days-of = { $part } من { $whole } من الأيام
readiness-capabilities = القدرات
readiness-in-red = الاحتياج المكتوب بالأحمر يحدّ عدد المجموعات الثابتة.
readiness-need = الاحتياج
readiness-there = الموجود
readiness-doubt = سبب الشك
readiness-technology = التكنولوجيا والجاهزية السيبرانية
readiness-usable-is = القابل للاستعمال هو أقل هذه الأعداد: الثابتة صلاحيته، والمصون في وقته، وما له مشغّل مدرَّب.
readiness-class = الفئة
readiness-equipment = المعدات
readiness-agreed = المتفق عليه
readiness-serviceable = الصالح
readiness-serviced = المصون
readiness-operators = المشغّلون
readiness-usable = القابل للاستعمال
readiness-no-interval = بلا فترة صيانة
readiness-no-course = بلا دورة
word-sensor = جهاز استشعار
word-radio = جهاز لاسلكي
word-observation-drone = طائرة مراقبة مسيّرة
word-counter-explosive = مكافحة المتفجرات
word-network = شبكة

# التدريب

training-title = التدريب في { $day }
training-head = التدريب
training-of-exercises = لشهادات التمارين عمود خاص ولا تُحسب.
training-course = الدورة
training-role = الدور
training-day = اليوم
training-needed = المطلوب
training-held = الحاصلون عليها
training-expire = تنتهي خلال 90 يومًا
training-simulated = في تمرين فقط
training-missing = الناقص

# الناقص، والتعهدات التي تسدّه

wanted-title = الوحدات المطلوبة، كما في { $day }
wanted-month-is-met = يُعدّ الشهر مغطى إذا غُطّي كل يوم منه يطلبه الاحتياج
wanted-by-month = بالأشهر
wanted-fact-open = احتياجات فيها أشهر غير مغطاة
wanted-fact-unmet = أشهر عمل للفرد غير مغطاة
wanted-fact-filled = تغطي التعهدات منها
wanted-fact-ending = عمليات انتشار تنتهي بلا بديل في عدد من الأيام لا يتجاوز { $days }
wanted-matters-most = أهم تعهد هو { $pledge }: من دونه يضيع { $lost } من { $filled } من أشهر عمل الفرد، حتى مع أفضل استعمال لكل ما عداه.
wanted-most = الأكثر طلبًا: { $profile }؛ ويمكنها أن تغطي من أشهر عمل الفرد { $months }.
wanted-stray = الانتشار { $name } يسمي احتياجًا ليس في الجدول.
wanted-for = من أجل { $tasks }
wanted-speaking = تتكلم { $tongues }
wanted-unit = { $type } قوامها { $strength } في { $place }، { $mission } ({ $name })
wanted-requirements = الاحتياجات، الأكثر طلبًا أولًا
wanted-place = البعثة، المكان
wanted-strength = القوام
wanted-dates = التواريخ
wanted-unmet = غير المغطى
wanted-best = أفضل التعهدات
wanted-still = ما يبقى غير مغطى
wanted-endings = عمليات انتشار تنتهي بلا بديل في عدد من الأيام لا يتجاوز { $days }
wanted-nation = الدولة
wanted-last-day = اليوم الأخير
wanted-days-left = الأيام الباقية
wanted-followers = تعهدات يمكن أن تليه في الوقت المناسب
wanted-pledges = التعهدات، الأهم أولًا
wanted-level = المستوى
wanted-languages = اللغات
wanted-caveats = التحفظات
wanted-use = أفضل استعمال، أو لماذا لا يُستعمل
wanted-lost = ما يضيع من دونه
wanted-lost-is = ما يضيع من دونه: بأشهر عمل الفرد، حتى مع أفضل استعمال لكل التعهدات الأخرى.
wanted-notice = { $dates }، مهلة الإشعار بالأيام: { $days }
wanted-not-stated = غير مذكور
wanted-used-for = من أجل { $need }
wanted-people = الأشخاص المطلوبون في كل شهر
wanted-caption = { $title }، وما يغطي ذلك.
wanted-month-says = { $month }: المطلوب { $required }، المنتشر { $deployed }، المغطى بالتعهدات { $pledged }، الناقص { $missing }
wanted-key-deployed = منتشر
wanted-key-filled = يغطيه أفضل استعمال للتعهدات
wanted-key-unmet = يبقى غير مغطى

# من يساهم وبماذا

given-title = المساهمات: { $about }
given-all = كل المساهمين
given-all-missions = كل البعثات الواردة في الجداول
given-and-unknown = { $known } + عدد غير معروف
given-people = الأشخاص، { $source } { $period }
given-of-known = من كل ما هو معروف
given-ranked = الترتيب بين المساهمين
given-deaths = الوفيات في الجدول
given-concentration = { $source }، { $period }: عدد الأشخاص المعروف { $people }، وعدد المساهمين المذكورة أعدادهم { $contributors }؛ ويقدم النصفَ منهم { $top }؛ مؤشر التركّز { $hhi }.
given-members = الأعضاء في اليوم الأخير من كل فترة. مصدر القائمة: { $source } [{ $grade }].
given-nothing = لا مساهمة مطابقة.
given-nearest = { $name } ({ $nearest }؟)
given-nameless = أسماء لا تدل على دولة: { $names }. قد تكون لأي دولة، فما لدى دولة أو مجموعة هو على الأقل الرقم المذكور هنا. حدّد أي دولة يعنيها الاسم في جدول فيه name وnation (‎--aliases‎).
given-one-place = أماكن لكل منها اسم واحد وموقعان لا تزيد المسافة بينهما على { $km } كم، فتُحسب مكانًا واحدًا: { $places }.
given-two-places = أماكن لكل منها اسم واحد ومواقع متباعدة: مكان واحد أو أكثر، فتُحسب بالحدين معًا: { $places }.
given-by-contributor = { $source }، { $period }: الأشخاص بحسب المساهم
given-largest = أكبر المساهمين
given-map = { $source }، { $period }: من يساهم
given-source = { $source }، { $period }
given-not-drawn = لم يُرسم ما لا يُعرف مكانه: { $names }.
given-over-time = عبر الزمن، { $source }
given-people-over-time = { $source }: الأشخاص عبر الزمن
given-last = يبيّن الجدول آخر الفترات وعددها { $last } من { $all }.
given-period = الفترة
given-known = المعروف
given-no-size = أعداد غير معروفة
given-bounds = الحدان
given-contributors = المساهمون
given-share-known = الحصة من كل المعروف
given-half = يقدمون النصف
given-hhi = مؤشر التركّز
given-rank = الترتيب
given-share = الحصة
given-share-bounds = حدا الحصة
given-per-million = لكل مليون نسمة
given-per-income = لكل مليار دولار
given-deaths-then = الوفيات حتى ذلك الحين
given-in-brackets = بين معقوفتين: سنة رقم السكان أو الدخل المستعمل.
given-geo-pko = أعداد Geo-PKO هي أحجام معيارية للوحدات لا إحصاء للأفراد، وقد تُظهر خرائط عدة في سنة واحدة وحدةً في مكانين: فقد تزيد المجاميع على ما كان موجودًا في أي يوم.
given-first-contributors = يبيّن الجدول أول المساهمين وعددهم { $first } من { $all }.
given-by-nation = بحسب الدولة، { $source }، { $period }
given-women-head = النساء، إلى جانب أهداف التكافؤ بين الجنسين لعام 2028
given-source-head = المصدر
given-type = الفئة
given-women = النساء
given-people-head = الأشخاص
given-target = الهدف
given-no-target = لا هدف
given-fatalities = الوفيات
given-all-causes = من كل الأسباب؛ وتُجمع الوفيات عبر السنين. الأفراد النظاميون: العسكريون والشرطة.
given-mission = البعثة
given-deaths-head = الوفيات
given-uniformed = النظاميون
given-malicious = بعمل عدائي
given-years = السنوات
given-first = أول { $first } من { $all }.
given-conflicts =
    { $count ->
        [zero] لا سطور تتعارض صفوفها: يُحسب أقلها، ويضم الحدان كلها.
        [one] سطر واحد من مصدر تتعارض صفوفه: يُحسب أقلها، ويضم الحدان كلها.
        [two] سطران من مصدر تتعارض صفوفهما: يُحسب أقلها، ويضم الحدان كلها.
        [few] { $count } سطور من مصدر تتعارض صفوفها: يُحسب أقلها، ويضم الحدان كلها.
        [many] { $count } سطرًا من مصدر تتعارض صفوفها: يُحسب أقلها، ويضم الحدان كلها.
       *[other] { $count } سطر من مصدر تتعارض صفوفها: يُحسب أقلها، ويضم الحدان كلها.
    }
given-disagree =
    { $count ->
        [zero] لا خلاف بين المصادر؛ ولا تُجمع المصادر أبدًا.
        [one] خلاف واحد بين المصادر؛ ولا تُجمع المصادر أبدًا.
        [two] خلافان بين المصادر؛ ولا تُجمع المصادر أبدًا.
        [few] { $count } خلافات بين المصادر؛ ولا تُجمع المصادر أبدًا.
        [many] { $count } خلافًا بين المصادر؛ ولا تُجمع المصادر أبدًا.
       *[other] { $count } خلاف بين المصادر؛ ولا تُجمع المصادر أبدًا.
    }
given-contradict = أين تتعارض الجداول
given-place = المكان
given-rows = الصفوف
given-first-rows = يبيّن الجدول أول { $first } من { $all }.
given-no-bound = بلا حد أعلى
given-bounds-doubt =
    { $count ->
        [zero] { $bounds } (لا تعارض)
        [one] { $bounds } (تعارض واحد)
        [two] { $bounds } (تعارضان)
        [few] { $bounds } ({ $count } تعارضات)
        [many] { $bounds } ({ $count } تعارضًا)
       *[other] { $bounds } ({ $count } تعارض)
    }
given-undated = بلا تاريخ
given-per = { $figure } [{ $year }]
given-unmatched = بلا دولة: { $name }
given-form = الاستمارة
given-amount = { $name }: المعروف { $known }، من { $low } إلى { $high }
given-amounts-caption = { $title }. الأعمدة: المذكور؛ الخطوط: الحدان، متقطعة حيث لا حد أعلى.
given-size-unknown = العدد غير معروف
given-more-sizes = { $known } + أعداد غير معروفة
given-trend-caption = { $title }. الخط: المذكور؛ الشريط: الحدان. النقطة الفارغة التي يعلوها خط متقطع بلا حد أعلى، لأن أحدًا لم يذكر بعض الأعداد.
given-bubbles-caption = { $title }. كل دائرة في المكان الذي يسكنه شعب الدولة في المتوسط؛ ومساحتها هي المعروف، والحلقة المتقطعة تعني أعدادًا غير معروفة فقط. إسقاط Equal Earth؛ ولم تُرسم حدود. الأماكن: GeoNames، CC BY 4.0.
word-troops = قوات
word-formed-police = وحدات شرطة مشكّلة
word-individual-police = أفراد شرطة
word-observers = مراقبون
word-staff-officers = ضباط أركان
word-police = شرطة
word-corrections = موظفو سجون

# دول يختلف اسمها في الأمم المتحدة عن CLDR

nation-pse = فلسطين
nation-cod = جمهورية الكونغو الديمقراطية
nation-cog = الكونغو
nation-mmr = ميانمار

# أماكن الانتشار

posted-title = أماكن الانتشار
posted-subtitle = لا تُجمع خرائط السنة الواحدة، بل تعطي الحدين
posted-by-year = بحسب البعثة والسنة
posted-nothing = لا مكان مطابق.
posted-mission = البعثة
posted-year = السنة
posted-places = الأماكن
posted-rows = الصفوف
posted-and-unknown = { $bounds } + { $places } غير معروف
word-infantry = مشاة
word-reserve = احتياط
word-hq = مقر قيادة
word-aviation = طيران
word-engineers = هندسة
word-signals = إشارة
word-riverine = وحدة نهرية
word-maintenance = صيانة

# المستحق عن شهر

due-title = سداد التكاليف عن { $month }
due-subtitle = بدولارات الولايات المتحدة؛ قيمة اليوم هي المعدل الشهري مقسومًا على أيام شهره
due-gross = الإجمالي
due-taken-off = المخصوم
due-net-dollars = الصافي بدولارات الولايات المتحدة
due-net = الصافي
due-doubts = نقاط فيها شك
due-in-doubt = موضع شك
due-by-unit = بحسب الوحدة
due-lines = سطرًا سطرًا
due-quantity-is = الكمية هي أيام الأفراد أو أيام القطع.
due-amount-is = المبلغ = الكمية × المعدل ÷ أيام الشهر، ويُقرّب مرة واحدة إلى أقرب سنت.
due-for = مقابل
due-quantity = الكمية
due-rate = المعدل
due-dollars = دولار أمريكي
due-line = السطر
due-days = الأيام: العدد (السجلات)
due-month-rate = المعدل الشهري
due-rate-from = مصدر المعدل
due-month-days = ÷ الأيام
due-run = { $days }: { $number } ({ $records })
due-run-rate = { $days }: { $number } ({ $records }) بالمعدل { $rate }
due-tag = { $rate } ({ $tag })
due-tag-verified = موثّق
due-tag-unverified = غير موثّق
due-tag-assumption = مفترض
due-tag-fiction = خيالي
due-rates = المعدلات
due-dollars-month = دولار أمريكي في الشهر
due-until = حتى
due-standing = الحالة
due-open = سارٍ
word-personnel = أفراد
word-self-sustainment = الاكتفاء الذاتي
