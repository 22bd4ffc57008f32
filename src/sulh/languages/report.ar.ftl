## The mission's report

report-simulated = محاكاة
report-simulated-title = محاكاة (تمرين): { $title }
report-exercise = محاكاة · تمرين
report-no-party-did = لم يقم أي طرف بشيء من هذا
report-skip = إلى ما تغيّر
report-sections = الأقسام
report-kicker = استنتاجات بشأن الاتفاقات
report-fictional = بعثة خيالية
report-judged = الأشهر المشمولة بالحكم: { $months }. السلوك حتى { $at }؛ { $known }.
report-known = كما كان معروفا في { $time }
report-everything = كل ما سُجل
report-no-months = لا شيء
report-total-breached = تم خرقها
report-total-doubted = موضع شك: أُبلغ عن شيء
report-total-met = تم الامتثال لها
report-total-silent = غير محسومة: لم يُبلَّغ عن شيء
report-made-by = أعده Sulh، { $time }
report-made-at = أُعد في { $time }
report-cut =
    { $count ->
        [zero] قُطع: لا أحرف في القيد
        [one] قُطع: حرف واحد في القيد
        [two] قُطع: حرفان في القيد
        [few] قُطع: { $count } أحرف في القيد
        [many] قُطع: { $count } حرفا في القيد
       *[other] قُطع: { $count } حرف في القيد
    }
report-to = إلى
report-record = القيد
report-in-doubt = موضع شك
report-in-doubt-head = موضع شك
report-none = لا شيء.
report-not-known = غير معروف
report-best = { $best } ({ $bounds })
report-with-count = { $name } ({ $number })
report-and-more =
    { $count ->
        [zero] { $list }
        [one] { $list } وواحد آخر
        [two] { $list } واثنان آخران
        [few] { $list } و{ $count } غيرها
        [many] { $list } و{ $count } غيرها
       *[other] { $list } و{ $count } غيرها
    }
report-all-parties =
    { $count ->
        [zero] كل الأطراف
        [one] الطرف الوحيد
        [two] الطرفان كلاهما
        [few] كل الأطراف وعددها { $count }
        [many] كل الأطراف وعددها { $count } طرفا
       *[other] كل الأطراف وعددها { $count } طرف
    }
report-findings =
    { $count ->
        [zero] لا استنتاجات
        [one] استنتاج واحد
        [two] استنتاجان
        [few] { $count } استنتاجات
        [many] { $count } استنتاجا
       *[other] { $count } استنتاج
    }
report-months =
    { $count ->
        [zero] لا أشهر
        [one] شهر واحد
        [two] شهران
        [few] { $count } أشهر
        [many] { $count } شهرا
       *[other] { $count } شهر
    }
report-reports =
    { $count ->
        [zero] لا تقارير
        [one] تقرير واحد
        [two] تقريران
        [few] { $count } تقارير
        [many] { $count } تقريرا
       *[other] { $count } تقرير
    }
report-such-reports =
    { $count ->
        [zero] لا تقارير من هذا النوع
        [one] تقرير واحد من هذا النوع
        [two] تقريران من هذا النوع
        [few] { $count } تقارير من هذا النوع
        [many] { $count } تقريرا من هذا النوع
       *[other] { $count } تقرير من هذا النوع
    }
report-zones =
    { $count ->
        [zero] لا مناطق
        [one] منطقة واحدة
        [two] منطقتان
        [few] { $count } مناطق
        [many] { $count } منطقةً
       *[other] { $count } منطقة
    }
report-provisions =
    { $count ->
        [zero] لا أحكام
        [one] حكم واحد
        [two] حكمان
        [few] { $count } أحكام
        [many] { $count } حكما
       *[other] { $count } حكم
    }
report-drawn-zones =
    { $count ->
        [zero] لا مناطق مرسومة
        [one] منطقة مرسومة واحدة
        [two] منطقتان مرسومتان
        [few] { $count } مناطق مرسومة
        [many] { $count } منطقةً مرسومة
       *[other] { $count } منطقة مرسومة
    }
report-months-acts =
    { $count ->
        [zero] { $months }، لا أعمال
        [one] { $months }، عمل واحد
        [two] { $months }، عملان
        [few] { $months }، { $count } أعمال
        [many] { $months }، { $count } عملا
       *[other] { $months }، { $count } عمل
    }

# Verdicts, severities and letters

report-was-breached = تم خرقه
report-was-undetermined = غير محسوم
report-was-met = تم الامتثال له
report-is-breached = تم خرقه
report-is-undetermined = غير محسوم
report-is-met = تم الامتثال له
letter-breached = خ
letter-undetermined = غ
letter-met = م
severity-grave = جسيم
severity-serious = خطير
severity-minor = بسيط
severity-technical = فني
severity-of-grave = جسيمة
severity-of-serious = خطيرة
severity-of-minor = بسيطة
severity-of-technical = فنية

# What changed

report-what-changed = ما تغيّر
report-what-changed-in = ما تغيّر في { $month }
report-changes = التغييرات
report-changes-from = التغييرات من { $before } إلى { $month }
report-change = التغيير
report-provision = الحكم
report-party = الطرف
report-parties = الأطراف
report-where = المكان
report-more-changes =
    { $count ->
        [zero] انظر جدول الامتثال.
        [one] وتغيير واحد آخر؛ انظر جدول الامتثال.
        [two] وتغييران آخران؛ انظر جدول الامتثال.
        [few] و{ $count } تغييرات أخرى؛ انظر جدول الامتثال.
        [many] و{ $count } تغييرا آخر؛ انظر جدول الامتثال.
       *[other] و{ $count } تغيير آخر؛ انظر جدول الامتثال.
    }
