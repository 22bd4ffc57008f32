## ما تقوله الصفحات المطبوعة عن الانتشار والدوريات والتوقعات واختبارها بأثر رجعي

plan-map = الخريطة
ways-head = الطرق
ways-closed = مغلق
ways-slow = بطيء، أو لا يحمل المركبات الثقيلة

# انتشار

deploy-title = الانتشار
deploy-titled = الانتشار، { $mission }
deploy-caution = الوجود في المتناول ليس حماية: الخطة تبيّن من أين يمكن أن تأتي المساعدة في الوقت المناسب.
deploy-key-within = في المتناول (المساحة: الوزن)
deploy-key-out = خارج المتناول
deploy-key-existing = موقع قائم
deploy-key-new = موقع جديد
deploy-key-closes = موقع قائم تغلقه الخطة
deploy-existing = قائم
deploy-new = جديد
deploy-sites = المواقع
deploy-site = الموقع
deploy-now = الحالة
deploy-units = الوحدات
deploy-within = في المتناول
deploy-only = من هنا فقط
deploy-why = لماذا كل موقع
deploy-proven = { $result }؛ ثبت أنه لا خطة أخرى أفضل.
deploy-not-called-proven = { $result }؛ ولا يقال إنه ثابت: { $lost } من { $all } من الطلبات لا طريق لها إلى أي موقع. إن كان هذا صحيحًا فقل ذلك باستعمال ‎--yes‎.
deploy-needed = { $result }؛ غير مثبت: يلزم على الأقل { $least }.
deploy-at-most = { $result }؛ غير مثبت: الأفضل لا يزيد على { $best } (الفارق { $gap }).
deploy-nearer = { $result }؛ غير مثبت: الأفضل لا يزيد قربه على { $gap }.
deploy-cover = { $part } من { $whole } في المتناول ({ $share })
deploy-median = المتوسط إلى أقرب موقع { $away }؛ وفي المتناول { $share }
deploy-centre = الأبعد على { $away }؛ وفي المتناول { $share }
deploy-fewest = عدد القواعد التي تبلغ كل من يمكن للمواقع بلوغه: { $bases }؛ وفي المتناول { $share }
deploy-km = { $km } كم
deploy-minutes = { $minutes } دقيقة
deploy-closes = تُغلق: { $sites }.
deploy-district = المنطقة { $name }: { $share } في المتناول.
deploy-worst = في أسوأ { $tail } من العينات وعددها { $samples }، يبقى خارج المتناول في المتوسط { $weight }.
deploy-backup = الدعم: { $weight } في متناول موقعين أو أكثر ({ $share }).
deploy-unreached = { $weight } خارج متناول المواقع التي يجوز استعمالها.
deploy-unconnected = { $weight } غير متصل بأي موقع من الخطة.
deploy-cut-off = { $lost } من { $all } من الطلبات، ووزنها { $weight } من { $whole }، غير متصلة بأي موقع: بعيدة عن الطرق (‎--off-road-km‎)، أو في جزء من الشبكة لا موقع فيه، أو بلا صف في أوقات التنقل. وهي: { $names }.
deploy-cut-off-closed = { $lost } من { $all } من الطلبات، ووزنها { $weight } من { $whole }، غير متصلة بأي موقع: بعيدة عن الطرق (‎--off-road-km‎)، أو في جزء من الشبكة لا موقع فيه، أو بلا صف في أوقات التنقل، أو وراء إغلاق. وهي: { $names }.

# الدوريات

patrol-title = الدوريات
patrol-confidential = سري
patrol-key-presence = كلما امتلأت زاد احتمال الزيارة في اليوم
patrol-key-base = قاعدة
patrol-hours = الخروج في { $out }، والعودة قبل { $back }.
patrol-hours-next = الخروج في { $out }، والعودة قبل { $back } في اليوم التالي.
patrol-presence = الحضور المتوقع في اليوم
patrol-number = الرقم
patrol-place = المكان
patrol-value = القيمة
patrol-this-plan = هذه الخطة
patrol-uniform = بالتساوي
patrol-fixed = ثابت
patrol-calendar = الجدول الزمني
patrol-date = التاريخ
patrol-patrol = الدورية
patrol-visits = الزيارات
patrol-visit = { $place } { $begins }-{ $ends }
patrol-caption = الأماكن بأرقامها في الجدول أدناه.
patrol-harm = أسوأ ضرر يبقى إذا عرف الطرف الآخر الاحتمالات ولم يعرف القرعة: { $harm } (بالتساوي { $uniform }، ثابت { $fixed })، وأكثره في { $place }.
patrol-proven = لا خطة تُبقي أقل منه.
patrol-not-proven = هذه الأيام نتيجة بحث (PyVRP) ولم يثبت أنها الأفضل: لا خطة تُبقي أقل من { $bound }.
word-base = قاعدة
deploy-unit = { $count } { $unit }

