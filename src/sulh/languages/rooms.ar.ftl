## ما تقوله الحسابات: الصيغة الإنجليزية هي صيغة البرنامج

room-unread = { $file }: صفوف لا يمكن قراءتها ولا تُحسب: { $rejected } من { $count }.
room-named = { $name }: { $reason }.
room-out = في مهمة: { $kind } { $task }
room-no-wounded = لا ينقل جرحى
room-not-dark = لا يعمل في الظلام
room-no-water = لم تُذكر أنهار ولا بحيرات
room-visibility = مدى الرؤية { $now } م، والمطلوب { $need } م
room-clouds = ارتفاع السحب { $now } م، والمطلوب { $need } م
room-wind = سرعة الرياح { $now } كم/س، والحد الأقصى { $most } كم/س
room-no-facility = يصل إلى المصاب، لكن لا يصل إلى مرفق يجري العمليات
room-too-far = الطريق إلى المصاب { $km } كم، ومداها { $range } كم
room-too-long = الطريق إلى المصاب يستغرق { $way } دقيقة، ويجوز لطاقمها أن يكون في الطريق { $crew }
room-no-landing = لا يستطيع الجرحى بلوغ أي موقع هبوط يمكن استعماله
room-no-way-casualty = لا طريق يؤدي إلى المصاب: { $reason }
room-the-casualty = المصاب
room-the-place = المكان
room-the-start = نقطة الانطلاق
room-inside-closed = داخل منطقة مغلقة ({ $closure }): { $what }
room-no-road-near = لا طريق على مسافة أقل من { $km } كم من: { $what }
room-no-road-leads = لا طريق يصل الطرق القريبة من نقطة الانطلاق بالطرق القريبة من: { $what }
room-no-way-bears = لا طريق يتحمل { $tonnes } طن
room-closed = مغلق: { $closures }
room-closures =
    { $count ->
        [zero] لا إغلاق يمنع الطريق
        [one] إغلاق واحد لا يترك أي طريق
        [two] إغلاقان معًا لا يتركان أي طريق
        [few] { $count } إغلاقات معًا لا تترك أي طريق
        [many] { $count } إغلاقًا معًا لا تترك أي طريق
       *[other] { $count } إغلاق معًا لا تترك أي طريق
    }
room-no-escort = لا يقوم بالمرافقة
room-no-sustain = لا يسمي سجلها أي وحدة من السجل
room-no-capability = ليست { $need } من قدرات { $unit }
room-capability-most = { $need }: { $high } من { $sets } على الأكثر
room-no-bed = { $name }: المستوى { $level }، لكن لا سرير شاغرًا: لا يُنقل أحد إليه.
room-no-theatre = { $name }: المستوى { $level }، لكن لا غرفة عمليات: لا جراحة فيه.
room-no-pad = { $name }: لا موقع هبوط في أي مرفق فيه أسرّة شاغرة.
room-no-operation = لا مرفق يستطيع إجراء العمليات: لا أحد يُجرى له عملية في الوقت المطلوب.
room-no-team = لا يوجد فريق بحث
room-team-late = أول فريق، { $name }، يصل في { $time } بالتوقيت العالمي
room-straight = لم تُذكر طرق: تستند أوقات السير إلى خطوط مستقيمة أطول بـ { $factor } مرة، بسرعة { $kmh } كم/س.
room-with-travel = { $reason } السير { $slows }.
room-with-closures = { $reason } الإغلاقات المحسوبة ({ $count }): { $names }.
room-slow-wet = في موسم الأمطار
room-slow-factor = بسرعة { $factor } من المعتاد
room-slow-column = في رتل بحراسة
room-roads = تتبع أوقات السير { $pieces } قطعة طريق موجهة، و{ $kmh } كم/س خارج الطرق حتى { $km } كم.
room-left-no-place =
    { $count ->
        [zero] لا تقارير (القتلى: { $deaths }) بلا إحداثيات.
        [one] تقرير واحد (القتلى: { $deaths }) بلا إحداثيات: لم يُحسب.
        [two] تقريران (القتلى: { $deaths }) بلا إحداثيات: لم يُحسبا.
        [few] { $count } تقارير (القتلى: { $deaths }) بلا إحداثيات: لم تُحسب.
        [many] { $count } تقريرًا (القتلى: { $deaths }) بلا إحداثيات: لم تُحسب.
       *[other] { $count } تقرير (القتلى: { $deaths }) بلا إحداثيات: لم تُحسب.
    }