report-none-found = لا توجد استنتاجات.
report-not-judged = لم يُحكم على { $month }، ولذلك لا مقارنة به.
report-changed = { $verdicts }. { $reports } في { $month }، و{ $number } في { $before }.
report-nothing-changed = لم يتغير أي استنتاج
report-acts-and-counts =
    { $count ->
        [zero] لم يُبلَّغ عن عمل أو إحصاء
        [one] أُبلغ عن عمل أو إحصاء واحد
        [two] أُبلغ عن عملين أو إحصاءين
        [few] أُبلغ عن { $count } أعمال وإحصاءات
        [many] أُبلغ عن { $count } عملا وإحصاء
       *[other] أُبلغ عن { $count } عمل وإحصاء
    }
change-new-breach = خرق جديد
change-still-breached = لا يزال الخرق قائما
change-ended = لم يعد مخروقا
change-unknown-now = كان مخروقا، ولا شيء مؤكد الآن
change-new-doubt = شك جديد
change-settled = زال الشك
changed-new-breach =
    { $count ->
        [zero] لا خروق جديدة
        [one] خرق جديد واحد
        [two] خرقان جديدان
        [few] { $count } خروق جديدة
        [many] { $count } خرقا جديدا
       *[other] { $count } خرق جديد
    }
changed-still-breached =
    { $count ->
        [zero] لا خروق مستمرة
        [one] خرق واحد لا يزال قائما
        [two] خرقان لا يزالان قائمين
        [few] { $count } خروق لا تزال قائمة
        [many] { $count } خرقا لا يزال قائما
       *[other] { $count } خرق لا يزال قائما
    }
changed-ended =
    { $count ->
        [zero] لا خروق انتهت
        [one] خرق واحد انتهى
        [two] خرقان انتهيا
        [few] { $count } خروق انتهت
        [many] { $count } خرقا انتهى
       *[other] { $count } خرق انتهى
    }
changed-unknown-now = { $number } كان مخروقا في { $month } ولا شيء مؤكد بشأنه الآن
changed-new-doubt =
    { $count ->
        [zero] لا شكوك جديدة
        [one] شك جديد واحد
        [two] شكان جديدان
        [few] { $count } شكوك جديدة
        [many] { $count } شكا جديدا
       *[other] { $count } شك جديد
    }
changed-settled =
    { $count ->
        [zero] لا شكوك زالت
        [one] شك واحد زال
        [two] شكان زالا
        [few] { $count } شكوك زالت
        [many] { $count } شكا زال
       *[other] { $count } شك زال
    }
state-not-in-force = غير سارٍ
state-nothing-to-judge = لا شيء للحكم عليه
state-not-judged = لم يُحكم عليه
state-silent = لم يُبلَّغ عن شيء
state-undetermined = موضع شك
state-breached = تم خرقه
state-met = تم الامتثال له

# What is breached, and where to go

report-what-breached = ما تم خرقه
report-breaches = الخروق
report-breaches-caption = كل حكم وطرف ومنطقة فيها خرق مؤكد، والأجسم أولا
report-months-head = الأشهر
report-findings-head = الاستنتاجات
report-severity = الجسامة
report-no-breach = لا خرق مؤكد.
report-send-next = إلى أين يُرسل أحد الآن
report-go-next = إلى أين الآن
report-to-settle-doubt = لحسم الاستنتاجات التي هي موضع شك
report-where-nothing = حيث لم يُبلَّغ عن شيء
report-what-to-get = المطلوب الحصول عليه
report-concerns = يخص
report-it-touches = الاستنتاجات التي يمسها
report-it-settles = ما يحسمه وحده
report-touches = يمس
report-settles-alone = يحسم وحده
report-placeless =
    { $count ->
        [zero] لم يُستبعد أي استنتاج.
        [one] استُبعد استنتاج واحد بشأن السلوك في كل مكان: لا يسمي أي تقرير مكانا يُذهب إليه.
        [two] استُبعد استنتاجان بشأن السلوك في كل مكان: لا يسمي أي تقرير مكانا يُذهب إليه.
        [few] استُبعدت { $count } استنتاجات بشأن السلوك في كل مكان: لا يسمي أي تقرير مكانا يُذهب إليه.
        [many] استُبعد { $count } استنتاجا بشأن السلوك في كل مكان: لا يسمي أي تقرير مكانا يُذهب إليه.
       *[other] استُبعد { $count } استنتاج بشأن السلوك في كل مكان: لا يسمي أي تقرير مكانا يُذهب إليه.
    }
report-all-certain = لا شيء غير محسوم.
report-reports-in-doubt = تقارير هي موضع شك
report-check-first = التقارير التي يُتحقق منها أولا: عليها تتوقف أكثر الاستنتاجات
report-report = التقرير
report-when-where = متى وأين
report-who-what = من وماذا
report-doubts-head = الشكوك
step-no-complete-count = تفتيش كامل للمنطقة
step-no-report = بيان مراقبة ممن كان يراقب
step-count-straddles = إعادة إحصاء بحدود أضيق
step-partial-alleges = زيارة إلى مكان التقرير، مع إحصاء كامل
step-near-border = تحديد موقع المكان بدقة، أو زيارته
step-vague-place = المكان الدقيق، من المصدر
step-vague-date = التاريخ الدقيق، من المصدر
step-weak-source = تقرير ثان مستقل
step-same-row = كلمة من المفتشين: شيء واحد سُجل مرتين، أم شيئان متشابهان
step-coalition = تقرير يسمي الفاعل
step-initiator-unknown = تحقيق فيمن بدأ
step-opponent-unknown = اسم الطرف الآخر
step-contradiction = إعادة إحصاء مشتركة
step-waiver-unclear = تواريخ الاستثناء وأعداده، من الطرفين
step-pending = لا شيء بعد: يُنتظر انتهاء المهلة
step-register-incomplete = سجل الواجب، معلنا كاملا
step-one-report = تقرير ثان، أو تأكيد
step-one-count = إحصاء ثان، أو تأكيد
step-register-unconfirmed = مصدر ثان مستقل يعلن أن السجل كامل

