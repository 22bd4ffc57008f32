## ما تقوله الحسابات: الصيغة الإنجليزية هي صيغة البرنامج

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
        [zero] لا تقارير ({ $deaths } قتيل) بلا إحداثيات.
        [one] تقرير واحد (القتلى: { $deaths }) بلا إحداثيات: لم يُحسب.
        [two] تقريران (القتلى: { $deaths }) بلا إحداثيات: لم يُحسبا.
        [few] { $count } تقارير (القتلى: { $deaths }) بلا إحداثيات: لم تُحسب.
        [many] { $count } تقريرًا (القتلى: { $deaths }) بلا إحداثيات: لم تُحسب.
       *[other] { $count } تقرير (القتلى: { $deaths }) بلا إحداثيات: لم تُحسب.
    }
room-left-region =
    { $count ->
        [zero] لا تقارير ({ $deaths } قتيل) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر).
        [one] تقرير واحد (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر): لم يُحسب.
        [two] تقريران (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر): لم يُحسبا.
        [few] { $count } تقارير (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر): لم تُحسب.
        [many] { $count } تقريرًا (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر): لم تُحسب.
       *[other] { $count } تقرير (القتلى: { $deaths }) لا تُعرف إلا بمنطقتها (مركز محافظة أو بلد أو بحر): لم تُحسب.
    }
room-left-long =
    { $count ->
        [zero] لا تقارير ({ $deaths } قتيل) موزعة على أكثر من شهرين.
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
room-pledge-people = لديه { $have } من { $asked } فرد
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