room-left-region =
    { $count ->
        [zero] لا تقارير (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر).
        [one] تقرير واحد (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر): لم يُحسب.
        [two] تقريران (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر): لم يُحسبا.
        [few] { $count } تقارير (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر): لم تُحسب.
        [many] { $count } تقريرًا (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر): لم تُحسب.
       *[other] { $count } تقرير (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر): لم تُحسب.
    }
room-left-long =
    { $count ->
        [zero] لا تقارير (القتلى: { $deaths }) موزعة على أكثر من شهرين.
        [one] تقرير واحد (القتلى: { $deaths }) موزعة على أكثر من شهرين: لم يُحسب.
        [two] تقريران (القتلى: { $deaths }) موزعة على أكثر من شهرين: لم يُحسبا.
        [few] { $count } تقارير (القتلى: { $deaths }) موزعة على أكثر من شهرين: لم تُحسب.
        [many] { $count } تقريرًا (القتلى: { $deaths }) موزعة على أكثر من شهرين: لم تُحسب.
       *[other] { $count } تقرير (القتلى: { $deaths }) موزعة على أكثر من شهرين: لم تُحسب.
    }
room-left-outside =
    { $count ->
        [zero] كل الأحداث تقع في خلايا.
        [one] حدث واحد لا يقع في أي خلية ولم يُحسب.
        [two] حدثان لا يقعان في أي خلية ولم يُحسبا.
        [few] { $count } أحداث لا تقع في أي خلية ولم تُحسب.
        [many] { $count } حدثًا لا تقع في أي خلية ولم تُحسب.
       *[other] { $count } حدث لا تقع في أي خلية ولم تُحسب.
    }
room-no-deadly = لا يحتوي السجل على أي حادث فيه قتلى وإحداثيات وتاريخ.
room-no-deadly-do = أدخل حوادث بقتلاها ومكانها وتاريخها، أو استوردها.
room-no-events = لا توجد أحداث يُبنى عليها التوقع.
room-no-events-do = أعطِ حدثًا واحدًا على الأقل فيه قتلى وإحداثيات وتاريخ.
room-no-event-inside = لا يقع أي حدث في خلية قبل وقت التوقع.
room-no-event-inside-do = تحقق من التواريخ ومن حدود المناطق.
room-too-few =
    { $count ->
        [zero] لا شهر للتعلم والاختبار.
        [one] شهر واحد لا يكفي للتعلم والاختبار.
        [two] شهران لا يكفيان للتعلم والاختبار.
        [few] { $count } أشهر لا تكفي للتعلم والاختبار.
        [many] { $count } شهرًا لا تكفي للتعلم والاختبار.
       *[other] { $count } شهر لا تكفي للتعلم والاختبار.
    }