# Key judgements

report-judgements = أهم الأحكام
report-what-not-verified = ما لم يُتحقق منه
report-not-verified = لم يُتحقق منه.
report-no-findings = لا توجد استنتاجات: لا يتصل أي تقرير بحكم سارٍ.
report-overall = من { $findings } من { $first } إلى { $last }: تم الخرق في { $breached } والامتثال في { $met }. وهناك { $doubted } غير محسومة مع أنه أُبلغ عن شيء، لأنه موضع شك أو غير كامل؛ و{ $silent } غير محسومة لأنه لم يُبلَّغ عن شيء.
report-overall-exercise = في هذا التمرين، من { $findings } من { $first } إلى { $last }: تم الخرق في { $breached } والامتثال في { $met }. وهناك { $doubted } غير محسومة مع أنه أُبلغ عن شيء، لأنه موضع شك أو غير كامل؛ و{ $silent } غير محسومة لأنه لم يُبلَّغ عن شيء.
report-breaches-all = تخص استنتاجات الخرق { $names }.
report-breaches-most = يخص معظم استنتاجات الخرق { $names }، من { $parties } من الأطراف التي لها خروق.
report-breached-often = أكثر الأحكام خرقا «{ $title }» ({ $times } من { $number })؛ { $worst }.
report-breached-worst =
    { $count ->
        [zero] لا شيء منها لأحكام { $severity }
        [one] واحد منها لأحكام { $severity }
        [two] اثنان منها لأحكام { $severity }
        [few] { $count } منها لأحكام { $severity }
        [many] { $count } استنتاجا منها لأحكام { $severity }
       *[other] { $count } استنتاج منها لأحكام { $severity }
    }
report-rise = أشد ارتفاع بدأ في { $month }: { $reports } عن أعمال أو إحصاءات تخرق اتفاقا أو قد تخرقه، في ثلاثة أشهر، بعد { $before } في الثلاثة السابقة.
report-rise-named = أشد ارتفاع بدأ في { $month }: { $reports } عن أعمال أو إحصاءات تخرق اتفاقا أو قد تخرقه، في ثلاثة أشهر، بعد { $before } في الثلاثة السابقة؛ وهي تسمي { $names }.
report-named = «{ $name }» { $times } مرة، وقبلها { $before }
report-late = في الأشهر الثلاثة الأخيرة، حتى { $month }: { $reports } عن أعمال أو إحصاءات تخرق اتفاقا أو قد تخرقه، وفي الثلاثة السابقة { $before }.
report-late-such = في الأشهر الثلاثة الأخيرة، حتى { $month }: { $reports }، وفي الثلاثة السابقة { $before }.
report-doubts =
    { $count ->
        [zero] لا استنتاجات غير محسومة للأسباب الآتية: { $why }.
        [one] استنتاج واحد غير محسوم للأسباب الآتية: { $why }.
        [two] استنتاجان غير محسومين للأسباب الآتية: { $why }.
        [few] { $count } استنتاجات غير محسومة للأسباب الآتية: { $why }.
        [many] { $count } استنتاجا غير محسوم للأسباب الآتية: { $why }.
       *[other] { $count } استنتاج غير محسوم للأسباب الآتية: { $why }.
    }
report-doubts-most = ومعظمها يخص { $party } ({ $number }).
report-doubts-largest = والنصيب الأكبر منها يخص { $party } ({ $number }).
report-awaits-no-report = بيانا ممن كان يراقب، بأن الصمت يعني أنه لم يقع عمل
report-awaits-no-complete-count = تفتيشا كاملا للمنطقة
report-awaits-register-incomplete = سجل الواجب معلنا كاملا
report-awaits-pending = انتهاء المهلة
report-less-than-one = أقل من 1
report-silence = الصمت ليس دليلا على الامتثال: { $percent } % من كل الاستنتاجات تنتظر { $missing }.
report-before-and-after = «{ $title }»: خلال { $months } منذ بدايته، الأعمال المؤكدة { $certain } والمحتملة { $possible }؛ وفي مثلها من الأشهر قبله { $earlier } و{ $perhaps } مما يماثلها (يُحسب العمل مرة لكل طرف فيه).
report-rests-on-knowledge =
    { $count ->
        [zero] لا شيء من { $provisions } يستند إلى معرفة عامة.
        [one] واحد من { $provisions } يستند إلى معرفة عامة، ويجب التحقق منه في الوثيقة.
        [two] اثنان من { $provisions } يستندان إلى معرفة عامة، ويجب التحقق منهما في الوثيقة.
        [few] { $count } من { $provisions } تستند إلى معرفة عامة، ويجب التحقق منها في الوثيقة.
        [many] { $count } حكما من { $provisions } تستند إلى معرفة عامة، ويجب التحقق منها في الوثيقة.
       *[other] { $count } حكم من { $provisions } تستند إلى معرفة عامة، ويجب التحقق منها في الوثيقة.
    }
report-read-secondary =
    { $count ->
        [zero] لا شيء من { $provisions } قُرئ في مصادر ثانوية.
        [one] واحد من { $provisions } قُرئ في مصادر ثانوية.
        [two] اثنان من { $provisions } قُرئا في مصادر ثانوية.
        [few] { $count } من { $provisions } قُرئت في مصادر ثانوية.
        [many] { $count } حكما من { $provisions } قُرئت في مصادر ثانوية.
       *[other] { $count } حكم من { $provisions } قُرئت في مصادر ثانوية.
    }