# التوقعات، ودرجاتها على الماضي

forecast-title = أين يُرجَّح العنف لاحقا: { $span }
forecast-of = { $place }. معلوم حتى { $until }. { $cells } ({ $kind }). البذرة { $seed }.
forecast-about = لكل خلية توزيع للقتلى في كل فترة مقبلة، مستفاد مما تلا في الماضي في أماكن مشابهة. يقول التوقع أين قد تلزم المساعدة؛ ولا يسمي شخصا ولا سببا.
forecast-not-safe = المكان الذي لا توقع له ليس آمنا: لم يُسجَّل فيه ولا قربه قتلى فحسب.
forecast-fan = الأعمدة: القتلى في الماضي. والنطاقات: فترتا 50 % و90 % للتوقع؛ والخط: وسيطه. المقياس جذر تربيعي.
forecast-deaths = كل القتلى
forecast-civilian-deaths = القتلى المدنيون
forecast-kind-prio = شبكة PRIO
forecast-kind-h3 = مسدسات H3
forecast-kind-district = بحسب المنطقة الإدارية
forecast-cells = { $count ->
    [zero] لا خلايا
    [one] خلية واحدة
    [two] خليتان
    [few] { $count } خلايا
    [many] { $count } خلية
   *[other] { $count } خلية
}
forecast-months = { $count ->
    [zero] لا أشهر
    [one] شهر واحد
    [two] شهران
    [few] { $count } أشهر
    [many] { $count } شهرا
   *[other] { $count } شهر
}
forecast-years = { $count ->
    [zero] لا سنوات
    [one] سنة واحدة
    [two] سنتان
    [few] { $count } سنوات
    [many] { $count } سنة
   *[other] { $count } سنة
}
forecast-countries = { $count ->
    [zero] لا بلدان
    [one] بلد واحد
    [two] بلدان
    [few] { $count } بلدان
    [many] { $count } بلدا
   *[other] { $count } بلد
}
forecast-no-countries = البلدان غير معروفة
forecast-method-forecast = التوقع
forecast-method-model = النموذج
forecast-method-zeros = أصفار
forecast-method-last = الفترة الأخيرة
forecast-method-recent = الفترات القريبة
forecast-method-past = الماضي كله
forecast-map-chance = احتمال وقوع قتلى في { $period }
forecast-map-expected = القتلى المتوقعون على مدى { $span }
forecast-map-says = { $cells }؛ وأعلى قيمة { $highest }.
forecast-caption = { $text }.
forecast-in-period = { $period }: { $deaths }
forecast-expected-all = المتوقع في كل الخلايا على مدى { $span }: { $deaths } ({ $periods }).
forecast-naive-country = { $country } ({ $method })
forecast-naive = كان توقع بسيط أدق بوضوح في الماضي، وهو المستعمل في: { $countries }.
forecast-worst = { $measure }: الخلايا التي يُتوقع فيها أكثرهم
forecast-cell = الخلية
forecast-place = المكان
forecast-country = البلد
forecast-chance-in = الاحتمال في { $period }
forecast-expected-in = المتوقع في { $period }
forecast-interval = فترة 90 %
forecast-expected-over = المتوقع على مدى { $span }
forecast-method = الطريقة
forecast-fan-title = الخلية { $cell }: الماضي والتوقع
forecast-fan-says = توقع { $period }: من 5 إلى 95 %، من { $low } إلى { $high }.
forecast-scores-title = كم أصابت توقعات العنف
forecast-scores-of = { $place }. البذرة { $seed }.
forecast-scores-about = لا يستعمل كل توقع إلا ما كان معلوما في وقته. الدرجة الأدنى أفضل، إلا في متوسط الدقة.
forecast-calibration = { $measure }: المعايرة
forecast-tests = التوقع { $span }، { $origins }، حتى { $ahead } مقدما.
forecast-origins = { $count ->
    [zero] بلا نقطة انطلاق
    [one] نقطة انطلاق واحدة
    [two] نقطتا انطلاق
    [few] { $count } نقاط انطلاق
    [many] { $count } نقطة انطلاق
   *[other] { $count } نقطة انطلاق
}
forecast-crps = CRPS
forecast-ignorance = الجهل
forecast-interval-score = الفترة
forecast-brier = برير
forecast-precision = متوسط الدقة
forecast-pit-half = PIT في 50 %
forecast-pit-nine = PIT في 90 %
forecast-held-half = احتوته 50 %
forecast-held-nine = احتوته 90 %
forecast-crps-by-months = { $measure }: درجة CRPS بعدد الأشهر مقدما
forecast-crps-by-years = { $measure }: درجة CRPS بعدد السنوات مقدما
forecast-column-horizon = الأفق
forecast-better-in = { $method } في { $share }
forecast-wins = من البلدان التي فيها من الحالات القاتلة { $least } أو أكثر، وعددها { $count }: درجة CRPS للتوقع أدنى من درجة { $shares }، وأدنى من الأربعة جميعا في { $all }.
forecast-likely = حيث يعطي التوقع نفسه احتمال النصف أو أكثر لوقوع قتلى (الحالات: { $cases }): { $half } في النصف الأوسط، و{ $nine } في تسعة أعشار.
forecast-missed = { $count ->
    [zero] لم يقع قتلى في خلايا غير معروفة بعد.
    [one] وقع قتيل واحد في خلية غير معروفة بعد؛ لا تتوقع فيها أي طريقة، ولا درجة له.
    [two] وقع قتيلان في خلايا غير معروفة بعد؛ لا تتوقع فيها أي طريقة، ولا درجة لهما.
    [few] وقع { $count } قتلى في خلايا غير معروفة بعد؛ لا تتوقع فيها أي طريقة، ولا درجة لهم.
    [many] وقع { $count } قتيلا في خلايا غير معروفة بعد؛ لا تتوقع فيها أي طريقة، ولا درجة لهم.
   *[other] وقع { $count } قتيل في خلايا غير معروفة بعد؛ لا تتوقع فيها أي طريقة، ولا درجة لهم.
}
forecast-pit = تحويل PIT العشوائي
forecast-pit-even = { $half } في النصف الأوسط، و{ $nine } في تسعة أعشار. الأعمدة المتساوية: معايَر.
forecast-chances = وقوع قتلى: الاحتمال المتوقع، وكم مرة وقعوا
forecast-diagonal = النقاط على القطر: احتمالات التوقع صحيحة.
forecast-dot = الحالات { $cases }: الاحتمال { $chance }، القتلى { $deaths }