room-too-few-do = أعطِ فترة أطول، أو توقع أشهرًا أقل.
room-too-many = في الخلية { $cell } { $deaths } قتيل في فترة واحدة، أكثر من { $most }.
room-too-many-do = صحح الرقم.
room-pledge = { $need }: { $list }
room-pledge-type = نوعه { $type } لا { $asked }
room-pledge-people = عدد الأفراد: { $have } من { $count }
room-pledge-tongue = لا يتكلم أيًّا من: { $tongues }
room-pledge-refuses = يرفض: { $tasks }
room-added-of = أُضيف بصفة { $role } ({ $party })
room-added = أُضيف بصفة { $role }
room-role-of = الدور: { $role } ({ $party })
room-role = الدور: { $role }
room-disabled = عُطّل
room-new-password = كلمة مرور جديدة؛ انتهت جلساته ورموزه
room-refused-often = مرفوض: محاولات فاشلة كثيرة
room-refused-password = مرفوض: كلمة مرور خاطئة
room-refused-code = مرفوض: رمز خاطئ
room-refused-passkey = مرفوض: مفتاح المرور
room-signed-in = دخل بواسطة { $what }
room-by-password = كلمة المرور
room-by-password-code = كلمة المرور والرمز
room-by-passkey = مفتاح المرور
room-by-demo = العرض
room-passkey-added = أُضيف مفتاح مرور
room-passkey-removed = أُزيل مفتاح المرور { $passkey }
room-token-made = أُنشئ الرمز { $token }: { $scopes }
room-token-revoked = أُلغي الرمز { $token }
room-codes-on = شُغّلت الرموز ذات الاستعمال الواحد
room-codes-off = أُوقفت الرموز ذات الاستعمال الواحد
room-refused-first = مرفوض: انتهت صلاحية كلمة المرور الأولى
room-session-ended = انتهت الجلسة { $session }
room-sessions-ended = انتهت الجلسات الأخرى
room-inject-undelivered = لم يُسلَّم { $inject }
room-inject-reported = كان { $inject } قد أُبلغ عنه آنذاك
room-inject-unreported = لم يكن { $inject } قد أُبلغ عنه آنذاك
room-inject-outside = يقع خارج الأشهر التي تُلعب
room-inject-waits = لم يُسلَّم { $inject } بعد
room-inject-late = يقع بعد النهاية
room-takes =
    { $count ->
        [zero] { $name } لا ينقل جرحى.
        [one] { $name } ينقل جريحًا واحدًا.
        [two] { $name } ينقل جريحين.
        [few] { $name } ينقل { $count } جرحى.
        [many] { $name } ينقل { $count } جريحًا.
       *[other] { $name } ينقل { $count } جريح.
    }
room-beds = { $name }، المستوى { $level }: الأسرّة { $beds }، غرف العمليات { $theatres }.
room-takes-on = ينقلهم { $name } بعد ذلك إلى { $facility }، المستوى { $level }: الأسرّة { $beds }، غرف العمليات { $theatres }.
room-collection = التهديدات للبعثة
room-inject-stopped = أُوقف التمرين قبل ذلك
room-step-unknown = الخطوة «{ $step }» للمهمة { $name }: لا توجد هذه المهمة.
room-step-after = الخطوة «{ $step }» للمهمة { $name }: حالتها «{ $state }» منذ { $time }؛ ولا شيء بعدها.
room-step-unfit = الخطوة «{ $step }» للمهمة { $name }: حالتها «{ $state }».
room-task-not-back =
    { $count ->
        [zero] { $name } ({ $kind }، { $unit }) لم تعد في موعدها المقرر.
        [one] { $name } ({ $kind }، { $unit }) لم تعد بعد دقيقة واحدة من الموعد المقرر.
        [two] { $name } ({ $kind }، { $unit }) لم تعد بعد دقيقتين من الموعد المقرر.
        [few] { $name } ({ $kind }، { $unit }) لم تعد بعد { $count } دقائق من الموعد المقرر.
        [many] { $name } ({ $kind }، { $unit }) لم تعد بعد { $count } دقيقة من الموعد المقرر.
       *[other] { $name } ({ $kind }، { $unit }) لم تعد بعد { $count } دقيقة على الموعد المقرر.
    }