report-rough-borders =
    { $count ->
        [zero] لا شيء من { $zones } حدوده تقريبية ({ $km } كم).
        [one] حدود واحدة من { $zones } تقريبية، ودقتها { $km } كم في أسوأ حال؛ وما يُبلَّغ عنه أقرب إلى الحد من ذلك غير محسوم، وليس خرقا أبدا.
        [two] حدود اثنتين من { $zones } تقريبية، ودقتها { $km } كم في أسوأ حال؛ وما يُبلَّغ عنه أقرب إلى الحد من ذلك غير محسوم، وليس خرقا أبدا.
        [few] حدود { $count } من { $zones } تقريبية، ودقتها { $km } كم في أسوأ حال؛ وما يُبلَّغ عنه أقرب إلى الحد من ذلك غير محسوم، وليس خرقا أبدا.
        [many] حدود { $count } منطقةً من { $zones } تقريبية، ودقتها { $km } كم في أسوأ حال؛ وما يُبلَّغ عنه أقرب إلى الحد من ذلك غير محسوم، وليس خرقا أبدا.
       *[other] حدود { $count } منطقة من { $zones } تقريبية، ودقتها { $km } كم في أسوأ حال؛ وما يُبلَّغ عنه أقرب إلى الحد من ذلك غير محسوم، وليس خرقا أبدا.
    }
report-rough-lines = مرسومة تقريبا، بدقة { $km } كم: { $names }.
report-memberships =
    { $count ->
        [zero] لا عضويات في ائتلافات يجب التحقق منها.
        [one] عضوية واحدة في ائتلاف يجب التحقق منها ومن تواريخها.
        [two] عضويتان في ائتلافات يجب التحقق منهما ومن تواريخهما.
        [few] { $count } عضويات في ائتلافات يجب التحقق منها ومن تواريخها.
        [many] { $count } عضويةً في ائتلافات يجب التحقق منها ومن تواريخها.
       *[other] { $count } عضوية في ائتلافات يجب التحقق منها ومن تواريخها.
    }

# The drawings

bars-title = الاستنتاجات بحسب الطرف
bars-party = { $party }: تم الخرق { $breached }، غير محسوم { $doubted }، تم الامتثال { $met }، بلا تبليغ { $silent }
bars-breached = { $letter }  تم خرقه
bars-undetermined = { $letter }  غير محسوم، مع أنه أُبلغ عن شيء
bars-met = { $letter }  تم الامتثال له
bars-silent = + { $number } لم يُبلَّغ فيها عن شيء
bars-caption = الاستنتاجات التي أُبلغ فيها عن شيء، بحسب الطرف؛ وبعد كل شريط عدد غيرها.
bars-quiet = لم يُبلَّغ عن شيء بشأن { $names }.
map-title = خريطة { $title }
map-zones = أسوأ استنتاج في كل منطقة: { $zones }.
map-zone-is = { $zone }: { $verdict }
map-places = أماكن التقارير.
map-larger = العلامات الأكبر تمثل عدة تقارير في مكان واحد.
map-numbered = { $number } { $name }
map-by-number = بالأرقام: { $names }.
map-hidden = معروفة بالاسم فقط وغير مرسومة: { $zones } ({ $names }).
map-nowhere = غير معروض: { $reports } بلا إحداثيات.
map-beyond = غير معروض: { $reports } خارج الأطراف.
map-projection = إسقاط أسطواني متساوي المسافات، WGS 84. لا دور للخطوط الخارجية في أي حكم؛ ولا تعني الحدود والأسماء أي رأي في وضع أي إقليم.
map-zone-breached = { $letter }  منطقة أسوأ استنتاج فيها: تم خرقه
map-zone-undetermined = { $letter }  منطقة أسوأ استنتاج فيها: غير محسوم
map-zone-met = { $letter }  منطقة أسوأ استنتاج فيها: تم الامتثال له
map-line = خط، في النطاق الذي قد يقع فيه
map-report-breach = تقرير يثبت خرقا
map-report-doubt = تقرير يُبقي استنتاجا غير محسوم
map-report-other = تقرير آخر عن عمل أو إحصاء
map-vague = مفرغة: مكان غير دقيق؛ والحلقة الباهتة تبين المدى
map-site = موقع
lane-acts = الأعمال
lane-acts-note = بحسب النوع؛ وما قد يكون حدثا واحدا يُحسب مرة
lane-deaths = الوفيات
lane-deaths-note = بحسب نوع العمل؛ أفضل تقدير، مع الحدين
lane-inspections = عمليات التفتيش
lane-inspections-note = التي أُجريت
lane-counts = الإحصاءات
lane-counts-note = المشاهدات المبلغ عنها
lane-findings = الاستنتاجات
lane-findings-note = خرق، غير محسوم، امتثال
lane-other-acts = أعمال أخرى
timeline-before = قبل
timeline-after = بعد
timeline-exceptions = استثناءات متفق عليها
timeline-by-month = بالشهر، في الشهر الذي بدأ فيه كل منها.
timeline-by-quarter = بربع السنة، في الربع الذي بدأ فيه كل منها.
timeline-by-year = بالسنة، في السنة التي بدأ فيها كل منها.
timeline-caption = الوفيات: الشريط هو أفضل تقدير، والخط يمتد من الأدنى إلى الأعلى؛ والمثلث يعني أن الحد الأعلى غير معروف. الاستنتاجات: خ مخطط، غ منقط، م سادة؛ ولا تظهر التي لم يُبلَّغ فيها عن شيء. والأرقام تدل على الاتفاقات.
timeline-earlier = لا تُرسم الأعمال السابقة على { $begin }؛ وأولها في { $first }.
timeline-description = المعروف { $incidents } و{ $inspections } و{ $observations }؛ والمعروض من { $first } إلى { $last }. وتبين جداول هذا التقرير الأعداد نفسها.
timeline-incidents =
    { $count ->
        [zero] لا حوادث
        [one] حادث واحد
        [two] حادثان
        [few] { $count } حوادث
        [many] { $count } حادثا
       *[other] { $count } حادث
    }