# الاختبار بأثر رجعي

backtest-title = أين كان حفظة السلام، وأين كانت الخطة ستضعهم
backtest-replayed = سنوات بعثات أُعيد عرضها
backtest-deadly-years = منها قُتل مدنيون في السنة التالية
backtest-civilian-deaths = القتلى المدنيون في هذه السنوات
backtest-within-reach = القتلى المدنيون في السنة التالية في المتناول
backtest-maps = كل سنة بعثة على خريطة
backtest-not-shown = ما لا يبيّنه هذا
backtest-how = الطريقة
backtest-method = لكل انتشار من المواقع ما للانتشار الحقيقي، ويستعملها كلها؛ وانتشار البعثة التالي وحده له ما كان لها حينها. ومنطقة البعثة هي أرض البلدان المضيفة (بحسب مضلعات الحدود، بفارق 5 كم) حول قواعدها الماضية: بقدر بعد هذه عن وسطها، وعلى الأقل 50 كم وعلى الأكثر { $km } كم. وكل خطة اختيار جشع وبحث قصير، بلا إثبات أنه لا توجد أفضل منها.
backtest-data = البيانات المعتادة: UCDP GED (Sundberg, Melander 2013)، وGeo-PKO (Cil, Fjelde, Hultman, Nilsson 2020)، وGeoNames (CC BY 4.0).
backtest-limit-elsewhere = حفظة السلام يغيّرون مكان وقوع العنف. فلو كانوا في مكان آخر لما وقع بعضه، ولوقع بعضه في مكان آخر. إعادة العرض لا تبيّن ذلك؛ بل تبيّن أين كان العنف الذي وقع فعلا.
backtest-limit-constraints = للمواقع قيود لا تظهر في البيانات: الأرض والماء والطرق والمطارات والموافقة وسلامة القوات ومهام الولاية الأخرى. الانتشار الحقيقي راعاها؛ والخطة لم يلزمها ذلك.
backtest-limit-reach = المتناول ليس حماية. قوات على 25 كيلومترا قد لا تعلم أو لا تستطيع أو لا تتصرف.
backtest-limit-distances = المسافات خطوط مستقيمة، إلا حيث تظهر أوقات التنقل بالطرق. ومواقع الانتشار من خرائط لا من عدّ الأفراد، وأماكن السنة كلها تُحسب معا. والأحداث هي التي أُبلغ عنها وسُجّلت، وأدقها إلى بلدة.
backtest-limit-candidates = المواقع المرشحة هي بلدات GeoNames وأماكن البعثة السابقة وأماكن الأحداث الماضية، حيث قد لا يستطيع أحد أن يبني؛ والصفوف عن البلدات تترك هذه.
backtest-limit-dates = تواريخ ولايات حماية المدنيين من المعرفة العامة وغير متحقق منها.
backtest-laydown-real = الانتشار الحقيقي
backtest-laydown-next = انتشار البعثة نفسها بعد سنة
backtest-laydown-one = الخطة، بنقل موقع واحد
backtest-laydown-two = الخطة، بنقل موقعين
backtest-laydown-quarter = الخطة، بنقل ربع المواقع
backtest-laydown-plan = الخطة، كل المواقع حرة
backtest-laydown-settled-quarter = نقل الربع، إلى بلدات فقط
backtest-laydown-settled = كلها حرة، بلدات فقط
backtest-laydown-roads-quarter = على الطرق، بنقل ربع المواقع
backtest-laydown-roads-plan = على الطرق، كل المواقع حرة
backtest-laydown-rule = أقوى قاعدة بسيطة
backtest-laydown-last-year = اختيار جشع على قتلى السنة الماضية
backtest-laydown-foresight-quarter = علم مسبق، بنقل الربع
backtest-laydown-foresight-settled = علم مسبق، بلدات فقط
backtest-laydown-foresight = علم مسبق كامل
backtest-laydown-population = ضعيف: أكبر المدن
backtest-laydown-random = ضعيف: مواقع عشوائية (متوسط 100)
backtest-view-outlooks = متوسط طرق لوزن الأحداث الماضية
backtest-view-forecast = توقع القتلى المدنيين في السنة التالية
backtest-view-both = الأحداث الماضية والتوقع مناصفة
backtest-view-many-outlooks = طرق كثيرة لوزن الأحداث الماضية، نصفها بمتوسطها ونصفها بأسوأ عُشر
backtest-view-many-samples = عينات مشتركة من التوقع، نصفها بمتوسطها ونصفها بأسوأ عُشر
backtest-knowledge-at-once = كل حدث قبل الفترة
backtest-knowledge-30-days = الأحداث التي مضى عليها 30 يوما على الأقل، كما في الإصدارات الشهرية للأحداث المرشحة
backtest-knowledge-final = الإصدار السنوي وحده: أحداث السنة من تموز/يوليه من السنة التالية
backtest-none = لا ينطبق
backtest-bounded = { $value } ({ $low } إلى { $high })
backtest-no-deaths = لم يُقتل مدنيون في أي من سنوات البعثات هذه: لا شيء للمقارنة.
backtest-intervals = بين قوسين: فترات الثقة 95 % على البعثات.
backtest-one-mission = بعثة واحدة فقط: لا فترة على البعثات.
backtest-planned = أساس الخطة: { $view }؛ والمعلوم: { $knowledge }. { $intervals }
backtest-moved-one = موقع واحد
backtest-moved-two = موقعين
backtest-moved-quarter = ربع المواقع
backtest-moved = كان نقل { $sites } سيجعل القتلى المدنيين ضمن 25 كم { $near } ضعف ما في الانتشار الحقيقي، و{ $far } ضعفا ضمن 50 كم؛ وعند 25 كم كان أفضل في { $better } من سنوات البعثات ولم يكن أسوأ في { $same }.
backtest-times-next = { $times } ضعف انتشار البعثة التالي
backtest-times-rule = { $times } ضعف أقوى قاعدة بسيطة
backtest-times-last-year = { $times } ضعف الاختيار الجشع على قتلى السنة الماضية
backtest-whole = بكل المواقع حرة: { $near } ضعفا عند 25 كم، و{ $far } عند 50 كم؛ وعند 25 كم { $rivals }.
backtest-whole-without = بكل المواقع حرة: { $near } ضعفا عند 25 كم، و{ $far } عند 50 كم؛ وعند 25 كم { $rivals }. ومن دون { $mission }، وهي أكبر بعثة: { $alone }.
backtest-settled = بالبلدات وأماكن البعثة السابقة فقط، بلا مكان عُرف بالعنف: { $near } ضعفا عند 25 كم، و{ $far } عند 50 كم.
backtest-foresight = العلم المسبق الكامل، ولا يملكه أحد، يبلغ { $times } ضعف الانتشار الحقيقي عند 25 كم، ويكون أفضل في { $better } من سنوات البعثات.
backtest-foresight-chance = العلم المسبق الكامل، ولا يملكه أحد، يبلغ { $times } ضعف الانتشار الحقيقي عند 25 كم، ويكون أفضل في { $better } من سنوات البعثات. ولو صحت نظرة الخطة إلى الماضي لكانت أفضل في { $share }: والباقي مصادفة.
backtest-chart = نسبة القتلى المدنيين في السنة التالية الذين في المتناول
backtest-bar-says = { $laydown }: { $share } ضمن 25 كم
backtest-bars = الأعمدة: ضمن 25 كم؛ والحلقات: ضمن 50 كم.
backtest-bars-lines = الأعمدة: ضمن 25 كم؛ والخطوط: فترة الثقة 95 % على البعثات؛ والحلقات: ضمن 50 كم.
backtest-shares = النسبة في المتناول
backtest-laydown = الانتشار
backtest-deaths-at = القتلى، { $km } كم
backtest-events-at = الأحداث، { $km } كم
backtest-all-deaths-at = كل القتلى، { $km } كم
backtest-without = 25 كم من دون { $mission }
backtest-better = أفضل
backtest-no-worse = ليس أسوأ
backtest-against = إزاء الانتشار الحقيقي
backtest-ratios = نسب بين الحصص، وحصص من سنوات البعثات عند 25 كم.
backtest-ratios-intervals = نسب بين الحصص، وحصص من سنوات البعثات عند 25 كم؛ فترات الثقة 95 % على البعثات.
backtest-by-road = الأمر نفسه بالطرق
backtest-minutes = { $minutes } دقيقة
backtest-each-year = كل سنة بعثة: القتلى المدنيون في السنة التالية ضمن 25 كم
backtest-mission = البعثة
backtest-year = السنة
backtest-sites = المواقع
backtest-deaths = القتلى
backtest-short-real = الحقيقي
backtest-short-next = التالي
backtest-short-rule = القاعدة
backtest-short-one = واحد
backtest-short-quarter = الربع
backtest-short-plan = الخطة
backtest-short-foresight = العلم المسبق
backtest-left-out = سنوات بعثات لم يُعد عرضها
backtest-reason = السبب
backtest-map-title = { $mission }، نهاية { $year }: قتلى { $next }
backtest-map-says = { $sites }؛ { $deaths } في { $events }.
backtest-map-caption = { $title }: { $deaths } في { $events }.
backtest-civilians = { $count ->
    [zero] لا قتلى مدنيين
    [one] قتيل مدني واحد
    [two] قتيلان مدنيان
    [few] { $count } قتلى مدنيين
    [many] { $count } قتيلا مدنيا
   *[other] { $count } قتيل مدني
}
backtest-events = { $count ->
    [zero] لا أحداث
    [one] حدث واحد
    [two] حدثان
    [few] { $count } أحداث
    [many] { $count } حدثا
   *[other] { $count } حدث
}
backtest-real-sites = { $count ->
    [zero] لا مواقع حقيقية
    [one] موقع حقيقي واحد
    [two] موقعان حقيقيان
    [few] { $count } مواقع حقيقية
    [many] { $count } موقعا حقيقيا
   *[other] { $count } موقع حقيقي
}
backtest-key-real = قاعدة حقيقية، و25 كم حولها
backtest-key-plan = موقع جديد: الخطة
backtest-key-quarter = موقع جديد: بنقل الربع
backtest-key-killed = مدنيون قُتلوا في السنة التالية