room-task-not-begun =
    { $count ->
        [zero] { $name } ({ $kind }، { $unit }) لم تبدأ في موعدها المقرر.
        [one] { $name } ({ $kind }، { $unit }) لم تبدأ بعد دقيقة واحدة من الموعد المقرر.
        [two] { $name } ({ $kind }، { $unit }) لم تبدأ بعد دقيقتين من الموعد المقرر.
        [few] { $name } ({ $kind }، { $unit }) لم تبدأ بعد { $count } دقائق من الموعد المقرر.
        [many] { $name } ({ $kind }، { $unit }) لم تبدأ بعد { $count } دقيقة من الموعد المقرر.
       *[other] { $name } ({ $kind }، { $unit }) لم تبدأ بعد { $count } دقيقة على الموعد المقرر.
    }
room-task-ended-late =
    { $count ->
        [zero] { $name } ({ $kind }، { $unit }) انتهت في موعدها المقرر.
        [one] { $name } ({ $kind }، { $unit }) انتهت بعد دقيقة واحدة من الموعد المقرر.
        [two] { $name } ({ $kind }، { $unit }) انتهت بعد دقيقتين من الموعد المقرر.
        [few] { $name } ({ $kind }، { $unit }) انتهت بعد { $count } دقائق من الموعد المقرر.
        [many] { $name } ({ $kind }، { $unit }) انتهت بعد { $count } دقيقة من الموعد المقرر.
       *[other] { $name } ({ $kind }، { $unit }) انتهت بعد { $count } دقيقة على الموعد المقرر.
    }
room-limit = { $kind } { $name }: من { $low } إلى { $high } ({ $list })
room-limit-plain = { $kind } { $name }: من { $low } إلى { $high }
room-ready-never = لم يُفتَّش قط
room-ready-none = لا شيء في الحيازة
room-ready-disagree = عمليات التفتيش يوم { $day } متناقضة
room-ready-old =
    { $count ->
        [zero] آخر تفتيش { $day }، اليوم
        [one] آخر تفتيش { $day }، قبل يوم واحد
        [two] آخر تفتيش { $day }، قبل يومين
        [few] آخر تفتيش { $day }، قبل { $count } أيام
        [many] آخر تفتيش { $day }، قبل { $count } يومًا
       *[other] آخر تفتيش { $day }، قبل { $count } يوم
    }
room-ready-service =
    { $count ->
        [zero] لا شيء تجاوز موعد صيانته
        [one] واحد تجاوز موعد صيانته
        [two] اثنان تجاوزا موعد صيانتهما
        [few] { $count } قطع تجاوزت موعد صيانتها
        [many] { $count } قطعة تجاوزت موعد صيانتها
       *[other] { $count } قطعة متجاوزة لموعد صيانتها
    }
room-ready-uncounted = لم يُعَدّ قط
room-ready-counts = عمليات العدّ يوم { $day } متناقضة
room-ready-counted = عُدّ يوم { $day } واستُهلك منه بعد ذلك
room-proven = { $need }: الثابت { $low } من { $sets }
room-proven-why = { $need }: الثابت { $low } من { $sets }، { $list }
room-unfit = لا يحتوي السجل على تقرير من هذا النوع ({ $kind }): { $reason }.
room-unfit-field = لا يحتوي السجل على تقرير من هذا النوع ({ $kind }): { $field }: { $reason }.
room-unfit-at = { $reason } – في الموضع: { $path }
room-shape-other = المتوقع: { $shape }؛ الموجود: { $actual }
room-shape-many = المتوقع: { $shape }، بطول { $bound }
room-shape-many-got = المتوقع: { $shape }، بطول { $bound }؛ الموجود: { $actual }
room-shape-form = المتوقع: { $shape } على الصورة { $form }
room-shape-least = المتوقع: { $shape }، { $bound } على الأقل
room-shape-most = المتوقع: { $shape }، { $bound } على الأكثر
room-shape-missing = ينقص الحقل { $field }
room-shape-word = ليست من الكلمات المسموح بها: { $value }
room-body-shape = المحتوى ليس كائنًا
room-body-report = السجل من النوع { $value } لا يحمل تقريرًا.
room-body-correction = تصحيح من النوع { $value }، وهو ليس تقريرًا
room-value-pair = يجب ذكر lon وlat معًا
room-value-lon = قيمة lon ‏({ $value }) ليست بين -180 و180
room-value-lat = قيمة lat ‏({ $value }) ليست بين -90 و90
room-value-accuracy = الدقة { $value } م ليست بين 0 ونصف محيط الأرض
room-value-low = الحد الأدنى { $value } ليس بين { $least } و{ $most }
room-value-high = الحد الأعلى { $value } ليس بين { $least } و{ $most }
room-value-best = أفضل تقدير { $value } خارج حدّيه
room-value-year = سنة ليست بين { $least } و{ $most }
room-value-ends = ينتهي في { $time } قبل أن يبدأ
room-value-zone = { $value } لا يذكر المنطقة الزمنية؛ اكتب مثلًا 2024-05-03T10:00:00Z
room-value-moment = { $value } ليس تاريخًا
room-value-letter = موثوقية المصدر { $value } ليست حرفًا من A إلى F
room-value-figure = المصداقية { $value } ليست رقمًا من 1 إلى 6
room-no-own-collection = المجموعة: { $name } ليست مجموعة تهديدات يبلّغ إليها هذا الدور هنا ({ $role })؛ المتوقع: { $names }