timeline-inspections =
    { $count ->
        [zero] لا عمليات تفتيش
        [one] عملية تفتيش واحدة
        [two] عمليتا تفتيش
        [few] { $count } عمليات تفتيش
        [many] { $count } عمليةَ تفتيش
       *[other] { $count } عملية تفتيش
    }
timeline-observations =
    { $count ->
        [zero] لا مشاهدات
        [one] مشاهدة واحدة
        [two] مشاهدتان
        [few] { $count } مشاهدات
        [many] { $count } مشاهدةً
       *[other] { $count } مشاهدة
    }

# Map, matrix and timeline

report-map = الخريطة
report-no-map = لا شيء مرسوم لهذه البعثة، ولا موقع في أي تقرير.
report-matrix = جدول الامتثال
key-undetermined = غير محسوم، مع أنه أُبلغ عن شيء
key-not-in-force = غير سارٍ. يقود كل حرف إلى استنتاجه. والأعمدة الضيقة تمثل أشهرا متتالية لم يُبلَّغ فيها عن شيء.
key-blank = فراغ: غير سارٍ. يقود كل حرف إلى استنتاجه؛ وتمثل العلامة ⋯ أشهرا متتالية لم يُبلَّغ فيها عن شيء.
report-matrix-of = الجدول: { $agreement }، { $span }
report-matrix-by = { $span }، بحسب الحكم والطرف والمنطقة والشهر
report-matrix-at = { $span }، بحسب الحكم والطرف والشهر، { $where }
report-matrix-rows = الطرف والحكم والمنطقة
report-folded = { $months }: لم يُبلَّغ عن شيء
report-silent = { $title } ({ $parties })
report-silent-zones = { $title } ({ $parties }؛ { $zones })
report-nothing-on = لم يُبلَّغ عن شيء بشأن { $names }.
report-retracted-see = التقرير المسحوب لا يُحسب: انظر { $list }.
report-amendments-link = القيود المصححة والمسحوبة
report-worst-of =
    { $count ->
        [zero] { $verdict }
        [one] { $verdict } (استنتاج واحد)
        [two] { $verdict } (الأسوأ من استنتاجين)
        [few] { $verdict } (الأسوأ من { $count } استنتاجات)
        [many] { $verdict } (الأسوأ من { $count } استنتاجا)
       *[other] { $verdict } (الأسوأ من { $count } استنتاج)
    }
report-cell = { $party }، { $month }: { $verdict }، { $because }
report-timeline = التسلسل الزمني
report-no-timeline = لا يوجد استنتاج لعرضه.
report-dates = تواريخ البعثة
report-dates-caption = تواريخ البعثة، كما ترد في بياناتها المرجعية
report-date = التاريخ
report-what = ماذا
report-source = المصدر
report-unverified = لم يُتحقق منه

# Before and after

report-before-after = قبل وبعد
report-acts-by = الأعمال بحسب الطرف والشهر.
report-acts-by-district = الأعمال بحسب الطرف والشهر والتقسيم الإداري ({ $district }).
report-acts-note = يُحسب العمل مرة لكل طرف فيه. الأعمال المؤكدة، وبعد علامة الجمع الأعمال المحتملة فقط. وما وقع قبل بداية الحكم يماثله، وليس خرقا له. والوفيات هي وفيات الأعمال المؤكدة: أفضل تقدير، وبين قوسين الأدنى والأعلى.
report-acts-of = الأعمال قبل وبعد: { $title }
report-acts-caption = { $title }: الأعمال قبل وبعد
report-before = قبل
report-after = بعد
report-acts = الأعمال
report-deaths = الوفيات
report-months-word = الأشهر
report-possible-in = محتمل { $months }
report-acts-by-month = الأعمال بالشهر: { $title }، { $number }
report-grid = { $title }: الأعمال بحسب الطرف، بالسنة قبل وبالشهر بعد
report-grid-part = { $title }: الأعمال بحسب الطرف، بالسنة قبل وبالشهر بعد ({ $number } من { $of })
report-judged-since = سارٍ منذ { $day }؛ والحكم من { $first } إلى { $last }.
report-window = بعد: ابتداء من { $day }، { $months } حتى { $last }. قبل: { $months } حتى ذلك اليوم، ابتداء من { $first }.
report-window-left = بعد: ابتداء من { $day }، { $months } حتى { $last }. قبل: { $months } حتى ذلك اليوم، ابتداء من { $first }؛ { $left }.
report-earlier =
    { $count ->
        [zero] لا أعمال أسبق
        [one] عمل واحد أسبق لا يُحسب هنا
        [two] عملان أسبق لا يُحسبان هنا
        [few] { $count } أعمال أسبق لا تُحسب هنا
        [many] { $count } عملا أسبق لا يُحسب هنا
       *[other] { $count } عمل أسبق لا يُحسب هنا
    }
report-strangers = فاعلون ليسوا أطرافا
report-strangers-note = لا يُلزم أي اتفاق هذه الأسماء. وعمل الائتلاف ربما يكون عمل كل عضو فيه، ويُحسب كذلك أعلاه؛ أما أعمال الآخرين فليست خرقا من أحد.
report-strangers-caption = أعمال أسماء ليست أطرافا، قبل بداية الحكم الأول وبعدها
report-name-reported = الاسم كما ورد
report-known-as = معروف باسم
report-acts-before = الأعمال قبل
report-acts-after = الأعمال بعد
report-deaths-head = الوفيات
report-known-outsider = جهة خارجية
report-known-coalition = ائتلاف
report-not-in-pack = غير معروف للبعثة

# Findings in full

report-finding = الاستنتاج
report-when-it-was = حين كان: { $verdict }
report-does-acknowledge = يقر به
report-does-dispute = يعترض عليه
report-does-explain = يفسره
report-signed = موقّع بمفتاح الطرف
report-forged = توقيع الطرف غير صحيح.
report-case = { $verdict }، { $findings }: { $months }.
report-case-pdf = { $verdict }، { $findings }: { $months } ({ $severity })
report-agreement-source = { $agreement }. المصدر: { $source }
report-also = وكذلك
report-exceptions = الاستثناءات المتصلة به.
report-settled = حُسم بمقارنة.
report-retracted = سُحب، ولم يعد مستعملا.
report-retracted-colon = سُحب، ولم يعد مستعملا:
report-would-settle = ما يحسمه.
report-find = بحث
report-find-example = طرف، منطقة، شهر، مادة، مكان، R12 …
report-shown = المعروض { $number }
report-shown-of = المعروض { $some } من { $number }
report-doubted = غير محسوم، مع أنه أُبلغ عن شيء
report-silent-head = غير محسوم: لم يُبلَّغ عن شيء
report-to-settle = للحسم: { $what }.
report-counted-allowed = أُحصي: { $measured }؛ المسموح به: { $allowed }؛ { $why }.
report-counted-owed = أُنجز: { $measured }؛ الواجب: { $allowed }؛ { $why }.
report-rests-on = يستند إلى { $reports }.
report-strays = ردود على استنتاجات ليست في هذا التقرير
report-strays-note = الاستنتاج المذكور يعود إلى وقت آخر، أو إلى قيود سُحبت بعد ذلك.

# The reports behind them

report-reports-short = التقارير
report-register = التقارير التي تستند إليها الاستنتاجات
report-register-note = بترتيب وقوعها. والقيد هو بداية بصمته SHA-256 في السجل. والدرجات بحسب رمز الأميرالية.
report-mark = الدرجة
report-row = السطر
report-amendments = القيود المصححة والمسحوبة
report-amendments-note = الأحدث أولا. يُحسب التقرير المصحح كما يقول تصحيحه؛ والمسحوب لا يُحسب. لا يُحذف شيء: كلها في السجل.
report-amendments-more = وعدد { $number } غيرها:

# The annex

report-annex = الملحق
report-method = المنهج
report-made-from = مم أُعد هذا التقرير
report-made = أُعد في
report-pack = البيانات المرجعية
report-ledger = السجل
report-records = القيود
report-records-word = من القيود
report-site = الموقع { $site }
report-site-records = الموقع { $site }، عدد القيود { $number }
report-root = جذر السجل
report-root-pdf = جذر السجل
report-digest-pdf = بصمة SHA-256 للبيانات المرجعية
report-and = والموقع
report-and-site =
    { $count ->
        [zero] والموقع { $site }، لا قيود
        [one] والموقع { $site }، قيد واحد
        [two] والموقع { $site }، قيدان
        [few] والموقع { $site }، { $count } قيود
        [many] والموقع { $site }، { $count } قيدا
       *[other] والموقع { $site }، { $count } قيد
    }