shape-str = نص
shape-int = عدد صحيح
shape-float = عدد
shape-bool = نعم أو لا
shape-array = قائمة
shape-object = كائن
shape-null = لا شيء
word-equipment = معدات
word-course = دورة
word-supply = مخزون
word-ordered = مأمور بها
room-ready-crew = المشغّلون يكفون { $low } فقط ({ $need })
room-pledge-nothing = لا شيء ناقص هناك
room-pledge-other = يمكنه أن يسدّه، لكن استعمالًا آخر للتعهدات يسدّ أكثر أو هو أسرع جاهزية
room-pledge-late = لا يجهز إلا في { $day }، بعد موعد رحيله ({ $until })
room-pledge-between = موجود من { $since } إلى { $until }: لا يقع في ذلك شهر كامل غير مغطى
room-due-agreed = متفق عليه
room-due-not-there = غير موجود
room-due-not-serviceable = غير صالح
room-due-persons = أشخاص حاضرون
room-due-standard = معيار غير مستوفى
room-due-deployed = منتشر
room-due-absent = غائب
room-due-outside = { $unit }: سجلات تشمل أيامًا خارج انتشارها؛ لا يُدفع عنها.
room-due-more-absent = { $unit }، { $day }: الغائبون { $away } من المنتشرين { $deaths } ({ $records })؛ يُخصم { $less }. صحّح أحد السجلات.
room-due-both-leases = { $unit }، { $item }: مقيّد بنظامي الإيجار معًا؛ لا يُدفع عنه حتى يُصحَّح أحدهما.
room-due-no-inspection = { $unit }، { $item }: لا تفتيش قبل بعض أيام الشهر؛ لا يُدفع عنها.
room-due-disagree = { $unit }، { $item }: تتعارض عمليات التفتيش { $records } في { $day }؛ وتُستعمل الأعداد الأدنى.
room-due-assessments = { $unit }، { $item }: تتعارض تقييمات { $day }؛ وتُحسب غير مستوفاة.
room-travel = السير { $slows }.
room-travel-light = السير { $slows }. ولم يُذكر وزنها: فلا يمنعها أي حد للوزن.
room-slow-by = بوسيلة: { $state }
room-slow-by-weight = بوسيلة: { $state }، وزنها { $tonnes } طن
room-closures-day =
    { $count ->
        [zero] لا إغلاق ساريًا في { $day }.
        [one] إغلاق واحد سارٍ في { $day }.
        [two] إغلاقان ساريان في { $day }.
        [few] { $count } إغلاقات سارية في { $day }.
        [many] { $count } إغلاقًا ساريًا في { $day }.
       *[other] { $count } إغلاق سارٍ في { $day }.
    }