report-pack-digest = بصمة SHA-256 للبيانات المرجعية
report-sources = مصادر البيانات المرجعية
report-sources-short = المصادر
report-sources-caption = الوثائق، وعدد الوقائع التي تستند إلى كل منها، بحسب درجة الإثبات
report-document = الوثيقة
report-where-to-find = مكانها، وملاحظات
report-facts = الوقائع
report-grades = متحقق منه: قُرئ في المصدر. ثانوي: قُرئ في مصدر ثانوي. يجب التحقق منه: معرفة عامة لم تُراجع بعد. تقريبي: وُضع لهذه البعثة.
report-licences = البيانات والتراخيص
report-words = المصطلحات
graded-verified = متحقق منه: { $count }
graded-secondary = ثانوي: { $count }
graded-to-verify = يجب التحقق منه: { $count }
graded-approximate = تقريبي: { $count }
method-values = لكل استنتاج قيمة من ثلاث. لا يكون «تم خرقه» إلا إذا كان الدليل مؤكدا: أي كان المكان والوقت والطرف والمصدر والعدد والاستثناءات كلها فوق كل شك. ويكون «تم الامتثال له» إذا قال ذلك إحصاء كامل أو واجب أُنجز أو من راقب طوال الوقت. وكل ما عدا ذلك «غير محسوم»، ويقول التقرير أي زيارة أو تقرير أو تاريخ يحسمه. والأعداد حدود: «من 12 إلى 15» تعني 12 على الأقل و15 على الأكثر.
method-silence = الصمت ليس دليلا. فعدم تبليغ أحد عن عمل لا يدل على شيء، إلا إذا أعلن أحد أنه راقب المنطقة طوال الوقت وأنه كان سيبلغ عنه.
method-times = هناك وقتان: وقت وقوع الشيء، ووقت تسجيله. «كما كان معروفا في» تبين أي تقارير استُعملت، و«السلوك حتى» تبين أي سلوك شمله الحكم. والتصحيح والسحب قيدان قائمان بذاتهما؛ ولا يُحذف شيء.
method-decides = يُحتسب التقرير كاملا إذا كانت درجة مصدره { $source } أو أفضل ودرجة معلوماته { $credibility } أو أفضل بحسب رمز الأميرالية؛ وتعني F و6 أنه لا يمكن الحكم عليها، فلا يُبنى عليها شيء. والتقرير الأضعف يثير الشك، ويجعل الاستنتاج غير محسوم.
method-second-report = العمل الذي يذكره تقرير واحد لا يكون خرقا إلا إذا أكدته مصادر أخرى (المصداقية 1)، أو ذكره مصدر موثوق (A أو B) على أنه صحيح على الأرجح (2) مع موقع معروف في حدود 5 كم. والإحصاء الواحد الذي يتجاوز الحد بجزء من عشرين أو أقل يحتاج إلى إحصاء ثان.
method-two-reports = يستند خرق بعمل إلى تقريرين في الشهر على الأقل، أو إلى تقرير تؤكده مصادر أخرى (المصداقية 1). والإحصاء الواحد الذي يتجاوز الحد بجزء من عشرين أو أقل يحتاج إلى إحصاء ثان.
method-same = القاعدة نفسها تسري على كل طرف. ومن لديه البيانات المرجعية نفسها والقيود نفسها يحصل على الاستنتاجات نفسها، حرفا بحرف.
method-audit = للتحقق من أن أي قيد لم يُغيَّر ولم يُحذف ولم يُنقل من مكانه، شغّل «sulh ledger audit» على نسخة من السجل وقارن حجمه وجذره بما في هذا التقرير؛ ولشرح استنتاج واحد شغّل «sulh explain» مع معرّفه.
licence-ucdp = الأحداث: UCDP Georeferenced Event Dataset، جامعة أوبسالا، CC BY 4.0 (Sundberg and Melander 2013, doi:10.1177/0022343313484347). والوفيات هي تقديراتها الأدنى والأفضل والأعلى. والاستنتاجات ليست استنتاجات UCDP.
licence-acled = الأحداث: Armed Conflict Location and Event Data (acleddata.com)، بموجب شروط استعمالها التي تقيد إعادة النشر. والاستنتاجات ليست استنتاجات ACLED.
licence-geo-pko = عمليات الانتشار: Geocoded UN Peacekeeping Operations dataset، جامعة أوبسالا (Cil, Fjelde, Hultman and Nilsson 2020, doi:10.1177/0022343319871981).
glossary-admiralty = رمز الأميرالية
glossary-admiralty-means = درجتان مستقلتان لكل تقرير: مصدره من A (موثوق تماما) إلى F (لا يمكن الحكم عليه)، ومعلوماته من 1 (مؤكدة) إلى 6 (لا يمكن الحكم عليها)
glossary-allowed = المسموح به
glossary-allowed-means = ما يجيزه الحكم في وقت ما، مع الاستثناءات السارية
glossary-as-of = كما كان معروفا في، السلوك حتى
glossary-as-of-means = أي تقارير استُعملت، بحسب وقت تسجيلها؛ وأي سلوك شمله الحكم، بحسب وقت وقوعه
glossary-case = حالة
glossary-case-means = الاستنتاجات بشأن حكم وطرف ومنطقة
glossary-certain = مؤكد، محتمل
glossary-certain-means = لا يكون العمل مؤكدا إلا إذا كان المكان والوقت والطرف والمصدر فوق كل شك؛ ويكون محتملا إذا لم يكن أحدها كذلك
glossary-coverage = مراقبة متواصلة
glossary-coverage-means = بيان بأن أحدا راقب منطقة لأنواع من الأعمال خلال مدة، فيكون للصمت معنى
glossary-exception = استثناء
glossary-exception-means = تخفيف متفق عليه لحكم، بتواريخه
glossary-finding = استنتاج
glossary-finding-means = حكم وطرف ومنطقة وشهر، مع النتيجة، وما أُحصي وما سُمح به، والأسباب والتقارير التي يستند إليها
glossary-silent = لم يُبلَّغ عن شيء
glossary-silent-means = غير محسوم فقط لأنه لا يتصل به أي تقرير صالح؛ والصمت لا يثبت شيئا
glossary-simulated = محاكاة
glossary-simulated-means = من إنتاج تمرين؛ ولا يُحكم عليه أبدا مع تقارير حقيقية
glossary-unverified = لم يُتحقق منه
glossary-unverified-means = واقعة مرجعية لم يقرأها أحد في مصدرها، أو حد مرسوم تقريبا فقط
report-tasks = المهام
report-disarmament = نزع السلاح
report-tasks-of = مهام { $month }: المخطط والفعلي
report-tasks-order = ما لم يجر وفق الخطة أولا؛ الأوقات بالتوقيت العالمي UTC
report-task = المهمة
report-task-what = النوع
report-task-unit = الوحدة
report-task-fate = كيف جرت
report-task-planned = المخطط
report-task-actual = الفعلي
report-task-late = التأخير
report-task-why = السبب
report-tasks-summary = { $tasks }: { $list }.
report-tasks-number =
    { $count ->
        [zero] لا مهام
        [one] مهمة واحدة
        [two] مهمتان
        [few] { $count } مهام
        [many] { $count } مهمة
       *[other] { $count } مهمة
    }
report-tasks-more =
    { $count ->
        [zero] لا مهام أخرى.
        [one] ومهمة أخرى محسوبة أعلاه.
        [two] ومهمتان أخريان محسوبتان أعلاه.
        [few] و{ $count } مهام أخرى محسوبة أعلاه.
        [many] و{ $count } مهمة أخرى محسوبة أعلاه.
       *[other] و{ $count } مهمة أخرى محسوبة أعلاه.
    }
report-tasks-remarks =
    { $count ->
        [zero] لا ملاحظات على الخطوات
        [one] ملاحظة واحدة على خطوات غير متوافقة أو لم يسجلها أحد
        [two] ملاحظتان على خطوات غير متوافقة أو لم يسجلها أحد
        [few] { $count } ملاحظات على خطوات غير متوافقة أو لم يسجلها أحد
        [many] { $count } ملاحظة على خطوات غير متوافقة أو لم يسجلها أحد
       *[other] { $count } ملاحظة على خطوات غير متوافقة أو لم يسجلها أحد
    }
report-tasks-hidden =
    { $count ->
        [zero] لا ملاحظات أخرى.
        [one] وملاحظة أخرى تعرضها صفحة المهام.
        [two] وملاحظتان أخريان تعرضهما صفحة المهام.
        [few] و{ $count } ملاحظات أخرى تعرضها صفحة المهام.
        [many] و{ $count } ملاحظة أخرى تعرضها صفحة المهام.
       *[other] و{ $count } ملاحظة أخرى تعرضها صفحة المهام.
    }
report-task-gap = { $task }: لم يسجل أحد الخطوة «{ $step }».
report-task-from = منذ { $first }
report-task-ended = انتهت { $last }
report-task-minutes =
    { $count ->
        [zero] أقل من دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
report-task-hours = { $hours } س { $minutes } د
report-task-days =
    { $count ->
        [zero] أقل من يوم
        [one] يوم واحد
        [two] يومان
        [few] { $count } أيام
        [many] { $count } يوما
       *[other] { $count } يوم
    }
report-task-done-in-time = أُنجزت في موعدها
report-tasks-done-in-time =
    { $count ->
        [zero] لا مهمة أُنجزت في موعدها
        [one] واحدة أُنجزت في موعدها
        [two] اثنتان أُنجزت في موعدها
        [few] { $count } أُنجزت في موعدها
        [many] { $count } أُنجزت في موعدها
       *[other] { $count } أُنجزت في موعدها
    }
report-task-done-late = أُنجزت متأخرة
report-tasks-done-late =
    { $count ->
        [zero] لا مهمة أُنجزت متأخرة
        [one] واحدة أُنجزت متأخرة
        [two] اثنتان أُنجزت متأخرة
        [few] { $count } أُنجزت متأخرة
        [many] { $count } أُنجزت متأخرة
       *[other] { $count } أُنجزت متأخرة
    }
report-task-failed = فشلت
report-tasks-failed =
    { $count ->
        [zero] لا مهمة فشلت
        [one] واحدة فشلت
        [two] اثنتان فشلت
        [few] { $count } فشلت
        [many] { $count } فشلت
       *[other] { $count } فشلت
    }
report-task-cancelled = أُلغيت
report-tasks-cancelled =
    { $count ->
        [zero] لا مهمة أُلغيت
        [one] واحدة أُلغيت
        [two] اثنتان أُلغيت
        [few] { $count } أُلغيت
        [many] { $count } أُلغيت
       *[other] { $count } أُلغيت
    }
report-task-under-way = جارية
report-tasks-under-way =
    { $count ->
        [zero] لا مهمة جارية
        [one] واحدة جارية
        [two] اثنتان جارية
        [few] { $count } جارية
        [many] { $count } جارية
       *[other] { $count } جارية
    }
report-task-under-way-late = جارية ومتأخرة
report-tasks-under-way-late =
    { $count ->
        [zero] لا مهمة جارية ومتأخرة
        [one] واحدة جارية ومتأخرة
        [two] اثنتان جارية ومتأخرة
        [few] { $count } جارية ومتأخرة
        [many] { $count } جارية ومتأخرة
       *[other] { $count } جارية ومتأخرة
    }
report-task-not-begun = لم تبدأ
report-tasks-not-begun =
    { $count ->
        [zero] لا مهمة لم تبدأ
        [one] واحدة لم تبدأ
        [two] اثنتان لم تبدأ
        [few] { $count } لم تبدأ
        [many] { $count } لم تبدأ
       *[other] { $count } لم تبدأ
    }
report-task-not-begun-late = لم تبدأ وتأخرت
report-tasks-not-begun-late =
    { $count ->
        [zero] لا مهمة لم تبدأ وتأخرت
        [one] واحدة لم تبدأ وتأخرت
        [two] اثنتان لم تبدأ وتأخرت
        [few] { $count } لم تبدأ وتأخرت
        [many] { $count } لم تبدأ وتأخرت
       *[other] { $count } لم تبدأ وتأخرت
    }

## فهرس العرض التوضيحي

demo-title = العرض التوضيحي لـ Sulh
demo-offline = تُفتح كل صفحة دون اتصال. والسجلات المحاكاة معلَّمة في كل صفحة.
demo-missions = البعثات
demo-report = التقرير
demo-breached = تم خرقها
demo-silent = لم يُبلَّغ عن شيء
demo-met = تم الامتثال لها
demo-note = مشكوك فيها: أُبلغ عن شيء لكنه لا يحسم المسألة. لم يُبلَّغ عن شيء: غير محسومة لأن أي تقرير لا يتصل بها؛ والصمت لا يثبت شيئا.
demo-plans = الخطط
demo-page = الصفحة
demo-shows = ما تبيّنه
demo-simulated = { $title } (محاكاة)
demo-forecast = توقع للجزيرة
demo-forecast-shows = أين يُرجَّح العنف في الأشهر الاثني عشر المقبلة، مع عدم اليقين فيه.
demo-laydown = انتشار للجزيرة
demo-laydown-shows = أين تبلغ القواعد، وعددها { $bases }، أكثر الضرر المتوقع على المدنيين ضمن { $km } كم.
demo-contributions = أعضاء منظمة التعاون الإسلامي في اليونيفيل، أيلول/سبتمبر 2024
demo-contributions-shows = كم شخصا قدّم كل عضو في منظمة التعاون الإسلامي، ونصيبهم من الكل.
demo-convoys = قوافل الإغاثة في الجزيرة
demo-convoys-shows = أي مركبة تحمل ماذا وإلى أين في يومين، وما الذي لا يصل ولماذا.
demo-casualties = زلزال في الجزيرة
demo-casualties-shows = كم ينتظر الجرحى الجراحة، وأي نقل بين المستشفيات يفيد.