room-closures-days =
    { $count ->
        [zero] لا إغلاق ساريًا في يوم من { $since } إلى { $until }.
        [one] إغلاق واحد سارٍ في يوم من { $since } إلى { $until }؛ ويُحسب فيها كلها.
        [two] إغلاقان ساريان في يوم من { $since } إلى { $until }؛ ويُحسب كل منهما فيها كلها.
        [few] { $count } إغلاقات سارية في يوم من { $since } إلى { $until }؛ ويُحسب كل منها فيها كلها.
        [many] { $count } إغلاقًا ساريًا في يوم من { $since } إلى { $until }؛ ويُحسب كل منها فيها كلها.
       *[other] { $count } إغلاق سارٍ في يوم من { $since } إلى { $until }؛ ويُحسب كل منها فيها كلها.
    }
room-closures-periods =
    { $count ->
        [zero] لا إغلاق ساريًا في أول يوم من فترة.
        [one] إغلاق واحد سارٍ في أول يوم من فترة؛ ويُحسب في الفترات التي تبدأ خلاله.
        [two] إغلاقان ساريان في أول يوم من فترة؛ ويُحسب كل منهما في الفترات التي تبدأ خلاله.
        [few] { $count } إغلاقات سارية في أول يوم من فترة؛ ويُحسب كل منها في الفترات التي تبدأ خلاله.
        [many] { $count } إغلاقًا ساريًا في أول يوم من فترة؛ ويُحسب كل منها في الفترات التي تبدأ خلاله.
       *[other] { $count } إغلاق سارٍ في أول يوم من فترة؛ ويُحسب كل منها في الفترات التي تبدأ خلاله.
    }
room-closures-plan =
    { $count ->
        [zero] لا إغلاق ساريًا في يوم من الخطة.
        [one] إغلاق واحد سارٍ في يوم من الخطة؛ ويُحسب في أيامه.
        [two] إغلاقان ساريان في يوم من الخطة؛ ويُحسب كل منهما في أيامه.
        [few] { $count } إغلاقات سارية في يوم من الخطة؛ ويُحسب كل منها في أيامه.
        [many] { $count } إغلاقًا ساريًا في يوم من الخطة؛ ويُحسب كل منها في أيامه.
       *[other] { $count } إغلاق سارٍ في يوم من الخطة؛ ويُحسب كل منها في أيامه.
    }
room-no-closure-day = لا يُعرف إغلاق سارٍ في { $day }.
room-no-closure-days = لا يُعرف إغلاق سارٍ في يوم من { $since } إلى { $until }.
room-no-closure-period = لا يُعرف إغلاق سارٍ في أول يوم من فترة.
room-no-closure-plan = لا يُعرف إغلاق سارٍ في يوم من الخطة.
room-closure = { $name } ({ $kind }؛ { $source }، { $rating })
room-closure-until = { $what }: { $metres } م حول خط الطول { $lon }، خط العرض { $lat }، من { $since } إلى { $until }
room-closure-on = { $what }: { $metres } م حول خط الطول { $lon }، خط العرض { $lat }، ابتداء من { $since }
room-closure-bears = { $reason }؛ يتحمل { $tonnes } طن
room-closure-delay = { $reason }؛ يستغرق عبوره بالدقائق { $minutes }
room-roads-read = { $file }: عدد الطرق { $roads }؛ مصادر السرعات: { $speeds }؛ باتجاه واحد: { $ways }.
room-roads-read-shut = { $file }: عدد الطرق { $roads }؛ مصادر السرعات: { $speeds }؛ باتجاه واحد: { $ways }؛ مغلقة (سرعة 0، أو لا دخول، أو ليست للمركبات): { $shut }.
room-roads-unread = { $file }: قيم لا تُقرأ، عددها { $values }: { $examples }.
room-roads-properties = { $file }: خصائص لا تُقرأ: { $names }.
room-roads-surface = { $file }: يُعرف السطح في { $part } من { $whole }؛ حدود الوزن { $weights }.
room-roads-surface-private = { $file }: يُعرف السطح في { $part } من { $whole }؛ حدود الوزن { $weights }؛ طرق خاصة عُدّت مفتوحة { $private }.
room-site-why = { $name }: { $list }.
room-site-reach = { $weight } في متناول { $post } هنا ({ $share } من الكل)
room-site-no-weight = { $weight } في متناول { $post } هنا (لا شيء: لا وزن لأي طلب)
room-site-shared = وكله أيضًا في متناول مواقع أخرى من الخطة
room-site-alone = ومنه { $weight } ليس في متناول أي موقع آخر من الخطة
room-site-must = يجب استعماله
room-site-kept = أُبقي
room-site-new = جديد
room-straight-plain = لم تُذكر طرق: تستند أوقات السير إلى خطوط مستقيمة، بسرعة { $kmh } كم/س.
room-light-day = نهارًا
room-light-night = ليلًا
room-light-day-wet = نهارًا، في موسم الأمطار
room-light-night-wet = ليلًا، في موسم الأمطار
room-does-not-go = { $name }: لا تنطلق ({ $list }): { $reason }.
room-no-higher = لا مرفق من المستوى 3 يستطيع استقبال أحد: يبقى الجرحى في { $facility }.
room-nobody-takes-on = لا أحد يستطيع نقل الجرحى من { $facility } إلى المستوى 3.
room-light-wet = في موسم الأمطار
room-many-zero = { $name }: مدة العملية 0 دقيقة؛ اذكرها أو اتركها فارغة.
room-many-blood = { $name }: عدد العمليات التي يكفي لها الدم: { $operations }.
room-many-blood-unknown = { $name }: كمية الدم غير معروفة، ولا تحدّ العمليات.
room-many-nothing-brings = { $name }: لا شيء ينقل أحدًا إليه من المكان.
room-many-cannot = { $name }: لا يمكنه المجيء إلى المكان: { $reason }.
room-many-beds = عدد من ينبغي نقلهم زيادة على الأسرّة الشاغرة: { $more }.
room-convoy-no-place = المكان { $place } غير معروف: حدّد خط طوله وخط عرضه.
room-convoy-nobody-carries = لا مركبة في مستودع فيه { $supply } تستطيع حمله بوحدة { $measure }.
room-convoy-other-measure = { $supply } مطلوب بوحدة { $measure }، وهو في المستودعات بوحدة { $others }: اذكر الاثنين بوحدة واحدة.
room-convoy-no-stock = لا مستودع فيه { $supply } بوحدة { $measure }.
room-convoy-long-day = تستغرق الرحلة ذهابًا وإيابًا { $whole } ساعة، ويوم السائق { $limit } ساعة.
room-convoy-curfew = تستغرق الرحلة ذهابًا وإيابًا { $whole } ساعة، وما يتركه حظر التجول والدوام { $limit } ساعة.
room-convoy-window = الفترة من { $opens } إلى { $closes } مستحيلة: لا تستطيع أي مركبة أن تصل وتفرّغ وتعود خلال الدوام.
room-convoy-no-time = لم يبق لأي مركبة أو سائق وقت لذلك.
room-convoy-none-left = المستودعات التي يمكنها تلبيته لم يبق فيها { $supply } بوحدة { $measure }.
room-convoy-not-used = { $name }: لا مخزون في مستودعه { $depot }؛ فلا يُستعمل.
room-convoy-no-vehicle = { $name }: لا مركبة فيه؛ ويبقى مخزونه.
room-replay-end = تنتهي الأحداث في { $year }
room-replay-no-troops = لا قوات معروفة في { $year }
room-replay-has = في الجدول { $deaths } من { $count } من القتلى ({ $place })
room-replay-no-event = لا حدث في الجدول لعام { $year } ({ $place })؛ القتلى الناقصون: { $count }
